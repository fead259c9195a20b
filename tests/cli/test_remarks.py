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


def test_an_estimate_is_mixed_in_only_when_asked_and_signed(run, read_talks):
    words = ("positions", read_talks, *OPEN)
    stated = run(*words, "--json").json
    assess(run, read_talks, at="first")
    plain = run(*words, "--json").json
    assert plain["positions"] == stated["positions"]
    assert "with_assessments" not in plain
    mixed = run(*words, "--with-assessments", "--json").json
    by_actor = {(p["actor"], p["issue"]): p for p in mixed["positions"]}
    front = by_actor["front", "truce"]
    was = next(p for p in stated["positions"] if p["actor"] == "front")
    assert front["median"] < was["median"]
    assert front["reports"] == was["reports"]
    assert front["days_since_last"] == was["days_since_last"]
    assert [(m["coder"], m["held_on"]) for m in front["mixed"]] == [("anna", "2024-05-12")]
    others = [p | {"mixed": []} for p in stated["positions"] if p["actor"] != "front"]
    assert [p for p in mixed["positions"] if p["actor"] != "front"] == others
    printed = run(*words, "--with-assessments").out
    assert "+ anna" in printed
    assert "mixed" in printed
    assert "+ anna" not in run(*words).out


def test_where_nothing_was_said_an_estimate_stands_alone_with_no_report_behind_it(run, read_talks):
    run(
        "assess", read_talks, "north", "truce", "--at", "40..60", "--on", "2024-04-01",
        "--reason", "heard", *ME,
    )  # fmt: skip
    north = ids(run, read_talks)["north"]
    run("reject", read_talks, north, *ME)
    words = ("positions", read_talks, *OPEN, "--json")
    assert "north" not in {p["actor"] for p in run(*words).json["positions"]}
    (own,) = [
        p for p in run(*words, "--with-assessments").json["positions"] if p["actor"] == "north"
    ]
    assert (own["reports"], own["days_since_last"]) == (0, None)
    assert 35 < own["median"] < 65


def test_above_the_ceiling_an_estimate_is_left_out_of_the_mixture_and_counted(run, read_talks):
    assess(run, read_talks)
    said = run("positions", read_talks, "--with-assessments")
    assert "No analyst's estimate is mixed in." in said.out
    assert "1 estimate above the ceiling is left out" in said.out
    assert run("positions", read_talks, "--with-assessments", "--json").json["withheld"] == 1


@pytest.mark.parametrize("name", ["brief.html", "brief.md"])
def test_a_brief_says_where_estimates_are_mixed_in(run, read_talks, name):
    run("brief", read_talks, *OPEN, "-o", "before.html")
    assess(run, read_talks, at="first")
    for words, is_mixed in (((), False), (("--with-assessments",), True)):
        run("brief", read_talks, *OPEN, *words, "-o", name)
        text = (read_talks.parent / name).read_text("utf-8").replace("\\", "")
        assert ("the own estimate of anna (2024-05-12) is mixed in" in text) is is_mixed
        assert ("Own estimates of anna are mixed into" in text) is is_mixed
        assert ("--with-assessments" in text) is is_mixed
        assert ("enter no other figure here" in text) is True


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


def test_show_prints_reports_actors_and_issues_with_the_notes_on_them(run, read_talks):
    north = ids(run, read_talks)["north"]
    report = run("show", read_talks, north, "--json").json["report"]["id"]
    for target, key in ((report, "report"), ("front", "actor"), ("truce", "issue")):
        run("note", read_talks, target, f"QUARTZ on {key}", *ME)
        said = run("show", read_talks, target, "--json").json
        assert said[key]["id"] == target
        assert said["statements"]
        assert [note["text"] for note in said["notes"]] == [f"QUARTZ on {key}"]
        printed = run("show", read_talks, target).out
        assert printed.startswith(f"{key.capitalize()} {target}: ")
        assert f"QUARTZ on {key}" in printed
    assert "did you mean 'truce'?" in run("show", read_talks, "truse").err


@pytest.mark.parametrize("name", ["brief.html", "brief.md"])
def test_a_brief_prints_the_notes_that_its_ceiling_admits(run, read_talks, name):
    north = ids(run, read_talks)["north"]
    for target, level in ((north, "public"), ("front", "internal"), ("truce", "confidential")):
        run("note", read_talks, target, f"QUARTZ {level}", "--handling", level, *ME)
    for words, seen in (((), 1), (OPEN, 2), (("--ceiling", "confidential"), 3)):
        run("brief", read_talks, *words, "-o", name)
        text = (read_talks.parent / name).read_text("utf-8")
        assert text.count("QUARTZ") == seen
        assert "They enter no figure." in text


def test_a_note_above_a_level_is_said_to_be_left_out(run, read_talks):
    added = run("note", read_talks, "truce", "QUARTZ", *ME).out
    assert "1 note above the level public is left out of briefs" in added
    assert "left out" not in run("note", read_talks, "truce", "y", "--handling", "public", *ME).out
    listed = run("note", read_talks, "--ceiling", "public")
    assert "QUARTZ" not in listed.out
    assert "1 note above the level public is left out" in listed.out
    assert run("note", read_talks, "--ceiling", "public", "--json").json["withheld"] == 1
    assert "left out" not in run("note", read_talks).out


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
