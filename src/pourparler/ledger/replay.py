"""A ledger written again from the rows of a bundle, command by command.

Each command takes back and appends what it did then, so that the file's own rules are
held to at every step. Rows come from elsewhere: what is wrong is told with its line.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Table
from sqlalchemy.exc import IntegrityError

from pourparler.ledger import tables
from pourparler.ledger.entries import Entry, check_entries
from pourparler.ledger.raw_rows import append_rows, retract_rows, row_insert
from pourparler.ledger.row_models import bundled_tables, shapes

_RETRACTION: Final = ("retracted_at", "retracted_by")


def replay(connection: Connection, entries: Sequence[Entry], now: datetime) -> None:
    """Write the rows of a bundle into a ledger without any.

    Raises
    ------
    BundleError
        A row contradicts itself, another row or the rules of the file; nothing may be kept.
    """
    check_entries(entries, now)
    numbered = _number(entries)
    appended, retracted = _by_command(numbered, "command"), _by_command(numbered, "retracted_by")
    for entry in numbered:
        if entry.table == tables.command.name:
            _insert(connection, tables.command, [entry])
            _play(connection, retracted[entry.values["id"]], appended[entry.values["id"]])


def _number(entries: Iterable[Entry]) -> list[Entry]:
    """Give every row of a table that counts its rows its place there."""
    counts: dict[str, int] = defaultdict(int)
    numbered = []
    for entry in entries:
        counts[entry.table] += 1
        is_counted = "serial" in tables.metadata.tables[entry.table].c
        numbered.append(entry.extended(serial=counts[entry.table]) if is_counted else entry)
    return numbered


def _by_command(entries: Iterable[Entry], column: str) -> Mapping[str, dict[str, list[Entry]]]:
    """Return rows by the command in the column, then by table."""
    found: defaultdict[str, dict[str, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for entry in entries:
        if name := entry.values.get(column):
            found[name][entry.table].append(entry)
    return found


def _play(
    connection: Connection,
    retracted: Mapping[str, list[Entry]],
    appended: Mapping[str, list[Entry]],
) -> None:
    """Do what a command did: take rows back first, as a row may stand in for another."""
    for table in reversed(bundled_tables()):
        if table.name in retracted:
            _retract(connection, table, retracted[table.name])
    for table in bundled_tables():
        if table.name in appended:
            _insert(connection, table, appended[table.name])


def _retract(connection: Connection, table: Table, entries: Sequence[Entry]) -> None:
    keys = shapes()[table.name].key
    rows = [(tuple(entry.values[key] for key in keys), entry.values) for entry in entries]
    retract_rows(connection, table, rows)


def _insert(connection: Connection, table: Table, entries: Sequence[Entry]) -> None:
    """Append rows as they were before they were taken back."""
    values = [_as_appended(entry.values) for entry in entries]
    with suppress(IntegrityError), connection.begin_nested():
        append_rows(connection, table, values)
        return
    statement = row_insert(table, values[0])
    for entry, row in zip(entries, values, strict=True):  # one of them is refused: which?
        try:
            connection.execute(statement, row)
        except IntegrityError as error:
            raise entry.error("id", f"is {row.get('id')!r}: {error.orig}") from error


def _as_appended(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: None if name in _RETRACTION else value for name, value in values.items()}
