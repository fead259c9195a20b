"""Which statements report one occasion. What a person joined or parted stays so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from pourparler.errors import RecordError
from pourparler.ledger import dialect, tables
from pourparler.ledger.append import unknown
from pourparler.ledger.checks import is_machine
from pourparler.ledger.log import Clock, Command, append_command
from pourparler.ledger.tables import holds


@dataclass(frozen=True, slots=True)
class Place:
    """The utterance that a statement was put into, and whether a person put it there."""

    serial: int
    utterance: str
    is_by_person: bool


def find_utterances(connection: Connection, at: datetime | None = None) -> dict[str, str]:
    """Return the utterance of each statement that shares one with another."""
    utterance, statement = tables.utterance.c, tables.statement.c
    found = connection.execute(
        select(utterance.statement, utterance.id)
        .join_from(tables.utterance, tables.statement, statement.id == utterance.statement)
        .where(holds(tables.utterance, at), holds(tables.statement, at))
        .order_by(utterance.serial)
    ).all()
    times = Counter(id_ for _, id_ in found)
    return {name: id_ for name, id_ in found if times[id_] > 1}


def record_utterances(
    connection: Connection, clock: Clock, groups: Iterable[Collection[str]], *, coder: str
) -> str | None:
    """Put statements together as a machine joined them; see `Ledger.record_utterances`."""
    ordered = [sorted(group) for group in groups]
    _require_living(connection, {name for group in ordered for name in group})
    places = _find_places(connection)
    own = {name: place for name, place in places.items() if not place.is_by_person}
    wanted = _plan(places, ordered)
    gone = [p.serial for name, p in own.items() if wanted.get(name) != p.utterance]
    new = {
        name: id_ for name, id_ in wanted.items() if name not in own or own[name].utterance != id_
    }
    if not gone and not new:
        return None
    command = Command(name="record_utterances", coder=coder, arguments={"joined": len(new)})
    return _write(connection, clock, command, gone, new)[0]


def join_statements(
    connection: Connection, clock: Clock, names: Collection[str], *, coder: str
) -> str:
    """Put statements, and what each was joined with, together; see `Ledger.join_statements`."""
    named = sorted(set(names))
    if len(named) < 2:
        raise RecordError(
            f"{len(named)} statement to join, expected two or more",
            hint="Name every statement that reports the occasion.",
        )
    _require_living(connection, named)
    places = _find_places(connection)
    utterances = {places[name].utterance for name in named if name in places}
    members = {name for name, place in places.items() if place.utterance in utterances}
    together = sorted(members.union(named) & _find_living(connection, members.union(named)))
    id_: str | int = min(utterances) if utterances else 0
    gone = [places[name].serial for name in together if name in places]
    command = Command(name="join_statements", coder=coder, arguments={"statements": named})
    _, ids = _write(connection, clock, command, gone, dict.fromkeys(together, id_))
    return ids[together[0]]


def part_statement(connection: Connection, clock: Clock, name: str, *, coder: str) -> str:
    """Let a statement stand for an occasion of its own; see `Ledger.part_statement`."""
    _require_living(connection, [name])
    places = _find_places(connection)
    gone = [places[name].serial] if name in places else []
    command = Command(name="part_statement", coder=coder, arguments={"statement": name})
    return _write(connection, clock, command, gone, {name: 0})[0]


def _plan(places: Mapping[str, Place], groups: Iterable[list[str]]) -> dict[str, str | int]:
    """Return the utterance of every statement that a machine places; numbers are new ones.

    A group in which a person joined some takes the rest into the same utterance. Ids
    stay where they can: a group keeps the one that most of it has already.
    """
    by_people = Counter(place.utterance for place in places.values() if place.is_by_person)
    used = set(by_people)
    wanted: dict[str, str | int] = {}
    for number, group in enumerate(groups):
        placed = [places[name].utterance for name in group if name in places]
        free = [name for name in group if name not in places or not places[name].is_by_person]
        joined = {id_ for id_ in placed if by_people[id_] > 1}
        if len(joined) == 1:
            wanted |= dict.fromkeys(free, joined.pop())
        elif len(free) > 1:
            kept = sorted((-n, id_) for id_, n in Counter(placed).items() if id_ not in used)
            id_: str | int = kept[0][1] if kept else number
            used.update([id_] if isinstance(id_, str) else [])
            wanted |= dict.fromkeys(free, id_)
    return wanted


def _find_places(connection: Connection) -> dict[str, Place]:
    utterance, command = tables.utterance.c, tables.command.c
    found = connection.execute(
        select(utterance.statement, utterance.serial, utterance.id, command.coder)
        .join_from(tables.utterance, tables.command, command.id == utterance.command)
        .where(holds(tables.utterance))
    )
    return {name: Place(serial, id_, not is_machine(coder)) for name, serial, id_, coder in found}


def _find_living(connection: Connection, names: Iterable[str]) -> set[str]:
    statement = tables.statement
    found = select(statement.c.id).where(dialect.one_of(statement.c.id, names), holds(statement))
    return set(connection.execute(found).scalars())


def _require_living(connection: Connection, names: Collection[str]) -> None:
    for name in sorted(set(names) - _find_living(connection, names)):
        raise unknown("statement", name)


def _write(
    connection: Connection,
    clock: Clock,
    command: Command,
    gone: Collection[int],
    new: Mapping[str, str | int],
) -> tuple[str, dict[str, str]]:
    """Retract and append; return the command, and the utterance of each statement."""
    stamp = append_command(connection, clock, command)
    utterance = tables.utterance
    connection.execute(
        update(utterance).where(dialect.one_of(utterance.c.serial, gone)).values(stamp.retracted())
    )
    numbers = dict.fromkeys(id_ for id_ in new.values() if isinstance(id_, int))
    fresh = dict(zip(numbers, stamp.ids(len(numbers)), strict=True))
    ids = {name: id_ if isinstance(id_, str) else fresh[id_] for name, id_ in new.items()}
    values = [{"id": id_, "statement": name} | stamp.appended() for name, id_ in ids.items()]
    if values:
        connection.execute(insert(utterance), values)
    return stamp.command, ids
