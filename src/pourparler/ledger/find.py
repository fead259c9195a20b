"""Reading the ledger: three statements of SQL for any number of rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, and_, exists, func, or_, select

from pourparler.case.counting import count_words
from pourparler.case.records import Coding, Handling, Report, Statement
from pourparler.ledger import dialect, rows, tables
from pourparler.ledger.levels import (
    Conditions,
    find_levels,
    report_admitted,
    report_level,
    statement_admitted,
)
from pourparler.ledger.query import ReportQuery, StatementQuery
from pourparler.ledger.search import read_terms
from pourparler.ledger.tables import holds

RECORD_OUTPUT: Final = "record_output"
"""The command that says what was written to a file; it leaves the mark of a ledger as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """The state of a ledger, printed with every output.

    ``command`` is the id of the last command, None while there is none; it changes
    exactly when something is appended or retracted, or when a reader of another version
    finds nothing to change. The numbers count what holds.

    Examples
    --------
    >>> print(Mark(command="01K2Z0000000000000000000AB", reports=2, statements=31, codings=40))
    01K2Z0000000000000000000AB (2 reports, 31 statements, 40 codings)
    """

    command: str | None
    reports: int
    statements: int
    codings: int

    def __str__(self) -> str:
        """Return the mark as it is printed."""
        counts = (
            count_words(self.reports, "report"),
            count_words(self.statements, "statement"),
            count_words(self.codings, "coding"),
        )
        return f"{self.command or 'empty'} ({', '.join(counts)})"


def find_statements(connection: Connection, query: StatementQuery) -> list[Statement]:
    """Return the statements with their codings, by reported_on, report and place in it."""
    statement, report = tables.statement.c, tables.report.c
    found = connection.execute(
        select(*statement_columns(query.recorded_at))
        .join_from(tables.statement, tables.report, report.id == statement.report)
        .where(*_statement_conditions(query))
        .order_by(report.reported_on, report.id, statement.start, statement.end, statement.id)
        .limit(query.limit)
    ).all()
    codings = find_codings(connection, (row.id for row in found), at=query.recorded_at)
    within = {row.report for row in found}
    levels = find_levels(connection, query.recorded_at, reports=within)
    return [
        levels.apply(rows.read_statement(row, tuple(c for _, c in codings[row.id])))
        for row in found
    ]


def statement_columns(at: datetime | None = None) -> list[ColumnElement[Any]]:
    """Return the columns that `rows.read_statement` needs, some of them the report's."""
    own = [tables.statement.c[name] for name in rows.STATEMENT_FIELDS]
    return own + [_report_column(name, at) for name in rows.INHERITED_FIELDS]


def _report_column(name: str, at: datetime | None) -> ColumnElement[Any]:
    """Return a column of reports; the level of handling is the one that holds."""
    return report_level(at).label(name) if name == "handling" else tables.report.c[name]


def find_codings(
    connection: Connection, statements: Iterable[str], *, at: datetime | None = None
) -> defaultdict[str, list[tuple[str, Coding]]]:
    """Return the codings of each statement with their ids, in the order of those."""
    found = connection.execute(
        select(*(tables.coding.c[name] for name in ("id", "statement", *rows.CODING_FIELDS)))
        .where(dialect.one_of(tables.coding.c.statement, statements), holds(tables.coding, at))
        .order_by(tables.coding.c.id)
    )
    codings: defaultdict[str, list[tuple[str, Coding]]] = defaultdict(list)
    for row in found:
        codings[row.statement].append((row.id, rows.read_coding(row)))
    return codings


def find_reports(connection: Connection, query: ReportQuery) -> list[Report]:
    """Return the reports, by reported_on and id."""
    report = tables.report.c
    found = connection.execute(
        select(*(_report_column(name, query.recorded_at) for name in rows.REPORT_FIELDS))
        .where(*_report_conditions(query))
        .order_by(report.reported_on, report.id)
        .limit(query.limit)
    )
    return [rows.read_report(row) for row in found]


def find_report_ids(connection: Connection, ceiling: Handling | None) -> list[str]:
    """Return the ids of the reports that a ceiling admits, without their texts."""
    report = tables.report.c
    return list(
        connection.execute(
            select(report.id)
            .where(*_report_conditions(ReportQuery(ceiling=ceiling)))
            .order_by(report.reported_on, report.id)
        ).scalars()
    )


def find_texts(connection: Connection) -> dict[str, tuple[str, ...]]:
    """Return the text and titles of every report by id, whether it holds or was taken back."""
    report = tables.report.c
    texts: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for id_, text, title in connection.execute(
        select(report.id, report.text, report.title).order_by(report.serial)
    ):
        texts[id_] |= {text: None, title: None}
    return {id_: tuple(found) for id_, found in texts.items()}


def find_report(connection: Connection, report_id: str) -> Report | None:
    """Return the report with that id, or None."""
    for report in find_reports(connection, ReportQuery(id=report_id)):
        return report
    return None


def find_case_version(connection: Connection, digest: str) -> str | None:
    """Return the text of the case file whose digest begins so, None unless there is one."""
    version = tables.case_version.c
    found = connection.execute(
        select(version.text).where(version.digest.startswith(digest, autoescape=True)).limit(2)
    ).scalars()
    texts = found.all()
    return texts[0] if len(texts) == 1 else None


def find_mark(connection: Connection, ceiling: Handling | None = None) -> Mark:
    """Return where the log ends and how much holds, of that what a ceiling admits."""
    report, statement = tables.report.c, tables.statement.c
    reports = select(report.id).where(holds(tables.report), *report_admitted(ceiling))
    inside = [statement.report.in_(reports), *statement_admitted(ceiling)]
    statements = select(statement.id).where(holds(tables.statement), *inside)
    admitted = {
        "report": report.id.in_(reports),
        "statement": and_(*inside),
        "coding": tables.coding.c.statement.in_(statements),
    }
    counts = {
        f"{table.name}s": connection.execute(
            select(func.count())
            .select_from(table)
            .where(holds(table), *([] if ceiling is None else [admitted[table.name]]))
        ).scalar_one()
        for table in (tables.report, tables.statement, tables.coding)
    }
    return Mark(command=find_last_command(connection), **counts)


def find_last_command(connection: Connection) -> str | None:
    """Return the last command that changed the ledger; the cost does not grow with it."""
    log = tables.command.c
    changing = select(log.id).where(log.name != RECORD_OUTPUT).order_by(log.id.desc()).limit(1)
    return connection.execute(changing).scalar()


def count_waiting(connection: Connection, ceiling: Handling | None = None) -> int:
    """Return how many statements that a ceiling admits nobody has reviewed yet."""
    report, statement = tables.report.c, tables.statement.c
    reports = select(report.id).where(holds(tables.report), *report_admitted(ceiling))
    found = connection.execute(
        select(func.count())
        .select_from(tables.statement)
        .where(
            holds(tables.statement),
            ~statement.reviewed,
            statement.report.in_(reports),
            *statement_admitted(ceiling),
        )
    )
    return found.scalar_one()


def _statement_conditions(query: StatementQuery) -> Conditions:
    statement, report = tables.statement.c, tables.report.c
    yield holds(tables.statement, query.recorded_at)
    yield holds(tables.report, query.recorded_at)
    for name in ("id", "report", "attribution", "reviewed"):
        if (value := getattr(query, name)) is not None:
            yield statement[name] == value
    if query.actor is not None:
        link = tables.statement_actor.c
        yield statement.serial.in_(select(link.statement_serial).where(link.actor == query.actor))
    if query.issue is not None:
        yield _is_coded(query, query.issue)
    if query.since is not None:
        yield statement.said_last >= query.since
    if query.until is not None:
        yield or_(statement.said_first.is_(None), statement.said_first <= query.until)
    if query.known_at is not None:
        yield report.reported_on <= query.known_at
    if query.text is not None and query.text.strip():
        searched = (statement.content, statement.context)
        yield dialect.matches(tables.statement, searched, read_terms(query.text))
    yield from report_admitted(query.ceiling, query.recorded_at)
    yield from statement_admitted(query.ceiling, query.recorded_at)


def _is_coded(query: StatementQuery, issue: str) -> ColumnElement[bool]:
    """Return the condition that a coding on the issue holds.

    Where nothing else picks out statements, the codings of the issue do. Elsewhere each
    statement found is asked for its codings: SQLite would go through two lists at once.
    """
    coding, statement = tables.coding.c, tables.statement.c
    conditions = (coding.issue == issue, holds(tables.coding, query.recorded_at))
    if any(value is not None for value in (query.id, query.actor, query.report, query.text)):
        return exists().where(coding.statement == statement.id, *conditions)
    return statement.id.in_(select(coding.statement).where(*conditions))


def _report_conditions(query: ReportQuery) -> Conditions:
    report = tables.report.c
    yield holds(tables.report, query.recorded_at)
    if query.id is not None:
        yield report.id == query.id
    if query.since is not None:
        yield report.reported_on >= query.since
    if query.until is not None:
        yield report.reported_on <= query.until
    if query.text is not None and query.text.strip():
        searched = (report.title, report.text)
        yield dialect.matches(tables.report, searched, read_terms(query.text))
    yield from report_admitted(query.ceiling, query.recorded_at)
