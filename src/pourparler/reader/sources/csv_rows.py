"""Rows of ``.csv``: comma, semicolon or tab; formulas are text like any other."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Final

from pourparler.errors import ReportError
from pourparler.reader.sources.encoding import decode
from pourparler.reader.sources.rows import MAX_COLUMNS, MAX_ROWS, Row, check_columns
from pourparler.reader.sources.text import MAX_BYTES

_DELIMITERS: Final = (",", ";", "\t")
_HINT: Final = "Export the table anew as CSV, with quotes around text."


def read_csv_rows(raw: bytes, name: str) -> Iterator[Row | ReportError]:
    """Yield the rows below the first, which names the columns.

    A row is counted as a spreadsheet does: the names stand in row 1.

    Raises
    ------
    ReportError
        The file is not text or its first row does not name the columns. A row that cannot
        be taken apart ends the table, because nobody knows where the next one begins.
    """
    text, _ = decode(raw, name=name)
    csv.field_size_limit(max(csv.field_size_limit(), MAX_BYTES))
    rows = _cells(text, csv_delimiter(text), name)
    first = next(rows, [])
    if isinstance(first, ReportError):
        raise first
    names = [cell.strip().lower() for cell in first]
    check_columns(names, name=name)
    for number, cells in enumerate(rows, start=2):
        if isinstance(cells, ReportError):
            yield cells
        elif len(cells) > len(names):
            yield ReportError(
                f"{name} row {number} has {len(cells)} cells, and the first row {len(names)}",
                hint=_HINT,
            )
        elif any(cells):
            yield number, dict(zip(names, cells, strict=False))


def _cells(text: str, delimiter: str, name: str) -> Iterator[list[str] | ReportError]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            if number > MAX_ROWS or len(cells) > MAX_COLUMNS:
                yield ReportError(
                    f"{name} row {number} is past the {MAX_ROWS:,} rows or {MAX_COLUMNS} columns "
                    "that are read",
                    hint="Split the table.",
                )
                return
            yield cells
    except csv.Error as error:
        yield ReportError(f"{name} row {number + 1}: {error}", hint=_HINT)


def csv_delimiter(text: str) -> str:
    """Return the delimiter that the names of the columns are parted by."""
    head = text.split("\n", 1)[0]
    return max(_DELIMITERS, key=head.count)
