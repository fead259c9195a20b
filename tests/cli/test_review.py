"""Deciding by hand on the command line, as a person would."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cli.conftest import Run

ME = ("--coder", "anna")


def ids(run: Run, folder: Path) -> dict[str, str]:
    """Return the ids of the statements by the actor who speaks, or the source."""
    listed = run("statements", folder, "--json").json["statements"]
    return {s["actor"] or s["source"]: s["id"] for s in listed}


def shown(run: Run, folder: Path, id_: str) -> Any:
    return run("show", folder, id_, "--json").json


def test_a_statement_is_shown_with_all_behind_it(run, read_talks):
    north = ids(run, read_talks)["north"]
    assert north in run("statements", read_talks).out
    said = run("show", read_talks, north)
    assert said.code == 0
    for words in (
        "an immediate truce",
        "River Post, 2024-05-02",
        "record reading",
        "reports/first",
    ):
        assert words in said.out
    version = shown(run, read_talks, north)["statement_version"]
    assert f"Version {version}" in said.out


def test_accepting_prints_counts_before_and_after_and_tries_first(run, read_talks):
    north = ids(run, read_talks)["north"]
    tried = run("accept", read_talks, north, *ME, "--dry-run")
    assert "Not written" in tried.out
    assert not shown(run, read_talks, north)["statement"]["reviewed"]
    done = run("accept", read_talks, north, *ME, "--reason", "as printed")
    assert done.out.splitlines()[:-1] == tried.out.splitlines()[:-1]
    assert "of them reviewed" in done.out
    assert shown(run, read_talks, north)["statement"]["reviewed"]
    again = run("accept", read_talks, north, *ME)
    assert "exactly this holds already" in again.out
    listed = run("history", read_talks).out
    assert "as printed" in listed
    assert listed.count("accept") == 1


def test_several_are_one_decision_all_or_none_and_one_undo(run, read_talks):
    start = run("statements", read_talks, "--json").json["statements"]
    names = [one["id"] for one in start]
    assert len(names) > 1
    refused = run("accept", read_talks, *names, "000000000000", *ME)
    assert refused.code == 2
    assert run("statements", read_talks, "--json").json["statements"] == start
    tried = run("reject", read_talks, *names, *ME, "--dry-run").out
    assert "Not written" in tried
    for command in ("accept", "reject"):
        decided = run(command, read_talks, *names, *ME, "--json").json["decision"]
        assert [one["before"] for one in decided["changed"]] == names
        run("undo", read_talks, *ME)
        assert run("statements", read_talks, "--json").json["statements"] == start
    log = run("history", read_talks, "--json").json["history"]
    assert [one["name"] for one in log] == ["undo", "reject", "undo", "accept"]
    versioned = run("accept", read_talks, *names, "--expected", log[0]["command"], *ME)
    assert "a version is of one statement" in versioned.err


def test_what_is_proposed_names_the_case_as_it_was_typed(run, read_talks):
    north = ids(run, read_talks)["north"]
    done = run("accept", "talks", north, *ME).out
    assert "`pourparler undo talks 01" in done
    assert "`pourparler statements talks --json`" in run("show", "talks", "nothing").err
    spaced = read_talks.rename(read_talks.parent / "long talks")
    assert "`pourparler undo 'long talks' 01" in run("note", spaced.name, "truce", "x", *ME).out


def test_a_statement_that_will_count_for_nobody_says_so(run, read_talks):
    report = shown(run, read_talks, ids(run, read_talks)["north"])["report"]["id"]
    bare = run("add", read_talks, report, "--content", "the river was calm", *ME)
    assert "But: it has no actor" in bare.out
    assert "But: it is on no issue" in bare.out
    assert "--coding ISSUE=OPTION" in bare.out
    whole = run(
        "add", read_talks, report, "--content", "before any talks", "--actor", "north",
        "--coding", "truce=first", *ME, "--json",
    )  # fmt: skip
    assert whole.json["decision"]["cautions"] == []
    run("brief", read_talks, "-o", "b.md")
    text = (read_talks.parent / "b.md").read_text("utf-8")
    assert text.count("marked by hand") == 2


def test_the_coder_may_come_from_the_environment(run, read_talks, monkeypatch):
    north = ids(run, read_talks)["north"]
    left_out = run("accept", read_talks, north)
    assert left_out.code == 2
    assert "--coder" in left_out.err
    monkeypatch.setenv("POURPARLER_CODER", "boris")
    assert run("accept", read_talks, north, "--json").json["decision"]["coder"] == "boris"


def test_recode_correct_reject_and_back(run, read_talks):
    start = run("statements", read_talks, "--json").json["statements"]
    north, front = (ids(run, read_talks)[name] for name in ("north", "front"))
    run("recode", read_talks, north, *ME, "--coding", "truce=first..after:opposes@front")
    (coding,) = shown(run, read_talks, north)["statement"]["codings"]
    assert (coding["from_option"], coding["to_option"]) == ("first", "after")
    assert (coding["modality"], coding["about"], coding["coder"]) == ("opposes", "front", "anna")
    words = (
        "--force",
        "offer",
        "--said-on",
        "2024-05",
        "--no-actor",
        "--hedged",
        "--audience",
        "x",
    )
    moved = run("correct", read_talks, front, *ME, *words, "--json").json["decision"]
    now = shown(run, read_talks, moved["changed"][0]["after"])["statement"]
    assert (now["force"], now["said_on"], now["actors"]) == ("offer", "2024-05-01/2024-05-10", [])
    assert (now["hedged"], now["audience"]) == (True, "x")
    run("reject", read_talks, north, *ME)
    for _ in range(3):
        assert run("undo", read_talks, *ME).code == 0
    assert run("statements", read_talks, "--json").json["statements"] == start
    assert run("redo", read_talks, *ME, "--json").json["decision"]["undone"]["name"] == "recode"
    assert run("undo", read_talks, "--coder", "boris").code == 2


def test_a_statement_is_added_by_its_words_or_from_a_note(run, read_talks):
    (report,) = {
        s["report"]
        for s in run("statements", read_talks, "--json").json["statements"]
        if s["reported_on"] == "2024-05-02"
    }
    done = run(
        "add", read_talks, report, *ME, "--content", "the river\nwas calm", "--actor", "north",
        "--coding", "truce=first", "--json",
    )  # fmt: skip
    added = shown(run, read_talks, done.json["decision"]["changed"][0]["after"])["statement"]
    assert added["content"] == "the river was calm"
    assert added["reviewed"]
    note = ("--note", "They wait.", "--date", "2024-05-11", "--handling", "public")
    run("add", read_talks, *ME, *note, "--actor", "front", "--coding", "truce=after")
    listed = run("statements", read_talks, "--since", "2024-05-11", "--json").json["statements"]
    assert [s["content"] for s in listed] == ["They wait."]


def test_a_source_is_assigned(run, read_talks):
    done = run("assign", read_talks, "a coast guard officer", *ME, "--person", "Ana Torvald")
    assert done.code == 0, done.err
    assert run("speakers", read_talks, "--json").json["speakers"] == []
    assert "assign" in run("history", read_talks).out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("show", "{case}", "0123456789ab"), "no statement, report, actor"),
        (("accept", "{case}", "0123456789ab", *ME), "not in the ledger"),
        (("recode", "{case}", "{north}", *ME, "--coding", "a b"), "write ISSUE"),
        (("recode", "{case}", "{north}", *ME, "--coding", "truec"), "did you mean 'truce'"),
        (("correct", "{case}", "{north}", *ME), "name a field"),
        (("correct", "{case}", "{north}", *ME, "--force", "wihs"), "did you mean 'wish'"),
        (("correct", "{case}", "{north}", *ME, "--content", "no such words"), "does not stand in"),
        (("correct", "{case}", "{north}", *ME, "--content", "a"), "times in report"),
        (("correct", "{case}", "{north}", *ME, "--said-on", "2030"), "after the report"),
        (("accept", "{case}", "{north}", *ME, "--expected", "x"), "since it was read"),
        (("add", "{case}", *ME), "name a report"),
        (("add", "{case}", *ME, "--note", "x"), "a note needs its date"),
        (("add", "{case}", "0123456789ab", *ME), "not in the ledger"),
        (("assign", "{case}", "a coast gard officer", *ME, "--actor", "north"), "did you mean"),
        (("assign", "{case}", "a coast guard officer", *ME), "either an actor or a person"),
        (("undo", "{case}", *ME), "nothing of anna to undo"),
        (("redo", "{case}", *ME), "nothing of anna to do again"),
        (("undo", "{case}", "0" * 26, *ME), "not in the log"),
    ],
)
def test_a_mistake_is_answered_in_two_lines(run, read_talks, words, said):
    north = ids(run, read_talks)["north"]
    ran = run(*(word.format(case=read_talks, north=north) for word in words))
    assert ran.code == 2
    assert said in ran.err
    assert len(ran.err.splitlines()) == 2
