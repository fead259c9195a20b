"""What the file itself refuses, whichever program writes to it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from ledger.samples import make_commitment, make_event, make_report, make_statement

RETRACTABLE = ("report", "statement", "coding", "utterance", "commitment", "event")
TABLES = ("command", "case_version", "statement_actor", *RETRACTABLE)
RETRACT = "retracted_at = '2999-01-01T00:00:00.000000Z', retracted_by = command"


@pytest.fixture
def file(ledger) -> Iterator[sqlite3.Connection]:
    """A ledger with a row or two in each table, as another program would open it."""
    report = make_report()
    ledger.record_case("title: Talks")
    statements = [make_statement(report), make_statement(report, 1, codings=())]
    ledger.record_reading(report, statements, reader_version="1")
    ledger.record_utterances([[statement.id for statement in statements]])
    ledger.record_commitments([[make_commitment(statements[0])]])
    ledger.record_events([[make_event(statements[0])]])
    ledger.close()
    with closing(sqlite3.connect(ledger.path, isolation_level=None)) as connection:
        yield connection


def columns(file: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in file.execute(f"PRAGMA table_info({table})")]


def content(file: sqlite3.Connection) -> list[list[tuple[object, ...]]]:
    return [file.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES]


@pytest.mark.parametrize("table", TABLES)
def test_no_row_can_be_deleted(file, table):
    with pytest.raises(sqlite3.IntegrityError, match="never deleted"):
        file.execute(f"DELETE FROM {table}")


@pytest.mark.parametrize("table", TABLES)
def test_no_column_can_be_changed(file, table):
    before = content(file)
    for name in columns(file, table):
        if name not in ("retracted_at", "retracted_by"):
            with pytest.raises(sqlite3.IntegrityError, match="never changed"):
                file.execute(f'UPDATE {table} SET "{name}" = 7')
    assert content(file) == before


@pytest.mark.parametrize("table", RETRACTABLE)
def test_no_column_can_be_changed_while_retracting(file, table):
    for name in columns(file, table):
        if name not in ("retracted_at", "retracted_by"):
            with pytest.raises(sqlite3.IntegrityError, match="never changed"):
                file.execute(f'UPDATE {table} SET {RETRACT}, "{name}" = 7')


@pytest.mark.parametrize("table", ["report", "statement"])
def test_no_row_can_be_moved(file, table):
    with pytest.raises(sqlite3.IntegrityError, match="never changed"):
        file.execute(f"UPDATE {table} SET rowid = 99")


@pytest.mark.parametrize("table", RETRACTABLE)
def test_a_row_is_retracted_once(file, table):
    file.execute(f"UPDATE {table} SET {RETRACT}")
    for change in (RETRACT, "retracted_at = NULL, retracted_by = NULL"):
        with pytest.raises(sqlite3.IntegrityError, match="retracted once"):
            file.execute(f"UPDATE {table} SET {change}")


@pytest.mark.parametrize("table", RETRACTABLE)
@pytest.mark.parametrize(
    "change",
    [
        "retracted_at = '2999-01-01T00:00:00.000000Z'",
        "retracted_by = command",
        "retracted_at = '1999-01-01T00:00:00.000000Z', retracted_by = command",
    ],
)
def test_half_a_retraction_or_one_before_its_time_is_refused(file, table, change):
    with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
        file.execute(f"UPDATE {table} SET {change}")


@pytest.mark.parametrize("table", ["command", "case_version", *RETRACTABLE])
def test_no_row_can_be_replaced_by_an_insert(file, table):
    before = content(file)
    with pytest.raises(sqlite3.IntegrityError, match="never replaced"):
        file.execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")
    assert content(file) == before


@pytest.mark.parametrize("table", ["report", "statement"])
def test_an_id_cannot_hold_twice(file, table):
    names = ", ".join(f'"{name}"' for name in columns(file, table) if name != "serial")
    for verb in ("INSERT", "INSERT OR REPLACE", "INSERT OR IGNORE"):
        with pytest.raises(sqlite3.IntegrityError, match="never replaced"):
            file.execute(f"{verb} INTO {table} ({names}) SELECT {names} FROM {table}")


def test_a_coding_needs_a_statement_that_holds(file):
    names = [f'"{name}"' for name in columns(file, "coding")]
    values = ["upper(hex(randomblob(13)))" if n == '"id"' else n for n in names]
    insert = f"INSERT INTO coding ({', '.join(names)}) SELECT {', '.join(values)} FROM coding"
    file.execute(insert)
    file.execute(f"UPDATE statement SET {RETRACT}")
    with pytest.raises(sqlite3.IntegrityError, match="a statement that holds"):
        file.execute(insert)


def test_a_statement_needs_a_report_that_holds(file):
    names = [f'"{name}"' for name in columns(file, "statement") if name != "serial"]
    values = ["'ffffffffffff'" if n == '"report"' else "'x'" if n == '"id"' else n for n in names]
    with pytest.raises(sqlite3.IntegrityError, match="a report that holds"):
        file.execute(
            f"INSERT INTO statement ({', '.join(names)}) SELECT {', '.join(values)} FROM statement"
        )


def test_a_row_belongs_to_a_command(file):
    file.execute("PRAGMA foreign_keys = ON")
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        file.execute("INSERT INTO case_version VALUES ('a', 'b', 'no such command', 'c')")


def test_the_file_explains_itself(file):
    about = dict(file.execute("SELECT key, value FROM about").fetchall())
    assert "pourparler" in about["program"]
    described = [*TABLES, "file", "rule", "replay", "times", "search", "case"]
    described.remove("case_version")
    assert set(described) <= about.keys()
    schema = dict(file.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'"))
    assert "-- EDTF" in schema["statement"]
