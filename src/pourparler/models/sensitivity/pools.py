"""Sources that disagree: a linear opinion pool keeps what lies between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from pourparler.errors import RangeError, ShapeError
from pourparler.models.sensitivity.ranges import Floats, Range

_BISECTIONS = 60
_EDGE = 1e-12


@dataclass(frozen=True, slots=True)
class Pool:
    """A mixture of ranges with weights that sum to 1."""

    ranges: tuple[Range, ...]
    weights: tuple[float, ...]

    @property
    def mean(self) -> float:
        """The expected value."""
        return float(np.dot(self.weights, [part.mean for part in self.ranges]))

    @property
    def variance(self) -> float:
        """Variance within sources plus variance between them."""
        moments = [_variance(part) + part.mean**2 for part in self.ranges]
        return float(np.dot(self.weights, moments)) - self.mean**2

    @property
    def median(self) -> float:
        """The value that half of the draws lie below."""
        return float(self.quantile(0.5))

    def share_below(self, values: ArrayLike) -> Floats:
        """Return the share of the mixture at or below each value."""
        x = np.asarray(values, dtype=np.float64)
        total = np.zeros(x.shape)
        for part, weight in zip(self.ranges, self.weights, strict=True):
            total += weight * _share_below(part, x)
        return total

    def quantile(self, shares: ArrayLike) -> Floats:
        """Return the values below which the given shares of the mixture lie.

        Found by bisection between the smallest and the largest quantile of the parts,
        which enclose that of the mixture.
        """
        u = np.asarray(shares, dtype=np.float64)
        parts = np.stack([part.quantile(u) for part in self.ranges])
        low, high = parts.min(axis=0), parts.max(axis=0)
        for _ in range(_BISECTIONS):
            middle = (low + high) / 2
            above = self.share_below(middle) < u
            low, high = np.where(above, middle, low), np.where(above, high, middle)
        quantiles: Floats = (low + high) / 2
        return quantiles


def pool_ranges(ranges: Sequence[Range], weights: Sequence[float] | None = None) -> Pool:
    """Pool what several sources say of one number.

    Parameters
    ----------
    ranges : sequence of Range
    weights : sequence of float, at or above 0, optional
        As many; scaled to sum to 1. Equal when left out.

    Raises
    ------
    ShapeError
        There are no ranges, or another number of weights.
    RangeError
        A weight is negative, or all are 0.
    """
    given = [1.0] * len(ranges) if weights is None else list(weights)
    if not ranges or len(given) != len(ranges):
        raise ShapeError(f"{len(ranges)} ranges and {len(given)} weights: as many are needed")
    total = sum(given)
    if min(given) < 0 or not 0 < total < np.inf:
        raise RangeError(f"weights {given} have to be at or above 0 and not all 0")
    return Pool(tuple(ranges), tuple(weight / total for weight in given))


def _variance(part: Range) -> float:
    if part.family == "constant":
        return 0.0
    if part.family == "beta":
        return float(stats.beta.var(part.first, part.second))
    if part.family == "lognormal":
        return float(np.expm1(part.second**2) * part.mean**2)
    return part.second**2


def _share_below(part: Range, x: Floats) -> Floats:
    if part.family == "constant":
        return np.where(x >= part.first, 1.0, 0.0)
    if part.family == "beta":
        return np.asarray(stats.beta.cdf(x, part.first, part.second))
    if part.family == "lognormal":
        logs = np.log(np.maximum(x, _EDGE))
        return np.asarray(stats.norm.cdf(logs, part.first, part.second))
    return np.asarray(stats.norm.cdf(x, part.first, part.second))
