"""The page about the ledger names what is in the file, and its queries run as they are printed."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from ledger.samples import (
    make_coding,
    make_commitment,
    make_event,
    make_report,
    make_statement,
    reviewed,
)
from pourparler.ledger import Ledger, migrations

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "ledger.md").read_text("utf-8")
QUERIES = dict(re.findall(r"\n\n((?:(?!```|\n\n).)+):\n\n```sql\n(.*?)```", PAGE, re.DOTALL))
STAMPS = ["command", "recorded_at", "retracted_at", "retracted_by"]


@pytest.fixture
def file(ledger: Ledger) -> Iterator[sqlite3.Connection]:
    """A small ledger in which every query of the page has something to find."""
    report = make_report()
    first, second = make_statement(report, 0), make_statement(report, 1, codings=())
    ledger.record_reading(report, [first, second], reader_version="1")
    ledger.record_utterances([[first.id, second.id]])
    ledger.record_commitments([[make_commitment(first)]])
    ledger.record_events([[make_event(first)]])
    ledger.record_statement(reviewed(first), coder="anna")
    ledger.close()
    with closing(sqlite3.connect(f"{ledger.path.as_uri()}?mode=ro", uri=True)) as connection:
        yield connection


def first_column(heading: str) -> list[str]:
    """Return the names in the first column of the table under a heading."""
    part = PAGE.split(f"\n{heading}\n", 1)[1].split("\n#", 1)[0]
    cells = re.findall(r"^\| (`.*?) \|", part, re.MULTILINE)
    return [name for cell in cells for name in re.findall(r"`(\w+)`", cell)]


def test_every_query_of_the_page_is_known_to_the_tests():
    assert len(QUERIES) == PAGE.count("```sql") == 10


@pytest.mark.parametrize("title", QUERIES)
def test_a_query_of_the_page_runs_and_finds_something(file, title):
    query = QUERIES[title].replace("2025-08-19T12", "2031-05-01T13")
    assert file.execute(query).fetchall()


@pytest.mark.parametrize(
    "table",
    ["command", "report", "statement", "coding", "utterance", "commitment", "event", "handling"],
)
def test_the_page_names_every_column(file, table):
    columns = [row[1] for row in file.execute(f"PRAGMA table_info({table})")]
    stamps = [] if table == "command" else STAMPS
    assert sorted(first_column(f"### {table}") + stamps) == sorted(columns)


def test_the_page_names_every_table(file):
    found = {
        name
        for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        if not re.search(r"_search_\w+$", name)
    }
    assert set(first_column("## Tables")) >= found


def test_the_page_names_every_command_and_the_version(ledger):
    statement = make_statement(make_report(), codings=(make_coding(),))
    ledger.record_case("title: Talks")
    other = make_statement(make_report(), 1)
    ledger.record_reading(make_report(), [statement, other], reader_version="1")
    ledger.record_utterances([[statement.id, other.id]])
    ledger.record_commitments([[make_commitment(statement)]])
    ledger.record_events([[make_event(statement)]])
    ledger.record_statement(reviewed(statement), coder="anna")
    ledger.retract_statement(statement.id, coder="anna")
    ledger.retract_report(statement.report, coder="anna")
    ledger.record_reading(make_report(), [other], reader_version="1")
    ledger.record_statement(statement, coder="anna")
    ledger.join_statements([statement.id, other.id], coder="anna")
    ledger.part_statement(other.id, coder="anna")
    with closing(sqlite3.connect(ledger.path)) as connection:
        log = connection.execute("SELECT name FROM command ORDER BY id")
        names = list(dict.fromkeys(name for (name,) in log))
    assert ", ".join(f"`{name}`" for name in names) in PAGE
    assert f"file's shape, now {migrations.latest()}." in PAGE
