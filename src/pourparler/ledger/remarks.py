"""What people say of a case beside its statements: notes, and estimates of their own.

They are commands of the log that touch no row, so they are undone and done again, and travel in
bundles, like any other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, select

from pourparler.case.records import HANDLINGS, Handling
from pourparler.ledger import tables
from pourparler.ledger.levels import allowed_below, find_levels, level_of
from pourparler.ledger.owners import REDO, UNDO

ASSESS: Final = "assess"
"""The command that keeps a person's own estimate of where an actor stands on an issue."""

NOTE: Final = "note"
"""The command that keeps a person's note on anything."""

REMARKS: Final = frozenset({ASSESS, NOTE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A note or an estimate as the log has it. Frozen."""

    command: str
    at: datetime
    coder: str
    name: str
    arguments: Mapping[str, Any]


def find_remarks(
    connection: Connection, *, at: datetime | None = None, ceiling: Handling | None = None
) -> list[Remark]:
    """Return the remarks that are not undone, or were not at an instant, in order."""
    log = tables.command.c
    levels = [find_levels(connection, at).targets, find_levels(connection).targets]
    query = select(log.id, log.recorded_at, log.coder, log.name, log.arguments).where(
        log.name.in_((*REMARKS, UNDO, REDO))
    )
    if at is not None:
        query = query.where(log.recorded_at <= at)
    made: dict[str, Remark] = {}
    undone: set[str] = set()
    for id_, when, coder, name, said in connection.execute(query.order_by(log.id)):
        if name in REMARKS:
            level = level_of(id_, said.get("handling", HANDLINGS[-1]), *levels)
            said |= {"handling": level} if "handling" in said else {}
            made[id_] = Remark(command=id_, at=when, coder=coder, name=name, arguments=said)
        elif name == UNDO:
            undone.add(said["command"])
        else:
            undone.discard(said["command"])
    allowed = allowed_below(ceiling)
    return [
        one
        for id_, one in made.items()
        if id_ not in undone and one.arguments.get("handling", HANDLINGS[-1]) in allowed
    ]
