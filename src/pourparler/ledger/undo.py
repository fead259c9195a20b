"""Undoing a command, and doing it again: by a further command, from the rows of the first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, select, update

from pourparler.case.records import Statement
from pourparler.errors import UndoError, UnknownNameError
from pourparler.ledger import dialect, tables
from pourparler.ledger.append import require_report, write
from pourparler.ledger.checks import is_machine
from pourparler.ledger.classify import HANDLING, restore_levels
from pourparler.ledger.decide import living_of
from pourparler.ledger.log import Clock, Command, Stamp, append_command
from pourparler.ledger.owners import MERGE, REDO, UNDO
from pourparler.ledger.plan import Changes, Living
from pourparler.ledger.remarks import ASSESS, NOTE
from pourparler.ledger.restoring import (
    Held,
    bring_back_reports,
    find_held,
    find_notes,
    restore_utterances,
    take_back_reports,
)
from pourparler.ledger.tables import holds
from pourparler.ledger.undoable import require_as_left, require_unused
from pourparler.ledger.unmerging import plan_reversal, write_reversal

CASE_COMMANDS: Final = frozenset(
    {
        "actor_merge", "actor_split", "actor_rename",
        "issue_add", "issue_split", "issue_retire", "issue_reword",
        "number_change", "scenario_keep", "scenario_remove",
    }
)  # fmt: skip
"""Commands that change the case file too."""

UNDOABLE: Final = CASE_COMMANDS | {
    "accept", "reject", "recode", "correct", "add", "assign", "ignore",
        "source_alias", "person_add", "actor_add",
    "record_statement", "retract_statement", "join_statements", "part_statement", MERGE,
    ASSESS, NOTE, HANDLING,
}  # fmt: skip
"""Commands that change statements, codings, utterances, notes or the case file, and no more.

Merging changes any table, and is undone from the rows of all of them.
"""


JOINS: Final = frozenset({"join_statements", "part_statement"})
"""Commands that change what utterance statements are of, and no statement."""


@dataclass(frozen=True, slots=True)
class Undone:
    """What undoing or redoing a command came to.

    Attributes
    ----------
    command : str
        Id of the new command.
    of : str
        Id of the command that was undone or done again.
    name : str
        Its name.
    arguments : mapping
        Its arguments.
    changed : tuple of pairs of str or None
        Statements that it touches: the id where it held until now, and where it holds now.
    restored : tuple of Statement
        Those that hold again.
    is_behind : bool
        The case was changed since the command by another one that stands.
    """

    command: str
    of: str
    name: str
    arguments: Mapping[str, Any]
    changed: tuple[tuple[str | None, str | None], ...]
    restored: tuple[Statement, ...]
    is_behind: bool


def undo(
    connection: Connection,
    clock: Clock,
    command_id: str,
    *,
    coder: str,
    again: bool,
    reason: str | None = None,
) -> Undone:
    """Make things as they were before a command, or (``again``) as it had made them.

    Raises
    ------
    UndoError
        Later decisions rest on it, or it is no command that can be undone.
    """
    name, arguments = _require_command(connection, command_id)
    _require_turn(connection, command_id, again=again)
    if name == MERGE:
        why = {"reason": reason} if reason else {}
        turn = {"command": command_id, "name": name, **why}
        command = Command(name=REDO if again else UNDO, coder=coder, arguments=turn)
        return _turn_merge(connection, clock, command, arguments)
    ids = sorted(set(_touched(name, arguments)))
    lost = arguments.get("gone" if again else "made", {})
    require_unused(connection, lost, ids)
    before = find_held(connection, ids, command_id, after=False)
    after = find_held(connection, ids, command_id, after=True)
    start, goal = (before, after) if again else (after, before)
    now = living_of(connection, ids)
    changes, owners = Changes(), {}
    for id_ in ids:
        require_as_left(connection, id_, now.get(id_), start.get(id_))
        _plan(changes, now.get(id_), goal.get(id_))
        if (held := goal.get(id_)) and is_machine(held.owner):
            owners[id_] = held.owner
    said: dict[str, Any] = {"command": command_id, "name": name, "statements": ids}
    said |= {"count": arguments["count"]} if "count" in arguments else {}
    said |= {"owners": owners} if owners else {}
    said |= {"reason": reason} if reason else {}
    notes = find_notes(connection, command_id, arguments, again=again)
    said |= {"reports": notes} if notes and again else {}
    command = Command(name=REDO if again else UNDO, coder=coder, arguments=said)
    stamp = append_command(connection, clock, command)
    if again:
        bring_back_reports(connection, stamp, notes, command_id)
    for statement in changes.statements:
        require_report(connection, statement.report)
    write(connection, stamp, changes)
    _clear_issues(connection, stamp, lost.get("issues", ()))
    restore_utterances(connection, stamp, command_id, again=again)
    restore_levels(connection, stamp, command_id, again=again)
    if not again:
        take_back_reports(connection, stamp, notes)
    changed = tuple((i if i in now else None, i if i in goal else None) for i in ids)
    return Undone(
        command=stamp.command,
        of=command_id,
        name=name,
        arguments=arguments,
        changed=changed,
        restored=tuple(held.statement for held in goal.values()),
        is_behind=_is_behind(connection, command_id),
    )


def _is_behind(connection: Connection, command_id: str) -> bool:
    """Say whether a later command that stands has changed the case."""
    log = tables.command.c
    later = connection.execute(
        select(log.id).where(log.id > command_id, log.name.in_((MERGE, *CASE_COMMANDS)))
    ).scalars()
    return bool(set(later) - find_undone(connection).keys())


def _turn_merge(
    connection: Connection, clock: Clock, command: Command, arguments: Mapping[str, Any]
) -> Undone:
    """Take back what the merge, or the last turn of it, did in any table."""
    merged = command.arguments["command"]
    log = tables.command.c
    turns = connection.execute(
        select(log.id, log.arguments).where(log.name.in_((UNDO, REDO))).order_by(log.id)
    )
    last = [id_ for id_, said in turns if said["command"] == merged][-1:]
    reversal = plan_reversal(connection, set(last or [merged, *arguments["brought"]]))
    ids = arguments["statements"]
    before = living_of(connection, ids)
    said = dict(command.arguments) | {"statements": ids, "owners": reversal.owners}
    stamp = append_command(connection, clock, replace(command, arguments=said))
    write_reversal(connection, stamp, reversal)
    after = living_of(connection, ids)
    changed = tuple((i if i in before else None, i if i in after else None) for i in ids)
    return Undone(stamp.command, merged, MERGE, arguments, changed, (), is_behind=False)


def find_undone(connection: Connection) -> dict[str, str]:
    """Return the commands that are undone at present, with the undo that did it."""
    log = tables.command.c
    found = connection.execute(
        select(log.id, log.name, log.arguments).where(log.name.in_((UNDO, REDO))).order_by(log.id)
    )
    undone: dict[str, str] = {}
    for id_, name, arguments in found:
        if name == UNDO:
            undone[arguments["command"]] = id_
        else:
            undone.pop(arguments["command"], None)
    return undone


def next_to_undo(connection: Connection, coder: str) -> str:
    """Return the last command of a person that is not undone.

    Raises
    ------
    UndoError
        There is none.
    """
    log, undone = tables.command.c, find_undone(connection)
    for id_ in _own(connection, coder, log.name.in_(UNDOABLE)):
        if id_ not in undone:
            return id_
    raise UndoError(
        f"there is nothing of {coder} to undo",
        hint="`pourparler history CASE` lists who did what; name a command to undo that one.",
    )


def next_to_redo(connection: Connection, coder: str) -> str:
    """Return the command that a person undid last, unless the person went on from there.

    Raises
    ------
    UndoError
        There is none.
    """
    log = tables.command.c
    waiting: list[str] = []
    found = connection.execute(
        select(log.name, log.arguments)
        .where(log.coder == coder, log.name.in_((UNDO, REDO, *UNDOABLE)))
        .order_by(log.id)
    )
    for name, arguments in found:
        if name == UNDO:
            waiting.append(arguments["command"])
        elif name == REDO:
            waiting = [id_ for id_ in waiting if id_ != arguments["command"]]
        else:
            waiting = []
    undone = find_undone(connection)
    for id_ in reversed(waiting):
        if id_ in undone:
            return id_
    raise UndoError(
        f"there is nothing of {coder} to do again",
        hint="After a new decision, name the command to do again: `pourparler redo CASE COMMAND`.",
    )


def _own(connection: Connection, coder: str, kind: ColumnElement[bool]) -> Iterable[str]:
    log = tables.command.c
    return connection.execute(
        select(log.id).where(log.coder == coder, kind).order_by(log.id.desc())
    ).scalars()


def _require_command(connection: Connection, command_id: str) -> tuple[str, dict[str, Any]]:
    log = tables.command.c
    row = connection.execute(
        select(log.name, log.arguments, log.coder).where(log.id == command_id)
    ).first()
    if row is None:
        raise UnknownNameError(
            f"command {command_id!r} is not in the log",
            hint="`pourparler history CASE` lists the ids of commands.",
        )
    if row.name not in UNDOABLE or is_machine(row.coder):
        raise UndoError(f"command {command_id} is {row.name} by {row.coder}: it cannot be undone")
    return row.name, row.arguments


def _require_turn(connection: Connection, command_id: str, *, again: bool) -> None:
    """Refuse to undo twice, or to do again what was not undone."""
    if (command_id in find_undone(connection)) != again:
        state = "is not undone" if again else "is undone already"
        raise UndoError(f"command {command_id} {state}")


def _touched(name: str, arguments: Mapping[str, Any]) -> Iterable[str]:
    if name in JOINS:
        return
    yield from arguments.get("statements", ())
    if "statement" in arguments:
        yield arguments["statement"]


def _clear_issues(connection: Connection, stamp: Stamp, issues: Iterable[str]) -> None:
    """Retract what machines coded on issues that the case no longer has."""
    coding = tables.coding
    connection.execute(
        update(coding)
        .where(dialect.one_of(coding.c.issue, issues), holds(coding))
        .values(stamp.retracted())
    )


def _plan(changes: Changes, now: Living | None, goal: Held | None) -> None:
    if now is None and goal is not None:
        changes.append(goal.statement)
    elif now is not None and goal is None:
        changes.retract(now)
    elif now is not None and goal is not None:
        changes.replace(now, goal.statement, row=True)
