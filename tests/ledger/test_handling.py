"""Levels that people set: held to by every look, kept when read anew, undone like the rest."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ledger.samples import make_coding, make_commitment, make_event, make_report, make_statement
from pourparler.case.records import Spans
from pourparler.errors import RecordError, UndoError, UnknownNameError
from pourparler.ledger import Ledger, ReportQuery, StatementQuery
from pourparler.ledger.classify import Classifying
from pourparler.ledger.entries import read_entry
from pourparler.ledger.history import LogQuery


@pytest.fixture
def told(ledger: Ledger):
    """A report with two statements that do not overlap."""
    report = make_report("Norland wants a truce on the Long River. Sudland says no.")
    one, other = make_statement(report, 0), make_statement(report, 45, actors=("sudland",))
    ledger.record_reading(report, [one, other], reader_version="1")
    return report, one, other


def set_level(ledger: Ledger, level, *targets, coder="anna", dry_run=False):
    asked = Classifying(level=level, targets=tuple(targets), coder=coder)
    return ledger.set_handling(asked, dry_run=dry_run)


def seen(ledger: Ledger, ceiling="public", **query):
    found = ledger.find_statements(StatementQuery(ceiling=ceiling, **query))
    return {one.id: one.handling for one in found}


def test_a_report_takes_its_statements_along(ledger, told):
    report, one, other = told
    set_level(ledger, "confidential", report.id)
    assert ledger.find_reports(ReportQuery(ceiling="internal")) == []
    assert seen(ledger, "internal") == {}
    assert seen(ledger, "confidential") == dict.fromkeys((one.id, other.id), "confidential")
    assert ledger.report(report.id).handling == "confidential"
    assert ledger.mark(ceiling="public").statements == 0
    set_level(ledger, "internal", report.id)
    assert set(seen(ledger, "internal").values()) == {"internal"}


def test_a_report_that_came_restricted_can_be_lowered(ledger):
    report = make_report(handling="confidential")
    ledger.record_reading(report, [make_statement(report)], reader_version="1")
    set_level(ledger, "public", report.id)
    assert set(seen(ledger).values()) == {"public"}


def test_a_statement_is_hidden_alone_and_never_laxer_than_its_report(ledger, told):
    report, one, other = told
    set_level(ledger, "internal", one.id)
    assert seen(ledger) == {other.id: "public"}
    assert seen(ledger, "internal") == {one.id: "internal", other.id: "public"}
    set_level(ledger, "confidential", report.id)
    assert set(seen(ledger, "confidential").values()) == {"confidential"}
    with pytest.raises(RecordError, match="cannot be public"):
        set_level(ledger, "public", one.id)
    set_level(ledger, "public", one.id, report.id)
    assert set(seen(ledger).values()) == {"public"}


def test_what_is_read_later_in_the_same_words_stays_hidden(ledger, told):
    report, one, other = told
    set_level(ledger, "confidential", one.id)
    wider = make_statement(report, spans=Spans(source=((0, 1),), content=((0, 9),)))
    ledger.record_reading(report, [wider, other], reader_version="2")
    assert seen(ledger) == {other.id: "public"}
    assert seen(ledger, "confidential")[wider.id] == "confidential"
    set_level(ledger, "public", wider.id)
    assert set(seen(ledger)) == {wider.id, other.id}


def test_a_person_who_works_on_it_changes_nothing_of_its_level(ledger, told):
    _, one, _ = told
    set_level(ledger, "internal", one.id)
    held = ledger.statement(one.id)
    ledger.record_statement(replace(held, force="offer", reviewed=True), coder="anna")
    assert (ledger.statement(one.id).handling, ledger.statement(one.id).force) == (
        "internal",
        "offer",
    )


def test_a_ceiling_is_held_to_the_levels_of_today(ledger, told):
    report, one, _ = told
    command = ledger.mark().command
    (at,) = {c.at for c in ledger.find_commands(LogQuery(id=command))}
    set_level(ledger, "internal", one.id)
    assert one.id not in seen(ledger, recorded_at=at)
    assert ledger.statement(one.id, recorded_at=at).handling == "public"
    set_level(ledger, "confidential", report.id)
    assert ledger.find_reports(ReportQuery(ceiling="public", recorded_at=at)) == []


def test_commitments_and_events_in_its_words_go_with_it(ledger, told):
    _, one, other = told
    ledger.record_commitments([[make_commitment(one)], [make_commitment(other, 45)]])
    ledger.record_events([[make_event(one)]])
    set_level(ledger, "internal", one.id)
    kept = [
        m.statement for told_ in ledger.find_commitments(ceiling="public").values() for m in told_
    ]
    assert kept == [other.id]
    assert ledger.find_events(ceiling="public") == {}
    assert len(ledger.find_commitments()) == 2


def test_it_is_tried_undone_and_done_again(ledger, told):
    report, one, _ = told
    start = seen(ledger, "confidential")
    tried = set_level(ledger, "internal", report.id, dry_run=True)
    assert tried.command is None
    assert (
        tried.before.handling["public statements"],
        tried.after.handling["internal reports"],
    ) == (2, 1)
    assert seen(ledger, "confidential") == start
    first = set_level(ledger, "internal", one.id).command
    second = set_level(ledger, "confidential", report.id, one.id).command
    with pytest.raises(UndoError, match="set again"):
        ledger.undo(first, coder="anna")
    ledger.undo(coder="anna")
    assert seen(ledger, "confidential")[one.id] == "internal"
    ledger.undo(second, coder="anna", again=True)
    assert set(seen(ledger, "confidential").values()) == {"confidential"}
    ledger.undo(second, coder="boris")
    ledger.undo(first, coder="anna")
    assert seen(ledger, "confidential") == start


def test_the_same_again_is_no_command(ledger, told):
    _, one, _ = told
    set_level(ledger, "internal", one.id)
    assert set_level(ledger, "internal", one.id).command is None
    assert set_level(ledger, "public", told[2].id).command is None


def test_what_is_not_there_and_machines_are_refused(ledger, told):
    with pytest.raises(UnknownNameError, match="no report, statement, note"):
        set_level(ledger, "internal", "000000000000")
    with pytest.raises(RecordError, match="expected a person"):
        set_level(ledger, "internal", told[0].id, coder="machine")


def test_a_bundle_leaves_out_all_versions_and_what_it_has_replays(ledger, told, tmp_path, clock):
    report, one, other = told
    ledger.record_statement(replace(one, force="offer"), coder="anna")
    lowered = make_report("Sudland says: no.", handling="internal")
    kept = make_statement(lowered, codings=(make_coding(),))
    ledger.record_reading(lowered, [kept], reader_version="1")
    set_level(ledger, "internal", one.id)
    set_level(ledger, "public", lowered.id)
    rows = ledger.dump(ceiling="public")
    assert {row["id"] for row in rows["statement"]} == {other.id, kept.id}
    assert one.id not in str(rows)
    entries = [
        read_entry(f"{table} {n}", table, row)
        for table, found in rows.items()
        for n, row in enumerate(found)
    ]
    with Ledger.open(tmp_path / "again.db", now=clock) as again:
        again.replay(entries)
        assert set(seen(again)) == {other.id, kept.id}
        assert again.report(lowered.id).handling == "public"
    set_level(ledger, "confidential", report.id)
    assert report.id not in str(ledger.dump(ceiling="public"))
