"""Two programs write to one ledger: they take turns, and nothing is lost."""

from __future__ import annotations

import os
import sqlite3
from contextlib import ExitStack, closing
from threading import Thread

import pytest

from ledger.samples import make_report, make_statement
from ledger.writer import Writer, whole
from pourparler.errors import LedgerError
from pourparler.ledger import Ledger, StatementQuery, dialect

READINGS = 40


def log(file: sqlite3.Connection) -> list[tuple[str, str]]:
    return file.execute("SELECT id, recorded_at FROM command ORDER BY id").fetchall()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_two_programs_write_at_once_and_both_succeed(path):
    with ExitStack() as stack:
        writers = [stack.enter_context(closing(Writer(path))) for _ in range(2)]
        for seed, writer in enumerate(writers):
            writer.order("some", seed, READINGS)
        assert [writer.hear_the_rest() for writer in writers] == [READINGS, READINGS]
    assert whole(path) == writers[0].kept | writers[1].kept
    with closing(sqlite3.connect(path)) as file:
        commands = log(file)
        assert len(commands) == 2 * READINGS
        assert [at for _, at in commands] == sorted(at for _, at in commands)
        rows = file.execute("SELECT command, recorded_at FROM statement ORDER BY serial").fetchall()
        assert rows == sorted(rows)
        assert set(rows) == set(commands)


def test_a_reader_waits_for_no_writer_and_sees_what_was_last_written(ledger, path):
    report = make_report()
    ledger.record_reading(report, [make_statement(report)], reader_version="1")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute(
            "UPDATE statement SET retracted_by = command, retracted_at = '2999-01-01T00:00:00Z'"
        )
        assert len(ledger.find_statements(StatementQuery())) == 1
        other.execute("COMMIT")
        assert ledger.find_statements(StatementQuery()) == []


def test_a_ledger_that_stays_locked_says_who_to_wait_for(path, monkeypatch):
    monkeypatch.setattr(dialect, "BUSY_SECONDS", 0)
    with Ledger.open(path) as ledger:
        mark = ledger.mark()
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(LedgerError, match="being written to by another program") as caught:
                ledger.record_reading(make_report(), [], reader_version="1")
        assert "Wait until the other program is done" in caught.value.hint
        assert ledger.mark() == mark
        assert ledger.record_reading(make_report(), [], reader_version="1").report_added


def test_a_ledger_can_be_closed_while_another_program_writes(path):
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        with Ledger.open(path) as ledger:
            ledger.record_reading(make_report(), [], reader_version="1")
            other.execute("BEGIN IMMEDIATE")
        other.execute("ROLLBACK")
    with Ledger.open(path) as ledger:
        assert ledger.mark().reports == 1


def test_threads_take_turns_where_the_file_lets_nobody_wait(path, monkeypatch):
    with Ledger.open(path) as ledger:
        report = make_report("first")
        ledger.record_reading(report, [], reader_version="1")
    monkeypatch.setattr(dialect, "BUSY_SECONDS", 0.0)
    failed: list[Exception] = []

    def write(number: int) -> None:
        try:
            with Ledger.open(path) as own:
                for n in range(10):
                    own.record_reading(make_report(f"{number} {n}"), [], reader_version="1")
        except LedgerError as error:
            failed.append(error)

    threads = [Thread(target=write, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    with Ledger.open(path) as ledger:
        assert len(ledger.find_report_ids()) == 61
