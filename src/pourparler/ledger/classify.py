"""Setting the level of handling of reports, statements and remarks, and taking that back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, insert, or_, select, update

from pourparler.case.records import HANDLINGS, Handling
from pourparler.errors import RecordError, UndoError, UnknownNameError
from pourparler.ledger import dialect, tables
from pourparler.ledger.levels import PUBLIC, Levels, find_levels, report_level
from pourparler.ledger.log import Clock, Command, Stamp, append_command
from pourparler.ledger.remarks import REMARKS
from pourparler.ledger.tables import holds

HANDLING: Final = "handling"
"""The command by which a person sets who may see something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Classifying:
    """What a person sets, on what, and why. Frozen.

    ``targets`` are ids of reports and statements that hold, and of the commands of notes and
    estimates.
    """

    level: Handling
    targets: tuple[str, ...]
    coder: str
    reason: str | None = None


class _Place(NamedTuple):
    """Where a level is set: on a report, a span of one, or a remark."""

    target: str
    kind: str
    own: str
    report: str | None = None
    start: int | None = None
    end: int | None = None


def set_levels(connection: Connection, clock: Clock, asked: Classifying) -> str | None:
    """Set a level as one command; see `Ledger.set_handling`.

    Raises
    ------
    UnknownNameError
        Something is no report, statement, note or estimate that holds.
    RecordError
        A statement would be less strict than its report.
    """
    levels = find_levels(connection)
    places = [_find(connection, target) for target in dict.fromkeys(asked.targets)]
    chosen = {place.target: asked.level for place in places if place.kind == "report"}
    for place in places:
        if place.kind == "statement":
            _require_as_strict(connection, place, asked.level, chosen)
    gone, new = [], []
    for place in places:
        old = _standing(connection, place)
        if place.kind == "statement" and asked.level == PUBLIC:
            gone += old
        elif _present(place, levels) != asked.level:
            gone += old
            new.append(place)
    if not gone and not new:
        return None
    arguments: dict[str, Any] = {"targets": [place.target for place in places], "to": asked.level}
    arguments |= {"reason": asked.reason} if asked.reason else {}
    command = Command(name=HANDLING, coder=asked.coder, arguments=arguments)
    stamp = append_command(connection, clock, command)
    _retract(connection, stamp, gone)
    _append(connection, stamp, [(place, asked.level) for place in new])
    return stamp.command


def _find(connection: Connection, target: str) -> _Place:
    """Return what an id is of."""
    report, statement, log = tables.report, tables.statement, tables.command
    found = connection.execute(
        select(report.c.id, report.c.handling).where(report.c.id == target, holds(report))
    ).first()
    if found:
        return _Place(target, "report", found.handling, report=target)
    said = connection.execute(
        select(statement.c.report, statement.c.start, statement.c.end).where(
            statement.c.id == target, holds(statement)
        )
    ).first()
    if said:
        return _Place(target, "statement", PUBLIC, said.report, said.start, said.end)
    remark = connection.execute(
        select(log.c.arguments).where(log.c.id == target, log.c.name.in_(REMARKS))
    ).scalar()
    if remark:
        return _Place(target, "remark", remark.get("handling", HANDLINGS[-1]))
    raise UnknownNameError(
        f"{target!r} is no report, statement, note or estimate",
        hint="`pourparler reports CASE` and `pourparler statements CASE` list ids; notes and "
        "estimates go by the id of their command, as `history` prints it.",
    )


def _require_as_strict(
    connection: Connection, place: _Place, level: Handling, chosen: Mapping[str, Handling]
) -> None:
    report = tables.report
    above = (
        chosen.get(place.report or "")
        or connection.execute(
            select(report_level()).where(report.c.id == place.report, holds(report))
        ).scalar_one()
    )
    if HANDLINGS.index(level) < HANDLINGS.index(above):
        raise RecordError(
            f"statement {place.target} is of report {place.report}, which is {above}: it cannot "
            f"be {level}",
            hint=f"Set the report first: `pourparler handling CASE {level} {place.report}`.",
        )


def _present(place: _Place, levels: Levels) -> str:
    """Return the level that something has of its own."""
    if place.kind != "statement":
        return levels.targets.get(place.target, place.own)
    same = [
        level
        for start, end, level in levels.spans.get(place.report or "", ())
        if (start, end) == (place.start, place.end)
    ]
    return same[-1] if same else place.own


def _standing(connection: Connection, place: _Place) -> list[int]:
    """Return the rows that a new level takes the place of.

    For a statement they are those on its very span, and those that overlap it and were set on
    a statement that is there no more.
    """
    table, statement = tables.handling, tables.statement
    mine = table.c.target == place.target
    if place.kind == "statement":
        alive = select(statement.c.id).where(holds(statement))
        overlaps = (
            (table.c.report == place.report)
            & (table.c.start < place.end)
            & (table.c.end > place.start)
        )
        same = (table.c.start == place.start) & (table.c.end == place.end)
        mine = or_(mine, overlaps & (same | table.c.target.not_in(alive)))
    query = select(table.c.serial).where(mine, holds(table))
    return list(connection.execute(query.order_by(table.c.serial)).scalars())


def _retract(connection: Connection, stamp: Stamp, serials: Iterable[int]) -> None:
    table = tables.handling
    connection.execute(
        update(table).where(dialect.one_of(table.c.serial, serials)).values(stamp.retracted())
    )


def _append(connection: Connection, stamp: Stamp, rows: Sequence[tuple[_Place, Handling]]) -> None:
    if rows:
        values = [
            {
                "target": place.target,
                "report": place.report,
                "start": place.start,
                "end": place.end,
                "handling": level,
            }
            | stamp.appended()
            for place, level in rows
        ]
        connection.execute(insert(tables.handling), values)


def restore_levels(connection: Connection, stamp: Stamp, command_id: str, *, again: bool) -> None:
    """Set levels as they were before a command, or (``again``) as it had set them.

    Raises
    ------
    UndoError
        A level was set again since then.
    """
    table = tables.handling
    made, gone = table.c.command == command_id, table.c.retracted_by == command_id
    targets = set(connection.execute(select(table.c.target).where(made | gone)).scalars())
    if not targets:
        return
    before, after = (
        {row.target: row for row in connection.execute(select(table).where(one)).all()}
        for one in (gone, made)
    )
    left, goal = (before, after) if again else (after, before)
    now = {
        row.target: row
        for row in connection.execute(
            select(table).where(dialect.one_of(table.c.target, targets), holds(table))
        ).all()
    }
    for target in sorted(targets):
        levels = [found[target].handling if target in found else None for found in (now, left)]
        if levels[0] != levels[1]:
            raise UndoError(f"the handling of {target} was set again since then")
    _retract(connection, stamp, [row.serial for row in now.values()])
    back = [
        (_Place(row.target, "", "", row.report, row.start, row.end), row.handling)
        for row in goal.values()
    ]
    _append(connection, stamp, back)
