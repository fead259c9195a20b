"""Dated, well-evidenced changes of a stated position, with what was said on both sides."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from pourparler.errors import ShapeError
from pourparler.models.positions.defaults import (
    SHIFT_CHANCE,
    SHIFT_GAPS,
    SHIFT_ODDS,
)
from pourparler.models.positions.estimate import Track
from pourparler.models.positions.evidence import Evidence, Flags, Integers
from pourparler.models.positions.option_gaps import find_apart
from pourparler.models.positions.schedule import Schedule
from pourparler.models.positions.spaces import Floats
from pourparler.models.positions.windows import Window, Windows


@dataclass(frozen=True, slots=True)
class Shift:
    """A stated position that was in one place and is in another.

    Attributes
    ----------
    first_day, last_day : float
        The days between which it moved: of an utterance before and of one after.
    before, after : shape (N,)
        The position on each of these days, as known now.
    odds : float, at least 3
        Of a jump between them, posterior over prior.
    change_probability : float
        That the position changed by more than half an option gap.
    statements_before, statements_after : int, rising
        Rows of the evidence: the last informative statements certainly made by ``first_day``,
        and the first certainly made from ``last_day`` on.
    """

    first_day: float
    last_day: float
    before: Floats
    after: Floats
    odds: float
    change_probability: float
    statements_before: Integers
    statements_after: Integers


def find_shifts(track: Track, evidence: Evidence, points: ArrayLike | None = None) -> list[Shift]:
    """Find the shifts of one stated position.

    A stretch between two utterances is a shift when a jump in it has posterior-to-prior odds
    of at least 3, and the position changed over it by more than half the distance of the two
    closest options (on an option set: at all) with probability at least 1/2. Of stretches that
    overlap the shortest is taken, for that dates the shift best; a movement in small steps is
    found as one stretch of up to eight gaps. Silence and statements that say nothing have no
    part in it, whatever their dates.

    Parameters
    ----------
    track : Track
        The estimate from ``evidence``, for whatever days.
    evidence : Evidence
    points : shape (K,), in [0, 100], optional
        Where the options stand on a grid. Not used on an option set.

    Returns
    -------
    list of Shift
        By date. All are as known now; give ``evidence.until(day)`` and its track for what
        one could have said then.

    Raises
    ------
    ShapeError
        The track was estimated from other evidence, or a grid has no points.
    RangeError
        Fewer than two different points, or one off the scale.

    Notes
    -----
    Series in which no gap speaks for a jump, which ``track`` tells, cost nothing. Others cost
    one more pass and 101 motions for each step of each stretch that is tried.

    Examples
    --------
    >>> from pourparler.models.positions.estimate import estimate_position
    >>> from pourparler.models.positions.spaces import Grid
    >>> days = [0, 30, 60, 90, 120, 150]
    >>> said = Evidence(
    ...     first_day=days, last_day=days, modality=[0] * 6, utterance=range(6),
    ...     misread=[0.1] * 6, not_meant=[0.0] * 6, spread=[8.0] * 6,
    ...     low=[0, 0, 0, 50, 50, 50], high=[0, 0, 0, 50, 50, 50],
    ... )
    >>> (shift,) = find_shifts(estimate_position(Grid(), said, [0]), said, [0, 50, 100])
    >>> shift.first_day, shift.last_day, shift.statements_before, shift.statements_after
    (60.0, 90.0, array([2]), array([3]))
    """
    space = track.space
    if evidence.sha256 != track.evidence_sha256:
        raise ShapeError("the track was estimated from other evidence than is given")
    moved = find_apart(space, points)
    if not (track.gaps.odds > 1.0).any():
        return []
    windows = Windows.of(space, evidence)
    found = (
        _describe(windows.schedule, window, moved)
        for begin, last in _stretches(windows.schedule.times, track.gaps.odds > 1.0)
        for window in windows.opening_at(begin, last)
        if window.odds >= SHIFT_ODDS and _change(window, moved) >= SHIFT_CHANCE
    )
    return _take_shortest([shift for shift in found if shift is not None])


def _stretches(times: Floats, speaks: Flags) -> Iterator[tuple[int, int]]:
    """Yield each step that a gap follows which speaks for a jump, and how far to look."""
    gap = np.flatnonzero(np.diff(times) > 0)
    for run, places in itertools.groupby(np.arange(len(gap)), lambda g: bool(speaks[g])):
        if run:
            members = list(places)
            for place in members:
                last = min(members[-1], place + SHIFT_GAPS - 1)
                yield int(gap[place]), int(gap[last]) + 1


def _change(window: Window, moved: Flags) -> float:
    return float(window.joint[moved].sum())


def _describe(schedule: Schedule, window: Window, moved: Flags) -> Shift | None:
    """Return the shift, or None where no utterance is certainly on one of the sides."""
    occasions = schedule.occasions
    said, to_come = schedule.last_step <= window.begin, schedule.first_step >= window.end
    if not said.any() or not to_come.any():
        return None
    last = schedule.times[schedule.last_step[said].max()]
    following = schedule.times[schedule.first_step[to_come].min()]
    sides = (
        said & (schedule.times[schedule.last_step] >= last),
        to_come & (schedule.times[schedule.first_step] <= following),
    )
    before, after = (np.sort(occasions.statement[side[occasions.member_of]]) for side in sides)
    return Shift(
        first_day=float(np.floor(schedule.times[window.begin])),
        last_day=float(np.floor(schedule.times[window.end])),
        before=window.joint.sum(axis=1),
        after=window.joint.sum(axis=0),
        odds=window.odds,
        change_probability=_change(window, moved),
        statements_before=before,
        statements_after=after,
    )


def _take_shortest(found: list[Shift]) -> list[Shift]:
    """Return shifts no two of which overlap, the shortest and then the likeliest first."""
    taken: list[Shift] = []
    for shift in sorted(found, key=lambda s: (s.last_day - s.first_day, -s.change_probability)):
        if all(shift.last_day <= t.first_day or shift.first_day >= t.last_day for t in taken):
            taken.append(shift)
    return sorted(taken, key=lambda shift: (shift.first_day, shift.last_day))
