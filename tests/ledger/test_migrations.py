"""Files of every earlier version are stored beside `stored/make.py`, which wrote them."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from ledger.samples import make_report, make_statement
from pourparler.errors import LedgerError, LedgerVersionError
from pourparler.ledger import Ledger, ReportQuery, StatementQuery, dialect, migrations

STORED = Path(__file__).parent / "stored"
TABLES = ("command", "case_version", "report", "statement", "statement_actor", "coding")
VERSIONS = sorted(int(path.stem[1:]) for path in STORED.glob("v*.db"))


@pytest.fixture(params=VERSIONS)
def old(request: pytest.FixtureRequest, path: Path) -> Path:
    """A copy of a stored file, one for each version."""
    shutil.copyfile(STORED / f"v{request.param}.db", path)
    return path


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as file:
        return {table: file.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES}


def schema(path: Path) -> dict[str, str]:
    with closing(sqlite3.connect(path)) as file:
        return dict(file.execute("SELECT name, sql FROM sqlite_master"))


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as file:
        return int(file.execute("PRAGMA user_version").fetchone()[0])


def test_a_file_of_every_earlier_version_is_stored():
    assert list(range(1, migrations.latest())) == [v for v in VERSIONS if v < migrations.latest()]
    assert all(version(STORED / f"v{number}.db") == number for number in VERSIONS)


def test_an_old_file_is_brought_to_this_version_with_all_its_rows(old):
    before = content(old)
    assert all(before.values())
    Ledger.open(old).close()
    assert version(old) == migrations.latest()
    assert content(old) == before
    with closing(sqlite3.connect(old)) as file:
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert file.execute("PRAGMA foreign_key_check").fetchall() == []


def test_an_old_file_becomes_what_a_new_one_is(old, tmp_path):
    Ledger.open(old).close()
    new = tmp_path / "new.db"
    Ledger.open(new).close()
    assert schema(old) == schema(new)


def test_what_an_old_file_held_is_found(old, clock):
    with Ledger.open(old, now=clock) as ledger:
        first, second = ledger.find_reports(ReportQuery())
        assert {first.handling, second.handling} == {"public", "internal"}
        found = ledger.find_statements(StatementQuery())
        refusal, kept = sorted(found, key=lambda s: s.handling)
        assert (kept.reviewed, kept.actors) == (True, ("norland",))
        assert kept.codings[0].coder == "anna"
        assert kept.reported_on == date(2031, 4, 30)
        assert [(c.issue, c.about) for c in refusal.codings] == [
            ("zones", None),
            ("aid", "norland"),
        ]
        assert ledger.find_statements(StatementQuery(text="truce", actor="sudland")) == [refusal]
        at_first = StatementQuery(recorded_at=datetime(2031, 5, 1, 12, 0, 2, tzinfo=UTC))
        assert [s.actors for s in ledger.find_statements(at_first)] == [("norland",), ("sudland",)]
        assert set(ledger.known_versions().values()) == {"2-a"}


def test_an_old_file_can_be_added_to(old):
    with Ledger.open(old) as ledger:
        mark = ledger.mark()
        report = make_report("A new report.")
        ledger.record_reading(report, [make_statement(report)], reader_version="3-a")
        assert ledger.mark().statements == mark.statements + 1


def test_a_closed_ledger_is_one_file_that_can_be_copied(old, tmp_path):
    with Ledger.open(old) as ledger:
        report = make_report("A new report.")
        ledger.record_reading(report, [make_statement(report)], reader_version="3-a")
        mark = ledger.mark()
    assert [path.name for path in tmp_path.iterdir()] == ["ledger.db"]
    copy = tmp_path / "elsewhere" / "ledger.db"
    copy.parent.mkdir()
    shutil.copyfile(old, copy)
    with Ledger.open(copy) as ledger:
        assert ledger.mark() == mark


def test_an_old_file_that_cannot_be_written_to_says_what_to_do(old, monkeypatch):
    if version(old) == migrations.latest():
        pytest.skip("nothing to bring up to date")
    before = old.read_bytes()
    monkeypatch.setattr(dialect, "is_writable", lambda path: False)
    with pytest.raises(LedgerError, match="cannot be brought to") as caught:
        Ledger.open(old)
    assert "a folder you may write to" in caught.value.hint
    assert old.read_bytes() == before


def test_a_migration_that_fails_leaves_the_file_as_it_was(old, monkeypatch):
    before, tables = content(old), schema(old)
    number = migrations.latest() + 1
    scripts = migrations.scripts() | {number: "CREATE TABLE halfway (x);\nSELECT nonsense;\n"}
    monkeypatch.setattr(migrations, "scripts", lambda: scripts)
    with pytest.raises((LedgerError, OperationalError), match="nonsense"):
        Ledger.open(old)
    monkeypatch.undo()
    assert (content(old), schema(old)) == (before, tables)
    assert version(old) < number
    Ledger.open(old).close()


def test_a_file_of_a_newer_version_is_left_alone(path):
    Ledger.open(path).close()
    with closing(sqlite3.connect(path)) as file:
        file.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    with pytest.raises(LedgerVersionError, match=r"\[PP402\].*has version 99.*knows .* up to"):
        Ledger.open(path)
    assert path.read_bytes() == before
