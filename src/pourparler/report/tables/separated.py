"""A table as CSV: RFC 4180, UTF-8, no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io

from pourparler.report.tables.table import Table, safe_cell


def render_csv(table: Table) -> str:
    r"""Return a table as CSV with a line of names first.

    Examples
    --------
    >>> from pourparler.report.tables.table import Column
    >>> render_csv(Table("t", "T", (Column("a"), Column("b")), ({"a": "=1", "b": 2.5},)))
    "a,b\r\n'=1,2.5\r\n"
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.name for column in table.columns])
    writer.writerows([safe_cell(cell) for cell in table.cells(row)] for row in table.rows)
    return out.getvalue()
