"""Who may see what: the levels of handling that people set, over those that reports came with.

What a person set on a report stands before the report's own level. What was set on a statement
counts for every statement that overlaps its span, whoever reads it later under whatever id, and a
statement is never less strict than its report. A ceiling is held to the levels of today, also
where the past is looked at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, Connection, exists, func, select

from pourparler.case.records import HANDLINGS, Handling, Statement
from pourparler.ledger import dialect, tables
from pourparler.ledger.tables import holds

Conditions = Iterator[ColumnElement[bool]]
PUBLIC: Final[Handling] = "public"


@dataclass(slots=True)
class Levels:
    """The levels that people set and that hold: of reports and remarks by id, of spans by report.

    ``spans`` has start, end and level.
    """

    targets: dict[str, Handling] = field(default_factory=dict)
    spans: dict[str, list[tuple[int, int, Handling]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def on(self, statement: Statement) -> Handling:
        """Return the strictest level that was set on a statement or on what it overlaps."""
        start, end = statement.spans.extent()
        found = [
            level
            for first, last, level in self.spans.get(statement.report, ())
            if first < end and start < last
        ]
        return strictest(PUBLIC, *found)

    def apply(self, statement: Statement) -> Statement:
        """Return a statement, whose level is its report's, with its own."""
        level = strictest(statement.handling, self.on(statement))
        return statement if level == statement.handling else replace(statement, handling=level)


def strictest(*levels: Handling) -> Handling:
    """Return the strictest of some levels.

    Examples
    --------
    >>> strictest("internal", "public", "confidential")
    'confidential'
    """
    return max(levels, key=HANDLINGS.index)


def allowed_below(ceiling: Handling | None) -> tuple[str, ...]:
    """Return the levels that a ceiling admits; all without one.

    Examples
    --------
    >>> allowed_below("internal")
    ('public', 'internal')
    """
    return HANDLINGS if ceiling is None else HANDLINGS[: HANDLINGS.index(ceiling) + 1]


def find_levels(
    connection: Connection, at: datetime | None = None, *, reports: Iterable[str] | None = None
) -> Levels:
    """Return what people set, as it holds now or held at an instant.

    With ``reports`` only what was set on these and in them.
    """
    table = tables.handling.c
    levels = Levels()
    query = select(table.target, table.report, table.start, table.end, table.handling)
    if reports is not None:
        query = query.where(dialect.one_of(table.report, reports))
    for row in connection.execute(query.where(holds(tables.handling, at)).order_by(table.serial)):
        if row.start is None:
            levels.targets[row.target] = row.handling
        else:
            levels.spans[row.report].append((row.start, row.end, row.handling))
    return levels


def report_level(at: datetime | None = None) -> ColumnElement[str]:
    """Return the level of a report, in a query that has the table of reports."""
    table = tables.handling
    was_set = (
        select(table.c.handling)
        .where(table.c.target == tables.report.c.id, holds(table, at))
        .correlate(tables.report)
        .scalar_subquery()
    )
    return func.coalesce(was_set, tables.report.c.handling)


def report_admitted(ceiling: Handling | None, at: datetime | None = None) -> Conditions:
    """Yield the conditions that a report is below a ceiling."""
    if ceiling is not None:
        for instant in _instants(at):
            yield report_level(instant).in_(allowed_below(ceiling))


def statement_admitted(ceiling: Handling | None, at: datetime | None = None) -> Conditions:
    """Yield the conditions that nothing stricter than a ceiling was set on a statement.

    Its report is another condition.
    """
    statement = tables.statement.c
    if ceiling is not None and ceiling != HANDLINGS[-1]:
        for instant in _instants(at):
            yield ~_closed(statement.report, (statement.start, statement.end), ceiling, instant)


def span_admitted(
    place: tuple[ColumnElement[str], ColumnElement[int], ColumnElement[int]],
    ceiling: Handling | None,
    at: datetime | None = None,
) -> Conditions:
    """Yield the conditions that nothing stricter than a ceiling was set on a span of a report.

    ``place`` are the columns of the report's id, and of start and end.
    """
    if ceiling is not None and ceiling != HANDLINGS[-1]:
        for instant in _instants(at):
            yield ~_closed(place[0], place[1:], ceiling, instant)


def _instants(at: datetime | None) -> Sequence[datetime | None]:
    return (None,) if at is None else (at, None)


def _closed(
    report: ColumnElement[str],
    span: tuple[ColumnElement[int], ColumnElement[int]],
    ceiling: Handling,
    at: datetime | None,
) -> ColumnElement[bool]:
    table = tables.handling
    return exists().where(
        table.c.report == report,
        table.c.start < span[1],
        table.c.end > span[0],
        table.c.handling.not_in(allowed_below(ceiling)),
        holds(table, at),
    )


def level_of(target: str, own: Handling, *levels: Mapping[str, Handling]) -> Handling:
    """Return the strictest level of something that came with its own, by what was set on it.

    ``levels`` are the targets of several `Levels`, such as of then and of now.
    """
    return strictest(*(found.get(target, own) for found in levels))
