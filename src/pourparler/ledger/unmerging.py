"""Undoing what came with many commands at once, and doing it again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Table

from pourparler.errors import UndoError
from pourparler.ledger import tables
from pourparler.ledger.admit import Row
from pourparler.ledger.bundle import Key, keyed_rows
from pourparler.ledger.checks import is_machine
from pourparler.ledger.log import Stamp
from pourparler.ledger.merge_plan import READ
from pourparler.ledger.merging import append_anew
from pourparler.ledger.raw_rows import retract_rows
from pourparler.ledger.row_models import bundled_tables, shapes

Keyed = Sequence[tuple[Key, Row]]


@dataclass(slots=True)
class Reversal:
    """Rows that give way, by key, and rows that are appended anew, by table."""

    gone: dict[str, list[Key]] = field(default_factory=lambda: defaultdict(list))
    anew: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    owners: dict[str, str] = field(default_factory=dict)


def plan_reversal(connection: Connection, commands: Set[str]) -> Reversal:
    """Plan what takes back all that some commands did, whatever tables they wrote to.

    Parameters
    ----------
    connection : Connection
    commands : set of str
        Their ids. What machines did since gives way; what they derive they derive anew.

    Raises
    ------
    UndoError
        A person went on from what they did.
    """
    log = {row["id"]: row for _, row in keyed_rows(connection, tables.command)}
    reversal = Reversal()
    for table in bundled_tables():
        if "retracted_by" in table.c:
            _plan_table(reversal, table, keyed_rows(connection, table), commands, log)
    _keep_order(reversal, keyed_rows(connection, tables.coding))
    return reversal


def _plan_table(
    reversal: Reversal, table: Table, rows: Keyed, commands: Set[str], log: Mapping[str, Row]
) -> None:
    once = shapes()[table.name].once
    back = [row for _, row in rows if _is_to_return(table, row, commands, log)]
    wanted = {tuple(row[name] for name in once) for row in back} if once else set()
    for key, row in rows:
        is_own = row["command"] in commands
        if is_own and row["retracted_by"] and row["retracted_by"] not in commands:
            _require_machine(table, row, row["retracted_by"], log)
        if row["retracted_by"] is None:
            is_rival = not is_own and tuple(row[name] for name in once) in wanted
            if is_rival:
                _require_machine(table, row, row["command"], log)
            if is_own or is_rival:
                reversal.gone[table.name].append(key)
    reversal.anew[table.name] = back
    if table is tables.statement:
        for row in back:
            owner = _owner(row, log)
            if is_machine(owner):
                reversal.owners[row["id"]] = owner


def _is_to_return(table: Table, row: Row, commands: Set[str], log: Mapping[str, Row]) -> bool:
    if row["retracted_by"] not in commands or row["command"] in commands:
        return False
    return table.name in READ or not is_machine(log[row["command"]]["coder"])


def _owner(row: Row, log: Mapping[str, Row]) -> str:
    command = log[row["command"]]
    return str(command["arguments"].get("owners", {}).get(row["id"], command["coder"]))


def _require_machine(table: Table, row: Row, command: str, log: Mapping[str, Row]) -> None:
    coder = log[command]["coder"]
    if not is_machine(coder):
        name = row.get("statement") or row.get("id")
        raise UndoError(f"{table.name} {name} was decided on again by {coder} since then")


def _keep_order(reversal: Reversal, codings: Keyed) -> None:
    """Let all codings of a statement be appended anew where one is: they stand by their ids."""
    back = reversal.anew["coding"]
    ids = {row["statement"] for row in back}
    gone = set(reversal.gone["coding"])
    for key, row in codings:
        if row["statement"] in ids and row["retracted_by"] is None and key not in gone:
            reversal.gone["coding"].append(key)
            back.append(row)
    back.sort(key=lambda row: row["id"])


def write_reversal(connection: Connection, stamp: Stamp, reversal: Reversal) -> None:
    """Write what was planned, by one command.

    Raises
    ------
    UndoError
        What a row hangs on holds no longer.
    """
    values: dict[str, Any] = stamp.retracted()
    for table in reversed(bundled_tables()):
        retract_rows(connection, table, [(key, values) for key in reversal.gone[table.name]])
    for table in bundled_tables():
        rows = list(_with_parents(connection, table, reversal.anew[table.name]))
        append_anew(connection, table, stamp, rows)


def _with_parents(connection: Connection, table: Table, rows: Sequence[Row]) -> Iterator[Row]:
    """Yield the rows that can hold again; what hung on nothing before is left out."""
    if table is tables.report or not rows:
        yield from rows
        return
    held = {
        name: {row["id"] for _, row in keyed_rows(connection, parent) if not row["retracted_by"]}
        for name, parent in (("report", tables.report), ("statement", tables.statement))
    }
    for row in rows:
        lost = [n for n, ids in held.items() if row.get(n) is not None and row[n] not in ids]
        if not lost:
            yield row
        elif table.name in READ:
            raise UndoError(f"{lost[0]} {row[lost[0]]} was taken back since then")
