from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event

from ledger.samples import make_coding, make_report, make_statement, reviewed
from pourparler.case.records import Report, Statement
from pourparler.errors import RecordError, UnknownNameError
from pourparler.ledger import Ledger, Recorded, ReportQuery, StatementQuery

EVERYTHING = StatementQuery()


def read(ledger: Ledger, report: Report, *statements: Statement, version: str = "1") -> Recorded:
    return ledger.record_reading(report, statements, reader_version=version)


def counts(recorded: Recorded) -> tuple[int, int, int]:
    return recorded.added, recorded.kept, recorded.retracted


def test_what_was_read_is_found_with_its_codings_in_order(ledger):
    report = make_report()
    codings = tuple(make_coding(issue) for issue in ("zones", "truce", "aid"))
    statement = make_statement(report, codings=codings)
    recorded = read(ledger, report, statement)
    assert ledger.find_statements(EVERYTHING) == [statement]
    assert ledger.report(report.id) == report
    assert counts(recorded) == (1, 0, 0)
    assert recorded.report_added
    assert recorded.codings_added == 3


def test_the_same_reading_twice_writes_nothing(ledger):
    report = make_report()
    statements = [make_statement(report, n) for n in range(3)]
    read(ledger, report, *statements)
    mark = ledger.mark()
    again = read(ledger, report, *statements)
    assert counts(again) == (0, 3, 0)
    assert again.command is None
    assert not again.report_added
    assert ledger.mark() == mark


def test_a_newer_reader_that_changes_nothing_writes_that_it_has_read(ledger):
    report, other = make_report(), make_report("Other.")
    read(ledger, report, make_statement(report))
    read(ledger, other)
    assert ledger.known_versions() == {report.id: "1", other.id: "1"}
    mark = ledger.mark()
    again = read(ledger, report, make_statement(report), version="2")
    assert counts(again) == (0, 1, 0)
    assert ledger.known_versions() == {report.id: "2", other.id: "1"}
    assert ledger.mark() == replace(mark, command=again.command)


def test_a_report_that_no_longer_holds_has_no_known_version(ledger):
    report = make_report()
    read(ledger, report)
    ledger.retract_report(report.id, coder="anna")
    assert ledger.known_versions() == {}
    assert read(ledger, report).report_added
    assert ledger.known_versions() == {report.id: "1"}


def test_the_version_is_that_of_the_machine_that_read_last(ledger):
    report = make_report()
    read(ledger, report)
    ledger.record_reading(report, [], reader_version="9", coder="machine:second")
    assert ledger.known_versions() == {}
    assert ledger.known_versions(coder="machine:second") == {report.id: "9"}
    assert read(ledger, report).command is not None


def test_a_reading_passes_over_no_table(ledger):
    """What one more report costs must not grow with the ledger."""
    report, statement = make_report(), make_statement(make_report())
    read(ledger, report, statement, make_statement(report, 1))
    sent = []
    event.listen(ledger._engine, "before_cursor_execute", lambda *call: sent.append(call[2:4]))
    read(ledger, report, replace(statement, codings=(make_coding("aid"),)))
    read(ledger, report, statement)
    read(ledger, report, statement)
    ledger.retract_report(report.id, coder="anna")
    asked = [call for call in sent if call[0].startswith(("SELECT", "UPDATE"))]
    assert len(asked) > 20
    with closing(sqlite3.connect(ledger.path)) as file:
        for sql, values in asked:
            plan = [row[3] for row in file.execute(f"EXPLAIN QUERY PLAN {sql}", values)]
            passed_over = [step for step in plan if step.startswith("SCAN")]
            assert all("VIRTUAL TABLE" in step for step in passed_over), sql


def test_what_a_newer_reader_no_longer_produces_is_retracted(ledger):
    report = make_report()
    first, second = make_statement(report, 0), make_statement(report, 1)
    read(ledger, report, first, second)
    recorded = read(ledger, report, second, version="2")
    assert counts(recorded) == (0, 1, 1)
    assert recorded.codings_retracted == 1
    assert ledger.find_statements(EVERYTHING) == [second]


def test_a_statement_that_a_reader_dropped_can_come_back(ledger):
    report = make_report()
    statement = make_statement(report)
    for reading in ([statement], [], [statement], [], [statement]):
        read(ledger, report, *reading)
        assert ledger.find_statements(EVERYTHING) == reading


def test_changed_fields_put_a_new_row_in_the_place_of_the_old(ledger):
    report = make_report()
    statement = make_statement(report)
    read(ledger, report, statement)
    hedged = replace(statement, hedged=True)
    recorded = read(ledger, report, hedged)
    assert counts(recorded) == (1, 0, 1)
    assert (recorded.codings_added, recorded.codings_retracted) == (0, 0)
    assert ledger.find_statements(EVERYTHING) == [hedged]


def test_changed_codings_leave_the_statement_row_alone(ledger):
    report = make_report()
    statement = make_statement(report, codings=(make_coding("aid"), make_coding("truce")))
    read(ledger, report, statement)
    reworded = replace(statement.codings[1], wording="ba9876543210")
    recoded = replace(statement, codings=(statement.codings[0], reworded))
    recorded = read(ledger, report, recoded)
    assert counts(recorded) == (0, 1, 0)
    assert (recorded.codings_added, recorded.codings_retracted) == (1, 1)
    assert ledger.find_statements(EVERYTHING) == [recoded]


@pytest.mark.parametrize("order", [(1, 0), (1,), (0, 1, 2), (2, 0, 1), (), (0, 0)])
def test_codings_come_back_in_any_new_order(ledger, order):
    report = make_report()
    codings = [make_coding(issue) for issue in ("aid", "truce", "zones")]
    statement = make_statement(report, codings=tuple(codings[:2]))
    read(ledger, report, statement)
    recoded = replace(statement, codings=tuple(codings[n] for n in order))
    read(ledger, report, recoded)
    assert ledger.find_statements(EVERYTHING) == [recoded]
    assert read(ledger, report, recoded).command is None


def test_a_reading_touches_no_other_report(ledger):
    one, other = make_report("One."), make_report("Other.")
    statement = make_statement(one)
    read(ledger, one, statement)
    read(ledger, other)
    assert ledger.find_statements(EVERYTHING) == [statement]


@pytest.mark.parametrize("reading", ["the same", "another", "nothing"])
def test_a_reading_leaves_alone_what_a_person_coded(ledger, reading):
    report = make_report()
    statement = make_statement(report)
    read(ledger, report, statement)
    coded = replace(statement, codings=(*statement.codings, make_coding("aid", coder="anna")))
    ledger.record_statement(coded, coder="anna")
    again = {"the same": [statement], "another": [replace(statement, hedged=True)], "nothing": []}
    assert not any(counts(read(ledger, report, *again[reading], version="2"))[::2])
    assert ledger.find_statements(EVERYTHING) == [coded]


def test_a_reading_leaves_alone_what_a_person_changed_without_coding(ledger):
    report = make_report()
    statement = make_statement(report)
    read(ledger, report, statement)
    uncoded = replace(statement, codings=())
    ledger.record_statement(uncoded, coder="anna")
    assert counts(read(ledger, report, statement)) == (0, 1, 0)
    assert ledger.find_statements(EVERYTHING) == [uncoded]


def test_a_reading_leaves_alone_what_is_marked_as_reviewed(ledger):
    report = make_report()
    statement = make_statement(report, reviewed=True)
    read(ledger, report, statement)
    assert counts(read(ledger, report, version="2")) == (0, 1, 0)


def test_a_reading_leaves_alone_what_another_machine_read(ledger):
    report = make_report()
    statement = make_statement(report)
    read(ledger, report, statement)
    changed = replace(statement, hedged=True)
    other = ledger.record_reading(
        report, [changed, make_statement(report, 5)], reader_version="1", coder="machine:second"
    )
    assert counts(other) == (1, 1, 0)
    assert statement in ledger.find_statements(EVERYTHING)


def test_what_a_person_took_back_does_not_return_with_the_next_reading(ledger):
    report = make_report()
    statement = make_statement(report)
    read(ledger, report, statement)
    ledger.retract_statement(statement.id, coder="anna")
    again = read(ledger, report, statement, version="2")
    assert (again.added, again.rejected) == (0, 1)
    assert ledger.find_statements(EVERYTHING) == []


def test_a_person_can_bring_back_what_a_person_took_back(ledger):
    report = make_report()
    statement = make_statement(report)
    read(ledger, report, statement)
    ledger.retract_statement(statement.id, coder="anna")
    ledger.record_statement(statement, coder="boris")
    assert read(ledger, report, statement).rejected == 0
    assert ledger.find_statements(EVERYTHING) == [statement]


def test_a_report_is_retracted_with_all_that_was_read_from_it(ledger):
    report = make_report()
    statement = make_statement(report)
    read(ledger, report, statement)
    ledger.record_statement(reviewed(statement), coder="anna")
    ledger.retract_report(report.id, coder="anna")
    assert ledger.find_statements(EVERYTHING) == []
    assert ledger.find_reports(ReportQuery()) == []
    mark = ledger.mark()
    assert (mark.reports, mark.statements, mark.codings) == (0, 0, 0)


def test_a_retracted_report_can_be_read_again(ledger):
    report = make_report()
    kept, rejected = make_statement(report, 0), make_statement(report, 1)
    read(ledger, report, kept, rejected)
    ledger.retract_statement(rejected.id, coder="anna")
    ledger.retract_report(report.id, coder="anna")
    recorded = read(ledger, report, kept, rejected)
    assert (recorded.added, recorded.rejected) == (1, 1)
    assert ledger.find_statements(EVERYTHING) == [kept]


def test_new_metadata_of_a_report_reach_statements_that_people_worked_on(ledger):
    report = make_report()
    statement = make_statement(report)
    read(ledger, report, statement)
    ledger.record_statement(reviewed(statement), coder="anna")
    secret = make_report(handling="confidential", reported_on=date(2031, 4, 29))
    recorded = read(ledger, secret)
    assert recorded.report_added
    found = ledger.find_statements(EVERYTHING)
    assert [(s.handling, s.reported_on) for s in found] == [("confidential", date(2031, 4, 29))]
    assert found[0].codings == reviewed(statement).codings
    assert ledger.find_statements(StatementQuery(ceiling="internal")) == []


def test_another_copy_of_the_same_text_is_no_news(ledger):
    report = make_report()
    read(ledger, report)
    copy = make_report(
        raw=report.text.encode("utf-16"), encoding="utf-16", path="copy.txt", url="https://b.test"
    )
    assert read(ledger, copy).command is None
    assert ledger.report(report.id) == report


def test_a_case_version_is_kept_once(ledger):
    digest = ledger.record_case("title: Talks")
    mark = ledger.mark()
    assert ledger.record_case("title: Talks") == digest
    assert ledger.mark() == mark
    assert ledger.record_case("title: Other talks") != digest
    assert ledger.case_version(digest) == "title: Talks"
    assert ledger.case_version(digest[:12]) == "title: Talks"
    assert ledger.mark() != mark


def test_a_person_recording_what_holds_already_writes_nothing(ledger):
    report = make_report()
    read(ledger, report, make_statement(report))
    assert ledger.record_statement(make_statement(report), coder="anna") is None


def test_ids_rise_and_instants_never_fall_when_the_clock_is_set_back(path):
    instants = [datetime(2031, 5, 1, 12, tzinfo=UTC) - timedelta(hours=n) for n in range(4)]
    clock = iter(instants)
    with Ledger.open(path, now=lambda: next(clock)) as ledger:
        report = make_report()
        statements = [make_statement(report, n) for n in range(4)]
        marks = []
        for count in range(4):
            read(ledger, report, *statements[: count + 1])
            marks.append(ledger.mark().command)
        assert marks == sorted(set(marks))
        at_end = StatementQuery(recorded_at=instants[0])
        assert ledger.find_statements(at_end) == ledger.find_statements(EVERYTHING)


def test_a_statement_of_another_report_is_refused(ledger):
    statement = make_statement(make_report("Other."))
    with pytest.raises(RecordError, match=r"\[PP403\] report .*: report is .*, expected"):
        read(ledger, make_report(), statement)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"id": "0123456789ab"}, "id is 0123456789ab, expected"),
        ({"reported_on": date(2031, 1, 1)}, "reported_on is 2031-01-01, expected 2031-04-30"),
        ({"handling": "internal"}, "handling is internal, expected public"),
        ({"confidence": 1.0}, "confidence is 1.0, expected more than 0 and less than 1"),
        ({"confidence": float("nan")}, "confidence is nan"),
        ({"force": "plea"}, "force is 'plea', expected wish, demand"),
        ({"said_first": date(2032, 1, 1)}, "said_first 2032-01-01 is after said_last"),
        ({"codings": (make_coding(probability=0.0),)}, "coding truce: probability is 0.0"),
        ({"codings": (make_coding(modality="loves"),)}, "modality is 'loves'"),
        ({"codings": (make_coding(coder="anna"),)}, "coder is 'anna', expected 'machine'"),
    ],
)
def test_a_statement_that_disagrees_with_itself_is_refused(ledger, fields, message):
    report = make_report()
    with pytest.raises(RecordError, match=message):
        read(ledger, report, replace(make_statement(report), **fields))
    assert ledger.mark().command is None


def test_spans_outside_the_text_are_refused(ledger):
    report = make_report("Short.")
    with pytest.raises(RecordError, match="span 4 to 7 is not within 0 to 6"):
        read(ledger, report, make_statement(report, 4))


def test_a_statement_without_spans_is_refused(ledger):
    report = make_report()
    spans = type(make_statement(report).spans)()
    with pytest.raises(RecordError, match="has no spans"):
        read(ledger, report, make_statement(report, spans=spans))


def test_a_statement_twice_in_one_reading_is_refused(ledger):
    report = make_report()
    with pytest.raises(RecordError, match="is there twice"):
        read(ledger, report, make_statement(report), make_statement(report))


def test_a_report_whose_id_is_not_that_of_its_text_is_refused(ledger):
    with pytest.raises(RecordError, match="id is ffffffffffff, expected"):
        read(ledger, replace(make_report(), id="ffffffffffff"))


def test_two_texts_with_one_id_are_told_apart(ledger, monkeypatch):
    read(ledger, make_report("One."))
    twin = replace(make_report("Two."), id=make_report("One.").id)
    monkeypatch.setattr("pourparler.case.records.report_id", lambda text: twin.id)
    with pytest.raises(RecordError, match="another text with the same id"):
        read(ledger, twin)


@pytest.mark.parametrize("bad", ["\0", "\ud800"])
@pytest.mark.parametrize("field", ["text", "title", "publisher"])
def test_a_report_with_what_is_not_text_is_refused(ledger, field, bad):
    with pytest.raises(RecordError, match=rf"{field} holds U\+(0000|D800) at offset 5"):
        read(ledger, make_report(**{field: f"Peace{bad}talks"}))
    assert ledger.mark().command is None


@pytest.mark.parametrize(
    "fields",
    [
        {"content": "a\0b"},
        {"actors": ("a\0b",)},
        {"rules": (("force", "a\ud800b"),)},
        {"codings": (make_coding(rule="a\0b"),)},
    ],
)
def test_a_statement_with_what_is_not_text_is_refused(ledger, fields):
    report = make_report()
    with pytest.raises(RecordError, match="at offset 1"):
        read(ledger, report, make_statement(report, **fields))


def test_instants_without_an_offset_are_refused(ledger):
    with pytest.raises(RecordError, match="retrieved_at is 2031-05-01T00:00:00, without"):
        read(ledger, make_report(retrieved_at=datetime(2031, 5, 1)))


def test_a_clock_without_an_offset_is_refused(path):
    with (
        Ledger.open(path, now=lambda: datetime(2031, 5, 1)) as ledger,
        pytest.raises(RecordError, match="the clock is"),
    ):
        read(ledger, make_report())


def test_a_reading_in_the_name_of_a_person_is_refused(ledger):
    with pytest.raises(RecordError, match="coder is 'anna'"):
        ledger.record_reading(make_report(), [], reader_version="1", coder="anna")


def test_a_person_s_statement_in_the_name_of_a_machine_is_refused(ledger):
    report = make_report()
    read(ledger, report)
    with pytest.raises(RecordError, match="coder is 'machine', expected a person"):
        ledger.record_statement(make_statement(report), coder="machine")


def test_a_statement_of_an_unknown_report_is_refused(ledger):
    with pytest.raises(UnknownNameError, match=r"report '\w{12}' is not in the ledger"):
        ledger.record_statement(make_statement(make_report()), coder="anna")


def test_what_does_not_hold_cannot_be_retracted(ledger):
    report = make_report()
    statement = make_statement(report)
    read(ledger, report, statement)
    ledger.retract_report(report.id, coder="anna")
    with pytest.raises(UnknownNameError, match="or was retracted"):
        ledger.retract_report(report.id, coder="anna")
    with pytest.raises(UnknownNameError, match="or was retracted"):
        ledger.retract_statement(statement.id, coder="anna")


def test_an_unknown_case_version_is_named(ledger):
    with pytest.raises(UnknownNameError, match="case version 'abc'"):
        ledger.case_version("abc")


def test_the_log_tells_who_did_what(ledger):
    report = make_report()
    read(ledger, report, make_statement(report), version="7")
    ledger.retract_statement(make_statement(report).id, coder="anna")
    with closing(sqlite3.connect(ledger.path)) as file:
        log = file.execute(
            "SELECT recorded_at, coder, name, reader_version FROM command ORDER BY id"
        ).fetchall()
    assert log == [
        ("2031-05-01T12:00:01.000000Z", "machine", "record_reading", "7"),
        ("2031-05-01T12:00:02.000000Z", "anna", "retract_statement", None),
    ]
