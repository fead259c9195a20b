"""What is kept, and that it is never older than what it was made from."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from pourparler.case.bundled import copy_bundled
from pourparler.errors import LedgerError
from pourparler.ledger import Ledger, StatementQuery
from pourparler.web.desk import KEPT_VIEWS, Desk
from pourparler.web.lru import Lru
from pourparler.web.settings import Settings
from pourparler.workbench.overview import Overview, look_over
from pourparler.workbench.positions import find_positions
from pourparler.workbench.reading import read_reports
from pourparler.workbench.view import View


def test_the_least_recently_used_goes_first() -> None:
    kept: Lru[int, int] = Lru(2)
    made: list[int] = []
    for key in (1, 2, 1, 3, 1, 2):
        kept.get(key, lambda key=key: made.append(key) or key)
    assert made == [1, 2, 3, 2]


def test_who_asks_at_once_waits_for_one_making() -> None:
    kept: Lru[str, int] = Lru(2)
    made: list[int] = []
    gate = threading.Event()

    def make() -> int:
        gate.wait(5)
        made.append(1)
        return len(made)

    threads = [threading.Thread(target=lambda: kept.get("key", make)) for _ in range(4)]
    for thread in threads:
        thread.start()
    gate.set()
    for thread in threads:
        thread.join()
    assert made == [1]


def test_a_making_that_fails_is_not_kept() -> None:
    kept: Lru[str, int] = Lru(2)
    with pytest.raises(ZeroDivisionError):
        kept.get("key", lambda: 1 // 0)
    assert kept.get("key", lambda: 2) == 2


def test_an_overview_is_that_of_the_command_line_and_follows_every_change(tmp_path: Path) -> None:
    path = copy_bundled("sarn-valley", tmp_path)
    desk = Desk(Settings(path=path))
    with pytest.raises(LedgerError):
        desk.overview(desk.view())
    read_reports(desk.folder)
    first = desk.overview(desk.view())
    assert desk.overview(desk.view()) is first
    plain = find_positions(desk.folder, view=View())
    assert [(p.actor, p.issue.id, p.summary.median) for p in plain.positions] == [
        (p.actor, p.issue.id, p.summary.median) for p in first.positions.positions
    ]
    with Ledger.open(desk.folder.ledger_path) as ledger:
        statement = next(s for s in ledger.find_statements(StatementQuery()) if s.codings)
        ledger.retract_statement(statement.id, coder="ana")
    second = desk.overview(desk.view())
    assert second is not first
    assert_same(second, look_over(desk.folder.case, desk.found(), view=desk.view()))
    kept = {id(p) for p in first.positions.positions}
    taken_over = [id(p) in kept for p in second.positions.positions]
    assert any(taken_over)
    assert not all(taken_over)
    assert len(second.content.statements) == len(first.content.statements) - 1
    case = path / "case.yaml"
    case.write_text(case.read_text("utf-8").replace("title: ", "title: Again, ", 1), "utf-8")
    assert desk.overview(desk.view()).case.title.startswith("Again, ")


def assert_same(one: Overview, other: Overview) -> None:
    """Hold an overview that took over what did not change to one made from nothing."""
    for mine, theirs in zip(one.positions.positions, other.positions.positions, strict=True):
        assert (mine.actor, mine.issue.id) == (theirs.actor, theirs.issue.id)
        assert mine.density == pytest.approx(theirs.density, abs=1e-12)
        assert mine.basis == theirs.basis
    told = [
        [(s.actor, s.issue.id, s.first, s.last) for s in (*o.moved.shifts, *o.moved.contradictions)]
        for o in (one, other)
    ]
    assert told[0] == told[1]
    assert one.estimates.keys() == other.estimates.keys()


def test_no_more_views_are_kept_than_said(first_case) -> None:
    desk = Desk(Settings(path=first_case.path))
    for day in desk.days():
        desk.overview(desk.view(as_of=day, known_at=day))
    assert len(desk.days()) > KEPT_VIEWS
    assert len(desk._overviews.keys()) == KEPT_VIEWS
