"""What analysts think themselves: signed, dated, undone like any decision, and kept apart."""

from __future__ import annotations

import pytest

from cli.test_review import ids

ME = ("--coder", "anna")
OPEN = ("--ceiling", "internal")


def assess(run, folder, *words, at="first..after"):
    return run(
        "assess", folder, "front", "truce", "--at", at, "--on", "2024-05-12",
        "--reason", "QUARTZ in private", *(words or ME),
    )  # fmt: skip


def test_an_estimate_stands_beside_the_stated_position_and_changes_no_figure(run, read_talks):
    before = run("positions", read_talks, *OPEN, "--json").json["positions"]
    assert assess(run, read_talks).code == 0
    after = run("positions", read_talks, *OPEN, "--json").json
    assert after["positions"] == before
    (one,) = after["assessments"]
    assert (one["actor"], one["issue"], one["coder"]) == ("front", "truce", "anna")
    assert (one["low"], one["high"], one["held_on"]) == (0.0, 100.0, "2024-05-12")
    assert "Analysts' own estimates" in run("positions", read_talks, *OPEN).out
    for name in ("brief.html", "brief.md"):
        run("brief", read_talks, *OPEN, "-o", name)
        text = (read_talks.parent / name).read_text("utf-8")
        assert "What analysts think themselves" in text
        assert "QUARTZ in private" in text


def test_below_its_level_an_estimate_or_note_is_in_no_output(run, read_talks):
    assess(run, read_talks)
    run("note", read_talks, "north", "QUARTZ leaves in June", *ME)
    for words in (("positions",), ("brief",), ("positions", "--json"), ("export", "bundle")):
        command, *rest = words
        said = run(command, read_talks, *rest)
        assert said.code == 0
        assert "QUARTZ" not in said.out
    whole = run("export", read_talks, "bundle", *OPEN).out
    assert whole.count("QUARTZ") == 2
    (read_talks.parent / "open.jsonl").write_text(whole, "utf-8")
    assert run("import", "again", "open.jsonl").code == 0
    assert run("assess", "again", "--json").json["assessments"][0]["coder"] == "anna"


def test_both_are_undone_and_done_again(run, read_talks):
    assess(run, read_talks)
    run("note", read_talks, "truce", "worded twice", *ME)
    for command, key in (("note", "notes"), ("assess", "assessments")):
        (made,) = run(command, read_talks, "--json").json[key]
        assert run("undo", read_talks, made["command"], *ME).code == 0
        assert run(command, read_talks, "--json").json[key] == []
        assert run("redo", read_talks, made["command"], *ME).code == 0
        assert run(command, read_talks, "--json").json[key] == [made]


def test_of_one_person_the_latest_stands_and_others_keep_theirs(run, read_talks):
    assess(run, read_talks)
    assess(run, read_talks, at="20..40")
    assess(run, read_talks, "--coder", "boris", at="after")
    found = run("assess", read_talks, "--json").json["assessments"]
    assert {(a["coder"], a["low"], a["high"]) for a in found} == {
        ("anna", 20.0, 40.0),
        ("boris", 100.0, 100.0),
    }
    early = run("positions", read_talks, *OPEN, "--as-of", "2024-05-11", "--json").json
    assert early["assessments"] == []


def test_show_lists_the_notes_on_a_statement_and_its_report(run, read_talks):
    north = ids(run, read_talks)["north"]
    report = run("show", read_talks, north, "--json").json["report"]["id"]
    for target, text in ((north, "as printed"), (report, "a late edition"), ("front", "other")):
        assert run("note", read_talks, target, text, *ME).code == 0
    shown = run("show", read_talks, north, "--json").json["notes"]
    assert [one["text"] for one in shown] == ["as printed", "a late edition"]
    assert "a late edition" in run("show", read_talks, north).out


def test_a_purge_takes_the_notes_on_a_report_with_it(run, read_talks):
    north = ids(run, read_talks)["north"]
    report = run("show", read_talks, north, "--json").json["report"]["id"]
    run("note", read_talks, north, "QUARTZ heard it himself", *ME)
    run("note", read_talks, "front", "stays", *ME)
    assert run("purge", read_talks, report, *ME, "--yes").code == 0
    assert [n["text"] for n in run("note", read_talks, "--json").json["notes"]] == ["stays"]
    assert b"QUARTZ" not in (read_talks / "ledger.db").read_bytes()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("assess", "nobody", "truce", "--at", "first", "--reason", "x"), "nobody"),
        (("assess", "front", "truse", "--at", "first", "--reason", "x"), "truce"),
        (("assess", "front", "truce", "--at", "frist", "--reason", "x"), "first"),
        (("assess", "front", "truce", "--at", "60..20", "--reason", "x"), "20..60"),
        (("assess", "front", "truce", "--at", "0..101", "--reason", "x"), "0 to 100"),
        (("assess", "front", "truce", "--at", "first"), "the reason is empty"),
        (("assess", "front", "truce"), "--at RANGE"),
        (("note", "nothing", "text"), "no statement, report, actor or issue"),
        (("note", "front", " "), "the note is empty"),
    ],
)
def test_mistakes_are_answered_with_the_way_out(run, read_talks, words, says):
    command, *rest = words
    answered = run(command, read_talks, *rest, *ME)
    assert answered.code == 2
    assert says in answered.err
    left = run(command, read_talks, "--json").json
    assert left["assessments" if command == "assess" else "notes"] == []
