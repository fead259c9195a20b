"""Commitments of the bundled case, as they stood on a day and as was known then."""

from __future__ import annotations

from datetime import date

import pytest

from pourparler.errors import UnknownNameError
from pourparler.workbench.commitments import (
    PASSED,
    Commitment,
    CommitmentQuery,
    find_commitments,
)
from pourparler.workbench.dealing_shapes import commitment_json
from pourparler.workbench.view import View


def made_on(first_case, day: str, **view) -> Commitment:
    found = find_commitments(first_case, CommitmentQuery(actor="us"), view=View(**view))
    (commitment,) = [c for c in found.commitments if c.made_on == day]
    return commitment


def test_a_threat_is_followed_across_reports(first_case):
    threat = made_on(first_case, "2025-08-13")
    assert (threat.kind, threat.fate, threat.fate_on) == ("threat", "dropped", "2025-08-16")
    assert "severe consequences" in threat.what
    assert "ceasefire" in threat.condition
    assert len({telling.mention.report for telling in threat.tellings}) >= 2
    for telling in threat.tellings:
        assert telling.what in " ".join(telling.sentence.split()) or "…" in telling.what


def test_a_fate_that_became_known_later_is_none_yet(first_case):
    before = made_on(first_case, "2025-08-13", known_at=date(2025, 8, 14))
    assert (before.fate, before.fate_on) == ("open", None)


def test_a_shorter_deadline_takes_the_place_of_the_first(first_case):
    before = made_on(first_case, "2025-07-14", known_at=date(2025, 7, 20))
    after = made_on(first_case, "2025-07-14", known_at=date(2025, 8, 1))
    assert (before.deadline, before.fate) == ("2025-09-02", "open")
    assert (after.deadline, after.fate) == ("2025-08-07/2025-08-09", "open")
    assert before.id == after.id


def test_a_deadline_that_passes_in_silence_is_a_lapse_and_says_so(first_case):
    known = {"known_at": date(2025, 7, 29)}
    silent = made_on(first_case, "2025-07-14", as_of=date(2025, 8, 10), **known)
    assert (silent.fate, silent.fate_rule) == ("lapsed", PASSED)
    told = made_on(first_case, "2025-07-14")
    assert (told.fate, told.fate_on) == ("lapsed", "2025-08-08")
    assert told.fate_rule != PASSED


def test_filters(first_case):
    every = find_commitments(first_case)
    threats = find_commitments(first_case, CommitmentQuery(kind="threat"))
    assert {c.kind for c in threats.commitments} == {"threat"}
    assert len(threats.commitments) < len(every.commitments)
    dropped = find_commitments(first_case, CommitmentQuery(fate="dropped"))
    assert {c.fate for c in dropped.commitments} == {"dropped"}
    on = find_commitments(first_case, CommitmentQuery(issue="pressure"))
    assert on.commitments
    assert all("pressure" in c.issues for c in on.commitments)
    with pytest.raises(UnknownNameError, match="actor"):
        find_commitments(first_case, CommitmentQuery(actor="usa"))


def test_the_json_names_are_those_of_the_page(first_case):
    (shape,) = [
        commitment_json(c)
        for c in find_commitments(first_case).commitments
        if c.made_on == "2025-08-13"
    ]
    assert shape["actor"] == "us"
    assert shape["tellings"][0]["telling"] == "made"
    assert shape["tellings"][0]["statement"]


def test_nothing_is_shown_above_the_ceiling_or_before_it_was_made(first_case):
    found = find_commitments(first_case, view=View(as_of=date(2025, 2, 1)))
    assert found.commitments == ()
