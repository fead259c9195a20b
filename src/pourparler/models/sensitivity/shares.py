"""Shares of draws and bands over draws: never 0, never 1, never a bare point."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats

from pourparler.errors import ShapeError
from pourparler.models.sensitivity.ranges import Floats


@dataclass(frozen=True, slots=True)
class Share:
    """How often something came out: ``share`` is (k + 1/2) / (n + 1).

    ``standard_error`` is that of k / n by chance alone, sqrt(share (1 - share) / n).
    """

    count: int
    draws: int

    @property
    def share(self) -> float:
        """The share, inside (0, 1)."""
        return (self.count + 0.5) / (self.draws + 1)

    @property
    def standard_error(self) -> float:
        """Standard error from the number of draws; the inputs' own doubt is in the draws."""
        return math.sqrt(self.share * (1 - self.share) / self.draws)

    @property
    def interval(self) -> tuple[float, float]:
        """Jeffreys 95 % interval of the share; an end that k reaches is 0 or 1."""
        a, b = self.count + 0.5, self.draws - self.count + 0.5
        low = 0.0 if self.count == 0 else float(stats.beta.ppf(0.025, a, b))
        high = 1.0 if self.count == self.draws else float(stats.beta.ppf(0.975, a, b))
        return low, high


@dataclass(frozen=True, slots=True)
class Band:
    """Median and 90 % band of a figure over draws."""

    median: float
    low: float
    high: float


def count_share(happened: ArrayLike) -> Share:
    """Count in how many draws something came out.

    Parameters
    ----------
    happened : array of bool, shape (N,)

    Raises
    ------
    ShapeError
        There are no draws, or more than one axis.
    """
    flags: NDArray[np.bool_] = np.asarray(happened, dtype=bool)
    if flags.ndim != 1 or not flags.size:
        raise ShapeError(f"draws have shape {flags.shape}; one axis with at least one is needed")
    return Share(int(flags.sum()), flags.size)


def band(values: ArrayLike) -> Band:
    """Return median and 90 % band of a figure over draws, shape (N,).

    Raises
    ------
    ShapeError
        There are no draws, or more than one axis.
    """
    figures: Floats = np.asarray(values, dtype=np.float64)
    if figures.ndim != 1 or not figures.size:
        raise ShapeError(f"draws have shape {figures.shape}; one axis with at least one is needed")
    low, median, high = np.quantile(figures, (0.05, 0.5, 0.95))
    return Band(float(median), float(low), float(high))


def share_better(values: ArrayLike, others: ArrayLike) -> Share:
    """Count in how many draws one design does better than another, draw by draw.

    Ties count for neither. Both have shape (N,) and come from the same draws, so that
    what the designs share cancels.

    Raises
    ------
    ShapeError
        The two have different shapes.
    """
    first, second = np.asarray(values), np.asarray(others)
    if first.shape != second.shape:
        raise ShapeError(f"draws of shapes {first.shape} and {second.shape} cannot be compared")
    return count_share(first > second)
