"""Meetings and commitments of our own gold are read as written, and found in the reports."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pourparler.errors import GoldError
from pourparler.reader.scoring.own_dealings import compare_dealings_of
from pourparler.reader.scoring.own_gold import mark, read_own_gold
from reader.test_commitments import say

CASE = """\
title: Talks
actors: [{id: north, name: Northland, kind: state}, {id: south, name: Southland, kind: state}]
issues:
  - id: truce
    question: When does the fighting stop?
    scale: unordered
    options: [{id: now, words: At once}, {id: later, words: Later}]
"""
FIRST = (
    " date 2024-05-07 On talks\n\nNorthland and Southland met in Oslo on Monday. "
    "Northland pledged to return the boats by 10 May.\n"
)
SECOND = " date 2024-05-13 On boats\n\nNorthland returned the boats on Friday.\n"


def place(words: str) -> list[int]:
    return [FIRST.index(words), FIRST.index(words) + len(words)]


SPANS = {"source": [place("Northland")], "cue": [place("pledged")], "content": [place("to return")]}
EVENT = {
    "report": "a.txt", "part": "fresh", "span": place("met in Oslo"), "kind": "meeting",
    "status": "held", "held_on": "2024-05-06", "place": "Oslo", "actors": ["south", "north"],
}  # fmt: skip
COMMITMENT = {
    "report": "a.txt", "part": "fresh", "cue": place("pledged"), "kind": "promise",
    "condition": None, "deadline": "2024-05-10", "fate": "carried_out",
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "reports").mkdir()
    (tmp_path / "case.yaml").write_text(CASE, "utf-8")
    for name, words in (("a.txt", FIRST), ("b.txt", SECOND)):
        (tmp_path / "reports" / name).write_text(words, "utf-8")
    line = {"report": "a.txt", "part": "fresh", "spans": SPANS, "actors": ["north"]}
    (tmp_path / "gold.jsonl").write_text(json.dumps(line), "utf-8")
    (tmp_path / "events.jsonl").write_text(json.dumps(EVENT), "utf-8")
    (tmp_path / "commitments.jsonl").write_text(json.dumps(COMMITMENT), "utf-8")
    return tmp_path


def test_what_is_marked_is_found_with_its_terms_and_its_fate_in_a_later_report(folder):
    gold = read_own_gold(folder)
    pledge = say(
        gold.reports[0], "Northland | pledged | to return the boats by 10 May", force="promise"
    )
    marked, found = compare_dealings_of(gold, [[pledge], []])
    assert marked.events == found.events
    assert [len(events) for events in found.events] == [1, 0]
    ((one,), ()) = (text.statements for text in marked.commitments)
    ((other,), ()) = (text.statements for text in found.commitments)
    assert one.fields == other.fields
    assert one.fields == {
        "kind": "promise", "condition": "no", "deadline": "2024-05-10", "fate": "carried_out",
    }  # fmt: skip
    assert mark("x", gold.reports[0], [pledge]).statements[0].spans == other.spans


def test_a_deadline_that_passed_in_silence_is_open_as_nothing_is_told(folder):
    (folder / "reports" / "b.txt").write_text(" date 2024-05-13 Rain\n\nIt rained.\n", "utf-8")
    gold = read_own_gold(folder)
    pledge = say(
        gold.reports[0], "Northland | pledged | to return the boats by 10 May", force="promise"
    )
    _, found = compare_dealings_of(gold, [[pledge], []])
    assert found.commitments[0].statements[0].fields["fate"] == "open"


def test_where_nothing_is_marked_nothing_is_compared(folder):
    (folder / "events.jsonl").unlink()
    marked, found = compare_dealings_of(read_own_gold(folder), [[], []])
    assert marked.events is found.events is None
    assert [len(text.statements) for text in marked.commitments] == [1, 0]


def test_marks_in_a_report_of_another_part_are_left_out(folder):
    gold = read_own_gold(folder, "tune")
    marked, _ = compare_dealings_of(gold, [[] for _ in gold.reports])
    assert [text.name for text in marked.commitments] == [f"{folder.name}/b.txt"]
    assert marked.events == ((),)
    assert marked.commitments[0].statements == ()


@pytest.mark.parametrize(
    ("name", "line", "message"),
    [
        ("events.jsonl", "{", r"events.jsonl line 1 is not JSON"),
        ("events.jsonl", {}, r"events.jsonl line 1 has no key 'report'"),
        ("events.jsonl", EVENT | {"report": "z.txt"}, "names 'z.txt', which is no report there"),
        ("events.jsonl", EVENT | {"kind": "party"}, "kind is 'party'; allowed are meeting, call"),
        ("events.jsonl", EVENT | {"held_on": "May"}, "held_on: .*'May' is not a date"),
        ("events.jsonl", EVENT | {"span": [5, 900]}, r"span \[5, 900\] is outside"),
        ("events.jsonl", EVENT | {"span": "here"}, r"span is 'here'; \[start, end\] is allowed"),
        ("commitments.jsonl", COMMITMENT | {"fate": "kept"}, "fate is 'kept'; allowed are open"),
        ("commitments.jsonl", COMMITMENT | {"cue": [1, 5]}, r"no statement of .* has the cue"),
    ],
)
def test_a_wrong_line_is_named(folder, name, line, message):
    (folder / name).write_text(line if isinstance(line, str) else json.dumps(line), "utf-8")
    with pytest.raises(GoldError, match=message):
        compare_dealings_of(read_own_gold(folder), [[], []])
