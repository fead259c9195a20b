"""Scores of forecasts of an amount: a distribution or an interval against what came."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from pourparler.errors import RangeError, ShapeError
from pourparler.models.arguments import Floats, take
from pourparler.models.sensitivity.shares import Share, count_share


def score_crps_normal(mean: ArrayLike, sd: ArrayLike, realised: ArrayLike) -> Floats:
    """Return the continuous ranked probability score of normal forecasts.

    Parameters
    ----------
    mean, realised : float or array
    sd : float or array, above 0

    Returns
    -------
    array
        In the unit of the amount; lower is better. For a sure forecast it is the absolute
        error.

    Raises
    ------
    RangeError
        A number is not finite, or a standard deviation is not above 0.

    Notes
    -----
    sd (z (2 Phi(z) - 1) + 2 phi(z) - 1/sqrt(pi)); Gneiting and Raftery (2007), JASA 102.

    Examples
    --------
    >>> score_crps_normal(0.0, 1.0, [0.0, 1.5]).round(6)
    array([0.233695, 0.994424])
    """
    spread = take("sd", sd, "above 0")
    z = (take("realised", realised) - take("mean", mean)) / spread
    density = np.exp(-(z**2) / 2) / math.sqrt(2 * math.pi)
    score: Floats = spread * (z * (2 * special.ndtr(z) - 1) + 2 * density - 1 / math.sqrt(math.pi))
    return score


def score_crps_draws(draws: ArrayLike, realised: ArrayLike) -> Floats:
    """Return the continuous ranked probability score of forecasts given as draws.

    Parameters
    ----------
    draws : array, shape (..., m)
        m draws of each forecast.
    realised : float or array, shape (...)

    Returns
    -------
    array, shape (...)
        Score of the distribution with weight 1/m on each draw; lower is better.

    Raises
    ------
    RangeError
        A number is not finite.
    ShapeError
        There are no draws, or as many forecasts as there are realised amounts is not so.

    Notes
    -----
    E|X - y| - E|X - X'| / 2, the second mean from the sorted draws in m log m steps.

    Examples
    --------
    >>> score_crps_draws([[0.0, 2.0], [5.0, 5.0]], [1.0, 3.0])
    array([0.5, 2. ])
    """
    values, came = np.sort(take("draws", draws), axis=-1), take("realised", realised)
    if values.ndim == 0 or not values.shape[-1] or values.shape[:-1] != came.shape:
        raise ShapeError(f"draws of shape {values.shape} for amounts of shape {came.shape}")
    size = values.shape[-1]
    weights = (2 * np.arange(1, size + 1) - size - 1) / size**2
    score: Floats = np.abs(values - came[..., None]).mean(axis=-1) - values @ weights
    return score


def count_coverage(realised: ArrayLike, low: ArrayLike, high: ArrayLike) -> Share:
    """Count how often intervals held what then came, ends included.

    Parameters
    ----------
    realised, low, high : array, shape (n,)

    Returns
    -------
    Share
        ``count`` of ``draws`` intervals. Where windows overlap they are not independent, and
        the standard error is too small.

    Raises
    ------
    RangeError
        A number is not finite, or a low end is above its high end.
    ShapeError
        The shapes differ, or there is no interval.

    Examples
    --------
    >>> count_coverage([1.0, 5.0], [0.0, 0.0], [2.0, 2.0]).count
    1
    """
    came, lower, upper = take("realised", realised), take("low", low), take("high", high)
    if not came.shape == lower.shape == upper.shape:
        raise ShapeError(f"amounts {came.shape}, low ends {lower.shape}, high ends {upper.shape}")
    if (lower > upper).any():
        raise RangeError("a low end is above its high end", hint="Exchange the two.")
    return count_share((came >= lower) & (came <= upper))
