"""Meetings and fates of commitments beside the fresh statements are what the marks say."""

from __future__ import annotations

import json
import runpy
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pourparler.case.case import Case
from pourparler.case.folder import open_case_folder

BUILD: dict[str, Any] = runpy.run_path(str(Path(__file__).parent / "build.py"))
FORM: dict[str, Any] = runpy.run_path(str(Path(__file__).parent / "test_gold.py"))
FOLDERS: list[Path] = [one for one in BUILD["negotiations"]() if BUILD["more_jsonl"](one)]
EVENT = [
    "report", "part", "span", "kind", "status", "held_on", "place", "actors", "people", "said",
]  # fmt: skip
COMMITMENT = [
    "report", "part", "cue", "actors", "kind", "condition", "deadline", "made_on", "fate",
    "fate_on", "told",
]  # fmt: skip


@pytest.fixture(scope="module", params=FOLDERS, ids=lambda folder: folder.name)
def folder(request: pytest.FixtureRequest) -> Path:
    return request.param


@pytest.fixture(scope="module")
def case(folder: Path) -> Case:
    return open_case_folder(folder).case


@pytest.fixture(scope="module")
def texts(folder: Path) -> dict[str, str]:
    return {file.name: file.read_text("utf-8") for file in (folder / "reports").iterdir()}


@pytest.fixture(scope="module")
def cues(folder: Path) -> dict[tuple[str, int, int], dict[str, Any]]:
    """Statements by report, start and end of their cue."""
    return {(one["report"], *one["spans"]["cue"][0]): one for one in stored(folder, "gold.jsonl")}


def stored(folder: Path, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / name).read_text("utf-8").splitlines()]


def test_what_is_stored_is_what_the_marked_reports_say(folder):
    for name, lines in BUILD["more_jsonl"](folder).items():
        assert (folder / name).read_text("utf-8") == lines, "run tests/gold/build.py"


def test_only_negotiations_with_fresh_reports_have_meetings():
    assert len(FOLDERS) >= 2
    for other in {*BUILD["negotiations"]()} - {*FOLDERS}:
        assert not (other / "events.jsonl").exists()


def test_meetings_have_people_of_the_case_a_printed_place_and_a_date(folder, case, texts):
    actor_of = {person.name: person.actor for person in case.people}
    for one in stored(folder, "events.jsonl"):
        assert list(one) == EVENT
        text, day = texts[one["report"]], date.fromisoformat(one["report"][:10])
        assert text[slice(*one["span"])].strip() == text[slice(*one["span"])] != ""
        assert {*one["actors"]} <= {actor.id for actor in case.actors}
        assert {actor_of[name] for name in one["people"]} <= {*one["actors"]}
        assert one["place"] is None or one["place"] in text
        if one["held_on"]:
            first, last = FORM["bounds"](one["held_on"])
            assert first <= day if one["status"] == "held" else last >= day


def test_what_was_said_at_a_meeting_is_a_statement_of_its_report(folder, cues):
    said = [(one, part) for one in stored(folder, "events.jsonl") for part in one["said"]]
    assert said
    for one, part in said:
        assert part["when"] in BUILD["WHEN"]
        assert (one["report"], *part["cue"]) in cues


def test_every_fresh_threat_and_promise_has_a_fate_told_where_it_is_not_open(folder, cues, texts):
    found = stored(folder, "commitments.jsonl")
    made = {place for place, one in cues.items() if one["commitment"]}
    assert {(one["report"], *one["cue"]) for one in found} == made
    for one in found:
        assert list(one) == COMMITMENT
        assert one["fate"] in BUILD["FATES"]
        assert (one["told"] is None) == (one["fate"] == "open")
        if one["told"]:
            assert one["told"]["report"] >= one["report"]
            assert texts[one["told"]["report"]][slice(*one["told"]["span"])].strip()
            made_first, told_last = FORM["bounds"](one["made_on"])[0], one["fate_on"]
            assert told_last is None or FORM["bounds"](told_last)[1] >= made_first


@pytest.mark.parametrize(
    ("marked", "problem"),
    [
        ("part: fresh\nthey {e1 met}", "event 1 has no mark or no line"),
        ("part: fresh\n@ 1 | talks held | a | - | - | 2021", "event 1 has no mark or no line"),
        ("part: fresh\n{f1 left}, {f1 gone}", "fate 1 is marked twice"),
        ("part: fresh\n! 1 | 4 | dropped", "cannot read the line"),
    ],
)
def test_marks_of_meetings_that_cannot_be_understood_are_named(marked, problem):
    with pytest.raises(ValueError, match=problem):
        BUILD["read_marked"]("a.txt", marked)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("@ 1 | party held | a | - | - | 2021", "event 1 cannot be read"),
        ("@ 1 | talks held | a | - | - | 2021 | at: 7", "there is no statement 7"),
    ],
)
def test_a_meeting_that_is_none_is_named(line, problem):
    report = BUILD["read_marked"]("a.txt", f"part: fresh\nthey {{e1 met}}\n{line}")
    with pytest.raises(ValueError, match=problem):
        BUILD["events"](report)


def test_a_fate_of_nothing_is_named():
    report = BUILD["read_marked"]("a.txt", "part: fresh\nthey {f1 left}\n! 1 | 4 | dropped | -")
    with pytest.raises(ValueError, match="which is none"):
        BUILD["commitments"]([report])
