"""The front of a case: dated areas from ``front.csv``, each with its day of publication."""

from __future__ import annotations

import csv
import datetime as dt
import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pourparler.case.records import text_digest
from pourparler.errors import CaseError

FRONT_FILE: Final = "front.csv"
COLUMNS: Final = ("date", "area_km2", "published_on", "cited")

_MAX_BYTES = 5_000_000
_HINT = f"The first line is `{','.join(COLUMNS)}`; every other line is one day, in order of date."


@dataclass(frozen=True, slots=True)
class FrontRow:
    """What was held on one day.

    Attributes
    ----------
    date : date
        The day the area is about.
    area_km2 : float, at or above 0
        Land held by the advancing side.
    published_on : date, at or after ``date``
        First day on which the figure could have been used.
    cited : str
        The document or data set that gives it.
    """

    date: dt.date
    area_km2: float
    published_on: dt.date
    cited: str


@dataclass(frozen=True, slots=True)
class Front:
    """The rows of a ``front.csv`` by rising date, and 12 hex digits of the file's text."""

    rows: tuple[FrontRow, ...]
    digest: str

    def known_at(self, day: dt.date) -> tuple[FrontRow, ...]:
        """Return the rows that were published by a day, that day included."""
        return tuple(row for row in self.rows if row.published_on <= day)


def read_front(folder: Path) -> Front | None:
    """Read the front of the case in a folder; None when the case has none.

    Raises
    ------
    CaseError
        The file cannot be read, or a line is not what it has to be; the message names the
        line and the value.
    """
    file = folder / FRONT_FILE
    if not file.is_file():
        return None
    try:
        if file.stat().st_size > _MAX_BYTES:
            raise CaseError(f"{file} has more than {_MAX_BYTES:,} bytes")
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise CaseError(
            f"{file} line {line}: byte {error.start} is not UTF-8", hint="Save the file as UTF-8."
        ) from error
    except OSError as error:
        raise CaseError(f"{file} cannot be read: {error.strerror}") from error
    return parse_front(text, name=str(file))


def parse_front(text: str, *, name: str = FRONT_FILE) -> Front:
    r"""Read a front from the text of a ``front.csv``.

    Raises
    ------
    CaseError
        A line is not what it has to be; the message names the line and the value.

    Examples
    --------
    >>> front = parse_front(
    ...     "date,area_km2,published_on,cited\n2024-01-31,1200.5,2024-02-02,Survey of borders\n"
    ... )
    >>> front.rows[0].area_km2
    1200.5
    """
    lines = csv.reader(text.splitlines(), strict=True)
    rows: list[FrontRow] = []
    try:
        _check_header(next(lines, []), name)
        for cells in lines:
            if cells:
                place = f"{name} line {lines.line_num}"
                rows.append(_read_row(cells, place, rows[-1] if rows else None))
    except csv.Error as error:
        raise CaseError(f"{name} line {lines.line_num}: {error}", hint=_HINT) from error
    if not rows:
        raise CaseError(f"{name} holds no rows", hint=_HINT)
    return Front(tuple(rows), text_digest(text)[:12])


def _check_header(cells: Iterable[str], name: str) -> None:
    found = tuple(cell.strip() for cell in cells)
    if found != COLUMNS:
        raise CaseError(f"{name} line 1: columns are '{','.join(found)}'", hint=_HINT)


def _read_row(cells: list[str], place: str, previous: FrontRow | None) -> FrontRow:
    if len(cells) != len(COLUMNS):
        raise CaseError(
            f"{place}: {len(cells)} values, {len(COLUMNS)} are needed",
            hint="Put a value that holds a comma between double quotes.",
        )
    day, area, published, cited = (cell.strip() for cell in cells)
    row = FrontRow(
        _read_date(day, "date", place),
        _read_area(area, place),
        _read_date(published, "published_on", place),
        cited,
    )
    if not cited:
        raise CaseError(f"{place}: cited is empty", hint="Name the document that gives the figure.")
    if row.published_on < row.date:
        raise CaseError(
            f"{place}: published_on {row.published_on} is before date {row.date}",
            hint="A figure can be used only after the day it is about.",
        )
    if previous and row.date <= previous.date:
        raise CaseError(
            f"{place}: date {row.date} does not come after {previous.date}",
            hint="Sort the lines by date and keep one for each day.",
        )
    return row


def _read_date(text: str, column: str, place: str) -> dt.date:
    try:
        if len(text) == 10:  # 20250819 and 2025-W34-2 are dates to Python, not to this file
            return dt.date.fromisoformat(text)
    except ValueError:
        pass
    raise CaseError(f"{place}: {column} '{text}' is not a date", hint="Write it as 2025-08-19.")


def _read_area(text: str, place: str) -> float:
    try:
        area = float(text)
    except ValueError:
        area = math.nan
    if not (math.isfinite(area) and area >= 0):
        raise CaseError(
            f"{place}: area_km2 '{text}' is not a number at or above 0",
            hint="Write km2 with a point for decimals and no separators, such as 118190.2.",
        )
    return area
