"""Commitments and events in the ledger: found again, written once, ids kept, nothing lost."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.samples import make_commitment, make_event, make_report, make_statement
from pourparler.errors import RecordError
from pourparler.ledger import Ledger

REPORT = make_report()
FIRST, SECOND = (make_statement(REPORT, start) for start in (0, 1))
MADE, AGAIN = make_commitment(FIRST), make_commitment(SECOND, 10)
DROPPED = make_commitment(SECOND, 20, telling="dropped", condition=())


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    ledger.record_reading(REPORT, [FIRST, SECOND], reader_version="1")
    return ledger


def test_what_goes_in_comes_out_in_order(filled):
    filled.record_commitments([[MADE, DROPPED], [AGAIN]])
    assert list(filled.find_commitments().values()) == [(MADE, DROPPED), (AGAIN,)]
    events = [[make_event(FIRST)], [make_event(SECOND, 10, place=(), people=())]]
    filled.record_events(events)
    assert list(filled.find_events().values()) == [tuple(group) for group in events]


def test_the_same_again_writes_nothing(filled):
    filled.record_commitments([[MADE, DROPPED], [AGAIN]])
    mark, ids = filled.mark(), list(filled.find_commitments())
    assert filled.record_commitments([[MADE, DROPPED], [AGAIN]]) is None
    assert (filled.mark(), list(filled.find_commitments())) == (mark, ids)


def test_an_id_stays_while_some_of_it_stays(filled):
    filled.record_commitments([[MADE]])
    (id_,) = filled.find_commitments()
    moved = make_commitment(FIRST, deadline="2031-06-01", deadline_last=date(2031, 6, 1))
    filled.record_commitments([[moved, DROPPED]])
    assert filled.find_commitments() == {id_: (moved, DROPPED)}
    filled.record_commitments([[AGAIN], [DROPPED]])
    kept = [key for key, group in filled.find_commitments().items() if key == id_]
    assert kept == [id_]
    assert filled.find_commitments()[id_] == (DROPPED,)


def test_when_one_falls_apart_one_part_keeps_the_id(filled):
    filled.record_commitments([[MADE, AGAIN, DROPPED]])
    (id_,) = filled.find_commitments()
    filled.record_commitments([[MADE], [AGAIN, DROPPED]])
    found = filled.find_commitments()
    assert len(found) == 2
    assert found[id_] == (MADE,)


def test_what_held_before_is_shown_as_it_was(filled, clock):
    filled.record_commitments([[MADE]])
    then = clock()
    filled.record_commitments([[AGAIN]])
    assert list(filled.find_commitments(recorded_at=then).values()) == [(MADE,)]
    assert list(filled.find_commitments().values()) == [(AGAIN,)]
    filled.record_commitments([])
    assert filled.find_commitments() == {}


def test_what_a_report_tells_goes_with_it(filled):
    filled.record_commitments([[MADE]])
    filled.retract_report(REPORT.id, coder="anna")
    assert filled.find_commitments() == {}


@pytest.mark.parametrize(
    ("groups", "coder", "message"),
    [
        ([[MADE]], "anna", "expected 'machine'"),
        ([[]], "machine", "without a mention"),
        ([[make_commitment(FIRST, kind="hope")]], "machine", "kind is 'hope'"),
        ([[make_commitment(FIRST, telling="kept")]], "machine", "telling is 'kept'"),
    ],
)
def test_what_is_no_commitment_is_refused(filled, groups, coder, message):
    with pytest.raises(RecordError, match=message):
        filled.record_commitments(groups, coder=coder)
    assert filled.find_commitments() == {}
