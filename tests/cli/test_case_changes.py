"""Changing actors and issues on the command line, with the reader reading what is stored anew."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cli.conftest import Run

ME = ("--coder", "anna")
ADD = (
    "--question", "Who guards the truce?", "--scale", "unordered",
    "--option", "treaty=A truce only with a signed treaty",
    "--option", "talks=an immediate truce talk",
    "--example", "accept a truce only with a signed treaty", "--example", "an immediate truce",
)  # fmt: skip


LATER = {"north": "machine:later", "front": "machine"}
OTHERS = {None: "machine"}  # of the officer, who is nobody's


def statements(run: Run, folder: Path) -> Any:
    return run("statements", folder, "--json").json["statements"]


def coded(run: Run, folder: Path, issue: str) -> dict[str, str]:
    """Return who coded the statements of each actor on an issue."""
    return {
        s["actor"]: c["coder"]
        for s in statements(run, folder)
        for c in s["codings"]
        if c["issue"] == issue
    }


def test_a_new_issue_codes_old_reports_and_keeps_what_people_decided(run, read_talks):
    file = read_talks / "case.yaml"
    north = next(s["id"] for s in statements(run, read_talks) if s["actor"] == "north")
    run("accept", read_talks, north, *ME)
    raw, start = file.read_bytes(), statements(run, read_talks)
    tried = run("issue", "add", read_talks, "guard", *ADD, *ME, "--dry-run")
    assert tried.code == 0, tried.err
    assert (file.read_bytes(), statements(run, read_talks)) == (raw, start)
    done = run("issue", "add", read_talks, "guard", *ADD, *ME)
    assert done.out.splitlines()[:-1] == tried.out.splitlines()[:-1]
    assert "codings on guard" in done.out
    assert coded(run, read_talks, "truce")["north"] == "anna"
    assert coded(run, read_talks, "guard") | OTHERS == LATER | OTHERS
    shown = run("show", read_talks, north, "--json").json["statement"]
    assert shown["reviewed"]
    found = run("positions", read_talks, "--issue", "guard", "--json").json["positions"]
    assert {p["actor"]: p["reviewed_share"] for p in found if p["actor"]} == {
        "north": 0.0,
        "front": 0.0,
    }
    undone = run("undo", read_talks, *ME)
    assert undone.code == 0, undone.err
    assert (file.read_bytes(), statements(run, read_talks)) == (raw, start)
    run("redo", read_talks, *ME)
    assert coded(run, read_talks, "guard") | OTHERS == LATER | OTHERS
    run("accept", read_talks, north, *ME)
    assert coded(run, read_talks, "guard")["north"] == "anna"
    assert "anna" not in run("issue", "retire", read_talks, "guard", *ME).err
    assert coded(run, read_talks, "guard") == {}
    for _ in range(3):
        assert run("undo", read_talks, *ME).code == 0
    assert (file.read_bytes(), statements(run, read_talks)) == (raw, start)


def test_reworded_issues_are_coded_anew_but_for_what_people_coded(run, read_talks):
    north = next(s["id"] for s in statements(run, read_talks) if s["actor"] == "north")
    run("accept", read_talks, north, *ME)
    start = statements(run, read_talks)
    words = ("--question", "When do they stop firing?", "--option", "after=Never")
    assert run("issue", "reword", read_talks, "truce", *words, *ME).code == 0
    assert [s["codings"] for s in statements(run, read_talks)] != [s["codings"] for s in start]
    (stale,) = run("check", read_talks, "--json").json["stale"]
    assert (stale["statement"], stale["coder"]) == (north, "anna")
    run("accept", read_talks, north, *ME)
    assert run("check", read_talks, "--json").json["stale"] == []
    for _ in range(2):
        run("undo", read_talks, *ME)
    assert statements(run, read_talks) == start


def test_actors_are_renamed_split_and_merged_and_nothing_is_lost(run, read_talks):
    file = read_talks / "case.yaml"
    raw, start = file.read_bytes(), statements(run, read_talks)
    assert run("actor", "rename", read_talks, "north", "--id", "upper", *ME).code == 0
    split = ("--name", "Presidency", "--person", "Ana Torvald")
    assert run("actor", "split", read_talks, "upper", "palace", *split, *ME).code == 0
    assert [s["actor"] for s in statements(run, read_talks)] == ["palace", None, "front"]
    assert run("actor", "merge", read_talks, "palace", "front", *ME).code == 0
    assert [s["actor"] for s in statements(run, read_talks)] == ["front", None, "front"]
    assert run("read", read_talks).out.splitlines()[-1].startswith("Statements: 0 added, 0 kept, 0")
    for _ in range(3):
        assert run("undo", read_talks, *ME).code == 0
    assert (file.read_bytes(), statements(run, read_talks)) == (raw, start)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("actor", "merge", "{case}", "nort", "front", *ME), "did you mean 'north'"),
        (("actor", "rename", "{case}", "north", *ME), "no new id or name"),
        (("actor", "rename", "{case}", "north", "--id", "front", *ME), "used twice"),
        (("actor", "rename", "{case}", "north", "--name", "River Front", *ME), "stands for both"),
        (("issue", "retire", "{case}", "truce", *ME), "the only issue"),
        (("issue", "reword", "{case}", "truce", "--option", "x", *ME), "write ID=WORDS"),
        (("issue", "add", "{case}", "x", "--question", "?", "--option", "a", *ME), "write ID[@AT]"),
        (
            ("issue", "add", "{case}", "x", "--question", "Q", "--option", "a=A", *ME),
            "case.yaml, changed",
        ),
        (
            ("issue", "split", "{case}", "truce", "x", "--question", "Q", "--option", "first", *ME),
            "would have 1 options",
        ),
    ],
)
def test_a_mistake_is_answered_in_two_lines_and_changes_nothing(run, read_talks, words, said):
    held = (read_talks / "case.yaml").read_bytes()
    ran = run(*(word.format(case=read_talks) for word in words))
    assert ran.code == 2
    assert said in ran.err
    assert len(ran.err.splitlines()) == 2
    assert (read_talks / "case.yaml").read_bytes() == held
    assert run("history", read_talks, "--json").json["history"] == []
