"""The Nash solution on one issue with a reference point."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final, Literal

import numpy as np
from numpy.typing import ArrayLike

from pourparler.errors import RangeError
from pourparler.models.bargaining.forecast import Forecast
from pourparler.models.bargaining.standings import SCALE_LENGTH, Floats, Standings

Loss = Literal["linear", "quadratic"]

_HALVINGS: Final = 60
"""100 points / 2^60: below what double precision tells apart."""


def solve_nash(
    standings: Standings, reference: ArrayLike | None = None, *, loss: Loss = "linear"
) -> Forecast:
    """Forecast the point with the largest weighted product of gains.

    Parameters
    ----------
    standings : Standings
        D draws of A actors; weights are influence times salience.
    reference : float or array of shape (D,), in [0, 100], optional
        What there is without a decision. When left out, no decision is worth 0 to
        everybody, on the scale on which one's own position is worth 1 (linear) or where
        the far end of the scale is worth 0.
    loss : {"linear", "quadratic"}
        How worth falls with distance d: -d or -d squared.

    Returns
    -------
    Forecast
        Without a point that every actor prefers to the reference, the reference, not agreed.

    Raises
    ------
    RangeError
        A reference point is outside the scale.

    Notes
    -----
    Maximises sum w ln(u(x) - u(reference)), which is concave where all gains are above 0, by
    halving where its slope changes sign, all draws at once. An actor without weight still has
    to gain. Nash 1950; weights as in Binmore, Rubinstein and Wolinsky 1986.

    Examples
    --------
    >>> solve_nash(Standings([20, 60], [1, 1], [3, 1]), 100).outcomes.round(6)
    array([40.])
    >>> solve_nash(Standings([0, 100], [1, 1], [1, 1]), 100).agreed
    array([False])
    """
    low, high, worst, status_quo = _bargaining_range(standings, reference)
    agreed = high - low > SCALE_LENGTH * 1e-12
    power = 1.0 if loss == "linear" else 2.0
    left, right = low, high
    for _ in range(_HALVINGS):
        middle = (left + right) / 2
        rises = _slope(standings, middle, worst, power) > 0
        left, right = np.where(rises, middle, left), np.where(rises, right, middle)
    return Forecast(
        model=f"nash {loss}",
        outcomes=np.where(agreed, (left + right) / 2, status_quo),
        agreed=agreed,
        standings_sha256=standings.sha256,
        parameters=MappingProxyType({"reference": reference, "loss": loss}),
    )


def _bargaining_range(
    standings: Standings, reference: ArrayLike | None
) -> tuple[Floats, Floats, Floats, Floats]:
    """Return where all gain, the distance at which an actor gains nothing, and the reference."""
    positions = standings.positions
    if reference is None:
        worst = np.full_like(positions, SCALE_LENGTH)
        status_quo = np.full(standings.draws, np.nan)
    else:
        given = np.asarray(reference, dtype=np.float64)
        if not ((given >= 0) & (given <= SCALE_LENGTH)).all():
            raise RangeError(f"reference {reference} is outside 0 to {SCALE_LENGTH:g}")
        status_quo = np.broadcast_to(given, (standings.draws,)).copy()
        worst = np.abs(positions - status_quo[:, None])
    low = np.maximum((positions - worst).max(axis=1), 0.0)
    high = np.minimum((positions + worst).min(axis=1), SCALE_LENGTH)
    return low, high, worst, status_quo


def _slope(standings: Standings, point: Floats, worst: Floats, power: float) -> Floats:
    """Return the slope of the sum of weighted logarithms of gains, shape (D,)."""
    away = point[:, None] - standings.positions
    distance = np.abs(away)
    gained = worst**power - distance**power
    marginal = -np.sign(away) * power * distance ** (power - 1.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        slopes = standings.weights * marginal / gained
        total: Floats = np.where(standings.weights > 0, slopes, 0.0).sum(axis=1)
    return total
