"""The machine's readings that people decided on, beside what people made of them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from pourparler.case.records import HANDLINGS, Coding, Handling
from pourparler.ledger import dialect, rows, tables
from pourparler.ledger.checks import is_machine
from pourparler.ledger.tables import holds


@dataclass(frozen=True, slots=True)
class JudgedReading:
    """A machine's last coding of a statement on an issue, and whether a person kept it.

    ``statement`` is its id; ``kept`` is true where a coding by a person has the same issue and
    options, false where it has others or the statement was rejected.
    """

    statement: str
    cue: str
    content: str
    coding: Coding
    kept: bool


def find_judged(
    connection: Connection, *, at: datetime | None = None, ceiling: Handling | None = None
) -> list[JudgedReading]:
    """Return the machine's readings of statements that people confirmed, recoded or rejected.

    In the order of the decisions. Decisions after the instant ``at``, and statements of
    reports above the ceiling, are left out. Reads the codings of these statements alone.
    """
    decided = _find_decided(connection, at)
    if not decided:
        return []
    texts = _find_texts(connection, set(decided), ceiling)
    coding = tables.coding
    found = connection.execute(
        select(coding.c.statement, coding.c.recorded_at, *(coding.c[n] for n in rows.CODING_FIELDS))
        .where(dialect.one_of(coding.c.statement, sorted(texts)))
        .order_by(coding.c.id)
    )
    by_machine: dict[str, dict[str, Coding]] = defaultdict(dict)
    for row in found:
        if is_machine(row.coder) and (at is None or row.recorded_at <= at):
            by_machine[row.statement][row.issue] = rows.read_coding(row)
    return [
        JudgedReading(id_, *texts[id_], one, _same(one) in kept)
        for id_, kept in decided.items()
        if id_ in texts
        for one in by_machine[id_].values()
    ]


def _find_decided(
    connection: Connection, at: datetime | None
) -> dict[str, set[tuple[str, str | None, str | None]]]:
    """Return the readings that people gave or confirmed, by statement; none if rejected."""
    coding, statement, command = tables.coding, tables.statement, tables.command
    decided: dict[str, set[tuple[str, str | None, str | None]]] = defaultdict(set)
    held = connection.execute(
        select(coding.c.statement, *(coding.c[n] for n in rows.CODING_FIELDS))
        .where(holds(coding, at))
        .order_by(coding.c.id)
    )
    for row in held:
        if not is_machine(row.coder):
            decided[row.statement].add(_same(rows.read_coding(row)))
    reviewed = select(statement.c.id).where(holds(statement, at), statement.c.reviewed)
    for row in connection.execute(reviewed.order_by(statement.c.serial)):
        decided.setdefault(row.id, set())
    alive = select(statement.c.id).where(holds(statement, at))
    rejected = connection.execute(
        select(statement.c.id, command.c.coder)
        .join_from(statement, command, command.c.id == statement.c.retracted_by)
        .where(command.c.name == "reject", statement.c.id.not_in(alive))
        .order_by(command.c.id)
    )
    for row in rejected:
        decided.setdefault(row.id, set())
    return decided


def _find_texts(
    connection: Connection, ids: set[str], ceiling: Handling | None
) -> dict[str, tuple[str, str]]:
    statement, report = tables.statement, tables.report
    admitted = HANDLINGS if ceiling is None else HANDLINGS[: HANDLINGS.index(ceiling) + 1]
    found = connection.execute(
        select(statement.c.id, statement.c.cue, statement.c.content)
        .join_from(statement, report, report.c.id == statement.c.report)
        .where(dialect.one_of(statement.c.id, sorted(ids)), report.c.handling.in_(admitted))
    )
    return {row.id: (row.cue, row.content) for row in found}


def _same(coding: Coding) -> tuple[str, str | None, str | None]:
    return coding.issue, coding.from_option, coding.to_option
