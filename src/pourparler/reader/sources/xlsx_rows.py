"""Rows of ``.xlsx``: the first sheet, as last shown; no formula is computed, no link followed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, Final

from pourparler.errors import ReportError
from pourparler.reader.sources.converted import MALFORMED, load_library
from pourparler.reader.sources.packed import check_archive
from pourparler.reader.sources.rows import MAX_COLUMNS, MAX_ROWS, Row, check_columns

_HINT: Final = "Open it in a spreadsheet program and save it anew as .xlsx, or as .csv."


def read_xlsx_rows(raw: bytes, name: str) -> Iterator[Row | ReportError]:
    """Yield the rows of the first sheet below its first row, which names the columns.

    Raises
    ------
    ReportError
        The file is no workbook, unpacks to more than 100 MB, or its first row does not
        name the columns.
    """
    openpyxl = load_library("openpyxl", name=name)
    check_archive(raw, name=name)
    try:
        book = openpyxl.load_workbook(
            io.BytesIO(raw), read_only=True, data_only=True, keep_links=False
        )
        yield from _rows_of(book.worksheets[0], name)
    except ReportError:
        raise
    except (openpyxl.utils.exceptions.InvalidFileException, *MALFORMED) as error:
        raise ReportError(f"{name} is not a workbook that can be read", hint=_HINT) from error


def _rows_of(sheet: Any, name: str) -> Iterator[Row | ReportError]:
    # A sheet can claim to be a million rows long, so the bounds are ours.
    rows = sheet.iter_rows(max_row=MAX_ROWS + 1, max_col=MAX_COLUMNS, values_only=True)
    names = [str(cell).strip().lower() if cell is not None else "" for cell in next(rows, ())]
    check_columns(filter(None, names), name=name)
    for number, cells in enumerate(rows, start=2):
        values = {column: cell for column, cell in zip(names, cells, strict=False) if column}
        if any(cell is not None for cell in values.values()):
            if number > MAX_ROWS:
                yield ReportError(
                    f"{name} has more than {MAX_ROWS:,} rows, the most that are read",
                    hint="Split the table.",
                )
                return
            yield number, values
