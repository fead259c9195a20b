"""Whose a statement is: a machine's, which reads it anew, or a person's, which stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, FromClause, String, func

from pourparler.ledger import tables
from pourparler.ledger.checks import is_machine
from pourparler.ledger.log import RETRACT_REPORT

UNDO: Final = "undo"
"""The command that makes statements as they were before another command."""

REDO: Final = "redo"
"""The command that does again what was undone."""

MERGE: Final = "merge"
"""The command that takes in another copy of the ledger, with the commands of that."""

MOVES: Final = frozenset({"actor_merge", "actor_rename", "actor_split"})
"""Commands that give statements another actor without saying that a reading was wrong."""


@dataclass(frozen=True, slots=True)
class Taken:
    """That a row of a statement was retracted: by which command, and whose the row was."""

    command: str
    coder: str
    name: str
    arguments: Mapping[str, Any]
    owner: str


def owner(command: FromClause = tables.command) -> ColumnElement[str]:
    """Return who a statement belongs to, given the table of the command that appended it.

    A command that moves or restores a machine's statement names that machine.
    """
    machine = func.json_extract(
        command.c.arguments, '$.owners."' + tables.statement.c.id + '"', type_=String
    )
    return func.coalesce(machine, command.c.coder, type_=String)


def is_rejected(taken: Sequence[Taken], before: str | None = None) -> bool:
    """Say whether a statement that does not hold was taken back by a person.

    Parameters
    ----------
    taken : sequence of Taken
        When it was retracted, in order.
    before : str, optional
        Look only at what came before this command.
    """
    for last in reversed(taken):
        if last.name == MERGE or (before is not None and last.command >= before):
            continue  # merging decides nothing of its own
        if is_machine(last.coder) or last.name == RETRACT_REPORT:
            return False
        if last.name == UNDO:
            return is_rejected(taken, before=last.arguments["command"])
        name = last.arguments["name"] if last.name == REDO else last.name
        return not (name in MOVES and is_machine(last.owner))
    return False
