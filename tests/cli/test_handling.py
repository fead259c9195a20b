"""``handling`` as a person types it: counts before and after, no trace below, notes too."""

from __future__ import annotations

import pytest

from cli.test_review import ids

ME = ("--coder", "anna")


def reports(run, folder, *words):
    return [one["id"] for one in run("reports", folder, *words, "--json").json["reports"]]


def test_counts_are_told_before_anything_is_written(run, read_talks):
    first = reports(run, read_talks)[0]
    tried = run("handling", read_talks, "internal", first, *ME, "--dry-run")
    assert tried.code == 0
    assert "internal reports" in tried.out
    assert "Not written" in tried.out
    assert first in reports(run, read_talks)


def test_below_the_level_nothing_is_left_of_it_in_any_output(run, read_talks):
    first, second = reports(run, read_talks)
    done = run("handling", read_talks, "confidential", first, *ME)
    assert f"{first} is now confidential" in done.out
    assert reports(run, read_talks) == [second]
    for words in (
        ("statements",), ("positions",), ("brief",), ("codebook",), ("method",), ("speakers",),
        ("export", "bundle"), ("export", "csv"), ("export", "annotations"), ("commitments",),
    ):  # fmt: skip
        command, *rest = words
        said = run(command, read_talks, *rest)
        assert said.code == 0
        assert "Coast Guard" not in said.out
        assert first not in said.out
    assert "1 report with" in run("method", read_talks).out
    run("undo", read_talks, *ME)
    assert reports(run, read_talks) == [first, second]


def test_positions_are_computed_without_a_hidden_statement(run, read_talks):
    north = ids(run, read_talks)["north"]
    before = {p["actor"] for p in run("positions", read_talks, "--json").json["positions"]}
    assert "north" in before
    assert run("handling", read_talks, "internal", north, *ME).code == 0
    after = {p["actor"] for p in run("positions", read_talks, "--json").json["positions"]}
    assert "north" not in after
    shown = run("positions", read_talks, "--ceiling", "internal", "--json").json["positions"]
    assert {p["actor"] for p in shown} == before


def test_reading_again_keeps_what_was_set(run, read_talks):
    first = reports(run, read_talks)[0]
    run("handling", read_talks, "internal", first, *ME)
    run("read", read_talks)
    assert first not in reports(run, read_talks)


def test_a_note_is_lowered_and_raised_by_the_id_of_its_command(run, read_talks):
    run("note", read_talks, "truce", "QUARTZ", *ME)
    (made,) = run("note", read_talks, "--json").json["notes"]
    seen = ("note", read_talks, "--ceiling", "public", "--json")
    assert run(*seen).json["notes"] == []
    assert run("handling", read_talks, "public", made["command"], *ME).code == 0
    assert [n["handling"] for n in run(*seen).json["notes"]] == ["public"]
    assert "QUARTZ" in run("export", read_talks, "bundle").out
    run("handling", read_talks, "confidential", made["command"], *ME)
    assert run("note", read_talks, "--json").json["notes"] == []
    assert made["command"] not in run("export", read_talks, "bundle", "--ceiling", "internal").out


def test_a_bundle_with_levels_comes_back_the_same(run, read_talks):
    first = reports(run, read_talks)[0]
    run("handling", read_talks, "internal", first, *ME)
    whole = run("export", read_talks, "bundle", "--ceiling", "confidential").out
    (read_talks.parent / "whole.jsonl").write_text(whole, "utf-8")
    assert run("import", "again", "whole.jsonl").code == 0
    assert first not in reports(run, "again")
    assert run("export", "again", "bundle", "--ceiling", "confidential").out == whole


def test_a_file_that_used_it_is_named_by_check(run, read_talks):
    run("brief", read_talks, "-o", read_talks / "b.md", *ME)
    run("handling", read_talks, "confidential", reports(run, read_talks)[0], *ME)
    said = run("check", read_talks).out
    assert "b.md" in said
    assert "now confidential" in said


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("secret", "x"), "'secret' is not allowed"),
        (("internal", "nothing"), "no report, statement, note or estimate"),
        (("internal",), "ID..."),
    ],
)
def test_mistakes_are_answered_with_the_way_out(run, read_talks, words, says):
    answered = run("handling", read_talks, *words, *ME)
    assert answered.code == 2
    assert says in answered.err
