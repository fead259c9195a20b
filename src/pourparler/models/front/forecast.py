"""A forecast of how much land is gained by a time: a distribution, never a point."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from pourparler.models.arguments import Floats, take


@dataclass(frozen=True, slots=True)
class Forecast:
    """A Student t distribution of the land gained since the last row; arrays of one shape.

    Attributes
    ----------
    mean_km2 : array
        Above 0 for a gain of the advancing side.
    spread_km2 : array, at or above 0
        Scale of the distribution; its standard deviation when ``freedom`` is infinite.
    freedom : array, above 0
        Degrees of freedom; infinite for a normal distribution.
    inflation : float
        By how much the spread was multiplied after a backtest; 1 when it was not.
    """

    mean_km2: Floats
    spread_km2: Floats
    freedom: Floats
    inflation: float = 1.0

    def quantile_km2(self, share: ArrayLike) -> Floats:
        """Return the land below which a share of the distribution lies.

        Parameters
        ----------
        share : float or array, broadcast against the forecasts, between 0 and 1, ends excluded

        Raises
        ------
        RangeError
            A share is 0, 1 or outside.
        """
        u = take("share", share, "above 0")
        take("1 - share", 1 - u, "above 0")
        land: Floats = self.mean_km2 + self.spread_km2 * stats.t.ppf(u, self.freedom)
        return land

    def interval_km2(self, coverage: float = 0.8) -> tuple[Floats, Floats]:
        """Return the ends of the central interval that should hold a share of outcomes."""
        return self.quantile_km2((1 - coverage) / 2), self.quantile_km2((1 + coverage) / 2)


def add_reporting_noise(forecast: Forecast, noise_km2: ArrayLike) -> Forecast:
    """Return a forecast of the gain as it will be *reported*.

    Parameters
    ----------
    forecast : Forecast
    noise_km2 : float or array, at or above 0
        Standard deviation of a reported gain around the true one, as
        ``estimate_reporting_noise`` returns it.

    Raises
    ------
    RangeError
        The noise is negative or not finite.
    """
    noise = take("noise_km2", noise_km2, "at or above 0")
    return replace(forecast, spread_km2=np.hypot(forecast.spread_km2, noise))


def estimate_reporting_noise(gains_km2: ArrayLike, other_gains_km2: ArrayLike) -> float:
    """Return how far a reported gain strays, from two sources that report the same gains.

    Parameters
    ----------
    gains_km2, other_gains_km2 : array, shape (n,), n at least 2
        Gains over the same n steps by either source. A constant difference in level, as
        between definitions, drops out of gains.

    Returns
    -------
    float
        sd of the differences over sqrt 2: both sources are taken to stray alike and
        independently.

    Raises
    ------
    RangeError
        A number is not finite.

    Examples
    --------
    >>> round(estimate_reporting_noise([10.0, 30.0, 20.0], [10.0, 20.0, 30.0]), 3)
    7.071
    """
    gaps = take("gains_km2", gains_km2) - take("other_gains_km2", other_gains_km2)
    return float(np.std(gaps, ddof=1) / np.sqrt(2))


def inflate(forecast: Forecast, factor: float) -> Forecast:
    """Return a normal forecast with its spread multiplied, after a backtest.

    Parameters
    ----------
    forecast : Forecast
    factor : float, above 0
        As ``Track.inflation`` gives it. An in-sample correction: the wider intervals would
        have held what came in the very windows that the factor was taken from.

    Raises
    ------
    RangeError
        The factor is not above 0.
    """
    size = float(take("factor", factor, "above 0"))
    return Forecast(
        forecast.mean_km2,
        forecast.spread_km2 * size,
        np.full(np.shape(forecast.mean_km2), np.inf),
        forecast.inflation * size,
    )
