"""Files that are no ledger, are damaged, cannot be written to, or have no room to grow."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ledger.crashing import record
from ledger.samples import make_report, make_statement
from ledger.writer import Writer, whole
from pourparler.errors import LedgerError
from pourparler.ledger import Ledger, ReportQuery, StatementQuery, dialect


@pytest.fixture
def filled(path: Path) -> Path:
    """The file of a closed ledger with twelve reports."""
    with Ledger.open(path) as ledger:
        for number in range(12):
            record(ledger, number, "0.0")
    return path


def read_all(path: Path) -> tuple[int, int]:
    with Ledger.open(path) as ledger:
        reports = ledger.find_reports(ReportQuery())
        return len(reports), len(ledger.find_statements(StatementQuery()))


def refused(path: Path, *words: str) -> None:
    """Check that opening and reading is refused in two lines that hold the words."""
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(LedgerError) as caught:
        read_all(path)
    check_lines(f"{caught.value}\n{caught.value.hint}", path, *words)
    assert before is None or path.read_bytes() == before


def check_lines(text: str, path: Path, *words: str) -> None:
    what, hint = text.splitlines()
    assert what.startswith(f"[PP401] {path}")
    assert hint.endswith(".")
    for word in words:
        assert word in text


@pytest.mark.parametrize("content", [b"title: Talks\n", b"\x00" * 4096, b"PK\x03\x04" * 300])
def test_a_file_that_is_no_database_is_refused_and_left_alone(path, content):
    path.write_bytes(content)
    refused(path, "is not an SQLite file", "Move the file away")


def test_a_database_of_another_program_is_refused_and_left_alone(path):
    with closing(sqlite3.connect(path)) as file:
        file.execute("CREATE TABLE bookmark (url TEXT)")
    refused(path, "another program", "Move it away")


def test_an_empty_file_becomes_a_ledger(path):
    path.touch()
    assert read_all(path) == (0, 0)


def test_a_folder_in_the_place_of_the_file_is_refused(path):
    path.mkdir()
    refused(path)


def test_a_ledger_that_is_not_there_is_made_only_when_asked_for(path):
    with pytest.raises(LedgerError, match="there is no ledger") as caught:
        Ledger.open(path, create=False)
    assert "pourparler read" in caught.value.hint
    assert not path.exists()


def test_a_folder_that_is_not_there_is_not_made(tmp_path):
    with pytest.raises(LedgerError, match="cannot be opened"):
        Ledger.open(tmp_path / "no" / "ledger.db")


@pytest.mark.parametrize("share", [0.001, 0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99])
def test_a_truncated_file_is_refused_with_a_way_out(filled, share):
    whole_size = filled.stat().st_size
    os.truncate(filled, int(whole_size * share))
    refused(filled)


def test_every_page_that_is_lost_is_noticed_or_not_needed(filled):
    """A page of zeros in any place is an error of the ledger, or leaves all as it was."""
    content, expected = filled.read_bytes(), read_all(filled)
    noticed = 0
    for start in range(4096, len(content), 4096):
        filled.write_bytes(content[:start] + bytes(4096) + content[start + 4096 :])
        try:
            assert read_all(filled) == expected
        except LedgerError as error:
            check_lines(f"{error}\n{error.hint}", filled)
            noticed += 1
    assert noticed > 3


def test_a_file_that_cannot_be_written_to_is_read_and_nothing_lies_beside_it(filled, monkeypatch):
    before = filled.read_bytes()
    monkeypatch.setattr(dialect, "is_writable", lambda path: False)
    with Ledger.open(filled) as ledger:
        assert ledger.is_read_only
        assert ledger.mark().reports == 12
        with pytest.raises(LedgerError, match="for reading only") as caught:
            ledger.record_case("title: Talks")
        assert "a folder you may write to" in caught.value.hint
        assert [p.name for p in filled.parent.iterdir()] == ["ledger.db"]
    assert filled.read_bytes() == before


def test_a_log_beside_a_file_that_cannot_be_written_to_is_read(ledger, tmp_path, monkeypatch):
    """A copy that was made while the ledger was open has its last rows in the log."""
    copy = tmp_path / "copy"
    copy.mkdir()
    ledger.record_reading(make_report(), [], reader_version="1")
    for name in ("ledger.db", "ledger.db-wal"):
        shutil.copyfile(tmp_path / name, copy / name)
    monkeypatch.setattr(dialect, "is_writable", lambda path: False)
    assert read_all(copy / "ledger.db") == (1, 0)


@pytest.mark.skipif(
    os.name == "nt" or (hasattr(os, "geteuid") and os.geteuid() == 0),
    reason="permissions do not bind root",
)
def test_a_folder_without_the_permission_to_write_is_read(filled):
    filled.parent.chmod(0o555)
    filled.chmod(0o444)
    try:
        assert read_all(filled)[0] == 12
        assert [p.name for p in filled.parent.iterdir()] == ["ledger.db"]
    finally:
        filled.parent.chmod(0o755)


def test_a_file_that_turns_out_to_be_unwritable_says_what_to_do(ledger, path):
    with dialect.raw(ledger._engine) as connection:
        connection.execute("PRAGMA query_only = ON")
    with pytest.raises(LedgerError) as caught:
        ledger.record_case("title: Talks")
    check_lines(f"{caught.value}\n{caught.value.hint}", path, "cannot be written to", "Copy")


def test_a_full_disk_loses_nothing_that_was_acknowledged(ledger, path):
    with dialect.raw(ledger._engine) as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0] + 20
        connection.execute(f"PRAGMA max_page_count = {pages}")
    kept = {}

    def record_until_full() -> None:
        for number in range(1000):
            record(ledger, number, "0.0")
            kept[number] = "0.0"

    with pytest.raises(LedgerError) as caught:
        record_until_full()
    check_lines(f"{caught.value}\n{caught.value.hint}", path, "is full", "Make room")
    assert kept
    with dialect.raw(ledger._engine) as connection:
        connection.execute(f"PRAGMA max_page_count = {pages * 9}")
    record(ledger, len(kept), "0.0")
    ledger.close()
    assert whole(path) == kept | {len(kept): "0.0"}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and limits")
def test_a_file_that_may_not_grow_loses_nothing_that_was_acknowledged(path):
    with closing(Writer(path)) as writer:
        writer.order("fill", 0, 400_000)
        assert writer.hear_the_rest() > 2
        error, hint = (line.split(" ", 1)[1] for line in writer.said[:2])
    check_lines(f"{error}\n{hint}", path, "cannot be read from or written to", "full")
    assert whole(path) == writer.kept
    assert "0.1" in writer.kept.values()


def test_a_statement_is_whole_or_not_there_when_the_disk_fills_up_halfway(ledger, path):
    report = make_report("x" * 50_000)
    with dialect.raw(ledger._engine) as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0] + 40
        connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(LedgerError, match="is full"):
        ledger.record_reading(
            report, [make_statement(report, n) for n in range(2000)], reader_version="1"
        )
    assert ledger.mark().command is None
    assert ledger.find_reports(ReportQuery()) == []
