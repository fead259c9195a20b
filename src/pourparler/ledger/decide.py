"""What a person decides about statements, written as one command; nothing is overwritten."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, union_all, update

from pourparler.case.records import Coding, Report, Statement
from pourparler.errors import RecordError, StaleDecisionError
from pourparler.ledger import dialect, rows, tables
from pourparler.ledger.append import (
    find_living,
    keep_case,
    require_report,
    require_unburied,
    unknown,
    write,
)
from pourparler.ledger.checks import check_report, check_statement, is_machine
from pourparler.ledger.find import find_report
from pourparler.ledger.log import Clock, Command, Stamp, append_command
from pourparler.ledger.plan import Changes, Living
from pourparler.ledger.tables import holds


@dataclass(frozen=True, slots=True)
class Change:
    """A statement that gives way (``old``, its id), the one that then holds (``new``), or both.

    With ``keeps_owner`` a machine's statement stays the machine's, because a person only moves
    it: a reading may then change it again.
    """

    old: str | None
    new: Statement | None
    keeps_owner: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Something that a person decides, ready for `Ledger.record_decision`. Frozen.

    Attributes
    ----------
    name : str
        Name of the command: ``accept``, ``recode``, ...
    coder : str
        Who decides.
    changes : tuple of Change
        No statement twice on one side.
    arguments : mapping
        What else the log keeps: ids, names of fields, the reason; no text of reports.
    expected : mapping of str to str
        Versions that statements must still have, by id (`Ledger.version`).
    reports : tuple of Report
        Notes that come with it.
    case_texts : tuple of str
        Versions of the case file that the arguments name by digest.
    """

    name: str
    coder: str
    changes: tuple[Change, ...] = ()
    arguments: Mapping[str, Any] = field(default_factory=dict)
    expected: Mapping[str, str] = field(default_factory=dict)
    reports: tuple[Report, ...] = ()
    case_texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """What last changed a statement or its codings: the command, who gave it and when."""

    command: str
    coder: str
    at: datetime


def find_versions(connection: Connection, ids: Iterable[str]) -> dict[str, Version]:
    """Return the versions of the statements that hold, by id."""
    statement, coding, log = tables.statement, tables.coding, tables.command
    names = list(ids)
    own = select(statement.c.id, statement.c.command.label("command")).where(
        dialect.one_of(statement.c.id, names), holds(statement)
    )
    of_them = dialect.one_of(coding.c.statement, names)
    every = union_all(
        own,
        select(coding.c.statement, coding.c.command).where(of_them),
        select(coding.c.statement, coding.c.retracted_by).where(of_them),
    ).subquery()
    last = select(every.c.id, func.max(every.c.command).label("command")).group_by(every.c.id)
    newest = last.subquery()
    found = connection.execute(
        select(newest.c.id, log.c.id, log.c.coder, log.c.recorded_at)
        .join_from(newest, log, log.c.id == newest.c.command)
        .where(newest.c.id.in_(own.with_only_columns(statement.c.id)))
    )
    return {id_: Version(*values) for id_, *values in found}


def record_decision(connection: Connection, clock: Clock, decision: Decision) -> str | None:
    """Write a decision as one command; see `Ledger.record_decision`."""
    check_expected(connection, decision.expected)
    noted = [r for r in decision.reports if find_report(connection, r.id) is None]
    for report in noted:
        check_report(report)
        require_unburied(connection, report)
    known = {report.id: report for report in noted}
    touched = dict.fromkeys(
        id_ for c in decision.changes for id_ in (c.old, c.new.id if c.new else None) if id_
    )
    living = living_of(connection, touched)
    changes, moved = _plan(connection, decision.changes, living, known)
    if not changes and not decision.case_texts and not noted:
        return None
    arguments = dict(decision.arguments) | {
        "statements": list(touched),
        "count": len(decision.changes),
    }
    if owners := _owners(decision.changes, living):
        arguments["owners"] = owners
    if noted:
        arguments["reports"] = [report.id for report in noted]
    command = Command(name=decision.name, coder=decision.coder, arguments=arguments)
    stamp = append_command(connection, clock, command)
    for text in decision.case_texts:
        keep_case(connection, stamp, text)
    for report in noted:
        connection.execute(insert(tables.report), rows.report_values(report) | stamp.appended())
    write(connection, stamp, changes)
    move_utterances(connection, stamp, moved)
    return stamp.command


def check_expected(connection: Connection, expected: Mapping[str, str]) -> None:
    """Refuse what was decided on a statement as it no longer is."""
    versions = find_versions(connection, expected)
    for id_, command in expected.items():
        version = versions.get(id_)
        if version is None:
            raise StaleDecisionError(f"statement {id_} was taken back since it was read")
        if version.command != command:
            raise StaleDecisionError(
                f"statement {id_} was changed by {version.coder} at "
                f"{version.at:%Y-%m-%d %H:%M} UTC, since it was read"
            )


def living_of(connection: Connection, ids: Iterable[str]) -> dict[str, Living]:
    """Return the statements with these ids that hold, each with whose it is."""
    statement = tables.statement
    found = connection.execute(
        select(statement.c.report).where(dialect.one_of(statement.c.id, ids), holds(statement))
    ).scalars()
    living: dict[str, Living] = {}
    wanted = set(ids)
    for report_id in sorted(set(found)):
        held = find_living(connection, require_report(connection, report_id))
        living |= {id_: one for id_, one in held.items() if id_ in wanted}
    return living


def _owners(changes: Iterable[Change], living: Mapping[str, Living]) -> dict[str, str]:
    """Return the machines that keep a statement, by its new id."""
    return {
        change.new.id: living[change.old].coder
        for change in changes
        if change.keeps_owner and change.new and change.old and living[change.old].is_machines
    }


def _plan(
    connection: Connection,
    wanted: Sequence[Change],
    living: Mapping[str, Living],
    noted: Mapping[str, Report],
) -> tuple[Changes, dict[str, str]]:
    """Return the rows to write, and where statements went whose id changed."""
    gone = {change.old for change in wanted if change.old}
    changes, moved = Changes(), {}
    for change in wanted:
        old = living.get(change.old) if change.old else None
        if change.old and old is None:
            raise unknown("statement", change.old)
        new = change.new
        if new is not None:
            _check(connection, new, noted)
            if new.id in living and new.id not in gone:
                raise RecordError(
                    f"statement {new.id} holds already: these words by these actors",
                    hint=f"`pourparler show CASE {new.id}` shows it; correct that one.",
                )
        if old is not None and new is not None and old.statement.id == new.id:
            if old.statement != new:
                changes.replace(old, new, row=True)
            continue
        if old is not None:
            changes.retract(old)
        if new is not None:
            changes.append(new)
        if old is not None and new is not None:
            moved[old.statement.id] = new.id
    return changes, moved


def _check(connection: Connection, new: Statement, noted: Mapping[str, Report]) -> None:
    report = noted.get(new.report) or require_report(connection, new.report)
    check_statement(report, replace(new, reported_on=report.reported_on, handling=report.handling))


def move_utterances(connection: Connection, stamp: Stamp, moved: Mapping[str, str]) -> None:
    """Let statements with a new id stay in the utterance that a person put them into.

    Where a machine put them it joins anew.
    """
    utterance, command = tables.utterance, tables.command
    found = connection.execute(
        select(utterance.c.serial, utterance.c.id, utterance.c.statement, command.c.coder)
        .join_from(utterance, command, command.c.id == utterance.c.command)
        .where(dialect.one_of(utterance.c.statement, moved), holds(utterance))
    ).all()
    by_people = [row for row in found if not is_machine(row.coder)]
    serials = [row.serial for row in by_people]
    connection.execute(
        update(utterance)
        .where(dialect.one_of(utterance.c.serial, serials))
        .values(stamp.retracted())
    )
    values = [
        {"id": row.id, "statement": moved[row.statement]} | stamp.appended() for row in by_people
    ]
    if values:
        connection.execute(insert(utterance), values)


def record_later_codings(
    connection: Connection,
    clock: Clock,
    issue: str,
    codings: Mapping[str, Sequence[Coding]],
    *,
    coder: str,
) -> str | None:
    """Write what a machine makes of reviewed statements; see `Ledger.record_later_codings`."""
    coding = tables.coding
    living = living_of(connection, codings)
    wanted = {id_: list(new) for id_, new in codings.items() if id_ in living}
    held = connection.execute(
        select(coding.c.id, coding.c.statement, *(coding.c[n] for n in rows.CODING_FIELDS))
        .where(coding.c.issue == issue, coding.c.coder == coder, holds(coding))
        .order_by(coding.c.id)
    ).all()
    now: dict[str, list[Coding]] = {}
    for row in held:
        now.setdefault(row.statement, []).append(rows.read_coding(row))
    changes = Changes()
    changes.retracted_codings += [
        row.id for row in held if now[row.statement] != wanted.get(row.statement)
    ]
    for id_, new in wanted.items():
        if now.get(id_) != new:
            changes.codings += [(id_, one) for one in new]
    if not changes:
        return None
    command = Command(name="record_later_codings", coder=coder, arguments={"issue": issue})
    stamp = append_command(connection, clock, command)
    write(connection, stamp, changes)
    return stamp.command
