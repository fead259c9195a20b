"""Shifts that were seen at the time and that later statements took back."""

from __future__ import annotations

from datetime import date

from pourparler.workbench.series import PositionQuery, hear
from pourparler.workbench.shifts import find_shifts
from pourparler.workbench.taken_back import count_looks, find_taken_back, look_back
from pourparler.workbench.view import View

QUERY = PositionQuery(actor="us", issue="ceasefire")


def test_a_turn_that_was_taken_back_is_shown_as_it_was_known(first_case):
    """The program's own readings, unreviewed: a threat, then a deal first, then both."""
    found = find_shifts(first_case, query=QUERY)
    (taken,) = find_taken_back(found.heard, found.shifts)
    shift = taken.shift
    assert shift.first < date(2025, 8, 15) < shift.last <= taken.known_at <= date(2025, 8, 18)
    said = [" ".join(t.statement.content.split()) for t in shift.said_before]
    assert any("severe consequences" in words for words in said)
    after = [" ".join(t.statement.content.split()) for t in shift.said_after]
    assert any("Peace Agreement" in words for words in after)
    then = find_shifts(first_case, view=View(known_at=taken.known_at), query=QUERY)
    assert [(s.first, s.last) for s in then.shifts] == [(shift.first, shift.last)]
    assert find_taken_back(then.heard, then.shifts) == ()


def test_what_still_holds_is_not_taken_back(valley):
    found = find_shifts(valley)
    assert found.shifts
    for taken in find_taken_back(found.heard, found.shifts):
        assert not any(
            (s.actor, s.issue.id) == (taken.shift.actor, taken.shift.issue.id)
            and s.first <= taken.shift.last
            and taken.shift.first <= s.last
            for s in found.shifts
        )


def test_nothing_is_taken_back_before_anything_was_read_twice(first_case):
    heard = hear(first_case, view=View(known_at=date(2025, 2, 13)), query=QUERY)
    assert find_taken_back(heard, ()) == ()


def test_what_is_at_hand_is_not_estimated_again(first_case):
    found = find_shifts(first_case, query=PositionQuery(issue="ceasefire"))
    whole = look_back(found.heard)
    assert count_looks(found.heard) > count_looks(found.heard, whole) == 0
    part = {key: told for key, told in whole.items() if key[0] == "us"}
    again = look_back(found.heard, part)
    assert again["us", "ceasefire"] is whole["us", "ceasefire"]
    anew = find_taken_back(found.heard, found.shifts)
    assert anew
    for earlier in (whole, again):
        told = find_taken_back(found.heard, found.shifts, earlier=earlier)
        assert [(t.shift.actor, t.shift.last, t.known_at) for t in told] == [
            (t.shift.actor, t.shift.last, t.known_at) for t in anew
        ]
