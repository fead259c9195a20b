"""Which tellings are of one event, within a report and across reports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from pourparler.case.events import EventMention, SaidWhen
from pourparler.reader.events.finding import find_occurrences
from pourparler.reader.events.occurrence import Occurrence
from pourparler.reader.events.said_there import find_said
from pourparler.reader.outline import Outline
from pourparler.reader.when.edtf import EdtfDate
from pourparler.reader.when.units import bounds

_SAME: Final[dict[str, frozenset[str]]] = {
    "meeting": frozenset({"meeting", "summit", "talks"}),
    "summit": frozenset({"meeting", "summit", "talks"}),
    "talks": frozenset({"meeting", "summit", "talks", "call"}),
    "call": frozenset({"call", "talks"}),
    "visit": frozenset({"visit"}),
}
_LATELY: Final = timedelta(days=30)


@dataclass(slots=True)
class _Told:
    outline: Outline
    occurrence: Occurrence
    said: list[tuple[str, SaidWhen]] = field(default_factory=list)
    heard: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """The place as it is compared."""
        return self.outline.words(self.occurrence.place).casefold()

    @property
    def who(self) -> frozenset[str]:
        """The actors that are told to take part, else those who spoke there or after it."""
        return frozenset(self.occurrence.actors or self.heard)


@dataclass(slots=True)
class _Group:
    first: date
    last: date
    members: list[_Told]

    @property
    def places(self) -> set[str]:
        """The places that are told."""
        return {member.place for member in self.members} - {""}

    @property
    def who(self) -> frozenset[str]:
        """All actors that are told to take part."""
        return frozenset(actor for member in self.members for actor in member.who)


def can_be_one(kind: str, other: str) -> bool:
    """Say whether one event can be told as both kinds.

    Examples
    --------
    >>> can_be_one("summit", "meeting"), can_be_one("call", "visit")
    (True, False)
    """
    return other in _SAME[kind]


def find_events(outlines: Sequence[Outline]) -> tuple[tuple[EventMention, ...], ...]:
    """Return the events that reports tell of, each with its mentions, by date.

    Notes
    -----
    Tellings with the narrowest dates come first. Two are of one event when their dates and
    kinds allow it and one names nobody whom the other leaves out: at one place, or on one
    day. A telling without a date joins an event at its place within thirty days, or is
    left out.
    """
    told = [entry for outline in outlines for entry in _tell(outline)]
    groups: list[_Group] = []
    for entry in sorted(told, key=_precision):
        group = _fitting(groups, entry)
        if group:
            _join(group, entry)
        elif entry.occurrence.value:
            groups.append(_Group(*bounds(entry.occurrence.value), [entry]))
    groups.sort(key=lambda group: (group.last, group.first))
    return tuple(_mentions(group) for group in groups)


def _tell(outline: Outline) -> list[_Told]:
    occurrences = find_occurrences(outline)
    told = [_Told(outline, occurrence) for occurrence in occurrences]
    for number, statement, when in find_said(outline, occurrences):
        told[number].said.append((statement.id, when))
        event = occurrences[number]
        place = outline.sentence_of(statement)
        named = place is not None and place[0] == event.sentence
        if not event.actors and when == "at" and named and event.status == "held":
            event.actors = statement.actors
        if when != "before":
            told[number].heard = told[number].heard or statement.actors
    return told


def _precision(entry: _Told) -> tuple[bool, int, date, str, int]:
    value = entry.occurrence.value
    first, last = bounds(value) if value else (date.max, date.max)
    days = (last - first).days
    return value is None, days, last, entry.outline.report.id, entry.occurrence.start


def _fitting(groups: Iterable[_Group], entry: _Told) -> _Group | None:
    best: tuple[tuple[bool, int, int], _Group] | None = None
    for number, group in enumerate(groups):
        if _may_join(group, entry):
            rank = entry.place in group.places, len(group.who & entry.who), -number
            if best is None or rank > best[0]:
                best = rank, group
    return best[1] if best else None


def _may_join(group: _Group, entry: _Told) -> bool:
    kinds = {member.occurrence.kind for member in group.members}
    if kinds.isdisjoint(_SAME[entry.occurrence.kind]):
        return False
    same_place = entry.place in group.places
    agree = group.who <= entry.who or entry.who <= group.who
    value = entry.occurrence.value
    if value is None:
        near = abs(entry.outline.report.reported_on - group.last) <= _LATELY
        return near and same_place and agree
    first, last = bounds(value)
    if first > group.last or last < group.first:
        return False
    if same_place:
        return agree or min(len(group.who), len(entry.who)) < 2
    one_day = group.first == group.last
    differs = bool(entry.place and group.places)
    if not (group.who and entry.who):
        return one_day and not differs and _is_told_together(group, entry)
    # Two names for one place, or a place that only one of them tells.
    return agree and (one_day or not differs)


def _is_told_together(group: _Group, entry: _Told) -> bool:
    """Say whether the same report tells of the group, in the sentences around."""
    return any(
        member.outline is entry.outline
        and abs(member.occurrence.sentence - entry.occurrence.sentence) <= 1
        for member in group.members
    )


def _join(group: _Group, entry: _Told) -> None:
    if entry.occurrence.value:
        first, last = bounds(entry.occurrence.value)
        group.first, group.last = max(group.first, first), min(group.last, last)
    group.members.append(entry)


def _mentions(group: _Group) -> tuple[EventMention, ...]:
    ordered = sorted(
        group.members,
        key=lambda m: (m.outline.report.reported_on, m.outline.report.id, m.occurrence.start),
    )
    known = group.members[0].occurrence.value
    return tuple(_mention(member, known) for member in ordered)


def _mention(told: _Told, known: EdtfDate | None) -> EventMention:
    """Return a mention; where it tells no date, it takes the one of the event it joined."""
    occurrence = told.occurrence
    start, end = occurrence.extent
    value = occurrence.value or known
    if value is None:
        raise ValueError("an event without a date was kept")  # a fault of the joining
    return EventMention(
        report=told.outline.report.id,
        start=start,
        end=end,
        kind=occurrence.kind,
        status=occurrence.status,
        actors=occurrence.actors,
        people=occurrence.people,
        place=occurrence.place,
        held_on=str(value),
        held_first=value.first,
        held_last=bounds(value)[1],
        statements=tuple(dict(told.said).items()),
        rule=occurrence.rule,
    )
