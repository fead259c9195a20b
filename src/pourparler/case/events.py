"""The record of an event: where a report tells of a meeting, a call, a summit, talks or a visit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from pourparler.case.records import Span

EventKind = Literal["meeting", "call", "summit", "talks", "visit"]
EventStatus = Literal["held", "planned", "called_off"]
SaidWhen = Literal["at", "after", "before"]

EVENT_KINDS: tuple[str, ...] = get_args(EventKind)
EVENT_STATUSES: tuple[str, ...] = get_args(EventStatus)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMention:
    """A place in a report that tells of an event; several may tell of the same one.

    ``place`` is a span of the report's text, empty where no place is told. ``held_on`` is
    EDTF. ``people`` are full names of people of the case, ``actors`` whom they speak for
    and who else took part. ``statements`` names statements of this report with whether
    they were made at the event, after it or before it.
    """

    report: str
    start: int
    end: int
    kind: EventKind
    status: EventStatus
    actors: tuple[str, ...]
    people: tuple[str, ...] = ()
    place: tuple[Span, ...] = ()
    held_on: str
    held_first: date | None
    held_last: date
    statements: tuple[tuple[str, SaidWhen], ...] = ()
    rule: str
