"""Rows of ``.jsonl``: one JSON object a line."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

from pourparler.errors import ReportError
from pourparler.reader.sources.encoding import decode
from pourparler.reader.sources.rows import MAX_COLUMNS, MAX_ROWS, Row, check_columns


def read_json_rows(raw: bytes, name: str) -> Iterator[Row | ReportError]:
    """Yield the objects with the numbers of their lines; blank lines are passed over.

    Raises
    ------
    ReportError
        The file is not text.
    """
    text, _ = decode(raw, name=name)
    for number, line in enumerate(io.StringIO(text), start=1):
        if number > MAX_ROWS:
            yield ReportError(
                f"{name} has more than {MAX_ROWS:,} lines, the most that are read",
                hint="Split the file.",
            )
            return
        if line.strip():
            yield _read_line(line, number, f"{name} row {number}")


def _read_line(line: str, number: int, place: str) -> Row | ReportError:
    try:
        values = json.loads(line)
    except (ValueError, RecursionError) as error:
        return ReportError(f"{place} is not JSON: {error}", hint="Write one object a line.")
    if not isinstance(values, dict) or len(values) > MAX_COLUMNS:
        return ReportError(
            f"{place} is not an object of at most {MAX_COLUMNS} keys",
            hint='Write one object a line, such as {"date": "2024-05-01", "text": "..."}.',
        )
    try:
        check_columns(values, name=place)
    except ReportError as error:
        return error
    return number, values
