"""How fast the ledger takes readings and answers, as it grows, beside bare sqlite3.

Usage: python benchmarks/ledger.py [STATEMENTS]     (100,000 if left out: about two minutes)

Reports of ten statements with two codings each are recorded, one transaction each. At 1,000,
10,000 and so on, the last reports show what one more costs; then queries are asked that find
what an actor said, what is coded on an issue, one report, one statement, and rare words.
A bare loop then writes the very same rows with sqlite3 alone, into a file of the same shape,
in as many transactions: what recording costs above it is ours.
"""

from __future__ import annotations

import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from pourparler.case.records import Coding, Report, Spans, Statement, report_id, statement_id
from pourparler.ledger import Ledger, StatementQuery

SEED = 20
STATEMENTS = 10  # of a report
LAST = 50  # reports that show what one more costs: the fifth fastest, for others disturb
REPEATS = 7
ACTORS = [f"actor{number}" for number in range(20)]
ISSUES = [f"issue{number}" for number in range(12)]
WORDS = [f"word{number}" for number in range(3000)]
ROWS = {
    "command": "SELECT id, * FROM command ORDER BY id",
    "report": "SELECT command, * FROM report ORDER BY serial",
    "statement": "SELECT command, * FROM statement ORDER BY serial",
    "statement_actor": "SELECT command, statement_actor.* FROM statement_actor"
    " JOIN statement ON serial = statement_serial ORDER BY serial",
    "coding": "SELECT command, * FROM coding ORDER BY id",
}
"""The rows of each table, the command they belong to first."""


@dataclass(frozen=True)
class Query:
    """A question to the ledger, and whether more is found the more there is."""

    name: str
    query: StatementQuery
    grows: bool = False


def main(count: int) -> None:
    sizes = [size for size in (1_000, 10_000, 100_000, 1_000_000) if size <= count]
    with tempfile.TemporaryDirectory() as temporary:
        path = Path(temporary, "ledger.db")
        seconds: list[float] = []
        reports = make_reports()
        with Ledger.open(path) as ledger:
            for size in sizes:
                while len(seconds) * STATEMENTS < size:
                    report, statements = next(reports)
                    start = time.perf_counter()
                    ledger.record_reading(report, statements, reader_version="1")
                    seconds.append(time.perf_counter() - start)
                print_size(ledger, size, seconds[-LAST:], report)
        print(f"{path.stat().st_size / size:.0f} bytes a statement")
        bare = time_bare(path, Path(temporary, "bare.db"))
        print(f"{'bare sqlite3':<22}{1e3 * bare / len(seconds):10.2f} ms a report")
        print(f"{'ledger':<22}{1e3 * sum(seconds) / len(seconds):10.2f} ms a report")
        print(f"{'ledger / bare':<22}{sum(seconds) / bare:10.2f} times the time")


def make_reports() -> Iterator[tuple[Report, list[Statement]]]:
    """Yield reports with their statements, all different, without end."""
    chance = random.Random(SEED)
    number = 0
    while True:
        body = " ".join(chance.choices(WORDS, k=400))
        text = f"Report {number}. {body}"
        report = Report(
            id=report_id(text),
            text=text,
            raw=text.encode(),
            encoding="utf-8",
            reported_on=date(2025, 1, 1) + timedelta(days=number % 365),
            title=f"Report {number}",
        )
        yield report, [make_statement(report, start, chance) for start in range(STATEMENTS)]
        number += 1


def make_statement(report: Report, number: int, chance: random.Random) -> Statement:
    """Return a statement of the report, by one of the actors, on two issues."""
    start = 200 * number
    spans = Spans(source=((start, start + 10),), content=((start + 20, start + 150),))
    actors = (chance.choice(ACTORS),)
    return Statement(
        id=statement_id(report.id, spans, actors),
        report=report.id,
        spans=spans,
        source=report.text[start : start + 10],
        cue="said",
        content=report.text[start + 20 : start + 150],
        context=report.text[start : start + 180],
        actors=actors,
        speaker=None,
        attribution="indirect",
        force="demand",
        said_on=report.reported_on.isoformat(),
        said_first=report.reported_on,
        said_last=report.reported_on,
        said_rule="report_date",
        confidence=0.9,
        reported_on=report.reported_on,
        codings=tuple(
            Coding(
                issue=issue,
                from_option="a",
                to_option="b",
                modality="supports",
                probability=0.8,
                coder="machine",
                wording="0123456789ab",
            )
            for issue in chance.sample(ISSUES, 2)
        ),
    )


def print_size(ledger: Ledger, size: int, last: list[float], report: Report) -> None:
    """Print what one more report and each query cost at this size."""
    print(f"{size:,} statements")
    print(f"  {'append a report':<20}{1e3 * sorted(last)[LAST // 10]:10.2f} ms")
    (statement, *_) = ledger.find_statements(StatementQuery(report=report.id))
    rare = " ".join(statement.content.split()[1:4])
    for asked in (
        Query("actor, issue", StatementQuery(actor=ACTORS[3], issue=ISSUES[5]), grows=True),
        Query("issue", StatementQuery(issue=ISSUES[5]), grows=True),
        Query("actor, first 100", StatementQuery(actor=ACTORS[3], limit=100)),
        Query("one report", StatementQuery(report=report.id)),
        Query("one statement", StatementQuery(id=statement.id)),
        Query("three rare words", StatementQuery(text=rare)),
        Query("one day", StatementQuery(since=report.reported_on, until=report.reported_on), True),
    ):
        found = len(ledger.find_statements(asked.query))
        taken = 1e3 * best(partial(ledger.find_statements, asked.query))
        per_row = f"{1e3 * taken / found:8.1f} us a row" if asked.grows else ""
        print(f"  {asked.name:<20}{taken:10.2f} ms {found:6} found {per_row}")
    print(f"  {'mark':<20}{1e3 * best(ledger.mark):10.2f} ms")


def best(call: Callable[[], object]) -> float:
    """Return the least seconds of a few calls: what disturbs only ever adds."""
    taken = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        call()
        taken.append(time.perf_counter() - start)
    return min(taken)


def time_bare(source: Path, target: Path) -> float:
    """Return the seconds in which sqlite3 alone writes the rows of one file to another."""
    Ledger.open(target).close()
    batches = make_batches(source)
    with closing(sqlite3.connect(target, isolation_level=None)) as bare:
        bare.execute("PRAGMA foreign_keys = ON")
        bare.execute("PRAGMA synchronous = FULL")
        start = time.perf_counter()
        for batch in batches:
            bare.execute("BEGIN IMMEDIATE")
            for table, rows in batch.items():
                marks = ", ".join("?" * len(rows[0]))
                bare.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
            bare.execute("COMMIT")
        return time.perf_counter() - start


def make_batches(source: Path) -> list[dict[str, list[tuple[object, ...]]]]:
    """Return what each command wrote, by table, in the order of the log."""
    batches: dict[str, dict[str, list[tuple[object, ...]]]] = {}
    with closing(sqlite3.connect(source)) as file:
        for table, sql in ROWS.items():
            for command, *row in file.execute(sql):
                batches.setdefault(command, {}).setdefault(table, []).append(tuple(row))
    return list(batches.values())


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
