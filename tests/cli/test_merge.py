"""``pourparler merge`` as a person would use it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest


@pytest.fixture
def other(read_talks: Path) -> Path:
    """A copy of the case on another machine."""
    path = read_talks.with_name("other")
    shutil.copytree(read_talks, path)
    return path


def reviewed(run, folder: Path) -> dict[str, bool]:
    found = run("statements", folder, "--json").json["statements"]
    return {statement["id"]: statement["reviewed"] for statement in found}


def test_two_copies_are_joined_and_the_conflict_is_listed(run, read_talks, other):
    first, second, *_ = (s["id"] for s in run("statements", other, "--json").json["statements"])
    run("accept", read_talks, first, "--coder", "anna")
    run("reject", other, first, "--coder", "ben")
    run("accept", other, second, "--coder", "ben")
    tried = run("merge", read_talks, other, "--coder", "chris", "--dry-run")
    assert (tried.code, "Not written" in tried.out) == (0, True)
    done = run("merge", read_talks, other, "--coder", "chris", "--json").json
    (conflict,) = done["conflicts"]
    assert (conflict["id"], conflict["ours"], conflict["theirs"], conflict["fields"]) == (
        first, "anna", "ben", ["held"]
    )  # fmt: skip
    assert conflict["kept"] == "theirs"
    assert done["commands"] == 2
    listed = {
        s["id"]: s["reviewed"] for s in run("statements", read_talks, "--json").json["statements"]
    }
    assert (first in listed, listed[second]) == (False, True)
    again = run("merge", read_talks, other, "--coder", "chris")
    assert "exactly this holds already" in again.out
    undone = run("undo", read_talks, done["decision"]["command"], "--coder", "chris")
    assert undone.code == 0
    listed = {
        s["id"]: s["reviewed"] for s in run("statements", read_talks, "--json").json["statements"]
    }
    assert (listed[first], listed[second]) == (True, False)


def test_the_words_for_people_name_the_conflict(run, read_talks, other):
    first = run("statements", other, "--json").json["statements"][0]["id"]
    run("accept", read_talks, first, "--coder", "anna")
    run("reject", other, first, "--coder", "ben")
    told = run("merge", read_talks, other, "--coder", "chris").out
    for word in (
        "Decided differently",
        first,
        "anna",
        "ben",
        "theirs",
        f"pourparler undo {read_talks}",
    ):
        assert word in told


def test_what_is_no_copy_is_refused(run, read_talks, tmp_path):
    for word in ("nowhere", "talks/case.yaml"):
        ran = run("merge", read_talks, tmp_path / word, "--coder", "chris")
        assert ran.code == 2
        assert word.rpartition("/")[2] in ran.err
        assert "hint:" in ran.err
