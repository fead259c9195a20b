"""How far an outcome moves per unit of one input, on average over draws, with its interval."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import ArrayLike

from pourparler.errors import RangeError, ShapeError
from pourparler.models.sensitivity.ranges import Z95, Floats

Direction = Literal["up", "down", "none", "unclear"]

_LEAST_DRAWS: Final = 2


@dataclass(frozen=True, slots=True)
class Slope:
    """How far an outcome moves per unit of an input, on average over draws. Frozen.

    Attributes
    ----------
    mean : float
        Units of the outcome per unit of the input.
    standard_error : float
        From the number of draws.
    is_exact : bool
        From a formula in every draw; else from two runs of the same draws.
    """

    mean: float
    standard_error: float
    is_exact: bool

    @property
    def interval(self) -> tuple[float, float]:
        """90 % interval of the mean."""
        half = Z95 * self.standard_error
        return self.mean - half, self.mean + half

    @property
    def direction(self) -> Direction:
        """Which way the outcome goes when the input rises; unclear where the interval holds 0.

        None where a formula says that it does not move in any draw.
        """
        low, high = self.interval
        if self.is_exact and low == high == 0:
            return "none"
        return "up" if low > 0 else "down" if high < 0 else "unclear"

    def times(self, units: float) -> Slope:
        """Return the slope for a step of so many units, above 0."""
        return Slope(self.mean * units, self.standard_error * units, self.is_exact)


def average_slope(slopes: ArrayLike) -> Slope:
    """Return the average of slopes that a formula gives in every draw, shape (N,).

    Raises
    ------
    ShapeError
        Fewer than two draws, or more than one axis.

    Examples
    --------
    >>> average_slope([1.0, 2.0, 3.0]).mean
    2.0
    """
    (found,) = _take_draws(slopes)
    return Slope(float(found.mean()), _error(found), True)


def difference_slope(below: ArrayLike, above: ArrayLike, width: ArrayLike) -> Slope:
    """Return the slope of an amount from two runs that share their draws.

    Parameters
    ----------
    below, above : array, shape (N,)
        The outcome with the input lowered and raised, all else the same in each draw.
    width : array, shape (N,), at or above 0, not 0 everywhere
        How far apart the two inputs are in each draw; less where an end of its range is near.

    Notes
    -----
    Sum of differences over sum of widths, with the error of a ratio. What the two runs share
    cancels, so that far fewer draws are needed than for two runs of their own.

    Raises
    ------
    ShapeError
        The arrays have different shapes, or there are fewer than two draws.
    RangeError
        No width is above 0.

    Examples
    --------
    >>> found = difference_slope([1.0, 5.0], [3.0, 9.0], [1.0, 2.0])
    >>> found.mean, found.standard_error
    (2.0, 0.0)
    """
    low, high, apart = _take_draws(below, above, width)
    step = _step(apart)
    changed = high - low
    mean = float(changed.mean()) / step
    return Slope(mean, _error(changed - mean * apart) / step, False)


def count_slope(below: ArrayLike, above: ArrayLike, width: ArrayLike) -> Slope:
    """Return the slope of a share of draws from two runs that share their draws.

    As ``difference_slope``, for flags. A change that was seen in no draw is not known to be
    impossible: the error takes half a draw each way on top of those that were seen.

    Examples
    --------
    >>> found = count_slope([False, False, True, False], [True, False, True, False], [0.5] * 4)
    >>> found.mean, found.direction
    (0.5, 'unclear')
    """
    low, high, apart = _take_draws(below, above, width)
    step, draws = _step(apart), len(apart)
    changed = high - low
    mean = float(changed.mean())
    square = (float(np.abs(changed).sum()) + 1.0) / (draws + 1)
    spread = math.sqrt(max(square - mean**2, 0.0))
    return Slope(mean / step, spread / math.sqrt(draws) / step, False)


def _take_draws(*arrays: ArrayLike) -> list[Floats]:
    found = [np.asarray(array, dtype=np.float64) for array in arrays]
    shapes = {array.shape for array in found}
    if len(shapes) > 1 or found[0].ndim != 1 or len(found[0]) < _LEAST_DRAWS:
        raise ShapeError(f"draws have shapes {sorted(shapes)}; one axis with two or more is needed")
    return found


def _step(width: Floats) -> float:
    step = float(width.mean())
    if not step > 0:
        raise RangeError(f"the input moves by {step:g} on average; it has to move")
    return step


def _error(values: Floats) -> float:
    return float(values.std(ddof=1)) / math.sqrt(len(values))
