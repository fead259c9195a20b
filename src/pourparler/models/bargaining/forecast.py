"""One result for every model of an issue's outcome."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pourparler.models.bargaining.standings import Floats, Standings


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """What a model makes of standings: an outcome a draw. Frozen.

    Attributes
    ----------
    model : str
        Name of the model and of its variant.
    outcomes : shape (D,), in [0, 100]
        Where there is no agreement, the reference point; NaN when there is none either.
    agreed : bool, shape (D,)
        Whether the model ends in an agreement.
    standings_sha256 : str
        Digest of what went in.
    parameters : mapping
        What the model was told beside the standings.
    """

    model: str
    outcomes: Floats
    agreed: NDArray[np.bool_]
    standings_sha256: str
    parameters: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))

    def interval(self, share: float = 0.8) -> tuple[float, float, float]:
        """Return low, median and high of the outcomes that the central share of draws has.

        NaN where no draw has an outcome.
        """
        known = self.outcomes[~np.isnan(self.outcomes)]
        if not known.size:
            return np.nan, np.nan, np.nan
        tail = (1.0 - share) / 2
        low, median, high = np.quantile(known, (tail, 0.5, 1.0 - tail))
        return float(low), float(median), float(high)


def gains(standings: Standings, forecast: Forecast, reference: ArrayLike) -> Floats:
    """Return how much nearer each actor is to the outcome than to a reference point.

    Parameters
    ----------
    standings : Standings
        D draws of A actors.
    forecast : Forecast
        Made from these.
    reference : float or array of shape (D,), in [0, 100]
        What there is without a decision.

    Returns
    -------
    shape (D, A), in points of the scale
        Above 0 an actor gains by the outcome, below 0 it loses; not weighted by salience.

    Examples
    --------
    >>> standings = Standings([20, 60], [1, 1], [1, 1])
    >>> outcome = Forecast(
    ...     model="mean", outcomes=np.array([40.0]), agreed=np.array([True]),
    ...     standings_sha256=standings.sha256,
    ... )
    >>> gains(standings, outcome, 100)
    array([[60., 20.]])
    """
    before = np.abs(standings.positions - np.atleast_1d(np.asarray(reference, float))[:, None])
    after = np.abs(standings.positions - forecast.outcomes[:, None])
    gained: Floats = before - after
    return gained
