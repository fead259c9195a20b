"""The log: what people and readers did, in order; every other row belongs to a command."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Connection, String, func, insert, literal_column, select
from ulid import ULID

from pourparler.ledger import tables
from pourparler.ledger.checks import check_instant, check_texts

RECORD_READING: Final = "record_reading"
"""The command that makes the ledger hold a report as a machine read it."""

RETRACT_REPORT: Final = "retract_report"
"""The command that takes back a report with all that was read from it."""

Clock = Callable[[], datetime]
"""Returns the present instant, aware of its offset from UTC."""


def utc_now() -> datetime:
    """Return the present instant in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """Something that somebody did, ready for `append_command`.

    ``arguments`` are ids and numbers, never text of a report, so that a report can be
    erased without touching the log.
    """

    name: str
    coder: str
    arguments: Mapping[str, Any]
    reader_version: str | None = None


@dataclass(frozen=True, slots=True)
class Stamp:
    """A command's place in the log: what the rows it appends and retracts carry."""

    command: str
    at: datetime

    def appended(self) -> dict[str, Any]:
        """Return the columns that an appended row takes from its command."""
        return {"command": self.command, "recorded_at": self.at}

    def retracted(self) -> dict[str, Any]:
        """Return the columns that a retracted row takes from its command."""
        return {"retracted_by": self.command, "retracted_at": self.at}

    def ids(self, count: int) -> list[str]:
        """Return ids for the rows of this command, in order, all after its own."""
        own = int(ULID.from_str(self.command))
        return [str(ULID.from_int(own + n)) for n in range(1, count + 1)]


def append_command(connection: Connection, clock: Clock, command: Command) -> Stamp:
    """Append a command to the log and return its place there.

    Ids rise and instants never fall along the log, even when the clock is set back: a
    replay then sees the rows in the order in which they were written.

    Raises
    ------
    RecordError
        The clock gives no offset from UTC, or a name cannot be stored.
    """
    texts = [("coder", command.coder), ("reader_version", command.reader_version or "")]
    check_texts(f"command {command.name}", texts)
    now = clock()
    check_instant(now, "the clock")
    log = tables.command.c
    newest = select(func.max(log.id)).scalar_subquery()  # not of recorded_at: has no index
    last = connection.execute(select(log.recorded_at).where(log.id == newest)).scalar()
    at = now.astimezone(UTC) if last is None else max(now.astimezone(UTC), last)
    stamp = Stamp(_next_id(connection, at), at)
    values = {
        "id": stamp.command,
        "recorded_at": at,
        "coder": command.coder,
        "name": command.name,
        "arguments": dict(command.arguments),
        "reader_version": command.reader_version,
    }
    connection.execute(insert(tables.command), values)
    return stamp


def find_readings(
    connection: Connection,
    coder: str,
    *,
    report: str | None = None,
    at: datetime | None = None,
) -> dict[str, str]:
    """Return which version of a reader read each report that holds.

    Parameters
    ----------
    coder : str
        The machine. A report that another one read after it is left out, because what
        one machine gives up another may take on.
    report : str, optional
        Only this report; then the cost is that of its own commands, else of the log.
    at : datetime, optional
        As the log was at this instant.
    """
    command = tables.command.c
    # Written as in the index `command_of_report`, or SQLite would not use it.
    of_report = func.json_extract(command.arguments, literal_column("'$.report'"), type_=String)
    found = select(of_report, command.name, command.coder, command.reader_version).where(
        command.name.in_((RECORD_READING, RETRACT_REPORT))
    )
    if report is not None:
        found = found.where(of_report == report)
    if at is not None:
        found = found.where(command.recorded_at <= at)
    versions: dict[str, str] = {}
    for id_, name, reader, version in connection.execute(found.order_by(command.id)):
        versions.pop(id_, None)
        if name == RECORD_READING and reader == coder:
            versions[id_] = version
    return versions


def _next_id(connection: Connection, at: datetime) -> str:
    """Return a ULID of the instant, or the one after the last where that is later."""
    fresh = int(ULID.from_bytes(int(at.timestamp() * 1000).to_bytes(6, "big") + os.urandom(10)))
    for table in (
        tables.command,
        tables.coding,
        tables.utterance,
        tables.commitment,
        tables.event,
    ):
        last = connection.execute(select(func.max(table.c.id))).scalar()
        if last is not None:
            fresh = max(fresh, int(ULID.from_str(last)) + 1)
    return str(ULID.from_int(fresh))
