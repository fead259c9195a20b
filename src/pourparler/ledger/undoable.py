"""Whether a command may be undone: only while nobody has gone on from what it left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sqlalchemy import Connection, select

from pourparler.case.records import Statement
from pourparler.errors import UndoError
from pourparler.ledger import dialect, rows, tables
from pourparler.ledger.checks import is_machine
from pourparler.ledger.decide import find_versions
from pourparler.ledger.owners import owner
from pourparler.ledger.plan import Living
from pourparler.ledger.restoring import Held
from pourparler.ledger.tables import holds


def require_as_left(
    connection: Connection, id_: str, now: Living | None, left: Held | None
) -> None:
    """Refuse where a person went on from what the command left; a machine's readings may pass."""
    if now is None and left is None:
        return
    if now is not None and left is not None and _same(now.statement, left.statement):
        return
    by_person = (now and not now.is_machines) or (left and not is_machine(left.owner))
    if by_person or not is_machine(_last_coder(connection, id_, is_held=now is not None)):
        raise UndoError(f"statement {id_} was decided on again since then")


def _last_coder(connection: Connection, id_: str, *, is_held: bool) -> str:
    """Return who changed a statement last, or took it away."""
    if is_held:
        return find_versions(connection, [id_])[id_].coder
    statement, command = tables.statement, tables.command
    coder: str = connection.execute(
        select(command.c.coder)
        .join_from(statement, command, command.c.id == statement.c.retracted_by)
        .where(statement.c.id == id_)
        .order_by(command.c.id.desc())
        .limit(1)
    ).scalar_one()
    return coder


def require_unused(
    connection: Connection, lost: Mapping[str, list[str]], ids: Iterable[str]
) -> None:
    """Refuse where people used an actor or issue that the case would no longer have."""
    statement, coding, link = tables.statement, tables.coding, tables.statement_actor
    command = tables.command
    actors, issues = lost.get("actors", []), lost.get("issues", [])
    if not actors and not issues:
        return
    coded = connection.execute(
        select(coding.c.statement, coding.c.coder).where(
            holds(coding),
            dialect.one_of(coding.c.issue, issues) | dialect.one_of(coding.c.about, actors),
            ~dialect.one_of(coding.c.statement, ids),
        )
    ).all()
    spoken = connection.execute(
        select(statement.c.id, owner())
        .join_from(statement, command, command.c.id == statement.c.command)
        .join(link, link.c.statement_serial == statement.c.serial)
        .where(
            holds(statement),
            dialect.one_of(link.c.actor, actors),
            ~dialect.one_of(statement.c.id, ids),
        )
    ).all()
    for id_, coder in (*coded, *spoken):
        if not is_machine(coder):
            names = ", ".join((*actors, *issues))
            raise UndoError(f"statement {id_} was decided on since then and needs {names}")


def _same(one: Statement, other: Statement) -> bool:
    """Say whether two statements are the same, apart from what is their report's."""
    inherited = {name: getattr(other, name) for name in rows.INHERITED_FIELDS}
    return replace(one, **inherited) == other
