"""Whatever people and readers do, in whatever order: nothing is lost and all can be replayed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from ledger.samples import Clock, make_coding, make_report, make_statement, readings, reviewed
from pourparler.case.records import Report, Statement
from pourparler.ledger import Ledger, Mark, ReportQuery, StatementQuery, is_machine

TABLES = {
    "command": "id",
    "case_version": "digest",
    "report": "serial",
    "statement": "serial",
    "statement_actor": "actor || statement_serial",
    "coding": "id",
    "utterance": "serial",
}
REPORTS = ("Norland wants a truce.", "Sudland wants no zones.")
MACHINES = st.sampled_from(["machine", "machine:second"])
PEOPLE = st.sampled_from(["anna", "boris"])
PLACES = st.integers(0, 3)

reports = st.builds(
    make_report,
    st.sampled_from(REPORTS),
    handling=st.sampled_from(["public", "internal"]),
)


@st.composite
def fields(draw: st.DrawFn) -> dict[str, Any]:
    """Return fields in which two readings of one statement may differ."""
    issues = draw(st.lists(st.sampled_from(["truce", "zones", "aid"]), max_size=3))
    return {
        "hedged": draw(st.booleans()),
        "codings": tuple(make_coding(issue) for issue in issues),
    }


class History(RuleBasedStateMachine):
    """A ledger beside a plain twin that keeps dictionaries and forgets."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.path = Path(self.folder.name, "ledger.db")
        self.clock = Clock()
        self.ledger = Ledger.open(self.path, now=self.clock)
        self.reports: dict[str, Report] = {}
        self.living: dict[str, tuple[str, Statement]] = {}
        self.rejected: set[str] = set()
        self.rows: dict[str, dict[Any, dict[str, Any]]] = {table: {} for table in TABLES}
        self.past: list[tuple[datetime, list[Statement], list[Report]]] = []

    def teardown(self) -> None:
        self.ledger.close()
        self.folder.cleanup()

    @rule(
        report=reports,
        coder=MACHINES,
        read=st.dictionaries(PLACES, fields(), max_size=3),
        version=st.sampled_from("12"),
    )
    def read(
        self, report: Report, coder: str, read: dict[int, dict[str, Any]], version: str
    ) -> None:
        statements = [make_statement(report, start, **values) for start, values in read.items()]
        self.ledger.record_reading(report, statements, reader_version=version, coder=coder)
        self.reports[report.id] = report
        free = {
            id_
            for id_, (owner, old) in self.living.items()
            if old.report == report.id and owner == coder
        }
        for id_ in free - {s.id for s in statements}:
            del self.living[id_]
        for statement in statements:
            if statement.id in free or statement.id not in self.living.keys() | self.rejected:
                self.living[statement.id] = (coder, statement)

    @precondition(lambda self: self.living)
    @rule(data=st.data(), coder=PEOPLE, changes=fields(), look=st.booleans())
    def correct(self, data: st.DataObject, coder: str, changes: dict[str, Any], look: bool) -> None:
        statement = replace(self.choose(data), **changes)
        statement = reviewed(statement, coder) if look else statement
        if self.ledger.record_statement(statement, coder=coder) is not None:
            self.living[statement.id] = (coder, statement)

    @precondition(lambda self: self.reports)
    @rule(data=st.data(), coder=PEOPLE, start=PLACES)
    def add(self, data: st.DataObject, coder: str, start: int) -> None:
        report = data.draw(st.sampled_from(sorted(self.reports.values(), key=lambda r: r.id)))
        statement = make_statement(report, start)
        if self.ledger.record_statement(statement, coder=coder) is not None:
            self.living[statement.id] = (coder, statement)
        self.rejected.discard(statement.id)

    @precondition(lambda self: self.living)
    @rule(data=st.data(), coder=PEOPLE | MACHINES)
    def take_back(self, data: st.DataObject, coder: str) -> None:
        statement = self.choose(data)
        self.ledger.retract_statement(statement.id, coder=coder)
        del self.living[statement.id]
        if not is_machine(coder):
            self.rejected.add(statement.id)

    @precondition(lambda self: self.reports)
    @rule(data=st.data(), coder=PEOPLE)
    def take_back_a_report(self, data: st.DataObject, coder: str) -> None:
        id_ = data.draw(st.sampled_from(sorted(self.reports)))
        self.ledger.retract_report(id_, coder=coder)
        del self.reports[id_]
        self.living = {k: v for k, v in self.living.items() if v[1].report != id_}

    @rule(text=st.sampled_from(["title: a", "title: b"]))
    def keep_the_case(self, text: str) -> None:
        self.ledger.record_case(text)

    @rule()
    def close_and_open(self) -> None:
        self.ledger.close()
        self.ledger = Ledger.open(self.path, now=self.clock)

    @invariant()
    def what_holds_is_what_the_twin_holds(self) -> None:
        found = self.ledger.find_statements(StatementQuery())
        held = self.ledger.find_reports(ReportQuery())
        assert {r.id: r for r in held} == self.reports
        assert {s.id: s for s in found} == {
            id_: self.seen(s) for id_, (_, s) in self.living.items()
        }
        codings = sum(len(s.codings) for s in found)
        mark = self.ledger.mark()
        assert mark == Mark(
            command=mark.command, reports=len(held), statements=len(found), codings=codings
        )
        self.past.append((self.clock.instant, found, held))

    @invariant()
    def rows_are_appended_or_retracted_once(self) -> None:
        with closing(sqlite3.connect(self.path)) as file:
            file.row_factory = sqlite3.Row
            for table, key in TABLES.items():
                before = self.rows[table]
                found = file.execute(f"SELECT {key} AS key, * FROM {table}").fetchall()
                after = {row["key"]: dict(row) for row in found}
                assert before.keys() <= after.keys()
                for id_, row in before.items():
                    changed = {name for name in row if row[name] != after[id_][name]}
                    assert changed in (set(), {"retracted_at", "retracted_by"})
                    assert not changed or row["retracted_at"] is None
                self.rows[table] = after

    @invariant()
    def the_past_is_as_it_was_seen(self) -> None:
        for instant, statements, held in self.past[-4::-3]:
            assert self.ledger.find_statements(StatementQuery(recorded_at=instant)) == statements
            assert self.ledger.find_reports(ReportQuery(recorded_at=instant)) == held

    def choose(self, data: st.DataObject) -> Statement:
        id_ = data.draw(st.sampled_from(sorted(self.living)))
        return self.seen(self.living[id_][1])

    def seen(self, statement: Statement) -> Statement:
        """Return the statement with what it takes from its report as that is now."""
        report = self.reports[statement.report]
        return replace(statement, reported_on=report.reported_on, handling=report.handling)


History.TestCase.settings = settings(max_examples=15, stateful_step_count=20, deadline=None)
TestHistory = History.TestCase


@settings(max_examples=10, deadline=None)
@given(st.data(), st.lists(readings(), max_size=4, unique_by=lambda reading: reading[0].id))
def test_the_order_in_which_reports_come_in_does_not_matter(data, read):
    again = data.draw(st.permutations(read))
    held = []
    for order in (read, again):
        with TemporaryDirectory() as folder, Ledger.open(Path(folder, "ledger.db")) as ledger:
            for report, statements in order:
                ledger.record_reading(report, statements, reader_version="1")
            found = ledger.find_reports(ReportQuery()), ledger.find_statements(StatementQuery())
            held.append(found)
    assert held[0] == held[1]


@settings(max_examples=10, deadline=None)
@given(st.lists(readings(), min_size=1, max_size=4, unique_by=lambda reading: reading[0].id))
def test_two_copies_that_were_continued_apart_are_joined_by_reading_one_into_the_other(read):
    """A union by identity: what both have is there once, whoever had it first."""
    middle = len(read) // 2
    with TemporaryDirectory() as folder:
        one = Ledger.open(Path(folder, "one.db"))
        other = Ledger.open(Path(folder, "other.db"))
        with one, other:
            for ledger, part in ((one, read[: middle + 1]), (other, read[middle:])):
                for report, statements in part:
                    ledger.record_reading(report, statements, reader_version="1")
            for report in other.find_reports(ReportQuery()):
                statements = other.find_statements(StatementQuery(report=report.id))
                one.record_reading(report, statements, reader_version="1")
            assert {r.id for r in one.find_reports(ReportQuery())} == {r.id for r, _ in read}
            found = one.find_statements(StatementQuery())
            assert {s.id for s in found} == {s.id for _, part in read for s in part}
