"""A table as Parquet, with types. The only place that uses pyarrow."""

from __future__ import annotations

import io

from pourparler.errors import OutputError
from pourparler.report.tables.table import Table


def render_parquet(table: Table) -> bytes:
    """Return a table as Parquet; texts are as they are, since nothing runs them.

    The file's own metadata have the table's title and notes.

    Raises
    ------
    OutputError
        pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        raise OutputError(
            "pyarrow is not installed", hint="Run `pip install 'pourparler[parquet]'`."
        ) from error
    kinds = {
        "text": pa.string(), "number": pa.float64(), "whole": pa.int64(), "yes": pa.bool_(),
        "date": pa.date32(),
    }  # fmt: skip
    said = {"title": table.title, "notes": "\n".join(table.notes)}
    schema = pa.schema(
        [(column.name, kinds[column.kind]) for column in table.columns], metadata=said
    )
    rows = [dict(zip(schema.names, table.cells(row), strict=True)) for row in table.rows]
    out = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist(rows, schema=schema), out, compression="zstd")
    return out.getvalue()
