"""A coalition's own line beside those of its members, and where they part."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from pourparler.errors import ShapeError
from pourparler.models.positions.alignment import measure_distances
from pourparler.models.positions.basis import last_said
from pourparler.models.positions.defaults import SHIFT_CHANCE, STALE_DAYS
from pourparler.models.positions.estimate import Track
from pourparler.models.positions.evidence import Evidence, Flags
from pourparler.models.positions.option_gaps import find_apart
from pourparler.models.positions.spaces import Floats


@dataclass(frozen=True, slots=True)
class Line:
    """What one actor says on one issue: the estimate and what it rests on."""

    track: Track
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Parting:
    """One member beside its coalition on Q dates.

    Attributes
    ----------
    days : shape (Q,)
    distance : shape (Q,), in [0, 1]
        Between the two distributions; see ``alignment.measure_distances``.
    apart_probability : shape (Q,)
        That they stand more than half an option gap apart, or on different options.
    comparable : bool, shape (Q,)
        Whether both have spoken and neither is stale. Silence parts nobody.
    periods : tuple of (first_day, last_day)
        Runs of dates asked for on which both can be compared and stand apart with
        probability at least 1/2.
    """

    days: Floats
    distance: Floats
    apart_probability: Floats
    comparable: Flags
    periods: tuple[tuple[float, float], ...]


def compare_members(
    coalition: Line,
    members: Sequence[Line],
    points: ArrayLike | None = None,
    *,
    stale_days: float = STALE_DAYS,
) -> list[Parting]:
    """Compare the line of a coalition with its members' own.

    A coalition inherits nothing from its members: both lines rest on what was said in each
    one's own name.

    Parameters
    ----------
    coalition : Line
    members : sequence of Line
        Estimated in the same space for the same days.
    points : shape (K,), in [0, 100], optional
        Where the options stand on a grid. Not used on an option set.
    stale_days : float
        How long a position may go unsaid and still be compared.

    Returns
    -------
    list of Parting
        One for each member.

    Raises
    ------
    ShapeError
        Days or spaces differ, or a grid has no points.
    RangeError
        Fewer than two different points, or one off the scale.
    """
    track = coalition.track
    apart = find_apart(track.space, points).astype(np.float64)
    ready = _is_current(coalition, stale_days)
    found = []
    for place, member in enumerate(members):
        other = member.track
        if other.space != track.space or not np.array_equal(other.days, track.days):
            raise ShapeError(f"members[{place}] was estimated for other days or another space")
        probability = ((track.density @ apart) * other.density).sum(axis=1)
        comparable = ready & _is_current(member, stale_days)
        pairs = zip(track.density, other.density, strict=True)
        distance = [measure_distances(track.space, np.stack(pair))[0, 1] for pair in pairs]
        parted = comparable & (probability >= SHIFT_CHANCE)
        found.append(
            Parting(
                days=track.days,
                distance=np.array(distance),
                apart_probability=probability,
                comparable=comparable,
                periods=_join_days(track.days, parted),
            )
        )
    return found


def _is_current(line: Line, stale_days: float) -> Flags:
    since = line.track.days - last_said(line.evidence, line.track.days)
    current: Flags = since <= stale_days  # NaN, where nothing was said, is not
    return current


def _join_days(days: Floats, parted: Flags) -> tuple[tuple[float, float], ...]:
    ranks = np.argsort(days, kind="stable")
    runs = itertools.groupby(ranks, lambda place: bool(parted[place]))
    members = [list(run) for holds, run in runs if holds]
    return tuple((float(days[run[0]]), float(days[run[-1]])) for run in members)
