"""Looking at the log: who did what, when, and whether it still stands; how much holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, func, or_, select

from pourparler.case.records import HANDLINGS
from pourparler.ledger import dialect, tables
from pourparler.ledger.checks import MACHINE
from pourparler.ledger.find import find_mark
from pourparler.ledger.tables import holds
from pourparler.ledger.undo import UNDOABLE, find_undone


@dataclass(frozen=True, slots=True, kw_only=True)
class LogQuery:
    """Which commands to find; all conditions must hold.

    Attributes
    ----------
    id : str
        The command with this id.
    statement : str
        Commands that appended or retracted a statement with this id, or a coding of it.
    coder : str
        Those of one coder.
    name : str
        Those of one kind.
    after : str
        Those later than the command with this id.
    people_only : bool
        Leave out what machines did.
    limit : int
        At most so many, the latest.
    """

    id: str | None = None
    statement: str | None = None
    coder: str | None = None
    name: str | None = None
    after: str | None = None
    people_only: bool = False
    limit: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """A command of the log. Frozen.

    ``is_undone`` says whether it is undone at present, ``can_be_undone`` whether it is of
    a kind that can be and is not; whether later decisions rest on it shows when tried.
    """

    id: str
    at: datetime
    coder: str
    name: str
    arguments: Mapping[str, Any]
    is_undone: bool
    can_be_undone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much of a ledger holds.

    Attributes
    ----------
    statements, reviewed : int
        All, and those that a person confirmed.
    unmatched : int
        Statements whose source is no actor of the case.
    codings, by_hand : int
        All, and those that a person made or confirmed.
    actors : mapping of str to int
        Statements of each actor.
    issues : mapping of str to int
        Codings on each issue.
    handling : mapping of str to int
        Reports and statements by level: ``public reports``, ``internal statements``, ...
    """

    statements: int
    reviewed: int
    unmatched: int
    codings: int
    by_hand: int
    actors: Mapping[str, int] = field(default_factory=dict)
    issues: Mapping[str, int] = field(default_factory=dict)
    handling: Mapping[str, int] = field(default_factory=dict)


def find_commands(connection: Connection, query: LogQuery) -> list[Logged]:
    """Return commands, the latest first."""
    log = tables.command.c
    found = select(log.id, log.recorded_at, log.coder, log.name, log.arguments)
    if query.id is not None:
        found = found.where(log.id == query.id)
    if query.coder is not None:
        found = found.where(log.coder == query.coder)
    if query.name is not None:
        found = found.where(log.name == query.name)
    if query.after is not None:
        found = found.where(log.id > query.after)
    if query.people_only:
        found = found.where(log.coder != MACHINE, log.coder.not_like(f"{MACHINE}:%"))
    if query.statement is not None:
        touching = _commands_of(connection, query.statement)
        found = found.where(dialect.one_of(log.id, touching))
    undone = find_undone(connection)
    return [
        Logged(
            id=id_,
            at=at,
            coder=coder,
            name=name,
            arguments=arguments,
            is_undone=id_ in undone,
            can_be_undone=name in UNDOABLE and id_ not in undone,
        )
        for id_, at, coder, name, arguments in connection.execute(
            found.order_by(log.id.desc()).limit(query.limit)
        )
    ]


def _commands_of(connection: Connection, statement_id: str) -> set[str]:
    """Return the commands that a statement's rows, and those of its codings, name."""
    found: set[str] = set()
    keys = (
        (tables.statement, "id"),
        (tables.coding, "statement"),
        (tables.utterance, "statement"),
        (tables.handling, "target"),
    )
    for table, key in keys:
        query = select(table.c.command, table.c.retracted_by).where(table.c[key] == statement_id)
        for made, gone in connection.execute(query):
            found.update({made, gone} - {None})
    return found


def find_counts(connection: Connection) -> Counts:
    """Return how much holds."""
    statement, coding, link = tables.statement, tables.coding, tables.statement_actor
    by_machine = or_(coding.c.coder == MACHINE, coding.c.coder.like(f"{MACHINE}:%"))
    spoken = select(link.c.statement_serial)
    statements, reviewed, unmatched = connection.execute(
        select(
            func.count(),
            func.count().filter(statement.c.reviewed),
            func.count().filter(and_(statement.c.serial.not_in(spoken), statement.c.source != "")),
        )
        .select_from(statement)
        .where(holds(statement))
    ).one()
    actors = connection.execute(
        select(link.c.actor, func.count())
        .join_from(link, statement, statement.c.serial == link.c.statement_serial)
        .where(holds(statement))
        .group_by(link.c.actor)
        .order_by(link.c.actor)
    ).all()
    issues = connection.execute(
        select(coding.c.issue, func.count(), func.count().filter(~by_machine))
        .where(holds(coding))
        .group_by(coding.c.issue)
        .order_by(coding.c.issue)
    ).all()
    return Counts(
        statements=statements,
        reviewed=reviewed,
        unmatched=unmatched,
        codings=sum(count for _, count, _ in issues),
        by_hand=sum(count for _, _, count in issues),
        actors={name: count for name, count in actors},
        issues={name: count for name, count, _ in issues},
        handling=_count_levels(connection),
    )


def _count_levels(connection: Connection) -> dict[str, int]:
    """Return how many reports and statements each level has."""
    counts: dict[str, int] = {}
    below: list[int] = [0, 0]
    for level in HANDLINGS:
        mark = find_mark(connection, level)
        now = [mark.reports, mark.statements]
        for name, number, before in zip(("reports", "statements"), now, below, strict=True):
            counts[f"{level} {name}"] = number - before
        below = now
    return counts
