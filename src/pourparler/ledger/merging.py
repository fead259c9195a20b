"""Another copy of a ledger taken into this one by a command, which can be undone."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Table, func, select

from pourparler.ledger import dialect, tables
from pourparler.ledger.admit import Row, Rows, leave_out
from pourparler.ledger.append import keep_case
from pourparler.ledger.bundle import Key, keyed_rows
from pourparler.ledger.checks import is_machine
from pourparler.ledger.entries import read_entry
from pourparler.ledger.log import Clock, Command, Stamp, append_command
from pourparler.ledger.merge_plan import Conflict, Plan, plan_merge
from pourparler.ledger.owners import MERGE
from pourparler.ledger.raw_rows import append_rows, retract_rows
from pourparler.ledger.row_models import bundled_tables
from pourparler.ledger.tables import holds
from pourparler.ledger.tombstones import Tombstone, find_tombstones


@dataclass(frozen=True, slots=True, kw_only=True)
class Merging:
    """What is to be merged: all rows of the other copy, by whom, and what else to log.

    ``case_texts`` are versions of the case file that the arguments name by digest.
    """

    theirs: Rows
    coder: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
    case_texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RefusedReport:
    """A report that one copy holds and the other one purged: its id, title and tombstone."""

    report: str
    title: str
    tombstone: Tombstone

    def as_json(self) -> dict[str, str]:
        """Return it under the names of ``--json``."""
        stone = self.tombstone
        return {
            "report": self.report,
            "title": self.title,
            "tombstone": stone.id,
            "coder": stone.coder,
            "purged_at": stone.at.isoformat(),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What merging came to: the command, None if nothing was new, and what was conflicting.

    ``refused`` are reports of the other copy that were purged here, and so left out;
    ``purged_there`` are reports of ours that were purged in the other copy.
    """

    command: str | None
    commands: int
    statements: tuple[str, ...]
    conflicts: tuple[Conflict, ...]
    refused: tuple[RefusedReport, ...] = ()
    purged_there: tuple[RefusedReport, ...] = ()


def merge(connection: Connection, clock: Clock, merging: Merging) -> Merged:
    """Take another copy's rows in; see `Ledger.merge`."""
    keyed = {table.name: keyed_rows(connection, table) for table in bundled_tables()}
    ours = {name: [row for _, row in rows] for name, rows in keyed.items()}
    refused = _find_refused(connection, ours, merging.theirs)
    theirs = leave_out(merging.theirs, {one.report for one in refused})
    plan = plan_merge(ours, theirs)
    touched = plan.touched(ours)
    if not plan.commands and not merging.case_texts:
        return Merged(command=None, commands=0, statements=(), conflicts=(), refused=refused)
    _append(connection, tables.command, [(row, None) for row in plan.commands])
    brought = [row["id"] for row in plan.commands]
    arguments = dict(merging.arguments) | {
        "brought": brought,
        "statements": touched,
        "count": len(touched),
        "conflicts": len(plan.conflicts),
    }
    if owners := _owners(plan, theirs):
        arguments["owners"] = owners
    command = Command(name=MERGE, coder=merging.coder, arguments=arguments)
    stamp = append_command(connection, clock, command)
    _write(connection, stamp, plan, keyed)
    for text in merging.case_texts:
        keep_case(connection, stamp, text)
    return Merged(
        command=stamp.command,
        commands=len(brought),
        statements=tuple(touched),
        conflicts=tuple(plan.conflicts),
        refused=refused,
        purged_there=find_still_held(connection),
    )


def _find_refused(connection: Connection, ours: Rows, theirs: Rows) -> tuple[RefusedReport, ...]:
    """Return the reports that only the other copy has and that were purged here."""
    stones = find_tombstones(connection)
    known = {row["id"] for row in ours["report"]}
    found = {}
    for row in theirs["report"]:
        if row["id"] not in known and (
            stone := stones.find(row["text"], base64.b64decode(row["raw"]))
        ):
            found[row["id"]] = RefusedReport(row["id"], row["title"], stone)
    return tuple(found.values())


def find_still_held(connection: Connection) -> tuple[RefusedReport, ...]:
    """Return the reports that hold although a tombstone is known: purged in another copy."""
    stones = find_tombstones(connection)
    if not stones.stones:
        return ()
    report = tables.report
    columns = (report.c.id, report.c.title, report.c.text, report.c.raw)
    found = connection.execute(select(*columns).where(holds(report)).order_by(report.c.serial))
    return tuple(
        RefusedReport(row.id, row.title, stone)
        for row in found
        if (stone := stones.find(row.text, row.raw))
    )


def _owners(plan: Plan, theirs: Rows) -> dict[str, str]:
    """Return the machines that statements stay with which are appended anew."""
    log = {row["id"]: row for row in theirs["command"]}
    owners = {}
    for row in plan.revived.get("statement", []):
        command = log[row["command"]]
        owner = command["arguments"].get("owners", {}).get(row["id"], command["coder"])
        if is_machine(owner):
            owners[row["id"]] = owner
    return owners


def _write(
    connection: Connection,
    stamp: Stamp,
    plan: Plan,
    keyed: Mapping[str, Sequence[tuple[Key, Row]]],
) -> None:
    """Write what was planned: what gives way first, then what takes its place."""
    log = tables.command.c
    instants = {id_: at for id_, at in connection.execute(select(log.id, log.recorded_at))}
    watchers = [f"{table.name}_is_new" for table in bundled_tables()]
    with dialect.unwatched(connection, watchers):
        for table in reversed(bundled_tables()):
            gone = {place: by or stamp.command for place, by in plan.retracted.get(table.name, [])}
            rows = [
                (keyed[table.name][place][0], {"retracted_by": by, "retracted_at": instants[by]})
                for place, by in gone.items()
            ]
            retract_rows(connection, table, rows)
        for table in bundled_tables():
            rows_in = plan.inserted.get(table.name, [])
            _append(connection, table, [(row, stamp if dies else None) for row, dies in rows_in])
            append_anew(connection, table, stamp, plan.revived.get(table.name, []))


def _append(connection: Connection, table: Table, rows: Sequence[tuple[Row, Stamp | None]]) -> None:
    """Append rows as they are, those with a stamp as retracted by it."""
    serial = _last_serial(connection, table)
    values = []
    for number, (row, dies) in enumerate(rows, start=serial + 1):
        found = dict(read_entry("the other copy", table.name, row).values)
        found |= dies.retracted() if dies else {}
        values.append(found | ({"serial": number} if "serial" in table.c else {}))
    append_rows(connection, table, values)


def append_anew(connection: Connection, table: Table, stamp: Stamp, rows: Sequence[Row]) -> None:
    """Append rows once more, by another command; codings get new ids in the same order."""
    serial = _last_serial(connection, table)
    values = []
    for number, (row, id_) in enumerate(zip(rows, stamp.ids(len(rows)), strict=True), serial + 1):
        read = read_entry(
            "the log", table.name, {**row, "retracted_at": None, "retracted_by": None}
        )
        found = dict(read.values) | stamp.appended()
        found |= {"serial": number} if "serial" in table.c else {}
        found |= {"id": id_} if table is tables.coding else {}
        values.append(found)
    append_rows(connection, table, values)


def _last_serial(connection: Connection, table: Table) -> int:
    if "serial" not in table.c:
        return 0
    return int(connection.execute(select(func.max(table.c.serial))).scalar() or 0)
