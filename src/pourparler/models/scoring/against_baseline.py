"""Whether forecasts did better than a simple baseline on the same cases."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from pourparler.errors import RangeError, ShapeError
from pourparler.models.arguments import take
from pourparler.models.sensitivity.shares import Share, count_share

_CHUNK = 2_000_000


@dataclass(frozen=True, slots=True)
class Comparison:
    """Mean score less the baseline's, with its 95 % bootstrap interval.

    Attributes
    ----------
    difference, low, high : float
        Below 0 the forecasts did better, as lower scores are better.
    better : Share
        In how many resamples they did.
    """

    difference: float
    low: float
    high: float
    better: Share


def compare_with_baseline(
    scores: ArrayLike,
    baseline: ArrayLike,
    *,
    seed: int,
    resamples: int = 10_000,
    block: int = 1,
) -> Comparison:
    """Return how two forecasts of the same cases compare, by a paired bootstrap.

    Parameters
    ----------
    scores, baseline : array, shape (n,), n at least 2
        Scores of the same n cases, lower is better.
    seed : int
        The same seed gives the same interval.
    resamples : int, at least 1
    block : int, from 1 to n
        Cases that are drawn together, in a ring. For windows that overlap by h steps give
        h: they are not independent, and single cases make the interval too narrow.

    Raises
    ------
    RangeError
        A score is not finite, or a whole number is outside its range.
    ShapeError
        The shapes differ, or there are fewer than two cases.

    Notes
    -----
    Efron (1979); with blocks Politis and Romano (1992). The interval is the 2.5 % and
    97.5 % points of the resampled means. Cost: resamples times n.

    Examples
    --------
    >>> found = compare_with_baseline([1.0, 2.0, 1.0, 2.0], [3.0, 3.0, 2.0, 4.0], seed=1)
    >>> found.difference, found.high < 0
    (-1.5, True)
    """
    first, second = take("scores", scores), take("baseline", baseline)
    if first.ndim != 1 or first.shape != second.shape or first.size < 2:
        raise ShapeError(f"scores {first.shape} and {second.shape}: two of one length are needed")
    count = first.size
    if resamples < 1 or not 1 <= block <= count:
        raise RangeError(f"{resamples} resamples in blocks of {block}; blocks go from 1 to {count}")
    gaps, rng = first - second, np.random.default_rng(seed)
    offsets = np.arange(block)
    means = np.empty(resamples)
    for start in range(0, resamples, max(1, _CHUNK // count)):
        part = means[start : start + max(1, _CHUNK // count)]
        starts = rng.integers(count, size=(part.size, -(-count // block)))
        chosen = (starts[..., None] + offsets).reshape(part.size, -1)[:, :count] % count
        part[:] = gaps[chosen].mean(axis=1)
    low, high = np.quantile(means, (0.025, 0.975))
    return Comparison(float(gaps.mean()), float(low), float(high), count_share(means < 0))
