"""Figures about a case that people leave in its log, such as those of an audit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from pourparler.ledger import tables
from pourparler.ledger.log import Clock, Command, append_command


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A note as the log has it: who left it when, and its ids and figures."""

    at: datetime
    coder: str
    arguments: Mapping[str, Any]


def record_note(
    connection: Connection, clock: Clock, name: str, figures: Mapping[str, Any], *, coder: str
) -> Noted:
    """Append a command that holds nothing but figures; see `Ledger.record_note`."""
    stamp = append_command(connection, clock, Command(name=name, coder=coder, arguments=figures))
    return Noted(at=stamp.at, coder=coder, arguments=figures)


def find_note(connection: Connection, name: str, at: datetime | None = None) -> Noted | None:
    """Return the last note of a name, up to an instant, or None."""
    log = tables.command.c
    query = select(log.recorded_at, log.coder, log.arguments).where(log.name == name)
    if at is not None:
        query = query.where(log.recorded_at <= at)
    row = connection.execute(query.order_by(log.id.desc()).limit(1)).first()
    return None if row is None else Noted(at=row[0], coder=row[1], arguments=row[2])
