"""Undoing a command, and doing it again: by a further command, from the rows of the first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Table, insert, or_, select, update

from pourparler.case.records import Statement
from pourparler.errors import UndoError, UnknownNameError
from pourparler.ledger import dialect, rows, tables
from pourparler.ledger.append import find_rejected, require_report, write
from pourparler.ledger.checks import is_machine
from pourparler.ledger.decide import living_of
from pourparler.ledger.find import statement_columns
from pourparler.ledger.log import Clock, Command, Stamp, append_command
from pourparler.ledger.owners import MERGE, REDO, UNDO, owner
from pourparler.ledger.plan import Changes, Living
from pourparler.ledger.tables import holds
from pourparler.ledger.unmerging import plan_reversal, write_reversal

UNDOABLE: Final = frozenset(
    {
        "accept", "reject", "recode", "correct", "add", "assign",
        "actor_merge", "actor_split", "actor_rename",
        "issue_add", "issue_split", "issue_retire", "issue_reword",
        "record_statement", "retract_statement", "join_statements", "part_statement", MERGE,
    }
)  # fmt: skip
"""Commands that change statements, codings, utterances, notes or the case file, and no more.

Merging changes any table, and is undone from the rows of all of them.
"""


JOINS: Final = frozenset({"join_statements", "part_statement"})
"""Commands that change what utterance statements are of, and no statement."""


@dataclass(frozen=True, slots=True)
class Held:
    """A statement as it held at some point of the log, and whose it was."""

    statement: Statement
    owner: str


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
    """

    command: str
    of: str
    name: str
    arguments: Mapping[str, Any]
    changed: tuple[tuple[str | None, str | None], ...]


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
    _require_unused(connection, lost, ids)
    before = _held(connection, ids, command_id, after=False)
    after = _held(connection, ids, command_id, after=True)
    start, goal = (before, after) if again else (after, before)
    now = living_of(connection, ids)
    changes, owners = Changes(), {}
    for id_ in ids:
        _require_as_left(connection, id_, now.get(id_), start.get(id_))
        _plan(changes, now.get(id_), goal.get(id_))
        if (held := goal.get(id_)) and is_machine(held.owner):
            owners[id_] = held.owner
    said: dict[str, Any] = {"command": command_id, "name": name, "statements": ids}
    said |= {"count": arguments["count"]} if "count" in arguments else {}
    said |= {"owners": owners} if owners else {}
    said |= {"reason": reason} if reason else {}
    command = Command(name=REDO if again else UNDO, coder=coder, arguments=said)
    stamp = append_command(connection, clock, command)
    notes = arguments.get("reports", [])
    if again:
        _bring_back_reports(connection, stamp, notes, command_id)
    for statement in changes.statements:
        require_report(connection, statement.report)
    write(connection, stamp, changes)
    _clear_issues(connection, stamp, lost.get("issues", ()))
    _restore_utterances(connection, stamp, command_id, again=again)
    if not again:
        _take_back_reports(connection, stamp, notes)
    changed = tuple((i if i in now else None, i if i in goal else None) for i in ids)
    return Undone(stamp.command, command_id, name, arguments, changed)


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
    return Undone(stamp.command, merged, MERGE, arguments, changed)


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


def _held(
    connection: Connection, ids: Iterable[str], command_id: str, *, after: bool
) -> dict[str, Held]:
    """Return what held of the statements just before, or just after, a command."""
    ids = list(ids)
    statement, coding, command = tables.statement, tables.coding, tables.command
    found = connection.execute(
        select(owner(), *statement_columns())
        .join_from(statement, command, command.c.id == statement.c.command)
        .join(tables.report, tables.report.c.id == statement.c.report)
        .where(dialect.one_of(statement.c.id, ids), _at(statement, command_id, after=after))
        .order_by(tables.report.c.serial)  # of several versions of a report, the last
    ).all()
    codings: dict[str, list[Any]] = {}
    for row in connection.execute(
        select(*(coding.c[name] for name in ("statement", *rows.CODING_FIELDS)))
        .where(dialect.one_of(coding.c.statement, ids), _at(coding, command_id, after=after))
        .order_by(coding.c.id)
    ):
        codings.setdefault(row.statement, []).append(rows.read_coding(row))
    return {
        row.id: Held(rows.read_statement(row, tuple(codings.get(row.id, ()))), row[0])
        for row in found
    }


def _at(table: Table, command_id: str, *, after: bool) -> ColumnElement[bool]:
    """Return the condition that a row held just before or just after a command."""
    made, gone = table.c.command, table.c.retracted_by
    if after:
        return (made <= command_id) & or_(gone.is_(None), gone > command_id)
    return (made < command_id) & or_(gone.is_(None), gone >= command_id)


def _require_as_left(
    connection: Connection, id_: str, now: Living | None, left: Held | None
) -> None:
    """Refuse where a person went on from what the command left."""
    if now is None and left is None:
        return
    if now is not None and left is not None and _same(now.statement, left.statement):
        return
    if now is None and left is not None and is_machine(left.owner):
        by_people = id_ in find_rejected(connection, left.statement.report)
    else:
        by_people = bool(now and not now.is_machines) or bool(left and not is_machine(left.owner))
    if by_people:
        raise UndoError(f"statement {id_} was decided on again since then")


def _require_unused(
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


def _clear_issues(connection: Connection, stamp: Stamp, issues: Iterable[str]) -> None:
    """Retract what machines coded on issues that the case no longer has."""
    coding = tables.coding
    connection.execute(
        update(coding)
        .where(dialect.one_of(coding.c.issue, issues), holds(coding))
        .values(stamp.retracted())
    )


def _same(one: Statement, other: Statement) -> bool:
    """Say whether two statements are the same, apart from what is their report's."""
    inherited = {name: getattr(other, name) for name in rows.INHERITED_FIELDS}
    return replace(one, **inherited) == other


def _plan(changes: Changes, now: Living | None, goal: Held | None) -> None:
    if now is None and goal is not None:
        changes.append(goal.statement)
    elif now is not None and goal is None:
        changes.retract(now)
    elif now is not None and goal is not None:
        changes.replace(now, goal.statement, row=True)


def _restore_utterances(
    connection: Connection, stamp: Stamp, command_id: str, *, again: bool
) -> None:
    """Put statements back into the utterances that a person had put them into.

    What a machine joined is left to the machine.
    """
    utterance = tables.utterance
    changed = select(utterance.c.statement).where(
        or_(utterance.c.command == command_id, utterance.c.retracted_by == command_id)
    )
    names = set(connection.execute(changed).scalars())
    if not names:
        return
    left, goal = (
        _places(connection, names, _at(utterance, command_id, after=after))
        for after in (not again, again)
    )
    now = _places(connection, names, holds(utterance))
    for name in sorted(names):
        if now.get(name) != left.get(name):
            raise UndoError(f"statement {name} was joined or parted again since then")
    connection.execute(
        update(utterance)
        .where(dialect.one_of(utterance.c.statement, names), holds(utterance))
        .values(stamp.retracted())
    )
    values = [{"id": id_, "statement": name} | stamp.appended() for name, id_ in goal.items()]
    if values:
        connection.execute(insert(utterance), values)


def _places(
    connection: Connection, names: Iterable[str], when: ColumnElement[bool]
) -> dict[str, str]:
    """Return the utterances that people put statements into."""
    utterance, command = tables.utterance, tables.command
    found = connection.execute(
        select(utterance.c.statement, utterance.c.id, command.c.coder)
        .join_from(utterance, command, command.c.id == utterance.c.command)
        .where(dialect.one_of(utterance.c.statement, names), when)
    )
    return {name: id_ for name, id_, coder in found if not is_machine(coder)}


def _take_back_reports(connection: Connection, stamp: Stamp, ids: Iterable[str]) -> None:
    """Retract the notes that came with a command, unless something else was made of them."""
    report, statement = tables.report, tables.statement
    for id_ in ids:
        rest = select(statement.c.id).where(statement.c.report == id_, holds(statement)).limit(1)
        if (other := connection.execute(rest).scalar()) is not None:
            raise UndoError(f"statement {other} was added from the same note {id_} since then")
        connection.execute(
            update(report).where(report.c.id == id_, holds(report)).values(stamp.retracted())
        )


def _bring_back_reports(
    connection: Connection, stamp: Stamp, ids: Iterable[str], command_id: str
) -> None:
    report = tables.report
    for id_ in ids:
        row = connection.execute(
            select(*(report.c[name] for name in rows.REPORT_FIELDS)).where(
                report.c.id == id_, report.c.command == command_id
            )
        ).one()
        values = rows.report_values(rows.read_report(row))
        connection.execute(insert(report), values | stamp.appended())
