"""Rows written as they are, with whatever command and instant they carry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import JSON, Connection, Insert, Table, bindparam, insert, update

from pourparler.ledger import tables
from pourparler.ledger.append import actor_links
from pourparler.ledger.bundle import Key
from pourparler.ledger.row_models import shapes

Values = Mapping[str, Any]


def row_insert(table: Table, names: Iterable[str]) -> Insert:
    """Return the statement that appends rows with values of these columns.

    An empty cell of JSON stays empty, rather than the word for nothing.
    """
    return insert(table).values({name: bindparam(name, type_=_type(table, name)) for name in names})


def _type(table: Table, name: str) -> Any:
    type_ = table.c[name].type
    return JSON(none_as_null=True) if isinstance(type_, JSON) else type_


def append_rows(connection: Connection, table: Table, rows: Sequence[Values]) -> None:
    """Append rows of one table; statements are entered under their actors."""
    if rows:
        connection.execute(row_insert(table, rows[0]), [dict(row) for row in rows])
        link_actors(connection, table, rows)


def link_actors(connection: Connection, table: Table, rows: Iterable[Values]) -> None:
    """Enter rows under their actors, if they are statements."""
    if table is tables.statement:
        numbered = [(row["serial"], row["actors"]) for row in rows]
        if links := actor_links(numbered):
            connection.execute(insert(tables.statement_actor), links)


def retract_rows(connection: Connection, table: Table, rows: Sequence[tuple[Key, Values]]) -> None:
    """Retract rows by their keys; the values are ``retracted_at`` and ``retracted_by``."""
    if not rows:
        return
    keys = shapes()[table.name].key
    names = ("retracted_at", "retracted_by")
    change = update(table).where(*(table.c[key] == bindparam(f"old_{key}") for key in keys))
    change = change.values({name: bindparam(f"new_{name}") for name in names})
    values = [
        {f"old_{name}": part for name, part in zip(keys, key, strict=True)}
        | {f"new_{name}": row[name] for name in names}
        for key, row in rows
    ]
    connection.execute(change, values)
