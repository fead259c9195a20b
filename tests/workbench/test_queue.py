"""What is reviewed first is what would move the printed figures most if it was misread."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from pourparler.case.records import Statement
from pourparler.ledger import StatementQuery
from pourparler.workbench.queue import Waiting, rank_waiting
from pourparler.workbench.series import hear_found
from pourparler.workbench.statements import find_statements
from workbench.talks import make_coding, make_folder, make_report, make_statement

DAY = date(2024, 5, 30)
REPORTS = [make_report(f"2024-05-{day:02}") for day in (2, 9, 16)]
LONELY = make_statement(REPORTS[0], "front", make_coding("truce", "first"), place=3)
CROWD = [
    make_statement(report, "north", make_coding("truce", "after", probability=0.95), place=20)
    for report in REPORTS
]
UNSURE = make_statement(
    REPORTS[2], "north", make_coding("truce", "first", probability=0.55), place=40
)
SILENT = make_statement(REPORTS[1], "front", place=60)
DOUBTED = make_statement(
    REPORTS[1], "front", make_coding("truce", "after", probability=0.3), place=80
)


def rank(tmp_path: Path, *statements: Statement) -> tuple[Waiting, ...]:
    told = [(r, [s for s in statements if s.report == r.id]) for r in REPORTS]
    folder = make_folder(tmp_path / "talks", told)
    found = find_statements(folder, StatementQuery())
    heard = hear_found(folder.case, found)
    return rank_waiting(heard.series, found.statements, heard.day)


def test_stakes_are_the_chance_of_a_misreading_times_the_movement(tmp_path: Path) -> None:
    ranked = rank(tmp_path, LONELY, *CROWD, UNSURE, SILENT, DOUBTED)
    assert {w.statement.id for w in ranked} == {
        s.id for s in (LONELY, *CROWD, UNSURE, SILENT, DOUBTED)
    }
    stakes = [w.stakes for w in ranked]
    assert stakes == sorted(stakes, reverse=True)
    by_id = {w.statement.id: w for w in ranked}
    assert by_id[UNSURE.id].misread > 3 * max(by_id[s.id].misread for s in CROWD)
    lonely = by_id[LONELY.id]
    assert lonely.change > 0.3  # it alone says where the Front stands
    assert (lonely.actor, lonely.option, lonely.otherwise) == ("front", "first", None)
    for waiting in ranked:
        assert 0.0 <= waiting.misread <= 1.0
        assert 0.0 <= waiting.change <= 1.0
    assert [w.statement.id for w in ranked[-2:]] == [DOUBTED.id, SILENT.id]
    assert by_id[DOUBTED.id].coding is None


def test_what_a_person_looked_at_waits_no_more(tmp_path: Path) -> None:
    ranked = rank(tmp_path, replace(LONELY, reviewed=True), UNSURE)
    assert [w.statement.id for w in ranked] == [UNSURE.id]


def test_the_change_is_that_of_the_positions_that_are_printed(tmp_path: Path) -> None:
    from pourparler.workbench.positions import find_positions

    def shares(*statements: Statement) -> np.ndarray:
        told = [(r, [s for s in statements if s.report == r.id]) for r in REPORTS]
        path = tmp_path / f"{len(statements)}"
        path.mkdir()
        folder = make_folder(path / "talks", told)
        found = find_positions(folder).positions
        return next(p.summary.shares for p in found if p.actor == "north")

    waiting = next(w for w in rank(tmp_path, *CROWD, UNSURE) if w.statement.id == UNSURE.id)
    expected = np.abs(shares(*CROWD, UNSURE) - shares(*CROWD)).sum() / 2
    assert waiting.change == pytest.approx(expected, abs=1e-9)


def test_nothing_said_is_nothing_at_stake() -> None:
    assert rank_waiting([], [], None) == ()
    assert [w.stakes for w in rank_waiting([], [SILENT], DAY)] == [0.0]
