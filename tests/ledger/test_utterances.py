from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.samples import make_report, make_statement
from pourparler.errors import RecordError, UnknownNameError
from pourparler.ledger import Ledger

REPORT = make_report()
STATEMENTS = [make_statement(REPORT, start) for start in range(6)]
A, B, C, D, E, F = (statement.id for statement in STATEMENTS)

Partition = set[frozenset[str]]


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    ledger.record_reading(REPORT, STATEMENTS, reader_version="1")
    return ledger


def together(ledger: Ledger, **conditions) -> Partition:
    """Return the statements of each utterance that several report."""
    members = defaultdict(set)
    for statement, utterance in ledger.find_utterances(**conditions).items():
        members[utterance].add(statement)
    return set(map(frozenset, members.values()))


def partition(*groups: list[str]) -> Partition:
    return set(map(frozenset, groups))


def test_what_a_machine_joined_is_found(filled):
    assert filled.find_utterances() == {}
    filled.record_utterances([[A, B], [C, D, E]])
    assert together(filled) == partition([A, B], [C, D, E])


def test_the_same_utterances_twice_write_nothing(filled):
    filled.record_utterances([[A, B], [C, D]])
    mark, ids = filled.mark(), filled.find_utterances()
    assert filled.record_utterances([[D, C], [B, A]]) is None
    assert (filled.mark(), filled.find_utterances()) == (mark, ids)


def test_an_utterance_keeps_its_id_when_others_come_and_go(filled):
    filled.record_utterances([[A, B], [C, D]])
    before = filled.find_utterances()
    filled.record_utterances([[A, B, E], [C, F]])
    after = filled.find_utterances()
    assert after[A] == after[E] == before[A]
    assert after[C] == after[F] == before[C]
    assert D not in after


def test_an_utterance_that_splits_keeps_its_id_once(filled):
    filled.record_utterances([[A, B, C, D]])
    filled.record_utterances([[A, B], [C, D]])
    assert together(filled) == partition([A, B], [C, D])


def test_a_statement_that_no_longer_holds_reports_nothing(filled):
    filled.record_utterances([[A, B], [C, D, E]])
    filled.retract_statement(A, coder="anna")
    filled.retract_statement(C, coder="anna")
    assert together(filled) == partition([D, E])


def test_what_a_person_joined_stays_and_takes_in_what_a_machine_adds(filled):
    utterance = filled.join_statements([A, D], coder="anna")
    filled.record_utterances([[A, B], [C, D], [E, F]])
    assert together(filled) == partition([A, B, C, D], [E, F])
    assert filled.find_utterances()[B] == utterance
    filled.record_utterances([])
    assert together(filled) == partition([A, D])


def test_a_person_joins_whole_utterances(filled):
    filled.record_utterances([[A, B], [C, D]])
    filled.join_statements([A, C], coder="anna")
    assert together(filled) == partition([A, B, C, D])


def test_what_a_person_parted_stays_apart(filled):
    filled.record_utterances([[A, B, C]])
    filled.part_statement(B, coder="anna")
    assert together(filled) == partition([A, C])
    assert filled.record_utterances([[A, B, C]]) is None
    filled.join_statements([B, C], coder="boris")
    assert together(filled) == partition([A, B, C])


def test_two_utterances_that_people_keep_apart_are_not_joined(filled):
    filled.join_statements([A, B], coder="anna")
    filled.join_statements([C, D], coder="anna")
    filled.record_utterances([[A, B, C, D, E, F]])
    assert together(filled) == partition([A, B], [C, D], [E, F])


def test_utterances_are_replayed(filled, clock):
    filled.record_utterances([[A, B]])
    instant = clock.instant
    filled.part_statement(A, coder="anna")
    assert together(filled) == set()
    assert together(filled, recorded_at=instant) == partition([A, B])
    with pytest.raises(RecordError, match="without an offset"):
        filled.find_utterances(recorded_at=instant.replace(tzinfo=None))


def test_a_person_s_decision_in_the_name_of_a_machine_is_refused(filled):
    with pytest.raises(RecordError, match="expected a person"):
        filled.join_statements([A, B], coder="machine")
    with pytest.raises(RecordError, match="expected a person"):
        filled.part_statement(A, coder="machine:second")
    with pytest.raises(RecordError, match="coder is 'anna'"):
        filled.record_utterances([[A, B]], coder="anna")


def test_one_statement_cannot_be_joined(filled):
    with pytest.raises(RecordError, match="1 statement to join, expected two or more"):
        filled.join_statements([A, A], coder="anna")


def test_a_statement_that_does_not_hold_is_named(filled):
    filled.retract_statement(A, coder="anna")
    mark = filled.mark()
    for call in (
        lambda: filled.join_statements([A, B], coder="anna"),
        lambda: filled.part_statement(A, coder="anna"),
        lambda: filled.record_utterances([[A, B]]),
    ):
        with pytest.raises(UnknownNameError, match=f"statement '{A}' is not in the ledger"):
            call()
    assert filled.mark() == mark


numbered = st.lists(st.integers(0, 3), min_size=6, max_size=6)


@settings(max_examples=15, deadline=None)
@given(st.lists(numbered, min_size=1, max_size=4))
def test_what_is_found_is_what_was_joined_last_whatever_was_before(history):
    with TemporaryDirectory() as folder, Ledger.open(Path(folder, "ledger.db")) as ledger:
        ledger.record_reading(REPORT, STATEMENTS, reader_version="1")
        for numbers in history:
            groups = defaultdict(list)
            for statement, number in zip(STATEMENTS, numbers, strict=True):
                groups[number].append(statement.id)
            joined = [group for group in groups.values() if len(group) > 1]
            before = {frozenset(group): None for group in together(ledger)}
            ids = ledger.find_utterances()
            ledger.record_utterances(joined)
            assert together(ledger) == partition(*joined)
            for group in before.keys() & partition(*joined):
                assert {ledger.find_utterances()[id_] for id_ in group} == {ids[min(group)]}
