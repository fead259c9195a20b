"""All rows of a ledger as plain JSON values, in an order that does not depend on the file.

Every table that `tables` knows is carried. ``serial`` is left out: it numbers rows in one
file, and is given again in the order of the rows.
"""

from __future__ import annotations

import base64
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Table, select

from pourparler.case.records import Handling
from pourparler.ledger.admit import Row, Rows, admit
from pourparler.ledger.row_models import bundled_columns, bundled_tables, shapes
from pourparler.ledger.tables import Instant

Key = tuple[Any, ...]

_INSTANT: Final = Instant()


def dump(connection: Connection, ceiling: Handling) -> Rows:
    """Return every row that is admitted below the ceiling, in the order of the log."""
    return admit({table.name: _rows(connection, table) for table in bundled_tables()}, ceiling)


def _rows(connection: Connection, table: Table) -> list[Row]:
    return [row for _, row in keyed_rows(connection, table)]


def keyed_rows(connection: Connection, table: Table) -> list[tuple[Key, Row]]:
    """Return the rows of a table in the order of the log, each with its key in this file."""
    keys, columns = shapes()[table.name].key, bundled_columns(table)
    wanted = [*(table.c[name] for name in keys), *columns]
    names = [column.name for column in columns]
    return [
        (
            tuple(row[: len(keys)]),
            {n: to_json(v) for n, v in zip(names, row[len(keys) :], strict=True)},
        )
        for row in connection.execute(select(*wanted).order_by(*_order(table)))
    ]


def _order(table: Table) -> list[ColumnElement[Any]]:
    keys: list[ColumnElement[Any]] = [table.c[name] for name in shapes()[table.name].key]
    return [table.c.command, *keys] if "command" in table.c else keys


def to_json(value: Any) -> Any:
    """Return a value of a column as JSON has it.

    Examples
    --------
    >>> to_json(date(2025, 8, 19)), to_json(b"talks"), to_json(None)
    ('2025-08-19', 'dGFsa3M=', None)
    """
    if isinstance(value, datetime):
        return _INSTANT.process_bind_param(value, None)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return value
