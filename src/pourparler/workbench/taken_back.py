"""Shifts that reports showed at the time, and that later statements took back.

What is known now decides where an actor moved. A turn that lasted for days is then an error
or a passing word; whoever followed the talks saw it all the same, and looks for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from pourparler.workbench.evidence import Series
from pourparler.workbench.series import Heard, estimate_series
from pourparler.workbench.shifts import Shift, read_shifts


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A shift as it looked on a day, which all that is known by now does not bear out.

    ``known_at`` is the last day on which reports showed it: `shifts --known-at` that day
    prints it.
    """

    shift: Shift
    known_at: date


Earlier = dict[tuple[str, str], tuple[Series, tuple[TakenBack, ...]]]
"""By actor and issue: a series, and every shift that it showed on any earlier day."""


def find_taken_back(
    heard: Heard, shifts: Sequence[Shift], *, earlier: Earlier | None = None
) -> tuple[TakenBack, ...]:
    """Return the shifts that were reported at some day and are no longer, by date.

    Parameters
    ----------
    heard : Heard
        All that is known.
    shifts : sequence of Shift
        The shifts that it shows.
    earlier : Earlier, optional
        What `look_back` found, where it is at hand.

    Notes
    -----
    Each series is estimated once for each day on which a report added to it.
    """
    day = heard.day
    if day is None:
        return ()
    earlier = look_back(heard) if earlier is None else earlier
    seen: dict[tuple[str, str, date, date], TakenBack] = {}
    for series in heard.series:
        for one in earlier[series.actor, series.issue.id][1]:
            shift = one.shift
            if shift.last <= min(one.known_at, day) and not any(_same(shift, s) for s in shifts):
                seen[shift.actor, shift.issue.id, shift.first, shift.last] = one
    return tuple(sorted(_latest(seen.values()), key=lambda t: (t.shift.last, t.shift.first)))


def look_back(heard: Heard, before: Earlier | None = None) -> Earlier:
    """Return every shift that reports showed at any time; of series that ``before`` has, from it.

    Parameters
    ----------
    heard : Heard
    before : Earlier, optional
    """
    kept, rest = _split(heard, before or {})
    looks = [look for series in rest for look in _earlier(series)]
    tracks = estimate_series([part for part, _ in looks], [[known] for _, known in looks])
    found: dict[tuple[str, str], list[TakenBack]] = {(s.actor, s.issue.id): [] for s in rest}
    for (part, known), track in zip(looks, tracks, strict=True):
        told = (TakenBack(shift, known) for shift in read_shifts(part, track))
        found[part.actor, part.issue.id] += told
    anew = {(s.actor, s.issue.id): (s, tuple(found[s.actor, s.issue.id])) for s in rest}
    return kept | anew


def count_looks(heard: Heard, before: Earlier | None = None) -> int:
    """Return how many estimates `look_back` takes: some milliseconds each."""
    _, rest = _split(heard, before or {})
    return sum(len({t.statement.reported_on for t in s.testimonies}) - 1 for s in rest)


def _split(heard: Heard, before: Earlier) -> tuple[Earlier, list[Series]]:
    """Part what is known already from the series that are new."""
    keys = [((s.actor, s.issue.id), s) for s in heard.series]
    kept = {k: before[k] for k, series in keys if k in before and before[k][0] is series}
    return kept, [series for key, series in keys if key not in kept]


def _earlier(series: Series) -> Iterator[tuple[Series, date]]:
    """Yield the series as it was on each day that reports added to it, but the last."""
    reported = np.array([t.statement.reported_on.toordinal() for t in series.testimonies])
    for known in np.unique(reported)[:-1]:
        yield series.select(reported <= known), date.fromordinal(int(known))


def _same(one: Shift, other: Shift) -> bool:
    """Say whether two shifts are one movement: of one actor on one issue, at one time."""
    place = (one.actor, one.issue.id) == (other.actor, other.issue.id)
    return place and one.first <= other.last and other.first <= one.last


def _latest(found: Iterable[TakenBack]) -> Iterator[TakenBack]:
    """Yield each movement once, as it looked when it was last seen."""
    kept: list[TakenBack] = []
    for one in sorted(found, key=lambda t: (t.known_at, t.shift.odds), reverse=True):
        if not any(_same(one.shift, other.shift) for other in kept):
            kept.append(one)
    yield from kept
