"""Means and medians of positions: the models that have been hardest to beat."""

from __future__ import annotations

from typing import Literal

import numpy as np

from pourparler.models.bargaining.forecast import Forecast
from pourparler.models.bargaining.standings import Floats, Standings

Tie = Literal["low", "middle", "high"]


def solve_mean(standings: Standings) -> Forecast:
    """Forecast the plain mean of the positions: everybody weighs alike.

    Examples
    --------
    >>> solve_mean(Standings([0, 50, 100], [1, 0.2, 0.1], [3, 1, 1])).outcomes
    array([50.])
    """
    return _made("mean", standings, standings.positions.mean(axis=1))


def solve_compromise(standings: Standings) -> Forecast:
    """Forecast the mean of the positions, weighted by influence times salience.

    The compromise model (Van den Bos 1991, in Bueno de Mesquita and Stokman 1994).

    Examples
    --------
    >>> solve_compromise(Standings([20, 60], [1, 1], [3, 1])).outcomes
    array([30.])
    """
    weights = standings.weights
    means = (weights * standings.positions).sum(axis=1) / weights.sum(axis=1)
    return _made("compromise", standings, means)


def solve_median(standings: Standings, *, tie: Tie = "middle") -> Forecast:
    """Forecast the weighted median: the position that no majority of weight would leave.

    Black (1958): pairwise votes, weights influence times salience. Where all points of an
    interval are medians, ``tie`` says which is taken; only the middle one treats both
    directions of the scale alike, while the lowest is what most tables in print have.

    Examples
    --------
    >>> solve_median(Standings([10, 30, 70, 90], [0.5, 0.8, 0.9, 0.2], [1, 0.5, 2, 1])).outcomes
    array([70.])
    """
    low, high = median_interval(standings).T
    chosen = {"low": low, "middle": (low + high) / 2, "high": high}[tie]
    return _made("median" if tie == "middle" else f"median, {tie}", standings, chosen)


def median_interval(standings: Standings) -> Floats:
    """Return the lowest and the highest weighted median, shape (D, 2).

    A point is a median when at most half the weight lies on either side of it.

    Examples
    --------
    >>> median_interval(Standings([20, 60], [1, 1], [1, 1]))
    array([[20., 60.]])
    """
    ranks = np.argsort(standings.positions, axis=1, kind="stable")
    positions = np.take_along_axis(standings.positions, ranks, axis=1)
    reached = np.cumsum(np.take_along_axis(standings.weights, ranks, axis=1), axis=1)
    half = reached[:, -1:] / 2
    slack = half * _ROUNDING
    first = np.argmax(reached >= half - slack, axis=1)
    last = np.argmax(reached > half + slack, axis=1)
    return np.stack(
        [np.take_along_axis(positions, at[:, None], axis=1)[:, 0] for at in (first, last)], axis=1
    )


_ROUNDING = 1e-12
"""Weights are sums of products: a half that is missed by rounding alone is a half."""


def _made(model: str, standings: Standings, outcomes: Floats) -> Forecast:
    return Forecast(
        model=model,
        outcomes=outcomes,
        agreed=np.ones(standings.draws, dtype=bool),
        standings_sha256=standings.sha256,
    )
