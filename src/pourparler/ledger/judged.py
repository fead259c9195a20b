"""The machine's readings that people decided on, beside what people made of them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from pourparler.case.records import Coding, Handling
from pourparler.ledger import dialect, rows, tables
from pourparler.ledger.checks import MACHINE, is_machine
from pourparler.ledger.levels import report_admitted, statement_admitted
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

    In the order of the decisions. A reading that still stands on an issue that nobody coded
    says nothing: a person may have looked at something else of the statement. Decisions after
    the instant ``at``, and statements of reports above the ceiling, are left out. Reads the
    codings of these statements alone.
    """
    decided = _find_decided(connection, at)
    if not decided:
        return []
    texts = _find_texts(connection, set(decided), ceiling, at)
    by_machine = _find_by_machine(connection, sorted(texts), at)
    return [
        JudgedReading(id_, *texts[id_], one, _same(one) in kept)
        for id_, kept in decided.items()
        for one, still_holds in by_machine[id_]
        if not still_holds or one.issue in {issue for issue, *_ in kept}
    ]


def _find_by_machine(
    connection: Connection, ids: list[str], at: datetime | None
) -> dict[str, list[tuple[Coding, bool]]]:
    """Return the machine's last coding of each statement and issue, and whether it holds."""
    coding = tables.coding
    found = connection.execute(
        select(
            coding.c.statement,
            coding.c.recorded_at,
            holds(coding, at).label("holds"),
            *(coding.c[n] for n in rows.CODING_FIELDS),
        )
        .where(dialect.one_of(coding.c.statement, ids))
        .order_by(coding.c.id)
    )
    last: dict[str, dict[str, tuple[Coding, bool]]] = defaultdict(dict)
    for row in found:
        if is_machine(row.coder) and (at is None or row.recorded_at <= at):
            last[row.statement][row.issue] = rows.read_coding(row), bool(row.holds)
    return defaultdict(list, {id_: list(by_issue.values()) for id_, by_issue in last.items()})


def _find_decided(
    connection: Connection, at: datetime | None
) -> dict[str, set[tuple[str, str | None, str | None]]]:
    """Return the readings that people gave or confirmed, by statement; none if rejected."""
    coding, statement = tables.coding, tables.statement
    decided: dict[str, set[tuple[str, str | None, str | None]]] = defaultdict(set)
    held = connection.execute(
        select(coding.c.statement, *(coding.c[n] for n in rows.CODING_FIELDS))
        .where(
            holds(coding, at),
            coding.c.coder != MACHINE,
            ~coding.c.coder.startswith(f"{MACHINE}:", autoescape=True),
        )
        .order_by(coding.c.id)
    )
    for row in held:
        decided[row.statement].add(_same(rows.read_coding(row)))
    reviewed = select(statement.c.id).where(holds(statement, at), statement.c.reviewed)
    for row in connection.execute(reviewed.order_by(statement.c.serial)):
        decided.setdefault(row.id, set())
    for id_ in find_rejected(connection, at):
        decided.setdefault(id_, set())
    return decided


def find_rejected(connection: Connection, at: datetime | None = None) -> dict[str, str]:
    """Return the reports of the statements that people took back, by statement id, in order."""
    statement, command = tables.statement, tables.command
    alive = select(statement.c.id).where(holds(statement, at))
    query = (
        select(statement.c.id, statement.c.report)
        .join_from(statement, command, command.c.id == statement.c.retracted_by)
        .where(command.c.name == "reject", statement.c.id.not_in(alive))
    )
    if at is not None:
        query = query.where(statement.c.retracted_at <= at)
    return {row.id: row.report for row in connection.execute(query.order_by(command.c.id))}


def _find_texts(
    connection: Connection, ids: set[str], ceiling: Handling | None, at: datetime | None
) -> dict[str, tuple[str, str]]:
    statement, report = tables.statement, tables.report
    found = connection.execute(
        select(statement.c.id, statement.c.cue, statement.c.content)
        .join_from(statement, report, report.c.id == statement.c.report)
        .where(
            dialect.one_of(statement.c.id, sorted(ids)),
            *report_admitted(ceiling, at),
            *statement_admitted(ceiling, at),
        )
    )
    return {row.id: (row.cue, row.content) for row in found}


def _same(coding: Coding) -> tuple[str, str | None, str | None]:
    return coding.issue, coding.from_option, coding.to_option
