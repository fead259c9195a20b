"""Records to rows and back. What goes in comes out equal."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, Final

from sqlalchemy import Row

from pourparler.case.records import Coding, Report, Spans, Statement

Values = dict[str, Any]
"""The values of one row, by column."""

REPORT_FIELDS: Final = tuple(f.name for f in fields(Report))
CODING_FIELDS: Final = tuple(f.name for f in fields(Coding))
INHERITED_FIELDS: Final = ("reported_on", "handling")
"""Fields of a statement that are its report's, and are kept in the report's row alone."""
STATEMENT_FIELDS: Final = tuple(
    f.name for f in fields(Statement) if f.name not in ("codings", *INHERITED_FIELDS)
)

_READ_FIELDS: Final = (*STATEMENT_FIELDS, *INHERITED_FIELDS)
_PARTS: Final = tuple(f.name for f in fields(Spans))


def report_values(report: Report) -> Values:
    """Return the columns of a report."""
    values = {name: getattr(report, name) for name in REPORT_FIELDS}
    return values | {"sha256": report.sha256}


def statement_values(statement: Statement) -> Values:
    """Return the columns of a statement; its codings have rows of their own."""
    values = {name: getattr(statement, name) for name in STATEMENT_FIELDS}
    start, end = statement.spans.extent()
    spans = {part: getattr(statement.spans, part) for part in _PARTS}
    return values | {"start": start, "end": end, "spans": spans}


def coding_values(statement_id: str, coding: Coding) -> Values:
    """Return the columns of a coding of a statement."""
    values = {name: getattr(coding, name) for name in CODING_FIELDS}
    return values | {"statement": statement_id}


def read_report(row: Row[Any]) -> Report:
    """Return the report in a row that has `REPORT_FIELDS`."""
    mapping = row._mapping
    return Report(**{name: mapping[name] for name in REPORT_FIELDS})


def read_statement(row: Row[Any], codings: tuple[Coding, ...]) -> Statement:
    """Return the statement in a row that has `STATEMENT_FIELDS` and `INHERITED_FIELDS`."""
    mapping = row._mapping  # made anew each time it is asked for
    values = {name: mapping[name] for name in _READ_FIELDS}
    values["spans"] = Spans(
        **{part: tuple((s, e) for s, e in pieces) for part, pieces in values["spans"].items()}
    )
    values["actors"] = tuple(values["actors"])
    values["rules"] = tuple((field, rule) for field, rule in values["rules"])
    return Statement(**values, codings=codings)


def read_coding(row: Row[Any]) -> Coding:
    """Return the coding in a row that has `CODING_FIELDS`."""
    mapping = row._mapping
    return Coding(**{name: mapping[name] for name in CODING_FIELDS})
