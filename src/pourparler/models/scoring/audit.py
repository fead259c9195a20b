"""How good a reading is, from a stratified sample that a person judged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from pourparler.errors import RangeError, ShapeError
from pourparler.models.arguments import Floats, take

DRAWS: Final = 20_000
_CENTRAL: Final = (0.025, 0.5, 0.975)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A sample by stratum: how many there are, how many were judged, how many were right.

    Attributes
    ----------
    sizes : sequence of int, shape (H)
        All that the stratum holds, at least 1.
    judged : sequence of int, shape (H)
        Of them judged, at least 1 and at most the size.
    right : sequence of int, shape (H)
        Of these right.
    """

    sizes: tuple[int, ...]
    judged: tuple[int, ...]
    right: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """What a reading missed, by stratum of places that were looked at.

    Attributes
    ----------
    sizes : sequence of int, shape (H)
        All places of the stratum: paragraphs, or statements that stand for a share of theirs.
    looked_at : sequence of int, shape (H)
        Of them looked at, at least 1.
    missed : sequence of float, shape (H), not below 0
        What was missed there: in a place that stands for a share of a paragraph, that share.
    """

    sizes: tuple[int, ...]
    looked_at: tuple[int, ...]
    missed: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """The median of what the sample allows, and the central 95 % of it."""

    low: float
    median: float
    high: float


def estimate_precision(sample: Judged, *, seed: int, draws: int = DRAWS) -> Estimate:
    """Return the share of a population that is right.

    Parameters
    ----------
    sample : Judged
    seed : int
        Of the draws.
    draws : int, at least 100

    Raises
    ------
    ShapeError
        The strata of the columns differ in number, or there is none.
    RangeError
        A count is out of range.

    Notes
    -----
    In each stratum the share has the Beta(k + 1/2, n - k + 1/2) distribution of Jeffreys'
    prior; strata are weighted by their sizes. That the population is finite is left out,
    so that intervals are, if anything, too wide. Brown, Cai and DasGupta (2001),
    Statistical Science 16.

    Examples
    --------
    >>> sample = Judged(sizes=(80, 20), judged=(30, 10), right=(29, 6))
    >>> found = estimate_precision(sample, seed=1)
    >>> round(found.low, 2), round(found.median, 2), round(found.high, 2)
    (0.79, 0.88, 0.95)
    """
    return _summary(_precision_draws(sample, np.random.default_rng(seed), draws))


def estimate_recall(sample: Judged, missed: Missed, *, seed: int, draws: int = DRAWS) -> Estimate:
    """Return the share of all statements that the reading found.

    Parameters
    ----------
    sample : Judged
        The statements found, for how many of them are right.
    missed : Missed
        What was missed in the places looked at.
    seed : int
        Of the draws.
    draws : int, at least 100

    Raises
    ------
    ShapeError
        As for `estimate_precision`.
    RangeError
        A count is out of range.

    Notes
    -----
    Right statements / (right statements + missed ones). What is missed in a place of a
    stratum has the Gamma(m + 1/(2H), n) distribution of a Poisson mean, m missed in n
    places looked at, with Jeffreys' half spread over the H strata.

    Examples
    --------
    >>> sample = Judged(sizes=(100,), judged=(40,), right=(36,))
    >>> missed = Missed(sizes=(60, 100), looked_at=(20, 40), missed=(2, 1.5))
    >>> found = estimate_recall(sample, missed, seed=1)
    >>> found.low < 0.9 < found.high
    True
    """
    random = np.random.default_rng(seed)
    found = _precision_draws(sample, random, draws) * sum(sample.sizes)
    sizes, looked_at = _strata(missed.sizes, missed.looked_at)
    lost = take("missed", missed.missed)
    if lost.shape != sizes.shape:
        raise ShapeError(f"{lost.size} counts of missed for {sizes.size} strata")
    if (lost < 0).any():
        raise RangeError(f"missed is {lost.min()}, expected 0 or more")
    shape = lost + 0.5 / sizes.size
    means = random.gamma(shape, 1 / looked_at, size=(draws, sizes.size))
    return _summary(found / (found + means @ sizes))


def _precision_draws(sample: Judged, random: np.random.Generator, draws: int) -> Floats:
    sizes, judged = _strata(sample.sizes, sample.judged)
    right = take("right", sample.right)
    if right.shape != sizes.shape:
        raise ShapeError(f"{right.size} counts of right for {sizes.size} strata")
    if (right < 0).any() or (right > judged).any() or (judged > sizes).any():
        raise RangeError("counts have to be 0 <= right <= judged <= sizes in every stratum")
    shares = random.beta(right + 0.5, judged - right + 0.5, size=(draws, sizes.size))
    return np.asarray(shares @ (sizes / sizes.sum()), dtype=np.float64)


def _strata(sizes: ArrayLike, looked_at: ArrayLike) -> tuple[Floats, Floats]:
    number, seen = take("sizes", sizes, "above 0"), take("judged", looked_at, "above 0")
    if not number.size or number.shape != seen.shape:
        raise ShapeError(f"{seen.size} counts of judged for {number.size} strata")
    return number, seen


def _summary(draws: Floats) -> Estimate:
    low, median, high = (float(value) for value in np.quantile(draws, _CENTRAL))
    return Estimate(low=low, median=median, high=high)
