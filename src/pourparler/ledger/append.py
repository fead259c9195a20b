"""Appending and retracting rows. Every function here runs inside one write transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select, update

from pourparler.case.records import Report, Statement, text_digest
from pourparler.errors import RecordError, UnknownNameError
from pourparler.ledger import dialect, rows, tables
from pourparler.ledger.checks import check_statement
from pourparler.ledger.find import (
    find_case_version,
    find_codings,
    find_report,
    statement_columns,
)
from pourparler.ledger.levels import strictest
from pourparler.ledger.log import (
    RETRACT_REPORT,
    Clock,
    Command,
    Stamp,
    append_command,
    find_readings,
)
from pourparler.ledger.owners import Taken, is_rejected, owner
from pourparler.ledger.plan import Changes, Living, plan_reading
from pourparler.ledger.tables import holds
from pourparler.ledger.tombstones import find_tombstones

COPY_FIELDS = ("raw", "encoding", "url", "retrieved_at", "path")
"""Fields that tell one copy of a text from another; the ledger keeps the first copy's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What a reading did to the ledger; a repeated reading only keeps.

    Attributes
    ----------
    report : str
        Id of the report.
    command : str or None
        Id of the command, or None when nothing was written.
    report_added : bool
        The report is new, or its metadata are.
    added, kept, retracted : int
        Statements appended, left as they were, and retracted. A statement whose fields
        changed counts as one retracted and one added.
    codings_added, codings_retracted : int
        The same for codings.
    rejected : int
        Statements that were read but left out, because a person took them back.
    """

    report: str
    command: str | None
    report_added: bool
    added: int
    kept: int
    retracted: int
    codings_added: int
    codings_retracted: int
    rejected: int


def record_case(connection: Connection, clock: Clock, text: str, *, coder: str) -> str:
    """Keep a version of the case file, once, and return its digest."""
    digest = text_digest(text)
    if find_case_version(connection, digest) is None:
        command = Command(name="record_case", coder=coder, arguments={"digest": digest})
        keep_case(connection, append_command(connection, clock, command), text)
    return digest


def keep_case(connection: Connection, stamp: Stamp, text: str) -> None:
    """Keep a version of the case file under a command, unless it is kept already."""
    digest = text_digest(text)
    if find_case_version(connection, digest) is None:
        values = {"digest": digest, "text": text} | stamp.appended()
        connection.execute(insert(tables.case_version), values)


def record_reading(
    connection: Connection,
    clock: Clock,
    report: Report,
    *,
    statements: Sequence[Statement],
    command: Command,
) -> Recorded:
    """Make the ledger hold a report as it was just read; see `Ledger.record_reading`."""
    stored = find_report(connection, report.id)
    is_kept = stored is not None and _is_same(stored, report)
    if stored is None:
        require_unburied(connection, report)
    living = find_living(connection, report)
    rejected = find_rejected(connection, report.id) - living.keys()
    changes = plan_reading(living, statements, coder=command.coder, rejected=rejected)
    stamp = None
    if changes or not is_kept or not _is_last_reading(connection, command):
        stamp = append_command(connection, clock, command)
        if not is_kept:
            _retract_report(connection, stamp, report.id)
            connection.execute(insert(tables.report), rows.report_values(report) | stamp.appended())
        write(connection, stamp, changes)
    return Recorded(
        report=report.id,
        command=stamp.command if stamp else None,
        report_added=not is_kept,
        added=len(changes.statements),
        kept=len(living) - len(changes.retracted_statements),
        retracted=len(changes.retracted_statements),
        codings_added=len(changes.codings),
        codings_retracted=len(changes.retracted_codings),
        rejected=sum(statement.id in rejected for statement in statements),
    )


def record_statement(
    connection: Connection, clock: Clock, statement: Statement, *, coder: str
) -> str | None:
    """Append a person's version of a statement; see `Ledger.record_statement`."""
    report = require_report(connection, statement.report)
    if strictest(statement.handling, report.handling) != report.handling:
        statement = replace(statement, handling=report.handling)  # set on its span, see `levels`
    check_statement(report, statement)
    old = find_living(connection, report).get(statement.id)
    changes = Changes()
    if old is None:
        changes.append(statement)
    elif old.statement != statement:
        changes.replace(old, statement, row=True)
    if not changes:
        return None
    arguments = {"statement": statement.id, "report": report.id}
    command = Command(name="record_statement", coder=coder, arguments=arguments)
    stamp = append_command(connection, clock, command)
    write(connection, stamp, changes)
    return stamp.command


def retract_statement(
    connection: Connection, clock: Clock, statement_id: str, *, coder: str
) -> str:
    """Retract a statement with its codings; see `Ledger.retract_statement`."""
    statement = tables.statement
    report_id = connection.execute(
        select(statement.c.report).where(statement.c.id == statement_id, holds(statement))
    ).scalar_one_or_none()
    if report_id is None:
        raise unknown("statement", statement_id)
    old = find_living(connection, require_report(connection, report_id))[statement_id]
    changes = Changes()
    changes.retract(old)
    arguments = {"statement": statement_id, "report": report_id}
    command = Command(name="retract_statement", coder=coder, arguments=arguments)
    stamp = append_command(connection, clock, command)
    write(connection, stamp, changes)
    return stamp.command


def retract_report(connection: Connection, clock: Clock, report_id: str, *, coder: str) -> str:
    """Retract a report with all that was read from it; see `Ledger.retract_report`."""
    report = require_report(connection, report_id)
    changes = Changes()
    for old in find_living(connection, report).values():
        changes.retract(old)
    command = Command(name=RETRACT_REPORT, coder=coder, arguments={"report": report_id})
    stamp = append_command(connection, clock, command)
    write(connection, stamp, changes)
    _retract_report(connection, stamp, report_id)
    return stamp.command


def require_report(connection: Connection, report_id: str) -> Report:
    """Return the report with that id, or say that there is none."""
    report = find_report(connection, report_id)
    if report is None:
        raise unknown("report", report_id)
    return report


def require_unburied(connection: Connection, report: Report) -> None:
    """Refuse a report that was purged, unless it came in again since then.

    Raises
    ------
    PurgedError
        Naming who purged it, when, and how to have it back.
    """
    stone = find_tombstones(connection).find(report.text, report.raw)
    known = select(func.count()).select_from(tables.report).where(tables.report.c.id == report.id)
    if stone is not None and not connection.execute(known).scalar_one():
        raise stone.error(f"report {report.id}")


def unknown(what: str, id_: str) -> UnknownNameError:
    """Return the error that nothing with this id holds."""
    return UnknownNameError(
        f"{what} {id_!r} is not in the ledger, or was retracted",
        hint="`pourparler statements CASE --json` lists the ids of statements and reports.",
    )


def find_living(connection: Connection, report: Report) -> dict[str, Living]:
    """Return what holds of a report by statement id; inherited fields are from ``report``."""
    statement, command = tables.statement, tables.command
    found = connection.execute(
        select(statement.c.serial, owner().label("owner"), *statement_columns())
        .join_from(statement, command, command.c.id == statement.c.command)
        .join(tables.report, tables.report.c.id == statement.c.report)
        .where(statement.c.report == report.id, holds(statement), holds(tables.report))
    ).all()
    codings = find_codings(connection, (row.id for row in found))
    inherited = {name: getattr(report, name) for name in rows.INHERITED_FIELDS}
    living = {}
    for row in found:
        ids = tuple(id_ for id_, _ in codings[row.id])
        read = rows.read_statement(row, tuple(coding for _, coding in codings[row.id]))
        living[row.id] = Living(row.serial, row.owner, replace(read, **inherited), ids)
    return living


def find_rejected(connection: Connection, report_id: str) -> set[str]:
    """Return the statements that a person took back last, and not with their report.

    What was undone does not count, nor that a person moved what was still a machine's.
    """
    statement, gone, made = tables.statement, tables.command, tables.command.alias()
    found = connection.execute(
        select(statement.c.id, gone.c.id, gone.c.coder, gone.c.name, gone.c.arguments, owner(made))
        .join_from(statement, gone, gone.c.id == statement.c.retracted_by)
        .join(made, made.c.id == statement.c.command)
        .where(statement.c.report == report_id)
        .order_by(gone.c.id)
    )
    taken: defaultdict[str, list[Taken]] = defaultdict(list)
    for id_, *values in found:
        taken[id_].append(Taken(*values))
    return {id_ for id_, times in taken.items() if is_rejected(times)}


def write(connection: Connection, stamp: Stamp, changes: Changes) -> None:
    """Write what was planned, retractions first: an id may hold only once."""
    _retract(connection, stamp, tables.coding, changes.retracted_codings)
    _retract(connection, stamp, tables.statement, changes.retracted_statements)
    _append_statements(connection, stamp, changes.statements)
    if changes.codings:
        ids = stamp.ids(len(changes.codings))
        values = [
            rows.coding_values(statement_id, coding) | {"id": id_} | stamp.appended()
            for id_, (statement_id, coding) in zip(ids, changes.codings, strict=True)
        ]
        connection.execute(insert(tables.coding), values)


def _append_statements(
    connection: Connection, stamp: Stamp, statements: Sequence[Statement]
) -> None:
    if not statements:
        return
    last = connection.execute(select(func.max(tables.statement.c.serial))).scalar() or 0
    numbered = list(enumerate(statements, start=last + 1))
    values = [
        rows.statement_values(statement) | {"serial": serial} | stamp.appended()
        for serial, statement in numbered
    ]
    connection.execute(insert(tables.statement), values)
    if links := actor_links((serial, statement.actors) for serial, statement in numbered):
        connection.execute(insert(tables.statement_actor), links)


def actor_links(numbered: Iterable[tuple[int, Iterable[str]]]) -> list[dict[str, Any]]:
    """Return the rows that lead from actors to statements, given by serial with their actors."""
    return [
        {"actor": actor, "statement_serial": serial}
        for serial, actors in numbered
        for actor in dict.fromkeys(actors)
    ]


def _retract(connection: Connection, stamp: Stamp, table: Table, keys: Iterable[str | int]) -> None:
    key = table.c.id if table is tables.coding else table.c.serial
    connection.execute(update(table).where(dialect.one_of(key, keys)).values(stamp.retracted()))


def _retract_report(connection: Connection, stamp: Stamp, report_id: str) -> None:
    report = tables.report
    connection.execute(
        update(report).where(report.c.id == report_id, holds(report)).values(stamp.retracted())
    )


def _is_last_reading(connection: Connection, command: Command) -> bool:
    """Say whether the log ends, for this report, with the same reader's same version."""
    report = command.arguments["report"]
    last = find_readings(connection, command.coder, report=report).get(report)
    return last == command.reader_version


def _is_same(stored: Report, report: Report) -> bool:
    """Say whether a report that was read again is no news, wherever this copy is from."""
    if stored.text != report.text:
        raise RecordError(
            f"report {report.id}: another text with the same id is in the ledger",
            hint="Two texts share the first digits of their digests; change one by a space.",
        )
    copy = {name: getattr(stored, name) for name in COPY_FIELDS}
    return replace(report, **copy) == stored
