"""A stated position in a few figures: median, intervals, share per option, certainty."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from pourparler.errors import RangeError, ShapeError
from pourparler.models.positions.regions import HELD, check_density, find_region, join_intervals
from pourparler.models.positions.spaces import SCALE_LENGTH, Floats, Grid, Space

_HALFWAY: Final = 1e-9
"""Points of the scale: a place this close to the middle of two options counts half for each."""

_ROUNDING: Final = 1e-12
"""A sum of 101 shares that is this close to a quantile has reached it."""

LEAST_PRINTED: Final = 0.01
"""The smallest share that is printed, and one minus it the largest."""

NOTHING: Final = 0.005
"""Certainty below which no option is named."""


@dataclass(frozen=True, slots=True)
class Summary:
    """One density in a few figures.

    Attributes
    ----------
    median : float or None
        First place at which half is reached. None on a set of options without order, as are
        all of these that need an order.
    low, high : float or None
        The central interval: a tenth lies below, a tenth above (for ``held`` 0.8).
    mean_distance : float or None
        How far from the median a draw lies on average, in points of the scale.
    intervals : tuple of (low, high)
        The highest-density region, rising; several where the position may be in several
        places. Empty on an option set.
    region : shape (N,)
        How much of each place belongs to that region; see ``regions.find_region``.
    shares : shape (K,)
        Share of each option.
    certainty : float, in [0, 1]
        See ``measure_certainty``.
    """

    median: float | None
    low: float | None
    high: float | None
    mean_distance: float | None
    intervals: tuple[tuple[float, float], ...]
    region: Floats
    shares: Floats
    certainty: float


def summarise_density(
    space: Space, density: ArrayLike, points: ArrayLike | None = None, *, held: float = HELD
) -> Summary:
    """Summarise where a position is.

    Parameters
    ----------
    space : Space
    density : shape (N,)
        One row of ``Track.density`` or ``Track.filtered``.
    points : shape (K,), rising, in [0, 100], optional
        Where the options of the issue stand on a grid. Not used on an option set.
    held : float, in (0, 1)
        The share that intervals hold.

    Raises
    ------
    ShapeError
        The density is not of this space, or a grid has no points.
    RangeError
        The density does not sum to 1, or points are off the scale or not rising.

    Examples
    --------
    >>> summary = summarise_density(Grid(5), [0.0, 0.6, 0.1, 0.0, 0.3], [0, 50, 100])
    >>> summary.median, summary.low, summary.high, summary.intervals
    (25.0, 25.0, 100.0, ((25.0, 25.0), (100.0, 100.0)))
    >>> summary.shares.round(2)
    array([0.3, 0.4, 0.3])
    """
    mass = check_density(density)
    if mass.shape != (space.size,):
        raise ShapeError(f"density has shape {mass.shape}; the space has {space.size} places")
    region = find_region(mass, held)
    certainty, shares = float(measure_certainty(mass)), share_options(space, mass, points)
    if not isinstance(space, Grid):
        return Summary(None, None, None, None, (), region, shares, certainty)
    tail = (1.0 - held) / 2.0
    low, median, high = (find_quantile(space, mass, at) for at in (tail, 0.5, 1.0 - tail))
    return Summary(
        median=float(median),
        low=float(low),
        high=float(high),
        mean_distance=float(mass @ np.abs(space.places - median)),
        intervals=join_intervals(region, space.places),
        region=region,
        shares=shares,
        certainty=certainty,
    )


def find_quantile(grid: Grid, density: ArrayLike, share: float) -> Floats:
    """Return the first place at which a share is reached.

    Parameters
    ----------
    grid : Grid
    density : shape (..., N)
    share : float, in (0, 1)

    Returns
    -------
    shape (...)
        Points of the scale.

    Examples
    --------
    >>> float(find_quantile(Grid(3), [0.5, 0.2, 0.3], 0.6))
    50.0
    """
    reached = np.cumsum(np.asarray(density, dtype=np.float64), axis=-1) >= share - _ROUNDING
    quantile: Floats = grid.places[np.argmax(reached, axis=-1)]
    return quantile


def share_options(space: Space, density: ArrayLike, points: ArrayLike | None = None) -> Floats:
    """Return the share of each option: on a grid, of the places that stand nearest to it.

    Parameters
    ----------
    space : Space
    density : shape (..., N)
    points : shape (K,), rising, in [0, 100]
        Where the options stand. On an option set the options are the places themselves.

    Returns
    -------
    shape (..., K)
        Sums to 1. A place half-way between two options counts half for each.

    Raises
    ------
    ShapeError
        A grid is given no points.
    RangeError
        Points are off the scale or do not rise.

    Examples
    --------
    >>> share_options(Grid(5), [0.1, 0.3, 0.2, 0.0, 0.4], [0, 50, 100])
    array([0.25, 0.35, 0.4 ])
    """
    mass = np.asarray(density, dtype=np.float64)
    if not isinstance(space, Grid):
        return mass
    shares: Floats = mass @ nearest_options(space, points)
    return shares


def nearest_options(grid: Grid, points: ArrayLike | None) -> Floats:
    """Return which option each place belongs to, shape (N, K), each row summing to 1.

    Raises
    ------
    ShapeError
        No points are given.
    RangeError
        Points are off the scale or do not rise.
    """
    if points is None:
        raise ShapeError("shares on a grid need the points at which the options stand")
    at = np.array(points, dtype=np.float64, ndmin=1)
    if not ((at >= 0) & (at <= SCALE_LENGTH)).all() or not (np.diff(at) > 0).all():
        raise RangeError(f"points {at} have to rise and to lie between 0 and 100")
    distance = np.abs(grid.places[:, None] - at)
    nearest = distance <= distance.min(axis=1, keepdims=True) + _HALFWAY
    belongs: Floats = nearest / nearest.sum(axis=1, keepdims=True)
    return belongs


def measure_certainty(density: ArrayLike, held: float = HELD) -> Floats:
    """Return how concentrated a position is, whatever the scale.

    (1 - r) N / (N - 1), where N is the number of places and r the size of the region that
    holds 80 %, divided by the size it has when nothing is known. It is the share of the scale
    that the interval leaves out: 0 when nothing is known, nearly 1 when one place is left. It
    says nothing of whether the actor is clear or of how many reports there are.

    Parameters
    ----------
    density : shape (..., N), N at least 2
    held : float, in (0, 1)

    Returns
    -------
    shape (...), in [0, 1]

    Examples
    --------
    >>> measure_certainty([[0.25] * 4, [0.5, 0.5, 0, 0], [0.97, 0.01, 0.01, 0.01]]).round(2)
    array([0.  , 0.67, 0.99])
    """
    region = find_region(density, held)
    size = region.shape[-1]
    certainty: Floats = (1.0 - region.sum(axis=-1) / (held * size)) * size / (size - 1)
    return np.clip(certainty, 0.0, 1.0)


def can_be_placed(summary: Summary) -> bool:
    """Say whether the density tells anything apart: one that does not has no middle either."""
    return summary.certainty >= NOTHING


def printable(share: ArrayLike) -> Floats:
    """Return shares as they may be printed with two digits: none is 0 or 1.

    Examples
    --------
    >>> printable([0.0, 0.4, 0.9999])
    array([0.01, 0.4 , 0.99])
    """
    kept: Floats = np.clip(np.asarray(share, np.float64), LEAST_PRINTED, 1.0 - LEAST_PRINTED)
    return kept
