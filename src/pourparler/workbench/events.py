"""Meetings, calls, summits, talks and visits of a case, and what was said there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pourparler.case.events import EVENT_KINDS, EventKind, EventMention, EventStatus, SaidWhen
from pourparler.case.folder import CaseFolder
from pourparler.case.nearest import unknown
from pourparler.case.records import Statement
from pourparler.errors import UnknownNameError
from pourparler.ledger.query import StatementQuery
from pourparler.reader.events.telling import summarise
from pourparler.workbench.statements import find_statements
from pourparler.workbench.told import Window, quote, sentence_around, show_window
from pourparler.workbench.view import Stamp, View, open_ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class EventQuery:
    """Which events to find; a field left at None does not filter.

    ``since`` and ``until`` bound when it can have taken place, both included.
    """

    actor: str | None = None
    kind: EventKind | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTelling:
    """A place that tells of an event, with the sentence it stands in."""

    mention: EventMention
    place: str
    sentence: str
    reported_on: date
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A statement that was made at an event, after it or before it."""

    statement: Statement
    when: SaidWhen


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A meeting, call, summit, round of talks or visit, as far as the view tells of it.

    ``held_on`` is EDTF, the narrowest date that is told. ``status`` is ``held`` as soon as
    a report tells that it took place, before that what the latest report tells.
    """

    id: str
    kind: EventKind
    status: EventStatus
    held_on: str
    held_first: date | None
    held_last: date
    place: str
    actors: tuple[str, ...]
    people: tuple[str, ...]
    said: tuple[Said, ...]
    tellings: tuple[EventTelling, ...]


@dataclass(frozen=True, slots=True)
class FoundEvents:
    """Events, the latest first, and the stamp they were found under."""

    events: tuple[Event, ...]
    stamp: Stamp


def find_events(
    folder: CaseFolder, query: EventQuery | None = None, *, view: View | None = None
) -> FoundEvents:
    """Return the events that the reports of a view tell of, with what was said there.

    With ``view.as_of`` only those that can have begun by that day are returned.

    Raises
    ------
    UnknownNameError
        The query names an actor or a kind that there is not.
    LedgerError
        Nothing has been read yet, or the ledger cannot be opened.
    """
    query, view = query or EventQuery(), view or View()
    for what, name, known in (
        ("actor", query.actor, [actor.id for actor in folder.case.actors]),
        ("kind", query.kind, EVENT_KINDS),
    ):
        if name is not None and name not in known:
            raise UnknownNameError(f"{what} {unknown(name, known)}")
    found = find_statements(folder, StatementQuery(), view=view)
    with open_ledger(folder) as ledger:
        groups = ledger.find_events(recorded_at=view.recorded_at, ceiling=view.ceiling)
    window = show_window(found, view)
    events = [
        _event(id_, told, window)
        for id_, mentions in groups.items()
        if (told := [mention for mention in mentions if mention.report in window.reports])
    ]
    chosen = [event for event in events if _fits(event, query, view)]
    chosen.sort(key=lambda event: (event.held_last, event.id), reverse=True)
    return FoundEvents(tuple(chosen), found.stamp)


def _fits(event: Event, query: EventQuery, view: View) -> bool:
    first = event.held_first or date.min
    return (
        (query.actor is None or query.actor in event.actors)
        and query.kind in (None, event.kind)
        and (query.since is None or event.held_last >= query.since)
        and (query.until is None or first <= query.until)
        and (view.as_of is None or first <= view.as_of)
    )


def _event(id_: str, told: Sequence[EventMention], window: Window) -> Event:
    known = summarise(told)
    return Event(
        id=id_,
        kind=known.kind,
        status=known.status,
        held_on=known.narrowest.held_on,
        held_first=known.narrowest.held_first,
        held_last=known.narrowest.held_last,
        place=quote(window, known.placed.report, known.placed.place) if known.placed else "",
        actors=known.actors,
        people=known.people,
        said=tuple(
            Said(statement=window.statements[name], when=when)
            for name, when in dict(pair for mention in told for pair in mention.statements).items()
            if name in window.statements
        ),
        tellings=tuple(_telling(mention, window) for mention in told),
    )


def _telling(mention: EventMention, window: Window) -> EventTelling:
    report = window.reports[mention.report]
    return EventTelling(
        mention=mention,
        place=quote(window, mention.report, mention.place),
        sentence=sentence_around(report, mention.start, mention.end),
        reported_on=report.reported_on,
        title=report.title,
    )
