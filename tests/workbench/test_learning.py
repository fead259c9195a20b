"""Decisions of people move what the machine says of the rest of the case, and back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pourparler.errors import UnknownNameError
from pourparler.ledger import Ledger, StatementQuery
from pourparler.workbench.learning import explain
from pourparler.workbench.review.log import undo
from pourparler.workbench.review.single import accept, reject
from pourparler.workbench.statements import find_statements
from workbench.talks import make_coding, make_folder, make_report, make_statement

TRUCE = make_coding("truce", "first", probability=0.7)


@pytest.fixture
def folder(tmp_path):
    told = []
    for number in range(6):
        report = make_report(f"2024-05-0{number + 1}")
        content = "lunch at the ford" if number % 2 else "a halt to the guns"
        told.append((report, [make_statement(report, "north", TRUCE, content=content)]))
    return make_folder(tmp_path / "talks", told)


def probabilities(folder):
    found = find_statements(folder, StatementQuery())
    return {s.id: s.codings[0].probability for s in found.statements}


def test_decisions_move_the_rest_and_undoing_them_moves_it_back(folder):
    ids = list(probabilities(folder))
    assert set(probabilities(folder).values()) == {0.7}
    accept(folder, ids[0], coder="anna")
    reject(folder, ids[1], coder="anna")
    moved = probabilities(folder)
    assert moved[ids[2]] > 0.7 > moved[ids[3]]
    words = dict(explain(folder, ids[3])[0].words)
    assert words["lunch"] < 0
    undo(folder, coder="anna", read=False)
    undo(folder, coder="anna", read=False)
    assert set(probabilities(folder).values()) == {0.7}


def test_the_ledger_keeps_what_the_machine_said(folder):
    ids = list(probabilities(folder))
    reject(folder, ids[1], coder="anna")
    with Ledger.open(folder.ledger_path) as ledger:
        kept = ledger.find_statements(StatementQuery())
        (judged,) = ledger.find_judged()
    assert {c.probability for s in kept for c in s.codings} == {0.7}
    assert (judged.statement, judged.kept) == (ids[1], False)


def test_an_explanation_of_nothing_is_refused(folder):
    with pytest.raises(UnknownNameError, match="not in the ledger"):
        explain(folder, "0" * 12)


def test_a_reading_that_stands_where_nobody_coded_says_nothing(folder):
    ids = list(probabilities(folder))
    with Ledger.open(folder.ledger_path) as ledger:
        (one,) = ledger.find_statements(StatementQuery(id=ids[0]))
        ledger.record_statement(replace(one, reviewed=True), coder="anna")
        assert ledger.find_judged() == []
    assert set(probabilities(folder).values()) == {0.7}
