"""Where a position can be, and how it moves between dates.

Every step is exact: walking and jumping commute, so a gap of any length costs one transform,
and a gap that is split in two gives the same result.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import fft

from pourparler.errors import RangeError
from pourparler.models.positions.defaults import GRID_POINTS, JUMP_RATE, WALK

Floats = NDArray[np.float64]

SCALE_LENGTH = 100.0


class Space(Protocol):
    """What the filter needs to know of a set of N places and of the motion on it."""

    @property
    def size(self) -> int:
        """N, the number of places."""

    @property
    def jump_rate(self) -> float:
        """Jumps per day, each to a place drawn evenly from all N."""

    def decay(self, days: ArrayLike) -> Floats:
        """Return what walking and jumping leave of each mode after some days."""

    def walk_decay(self, days: ArrayLike) -> Floats:
        """Return what walking alone leaves of each mode after some days."""

    def advance(self, mass: Floats, decay: Floats) -> Floats:
        """Apply the motion with that decay to masses along the last axis."""


@dataclass(frozen=True)
class Grid:
    """Evenly spaced points on [0, 100], for interval and ordered scales.

    Between dates a position walks at random, reflected at both ends, and now and then
    jumps to a point drawn evenly from the whole scale. With L the reflecting discrete
    Laplacian, T(t) = exp(-jump_rate t) D(t) + (1 - exp(-jump_rate t)) U, where
    D(t) = exp(t walk L / 2) and U makes everything even. As DU = UD = U this is a
    semigroup, and the type II cosine transform makes it diagonal.

    Attributes
    ----------
    points : int, at least 2
        The outer points stand at 0 and 100.
    walk : float, at or above 0
        Variance gained per day, in squared points of the *scale*, whatever the grid: L is
        taken in units of the scale, not of the grid's step.
    jump_rate : float, at or above 0
        Jumps per day.

    Raises
    ------
    RangeError
        A number is outside its range.

    Examples
    --------
    >>> grid = Grid(points=11, walk=1.0, jump_rate=0.0)
    >>> start = np.eye(11)[5]
    >>> later = grid.advance(start, grid.decay(40.0))
    >>> round(float(later @ (grid.places - 50) ** 2), 2)
    40.0
    """

    points: int = GRID_POINTS
    walk: float = WALK
    jump_rate: float = JUMP_RATE

    def __post_init__(self) -> None:
        if self.points < 2:
            raise RangeError(f"a grid of {self.points} points: at least 2 are needed")
        _check_rates(self.walk, self.jump_rate)

    @property
    def size(self) -> int:
        """The number of points."""
        return self.points

    @property
    def step(self) -> float:
        """Distance of neighbouring points, in points of the scale."""
        return SCALE_LENGTH / (self.points - 1)

    @cached_property
    def places(self) -> Floats:
        """Where the points stand, shape (N,), from 0 to 100."""
        return np.linspace(0.0, SCALE_LENGTH, self.points)

    @cached_property
    def _cosines(self) -> Floats:
        modes: Floats = fft.dct(np.eye(self.points), type=2, norm="ortho", axis=0)
        return modes

    @cached_property
    def _walk_rates(self) -> Floats:
        angles = np.pi * np.arange(self.points) / self.points
        rates: Floats = self.walk * (1.0 - np.cos(angles)) / self.step**2
        return rates

    @cached_property
    def _rates(self) -> Floats:
        rates = self._walk_rates + self.jump_rate
        rates[0] = 0.0  # the total stays
        return rates

    def decay(self, days: ArrayLike) -> Floats:
        """Return what walking and jumping leave of each mode: shape (..., N)."""
        return _decay(days, self._rates)

    def walk_decay(self, days: ArrayLike) -> Floats:
        """Return what walking alone leaves of each mode: shape (..., N)."""
        return _decay(days, self._walk_rates)

    def advance(self, mass: Floats, decay: Floats) -> Floats:
        """Apply the motion with that decay to masses along the last axis, N long.

        Cost: two cosine transforms of N points for each row. They are matrix products:
        at 101 points, a prime, these take a third of the time of the fast transform.
        """
        modes: Floats = mass @ self._cosines.T
        modes *= decay
        moved: Floats = modes @ self._cosines
        return np.maximum(moved, 0.0, out=moved)  # rounding leaves -1e-18 where nothing is


@dataclass(frozen=True)
class OptionSet:
    """Options without order: a position stays, or jumps to one drawn evenly from all.

    Attributes
    ----------
    size : int, at least 2
        The number of options.
    jump_rate : float, at or above 0
        Jumps per day; one in ``size`` leads back to where it started.

    Raises
    ------
    RangeError
        A number is outside its range.

    Examples
    --------
    >>> options = OptionSet(size=4, jump_rate=np.log(2))
    >>> options.advance(np.array([1.0, 0.0, 0.0, 0.0]), options.decay(1.0))
    array([0.625, 0.125, 0.125, 0.125])
    """

    size: int
    jump_rate: float = JUMP_RATE

    def __post_init__(self) -> None:
        if self.size < 2:
            raise RangeError(f"a set of {self.size} options: at least 2 are needed")
        _check_rates(0.0, self.jump_rate)

    def decay(self, days: ArrayLike) -> Floats:
        """Return the chance of no jump: shape (..., 1)."""
        return _decay(days, np.array([self.jump_rate]))

    def walk_decay(self, days: ArrayLike) -> Floats:
        """Return ones: without jumps nothing moves. Shape (..., 1)."""
        return np.ones((*np.shape(days), 1))

    def advance(self, mass: Floats, decay: Floats) -> Floats:
        """Apply the motion with that decay to masses along the last axis, ``size`` long."""
        even = mass.mean(axis=-1, keepdims=True)
        moved: Floats = even + decay * (mass - even)
        return moved


def _decay(days: ArrayLike, rates: Floats) -> Floats:
    remaining: Floats = np.exp(-np.asarray(days, dtype=np.float64)[..., None] * rates)
    return remaining


def _check_rates(walk: float, jump_rate: float) -> None:
    for name, value in (("walk", walk), ("jump_rate", jump_rate)):
        if not (math.isfinite(value) and value >= 0):
            raise RangeError(f"{name} is {value}; a finite number at or above 0 is needed")
