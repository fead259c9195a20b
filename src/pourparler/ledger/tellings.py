"""What several places of several reports tell of: commitments and events.

A row is one place; rows with the same id tell of one commitment or event. Rows that a
machine no longer finds are retracted, and new ones appended; ids stay where they can.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, Final, Generic, TypeVar

from sqlalchemy import Connection, Row, Table, insert, select, update

from pourparler.case.commitments import COMMITMENT_KINDS, TELLINGS, CommitmentMention
from pourparler.case.events import EVENT_KINDS, EVENT_STATUSES, EventMention
from pourparler.case.records import Handling
from pourparler.errors import RecordError
from pourparler.ledger import dialect, tables
from pourparler.ledger.checks import is_machine
from pourparler.ledger.levels import report_admitted, span_admitted
from pourparler.ledger.log import Clock, Command, append_command
from pourparler.ledger.rows import Values
from pourparler.ledger.tables import holds

Mention = TypeVar("Mention", CommitmentMention, EventMention)


@dataclass(frozen=True, slots=True)
class Tellings(Generic[Mention]):
    """A table of mentions, the record that a row holds and the words its columns allow."""

    table: Table
    record: Callable[..., Mention]
    columns: tuple[str, ...]
    words: Mapping[str, tuple[str, ...]]
    place: tuple[str, ...]


COMMITMENTS: Final = Tellings(
    tables.commitment,
    CommitmentMention,
    tuple(f.name for f in fields(CommitmentMention)),
    {"kind": COMMITMENT_KINDS, "telling": TELLINGS},
    ("report", "start", "end", "telling"),
)
EVENTS: Final = Tellings(
    tables.event,
    EventMention,
    tuple(f.name for f in fields(EventMention)),
    {"kind": EVENT_KINDS, "status": EVENT_STATUSES},
    ("report", "start", "end"),
)


def find(
    connection: Connection,
    tellings: Tellings[Mention],
    at: datetime | None = None,
    ceiling: Handling | None = None,
) -> dict[str, tuple[Mention, ...]]:
    """Return the mentions by the id of what they tell of, those of reports that hold.

    Left out are places above a ceiling, by what was set on their report or span.
    """
    table, report = tellings.table, tables.report
    place = (table.c.report, table.c.start, table.c.end)
    found = connection.execute(
        select(table.c.id, *(table.c[name] for name in tellings.columns))
        .join_from(table, report, report.c.id == table.c.report)
        .where(
            holds(table, at),
            holds(report, at),
            *report_admitted(ceiling, at),
            *span_admitted(place, ceiling, at),
        )
        .order_by(table.c.serial)
    )
    groups: defaultdict[str, list[Mention]] = defaultdict(list)
    for row in found:
        groups[row.id].append(_read(tellings, row))
    return {id_: tuple(mentions) for id_, mentions in groups.items()}


def record(
    connection: Connection,
    clock: Clock,
    tellings: Tellings[Mention],
    groups: Iterable[Sequence[Mention]],
    *,
    coder: str,
) -> str | None:
    """Hold exactly these groups; see `Ledger.record_commitments`."""
    table = tellings.table
    wanted = [[_values(tellings, mention) for mention in group] for group in groups]
    if not all(wanted):
        raise RecordError(f"a {table.name} without a mention; expected at least one place")
    living = _find_living(connection, tellings)
    kept: set[int] = set()
    new: list[tuple[str | int, Values]] = []
    used: set[str] = set()
    for number, group in enumerate(wanted):
        id_ = _keep_id(tellings, living, group, used)
        used.add(id_ or "")
        for values in group:
            same = living.get(_place(tellings, values))
            if same and same.id == id_ and same.content == _content(values):
                kept.add(same.serial)
            else:
                new.append((id_ if id_ else number, values))
    gone = [row.serial for row in living.values() if row.serial not in kept]
    if not gone and not new:
        return None
    command = Command(name=f"record_{table.name}s", coder=coder, arguments={"found": len(wanted)})
    return _write(connection, clock, command, table=table, gone=gone, new=new)


@dataclass(frozen=True, slots=True)
class _Living:
    serial: int
    id: str
    content: str


def _find_living(
    connection: Connection, tellings: Tellings[Mention]
) -> dict[tuple[Any, ...], _Living]:
    table, command = tellings.table, tables.command
    found = connection.execute(
        select(table.c.serial, table.c.id, command.c.coder, *(table.c[n] for n in tellings.columns))
        .join_from(table, command, command.c.id == table.c.command)
        .where(holds(table))
    )
    living = {}
    for row in found:
        if is_machine(row.coder):
            values = {name: row._mapping[name] for name in tellings.columns}
            living[_place(tellings, values)] = _Living(row.serial, row.id, _content(values))
    return living


def _keep_id(
    tellings: Tellings[Mention],
    living: Mapping[tuple[Any, ...], _Living],
    group: Iterable[Values],
    used: set[str],
) -> str | None:
    """Return the id that most of the group has already, unless another group took it."""
    ids = [row.id for v in group if (row := living.get(_place(tellings, v))) and row.id not in used]
    return min(Counter(ids).items(), key=lambda entry: (-entry[1], entry[0]))[0] if ids else None


def _write(
    connection: Connection,
    clock: Clock,
    command: Command,
    *,
    table: Table,
    gone: Iterable[int],
    new: Sequence[tuple[str | int, Values]],
) -> str:
    stamp = append_command(connection, clock, command)
    connection.execute(
        update(table).where(dialect.one_of(table.c.serial, gone)).values(stamp.retracted())
    )
    numbers = dict.fromkeys(id_ for id_, _ in new if isinstance(id_, int))
    fresh = dict(zip(numbers, stamp.ids(len(numbers)), strict=True))
    values = [
        v | {"id": id_ if isinstance(id_, str) else fresh[id_]} | stamp.appended() for id_, v in new
    ]
    if values:
        connection.execute(insert(table), values)
    return stamp.command


def _values(tellings: Tellings[Mention], mention: Mention) -> Values:
    values = {name: getattr(mention, name) for name in tellings.columns}
    for name, allowed in tellings.words.items():
        if values[name] not in allowed:
            given = f"{name} is {values[name]!r}"
            raise RecordError(f"report {mention.report}: {given}, expected {', '.join(allowed)}")
    return values


def _place(tellings: Tellings[Mention], values: Values) -> tuple[Any, ...]:
    return tuple(values[name] for name in tellings.place)


def _content(values: Values) -> str:
    """Return the values as text: lists and tuples, dates and their text are the same."""
    return json.dumps(values, sort_keys=True, default=date.isoformat)


def _read(tellings: Tellings[Mention], row: Row[Any]) -> Mention:
    values = {name: _frozen(row._mapping[name]) for name in tellings.columns}
    return tellings.record(**values)


def _frozen(value: Any) -> Any:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
