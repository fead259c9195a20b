"""What would change the answer: the value of each input at which an outcome turns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pourparler.errors import RangeError
from pourparler.models.sensitivity.ranges import HIGH_SHARE, LOW_SHARE, Floats, Uncertain

Outcome = Callable[[Mapping[str, Floats]], Floats]
"""From input values, each of shape (N,), to a figure of shape (N,) whose sign is the answer."""

_GRID = 129
_REFINEMENTS = 6  # each narrows the change down 128 times


@dataclass(frozen=True, slots=True)
class BreakEven:
    """Where one input turns the answer while the others stay at their medians.

    Attributes
    ----------
    name : str
        The input.
    at : float or None
        The turning value nearest to its median; None when none lies in its 90 % range.
    median, low, high : float
        Of the input.
    share : float or None
        How much of the input's distribution lies below ``at``.
    """

    name: str
    at: float | None
    median: float
    low: float
    high: float
    share: float | None


def find_break_evens(ranges: Mapping[str, Uncertain], outcome: Outcome) -> tuple[BreakEven, ...]:
    """Return, for every input, where it would turn the sign of an outcome.

    Parameters
    ----------
    ranges : mapping of str to Uncertain
    outcome : callable
        Takes all inputs at once, each an array of one length, and returns an array.

    Notes
    -----
    The 90 % range is scanned at 129 points, evenly spaced in share; the sign change
    nearest to the median is then looked at ever more closely. Two changes between
    neighbouring points are missed.

    Raises
    ------
    RangeError
        The outcome is not finite at the medians.
    """
    medians = {name: part.median for name, part in ranges.items()}
    here = float(outcome({n: np.array([v]) for n, v in medians.items()})[0])
    if not np.isfinite(here):
        raise RangeError("the outcome is not finite where all inputs are at their medians")
    return tuple(_turn(name, ranges[name], medians, outcome, here > 0) for name in ranges)


def _turn(
    name: str,
    part: Uncertain,
    medians: Mapping[str, float],
    outcome: Outcome,
    positive: bool,
) -> BreakEven:
    def turned(shares: Floats) -> NDArray[np.bool_]:
        values = {n: np.full(shares.shape, v) for n, v in medians.items()}
        values[name] = part.quantile(shares)
        return np.asarray((outcome(values) > 0) != positive)

    shares = np.linspace(LOW_SHARE, HIGH_SHARE, _GRID)
    hits = np.flatnonzero(turned(shares))
    low, high = (float(v) for v in part.quantile(np.array([LOW_SHARE, HIGH_SHARE])))
    if not hits.size:
        return BreakEven(name, None, medians[name], low, high, None)
    far = shares[hits[np.argmin(np.abs(shares[hits] - 0.5))]]
    near = far - np.sign(far - 0.5) * (shares[1] - shares[0])
    for _ in range(_REFINEMENTS):
        finer = np.linspace(near, far, _GRID)
        first = int(np.argmax(turned(finer)))
        near, far = finer[max(first - 1, 0)], finer[first]
    at = float(part.quantile(np.array([far]))[0])
    return BreakEven(name, at, medians[name], low, high, float(far))
