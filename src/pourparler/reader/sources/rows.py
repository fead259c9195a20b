"""Tables: one report a row. What a column may hold is what a header line may hold.

Each row becomes the text of a report in the stated form, so that its copy in ``reports/``
reads the same again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, Final

from pourparler.case.nearest import nearest
from pourparler.case.records import Report
from pourparler.errors import ReportError, UndatedReportError
from pourparler.reader.sources.converted import one_line, without_unshown
from pourparler.reader.sources.header import DATED_BY, KEYS, read_day, read_value
from pourparler.reader.sources.text import read_text_report

Row = tuple[int, Mapping[str, object]]
"""The number of a row, as a spreadsheet counts, and its values by column name."""
ReadRows = Callable[[bytes, str], Iterator[Row | ReportError]]
"""From the bytes of a table and what to call it to its rows; a bad row comes as its error."""

COLUMNS: Final = ("date", "title", "text", *KEYS, DATED_BY)
_MEANT: Final = {
    "headline": "title", "heading": "title", "body": "text", "content": "text",
    "article": "text", "published": "date", "published_on": "date", "publication date": "date",
    "outlet": "publisher", "newspaper": "publisher", "link": "url", "byline": "author",
}  # fmt: skip
"""Headings of others for columns of ours."""
MAX_ROWS: Final = 100_000
MAX_COLUMNS: Final = 200
_MAX_BAD_ROWS: Final = 1_000
_ALLOWED: Final = f"Columns that are read: {', '.join(COLUMNS)}. Only text is needed."


def read_rows(
    rows: Iterable[Row | ReportError],
    *,
    name: str,
    today: date,
    reported_on: date | None,
    noun: str = "row",
) -> Iterator[Report | ReportError]:
    """Make a report of every row; a row that is none comes as the error that says so.

    Parameters
    ----------
    rows : iterable
        Of a table, in order.
    name : str
        What to call the table in messages.
    today : date
        Reports from after tomorrow are refused.
    reported_on : date, optional
        For rows without a date of their own.
    noun : str
        What to call a row in messages.

    Yields
    ------
    Report or ReportError
        One a row. After 1,000 errors one last error says that the rest was not tried.
    """
    bad = 0
    for row in rows:
        try:
            if isinstance(row, ReportError):
                raise row
            number, values = row
            yield _read_row(values, f"{name} {noun} {number}", today, reported_on)
        except ReportError as error:
            yield error
            bad += 1
            if bad >= _MAX_BAD_ROWS:
                yield ReportError(
                    f"{name} has {bad:,} {noun}s that cannot be read; the rest was not tried",
                    hint="Correct these first.",
                )
                return


def check_columns(names: Iterable[str], *, name: str) -> None:
    """Refuse a table without a text, with a column twice, or with a mistyped column.

    So is one under another name where ours is missing, such as ``headline`` for ``title``.
    Columns that are like none of ours are left aside.

    Raises
    ------
    ReportError
        Naming the column, and the nearest one that is read.
    """
    seen: set[str] = set()
    listed = list(names)
    for column in listed:
        meant = _MEANT.get(column, "")
        if meant and meant not in listed:
            raise ReportError(
                f"{name}: column '{column}' is not read; '{meant}' is meant, it seems",
                hint=f"Rename it to '{meant}', or to something else to leave it aside. {_ALLOWED}",
            )
        if column in COLUMNS and column in seen:
            raise ReportError(f"{name}: column '{column}' is there twice", hint="Remove one.")
        if column not in (*COLUMNS, *_MEANT) and (guess := nearest(column, COLUMNS)):
            raise ReportError(
                f"{name}: column '{one_line(column)}' is unknown; did you mean '{guess}'?",
                hint=_ALLOWED,
            )
        seen.add(column)
    if "text" not in seen:
        raise ReportError(f"{name} has no column 'text'", hint=_ALLOWED)


def _read_row(
    values: Mapping[str, object], place: str, today: date, reported_on: date | None
) -> Report:
    fields = {key: _plain(values.get(key), f"{place}, column {key}") for key in COLUMNS}
    body = without_unshown(fields["text"].replace("\r\n", "\n")).strip()
    if not body:
        raise ReportError(f"{place}, column text: there is no text", hint="Fill it, or drop it.")
    lines = [f" date {_day(fields, place, reported_on)} {one_line(fields['title'])}".rstrip()]
    for key in KEYS:
        if value := one_line(fields[key]):
            read_value(key, value, f"{place}, column {key}")
            lines.append(f"{key}: {value}")
    if fields["date"]:
        lines.append(f"{DATED_BY}: {one_line(fields[DATED_BY]) or 'column date'}")
    text = "\n".join(lines) + "\n\n" + body + "\n"
    return read_text_report(text.encode(), name=place, today=today)


def _day(fields: Mapping[str, str], place: str, reported_on: date | None) -> date:
    if fields["date"]:
        return read_day(fields["date"], f"{place}, column date")
    if reported_on is None:
        raise UndatedReportError(
            f"{place}, column date: there is no date",
            hint="Fill it, or give --date YYYY-MM-DD for all rows without one.",
        )
    return reported_on


def _plain(value: Any, place: str) -> str:
    """Return a value as text; a spreadsheet's own dates become the calendar date they show."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        # A date cell holds midnight; an instant says the time too.
        return value.isoformat() if place.endswith("retrieved_at") else value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, str):
        raise ReportError(
            f"{place}: {one_line(value)[:40]} is not text", hint="Write it as text, in quotes."
        )
    return value.strip().encode("utf-8", "replace").decode()
