"""What several tellings of one event say together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pourparler.case.events import EventKind, EventMention, EventStatus


@dataclass(frozen=True, slots=True)
class EventSummary:
    """An event by its tellings.

    ``narrowest`` is the telling whose date leaves the fewest days, ``placed`` the first one
    that tells a place, if any does.
    """

    kind: EventKind
    status: EventStatus
    narrowest: EventMention
    placed: EventMention | None
    actors: tuple[str, ...]
    people: tuple[str, ...]


def summarise(told: Sequence[EventMention]) -> EventSummary:
    """Return what tellings of one event, at least one and in order of time, say together.

    The kind is the commonest; the status ``held`` as soon as one tells that it took place,
    before that what the last one tells.
    """
    return EventSummary(
        kind=Counter(mention.kind for mention in told).most_common(1)[0][0],
        status="held" if any(mention.status == "held" for mention in told) else told[-1].status,
        narrowest=min(told, key=_width),
        placed=next((mention for mention in told if mention.place), None),
        actors=tuple(dict.fromkeys(actor for mention in told for actor in mention.actors)),
        people=tuple(dict.fromkeys(name for mention in told for name in mention.people)),
    )


def _width(mention: EventMention) -> tuple[int, str, int]:
    first = mention.held_first or date.min
    return (mention.held_last - first).days, mention.report, mention.start
