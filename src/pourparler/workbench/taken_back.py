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


def find_taken_back(heard: Heard, shifts: Sequence[Shift]) -> tuple[TakenBack, ...]:
    """Return the shifts that were reported at some day and are no longer, by date.

    Parameters
    ----------
    heard : Heard
        All that is known.
    shifts : sequence of Shift
        The shifts that it shows.

    Notes
    -----
    Each series is estimated once for each day on which a report added to it.
    """
    day = heard.day
    if day is None:
        return ()
    looks = [look for series in heard.series for look in _earlier(series)]
    tracks = estimate_series([part for part, _ in looks], [[known] for _, known in looks])
    seen: dict[tuple[str, str, date, date], TakenBack] = {}
    for (part, known), track in zip(looks, tracks, strict=True):
        for shift in read_shifts(part, track):
            if shift.last <= min(known, day) and not any(_same(shift, other) for other in shifts):
                seen[shift.actor, shift.issue.id, shift.first, shift.last] = TakenBack(shift, known)
    return tuple(sorted(_latest(seen.values()), key=lambda t: (t.shift.last, t.shift.first)))


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
