"""What a brief used is remembered: ``check`` says which file is affected by a later decision."""

from __future__ import annotations

import hashlib

import pytest

from cli.test_review import ids

ME = ("--coder", "anna")


@pytest.fixture
def briefed(run, read_talks):
    """A case with a brief outside its folder, and the ids of its statements."""
    assert run("brief", read_talks, "-o", "talks.html", *ME).code == 0
    return read_talks, ids(run, read_talks)


def outputs(run, folder):
    return run("check", folder, "--json").json["outputs"]


def test_nothing_is_said_while_nothing_has_changed(run, briefed):
    folder, found = briefed
    assert run("accept", folder, found["north"], *ME).code == 0
    assert outputs(run, folder) == []


def test_a_rejected_statement_names_the_brief_that_used_it(run, briefed):
    folder, found = briefed
    run("reject", folder, found["north"], "--coder", "boris")
    (one,) = outputs(run, folder)
    content = (folder.parent / "talks.html").read_bytes()
    assert (one["file"], one["kind"], one["coder"]) == ("talks.html", "brief", "anna")
    assert one["sha256"] == hashlib.sha256(content).hexdigest()
    assert one["used"] == 3
    (affected,) = one["affected"]
    assert affected["statement"] == found["north"]
    assert (affected["how"], affected["coder"]) == ("rejected", "boris")
    printed = run("check", folder).out
    assert "talks.html (brief, written" in printed
    assert "rejected" in printed
    run("undo", folder, "--coder", "boris")
    assert outputs(run, folder) == []


@pytest.mark.parametrize(
    ("words", "how"),
    [
        (("correct", "ID", "--force", "offer"), "corrected: force"),
        (("recode", "ID", "--coding", "truce=after"), "coded otherwise"),
        (("correct", "ID", "--no-actor"), "corrected: now another statement"),
    ],
)
def test_a_correction_says_what_it_changed(run, briefed, words, how):
    folder, found = briefed
    command, *rest = [found["north"] if word == "ID" else word for word in words]
    assert run(command, folder, *rest, *ME).code == 0
    (one,) = outputs(run, folder)
    assert [a["how"] for a in one["affected"]] == [how]


def test_a_brief_written_afterwards_is_not_affected(run, briefed):
    folder, found = briefed
    run("reject", folder, found["north"], *ME)
    run("brief", folder, "-o", folder / "later.md", *ME)
    assert [one["file"] for one in outputs(run, folder)] == ["talks.html"]
    run("reject", folder, found["front"], *ME)
    assert [one["file"] for one in outputs(run, folder)] == ["talks.html", "later.md"]


def test_exports_are_remembered_and_only_what_the_view_admitted(run, read_talks):
    folder, found = read_talks, ids(run, read_talks)
    run("export", folder, "csv", "--known-at", "2024-05-05", "-o", "early.csv")
    run("reject", folder, found["front"], *ME)  # of a later report
    assert outputs(run, folder) == []
    run("reject", folder, found["north"], *ME)
    (one,) = outputs(run, folder)
    assert (one["file"], one["kind"], one["coder"]) == ("early.csv", "csv", "unnamed")


def test_writing_leaves_the_mark_so_that_a_brief_is_the_same_again(run, read_talks):
    stamps = [run("statements", read_talks, "--json").json["ledger"]]
    for name in ("one.html", "two.html", "one.html"):
        run("brief", read_talks, "-o", name, *ME)
        stamps.append(run("statements", read_talks, "--json").json["ledger"])
    assert len(set(stamps)) == 1
    one, two = ((read_talks.parent / name).read_bytes() for name in ("one.html", "two.html"))
    assert one == two
    written = run("history", read_talks, "--json").json["history"]
    assert [entry["name"] for entry in written] == ["record_output", "record_output"]


def test_what_was_written_travels_in_a_bundle(run, briefed):
    folder, found = briefed
    run("export", folder, "bundle", "-o", "talks.jsonl", "--ceiling", "confidential")
    assert run("import", "again", "talks.jsonl").code == 0
    run("reject", "again", found["north"], *ME)
    assert [one["file"] for one in outputs(run, "again")] == ["talks.html"]


def test_what_was_purged_is_told_without_its_id(run, briefed):
    folder, found = briefed
    listed = run("statements", folder, "--json").json["statements"]
    report = next(s["report"] for s in listed if s["id"] == found["front"])
    refused = run("purge", folder, report, *ME, "--yes")
    assert "line 14 holds words" in refused.err  # the option is worded like the statement
    assert run("purge", folder, report, *ME, "--yes", "--leave-case").code == 0
    (one,) = outputs(run, folder)
    assert [a["how"] for a in one["affected"]] == ["purged"]
    assert found["front"] not in str(one)
