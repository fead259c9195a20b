"""Tables as the sheets of one workbook. The only place that writes xlsx."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any, Final

from pourparler.errors import OutputError
from pourparler.report.tables.archive import settle_archive
from pourparler.report.tables.table import Cell, Table, safe_cell

_LONGEST: Final = 32_000  # Excel takes 32,767 code units of UTF-16
_WIDE: Final = frozenset({"content", "context", "title", "report_title", "quote"})


def render_xlsx(tables: Sequence[Table]) -> bytes:
    """Return a workbook with a sheet for each table, and one on where they come from.

    Equal tables give equal bytes. No cell is a formula: a text that begins like one is
    stored as text, with an apostrophe before it.

    Raises
    ------
    OutputError
        openpyxl is not installed.
    """
    try:
        from openpyxl import Workbook
    except ImportError as error:
        raise OutputError(
            "openpyxl is not installed", hint="Run `pip install 'pourparler[export]'`."
        ) from error
    book = Workbook(write_only=True)
    about = book.create_sheet("about")
    for table in tables:
        _append(about, [table.title, *table.notes])
        sheet = book.create_sheet(table.name)
        sheet.freeze_panes = "A2"
        for number, column in enumerate(table.columns, start=1):
            sheet.column_dimensions[_letter(number)].width = 60 if column.name in _WIDE else 14
        _append(sheet, [column.name for column in table.columns])
        for row in table.rows:
            _append(sheet, table.cells(row))
    out = io.BytesIO()
    book.save(out)
    return settle_archive(out.getvalue())


def _append(sheet: Any, cells: Sequence[Cell]) -> None:
    from openpyxl.cell import WriteOnlyCell

    written = []
    for value in cells:
        cell = WriteOnlyCell(sheet, value=None)
        safe = safe_cell(value)
        cell.value = safe[:_LONGEST] if isinstance(safe, str) else safe
        if isinstance(safe, str):
            cell.data_type = "s"  # whatever it looks like
        written.append(cell)
    sheet.append(written)


def _letter(number: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(number))
