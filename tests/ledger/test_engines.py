"""What was compiled for one ledger serves the next, and nothing else is shared."""

from __future__ import annotations

import multiprocessing
import os
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.sql.compiler import SQLCompiler

from ledger.crashing import record
from pourparler.errors import LedgerError
from pourparler.ledger import Ledger, ReportQuery, StatementQuery
from pourparler.ledger.engines import give_back, lend_engine


def count(path: Path) -> int:
    with Ledger.open(path) as ledger:
        ledger.find_statements(StatementQuery())
        return len(ledger.find_reports(ReportQuery()))


def fill(path: Path, reports: int) -> Path:
    with Ledger.open(path) as ledger:
        for number in range(reports):
            record(ledger, number, "0.0")
    return path


def test_opening_again_compiles_nothing_anew(tmp_path, monkeypatch):
    first, second = fill(tmp_path / "one.db", 1), fill(tmp_path / "two.db", 3)
    count(first)
    compiled = []
    visit = SQLCompiler.visit_select
    monkeypatch.setattr(
        SQLCompiler, "visit_select", lambda *a, **k: (compiled.append(a[1]), visit(*a, **k))[1]
    )
    assert (count(second), count(first)) == (3, 1)
    assert compiled == []


def test_ledgers_that_are_open_at_once_are_apart(tmp_path):
    paths = [fill(tmp_path / f"{number}.db", number) for number in range(1, 7)]
    ledgers = [Ledger.open(path) for path in paths]
    found = [len(ledger.find_reports(ReportQuery())) for ledger in ledgers]
    for ledger in ledgers:
        ledger.close()
    assert found == [1, 2, 3, 4, 5, 6]
    assert [count(path) for path in paths] == found


def test_a_closed_ledger_does_not_reach_the_file_of_the_next(tmp_path):
    closed = Ledger.open(fill(tmp_path / "one.db", 1))
    closed.close()
    with Ledger.open(fill(tmp_path / "two.db", 2)):
        with pytest.raises(LedgerError, match="closed"):
            closed.find_reports(ReportQuery())
        closed.close()


def test_an_engine_that_was_given_back_holds_no_file(tmp_path):
    path = fill(tmp_path / "one.db", 1)
    engine = lend_engine(path, is_read_only=False)
    opened = []
    event.listen(engine.pool, "close", lambda connection, _: opened.remove(id(connection)))
    event.listen(engine.pool, "connect", lambda connection, _: opened.append(id(connection)))
    with engine.connect() as connection:
        connection.exec_driver_sql("SELECT 1")
        assert len(opened) == 1
    give_back(engine)
    assert opened == []
    with pytest.raises(LedgerError, match="after it was closed"):
        engine.connect()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_forked_process_opens_its_own(tmp_path):
    path = fill(tmp_path / "one.db", 2)
    count(path)
    with Ledger.open(path) as ledger:
        with multiprocessing.get_context("fork").Pool(2) as pool:
            assert pool.map(count, [path, path]) == [2, 2]
        record(ledger, 5, "0.0")
    assert count(path) == 3
