"""What held before and after a command, and bringing it back: statements, utterances, notes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, insert, or_, select, update

from pourparler.case.records import Statement
from pourparler.errors import UndoError
from pourparler.ledger import dialect, rows, tables
from pourparler.ledger.checks import is_machine
from pourparler.ledger.find import statement_columns
from pourparler.ledger.log import Stamp
from pourparler.ledger.owners import REDO, owner
from pourparler.ledger.tables import holds


@dataclass(frozen=True, slots=True)
class Held:
    """A statement as it held at some point of the log, and whose it was."""

    statement: Statement
    owner: str


def find_held(
    connection: Connection, ids: Iterable[str], command_id: str, *, after: bool
) -> dict[str, Held]:
    """Return what held of the statements just before, or just after, a command."""
    ids = list(ids)
    statement, coding, command = tables.statement, tables.coding, tables.command
    found = connection.execute(
        select(owner(), *statement_columns())
        .join_from(statement, command, command.c.id == statement.c.command)
        .join(tables.report, tables.report.c.id == statement.c.report)
        .where(dialect.one_of(statement.c.id, ids), _at(statement, command_id, after=after))
        .order_by(tables.report.c.serial)  # of several versions of a report, the last
    ).all()
    codings: dict[str, list[Any]] = {}
    for row in connection.execute(
        select(*(coding.c[name] for name in ("statement", *rows.CODING_FIELDS)))
        .where(dialect.one_of(coding.c.statement, ids), _at(coding, command_id, after=after))
        .order_by(coding.c.id)
    ):
        codings.setdefault(row.statement, []).append(rows.read_coding(row))
    return {
        row.id: Held(rows.read_statement(row, tuple(codings.get(row.id, ()))), row[0])
        for row in found
    }


def _at(table: Table, command_id: str, *, after: bool) -> ColumnElement[bool]:
    """Return the condition that a row held just before or just after a command."""
    made, gone = table.c.command, table.c.retracted_by
    if after:
        return (made <= command_id) & or_(gone.is_(None), gone > command_id)
    return (made < command_id) & or_(gone.is_(None), gone >= command_id)


def restore_utterances(
    connection: Connection, stamp: Stamp, command_id: str, *, again: bool
) -> None:
    """Put statements back into the utterances that a person had put them into.

    What a machine joined is left to the machine.
    """
    utterance = tables.utterance
    changed = select(utterance.c.statement).where(
        or_(utterance.c.command == command_id, utterance.c.retracted_by == command_id)
    )
    names = set(connection.execute(changed).scalars())
    if not names:
        return
    left, goal = (
        _places(connection, names, _at(utterance, command_id, after=after))
        for after in (not again, again)
    )
    now = _places(connection, names, holds(utterance))
    for name in sorted(names):
        if now.get(name) != left.get(name):
            raise UndoError(f"statement {name} was joined or parted again since then")
    connection.execute(
        update(utterance)
        .where(dialect.one_of(utterance.c.statement, names), holds(utterance))
        .values(stamp.retracted())
    )
    values = [{"id": id_, "statement": name} | stamp.appended() for name, id_ in goal.items()]
    if values:
        connection.execute(insert(utterance), values)


def _places(
    connection: Connection, names: Iterable[str], when: ColumnElement[bool]
) -> dict[str, str]:
    """Return the utterances that people put statements into."""
    utterance, command = tables.utterance, tables.command
    found = connection.execute(
        select(utterance.c.statement, utterance.c.id, command.c.coder)
        .join_from(utterance, command, command.c.id == utterance.c.command)
        .where(dialect.one_of(utterance.c.statement, names), when)
    )
    return {name: id_ for name, id_, coder in found if not is_machine(coder)}


def find_notes(
    connection: Connection, command_id: str, arguments: Mapping[str, Any], *, again: bool
) -> list[str]:
    """Return the notes that came with a command when it was done last, or are to come again."""
    log, report = tables.command.c, tables.report
    came: list[str] = arguments.get("reports", [])
    if again:
        held = select(report.c.id).where(dialect.one_of(report.c.id, came), holds(report))
        there = set(connection.execute(held).scalars())
        return [id_ for id_ in came if id_ not in there]
    redone = select(log.arguments).where(log.name == REDO).order_by(log.id.desc())
    for said in connection.execute(redone).scalars():
        if said["command"] == command_id:
            return list(said.get("reports", []))
    return came


def take_back_reports(connection: Connection, stamp: Stamp, ids: Iterable[str]) -> None:
    """Retract the notes that came with a command, unless something else was made of them."""
    report, statement = tables.report, tables.statement
    for id_ in ids:
        rest = select(statement.c.id).where(statement.c.report == id_, holds(statement)).limit(1)
        if (other := connection.execute(rest).scalar()) is not None:
            raise UndoError(f"statement {other} was added from the same note {id_} since then")
        connection.execute(
            update(report).where(report.c.id == id_, holds(report)).values(stamp.retracted())
        )


def bring_back_reports(
    connection: Connection, stamp: Stamp, ids: Iterable[str], command_id: str
) -> None:
    """Append notes anew that came with a command."""
    report = tables.report
    for id_ in ids:
        row = connection.execute(
            select(*(report.c[name] for name in rows.REPORT_FIELDS)).where(
                report.c.id == id_, report.c.command == command_id
            )
        ).one()
        values = rows.report_values(rows.read_report(row))
        connection.execute(insert(report), values | stamp.appended())
