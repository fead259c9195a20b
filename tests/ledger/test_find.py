from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import event

from ledger.samples import make_coding, make_report, make_statement, reviewed
from pourparler.errors import LedgerError, RecordError, UnknownNameError
from pourparler.ledger import Ledger, ReportQuery, StatementQuery, dialect


@pytest.fixture
def filled(ledger) -> Ledger:
    """Three reports a day apart; the second is internal, the third confidential."""
    for number, handling in enumerate(("public", "internal", "confidential"), start=1):
        report = make_report(
            f"Report number {number}.", reported_on=date(2031, 4, number), handling=handling
        )
        codings = (make_coding("truce"), make_coding(f"issue{number}"))
        statements = [
            make_statement(report, 8, actors=("sudland", "norland"), attribution="direct"),
            make_statement(report, 2, codings=codings),
        ]
        ledger.record_reading(report, statements, reader_version="1")
    return ledger


def days(ledger: Ledger, **conditions) -> list[int]:
    found = ledger.find_statements(StatementQuery(**conditions))
    return [statement.reported_on.day for statement in found]


def test_statements_come_by_day_report_and_place(filled):
    found = filled.find_statements(StatementQuery())
    keys = [(s.reported_on, s.report, s.spans.extent()) for s in found]
    assert keys == sorted(keys)
    assert len(keys) == 6


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ({"actor": "sudland"}, [1, 2, 3]),
        ({"actor": "norland"}, [1, 1, 2, 2, 3, 3]),
        ({"actor": "westland"}, []),
        ({"issue": "issue2"}, [2]),
        ({"issue": "issue2", "actor": "sudland"}, []),
        ({"attribution": "direct"}, [1, 2, 3]),
        ({"reviewed": True}, []),
        ({"reviewed": False, "limit": 3}, [1, 1, 2]),
        ({"known_at": date(2031, 4, 2)}, [1, 1, 2, 2]),
        ({"since": date(2031, 4, 2), "until": date(2031, 4, 2)}, [2, 2]),
        ({"ceiling": "public"}, [1, 1]),
        ({"ceiling": "internal"}, [1, 1, 2, 2]),
        ({"ceiling": "confidential"}, [1, 1, 2, 2, 3, 3]),
        ({"text": "truce", "since": date(2031, 4, 3)}, [3, 3]),
    ],
)
def test_conditions_narrow_what_is_found(filled, conditions, expected):
    assert days(filled, **conditions) == expected


def test_a_report_and_an_id_narrow_what_is_found(filled):
    report = filled.find_reports(ReportQuery(until=date(2031, 4, 1)))[0]
    found = filled.find_statements(StatementQuery(report=report.id))
    assert [s.report for s in found] == [report.id, report.id]
    assert filled.statement(found[1].id) == found[1]


def test_reviewed_statements_are_found(filled):
    statement = filled.find_statements(StatementQuery())[0]
    filled.record_statement(reviewed(statement), coder="anna")
    assert days(filled, reviewed=True) == [1]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [(9, 9, False), (9, 10, True), (11, 11, True), (12, 20, True), (13, 20, False), (1, 30, True)],
)
def test_a_statement_counts_when_it_may_have_been_said_between_the_days(
    ledger, first, last, expected
):
    report = make_report()
    said = {"said_first": date(2031, 4, first), "said_last": date(2031, 4, last)}
    ledger.record_reading(report, [make_statement(report, **said)], reader_version="1")
    found = days(ledger, since=date(2031, 4, 10), until=date(2031, 4, 12))
    assert bool(found) == expected


def test_an_open_beginning_reaches_back_without_end(ledger):
    report = make_report()
    statement = make_statement(report, said_first=None)
    ledger.record_reading(report, [statement], reader_version="1")
    assert days(ledger, until=date(1999, 1, 1)) == [30]
    assert days(ledger, since=date(2031, 5, 1)) == []


def test_all_codings_come_with_a_statement_found_by_one_of_its_issues(filled):
    (found,) = filled.find_statements(StatementQuery(issue="issue1"))
    assert [coding.issue for coding in found.codings] == ["truce", "issue1"]


def test_a_retracted_coding_no_longer_finds_its_statement(filled):
    (found,) = filled.find_statements(StatementQuery(issue="issue1"))
    filled.record_statement(replace(found, codings=found.codings[:1]), coder="anna")
    assert days(filled, issue="issue1") == []


def test_any_number_of_statements_costs_three_statements_of_sql(ledger):
    report = make_report("x" * 500)
    ledger.record_reading(
        report, [make_statement(report, n) for n in range(400)], reader_version="1"
    )
    sent = []
    event.listen(ledger._engine, "before_cursor_execute", lambda *call: sent.append(call[2]))
    assert len(ledger.find_statements(StatementQuery(actor="norland"))) == 400
    assert len([sql for sql in sent if sql.startswith("SELECT")]) == 3


def test_reports_come_by_day_and_follow_their_conditions(filled):
    def numbers(**conditions):
        return [r.reported_on.day for r in filled.find_reports(ReportQuery(**conditions))]

    assert numbers() == [1, 2, 3]
    assert numbers(since=date(2031, 4, 2)) == [2, 3]
    assert numbers(until=date(2031, 4, 2), limit=1) == [1]
    assert numbers(ceiling="internal") == [1, 2]
    assert numbers(text="number 3") == [3]


def test_a_mark_is_printed_with_what_holds(filled):
    mark = filled.mark()
    assert (mark.reports, mark.statements, mark.codings) == (3, 6, 9)
    assert str(mark) == f"{mark.command} (3 reports, 6 statements, 9 codings)"


def test_an_empty_ledger_has_a_mark(ledger):
    assert str(ledger.mark()) == "empty (0 reports, 0 statements, 0 codings)"


def test_an_unknown_report_or_statement_is_named(ledger):
    with pytest.raises(UnknownNameError, match="report 'abc'"):
        ledger.report("abc")
    with pytest.raises(UnknownNameError, match="statement 'abc'"):
        ledger.statement("abc")


def test_an_instant_without_an_offset_is_refused(ledger, clock):
    naive = clock.instant.replace(tzinfo=None)
    with pytest.raises(RecordError, match="without an offset"):
        ledger.find_statements(StatementQuery(recorded_at=naive))
    with pytest.raises(RecordError, match="without an offset"):
        ledger.find_reports(ReportQuery(recorded_at=naive))


def test_a_closed_ledger_says_so(ledger):
    ledger.close()
    ledger.close()
    with pytest.raises(LedgerError, match="was closed"):
        ledger.mark()


@pytest.mark.parametrize(
    "conditions",
    [
        {"actor": "norland"},
        {"actor": "norland", "issue": "truce"},
        {"issue": "truce"},
        {"issue": "truce", "text": "truce"},
        {"issue": "truce", "since": date(2031, 4, 2)},
        {"text": "truce", "actor": "norland"},
        {"since": date(2031, 4, 2), "until": date(2031, 4, 3)},
        {"known_at": date(2031, 4, 2)},
        {"report": "0123456789ab", "issue": "truce"},
        {"id": "0123456789ab", "issue": "truce"},
    ],
)
def test_conditions_pick_statements_out_instead_of_passing_over_all(filled, conditions):
    sent = []
    event.listen(filled._engine, "before_cursor_execute", lambda *call: sent.append(call[2:4]))
    filled.find_statements(StatementQuery(**conditions))
    asked = [call for call in sent if call[0].startswith("SELECT")]
    with dialect.raw(filled._engine) as file:
        for sql, values in asked:
            plan = [row[3] for row in file.execute(f"EXPLAIN QUERY PLAN {sql}", values)]
            passed_over = [step for step in plan if step.startswith("SCAN")]
            assert all("VIRTUAL TABLE" in step for step in passed_over)
            assert not [step for step in plan if "id=? AND rowid=?" in step]  # two lists at once
