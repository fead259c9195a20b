"""Scores of chances given to events that happened or did not."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pourparler.errors import RangeError, ShapeError
from pourparler.models.arguments import Floats, take
from pourparler.models.sensitivity.shares import Share, count_share


@dataclass(frozen=True, slots=True)
class Brier:
    """The mean squared error of chances and what it is made of.

    ``score`` is reliability - resolution + uncertainty; lower is better.

    Attributes
    ----------
    score : float, in [0, 1]
    reliability : float
        How far the chances given are from how often it then happened; 0 is best.
    resolution : float
        How far the groups of equal chances differ in how often it happened; high is best.
    uncertainty : float
        Of the events themselves: the score of always giving their base rate.
    """

    score: float
    reliability: float
    resolution: float
    uncertainty: float


def score_brier(chances: ArrayLike, happened: ArrayLike) -> Brier:
    """Return the Brier score of n chances with its decomposition.

    Parameters
    ----------
    chances : array, shape (n,), in [0, 1]
    happened : array of bool, shape (n,)

    Raises
    ------
    RangeError
        A chance is outside [0, 1], or an outcome neither true nor false.
    ShapeError
        The two differ in shape, or are empty.

    Notes
    -----
    Brier (1950); Murphy (1973), A new vector partition of the probability score. Cases are
    grouped by equal chance, which makes the decomposition exact.

    Examples
    --------
    >>> round(score_brier([0.2, 0.2, 0.8], [False, False, True]).score, 3)
    0.04
    """
    given, outcomes = _take_events(chances, happened)
    base = outcomes.mean()
    values, group = np.unique(given, return_inverse=True)
    counts = np.bincount(group)
    rates = np.bincount(group, outcomes) / counts
    return Brier(
        float(np.mean((given - outcomes) ** 2)),
        float(counts @ (values - rates) ** 2 / given.size),
        float(counts @ (rates - base) ** 2 / given.size),
        float(base * (1 - base)),
    )


def score_log_loss(chances: ArrayLike, happened: ArrayLike) -> Floats:
    """Return the logarithmic loss of each of n chances; their mean is the usual score.

    Parameters
    ----------
    chances : array, shape (n,), inside (0, 1)
    happened : array of bool, shape (n,)

    Returns
    -------
    array, shape (n,)
        -log of the chance that was given to what then happened; lower is better.

    Raises
    ------
    RangeError
        A chance is 0 or 1 (one miss would cost infinitely much), or outside.
    ShapeError
        The two differ in shape, or are empty.

    Examples
    --------
    >>> score_log_loss([0.5, 0.9], [True, False]).round(3)
    array([0.693, 2.303])
    """
    given, outcomes = _take_events(chances, happened)
    if ((given <= 0) | (given >= 1)).any():
        raise RangeError(
            "a chance is 0 or 1; chances inside (0, 1) are needed",
            hint="Give (k + 1/2) / (n + 1) for k of n draws.",
        )
    loss: Floats = -np.log(np.where(outcomes > 0, given, 1 - given))
    return loss


@dataclass(frozen=True, slots=True)
class ReliabilityBin:
    """Chances of one range together: how high they were, and how often it then happened.

    Attributes
    ----------
    low, high : float
        The range; its low end is in it, and the high end of the last.
    mean : float
        Mean of the chances in it.
    happened : Share
        ``count`` of ``draws`` events.
    """

    low: float
    high: float
    mean: float
    happened: Share


def tabulate_reliability(
    chances: ArrayLike, happened: ArrayLike, *, bins: int = 5
) -> tuple[ReliabilityBin, ...]:
    """Return how often events happened by the chance that was given to them.

    Parameters
    ----------
    chances : array, shape (n,), in [0, 1]
    happened : array of bool, shape (n,)
    bins : int, at least 1
        Ranges of equal width; those without a chance in them are left out.

    Raises
    ------
    RangeError
        A chance is outside [0, 1], an outcome neither true nor false, or ``bins`` below 1.
    ShapeError
        The two differ in shape, or are empty.

    Examples
    --------
    >>> [(row.mean, row.happened.count) for row in tabulate_reliability([0.1, 0.9], [0, 1])]
    [(0.1, 0), (0.9, 1)]
    """
    given, outcomes = _take_events(chances, happened)
    if bins < 1:
        raise RangeError(f"{bins} bins; at least 1 is needed")
    place = np.minimum((given * bins).astype(np.int64), bins - 1)
    return tuple(
        ReliabilityBin(
            int(n) / bins,
            (int(n) + 1) / bins,
            float(given[place == n].mean()),
            count_share(outcomes[place == n] > 0),
        )
        for n in np.unique(place)
    )


def _take_events(chances: ArrayLike, happened: ArrayLike) -> tuple[Floats, Floats]:
    given = take("chances", chances, "between 0 and 1")
    outcomes: NDArray[np.float64] = take("happened", happened, "between 0 and 1")
    if given.ndim != 1 or given.shape != outcomes.shape or not given.size:
        raise ShapeError(f"chances of shape {given.shape}, outcomes of shape {outcomes.shape}")
    if not np.isin(outcomes, (0.0, 1.0)).all():
        raise RangeError("an outcome is neither true nor false")
    return given, outcomes
