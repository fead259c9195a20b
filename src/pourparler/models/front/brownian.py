"""A front that moves at a constant pace with independent shocks (Brownian motion)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from pourparler.errors import RangeError, ShapeError
from pourparler.models.arguments import Floats, take
from pourparler.models.front.forecast import Forecast
from pourparler.models.front.series import FrontSeries


@dataclass(frozen=True, slots=True)
class BrownianFit:
    """Pace and unsteadiness of a front; arrays with the leading axes of the series.

    Attributes
    ----------
    drift_km2_per_year : array
    diffusion_km2_per_root_year : array, above 0
        By maximum likelihood, without a correction for degrees of freedom.
    drift_error_km2_per_year : array
        Standard error of the drift.
    log_likelihood : array
    steps : int
        n, the number of steps.
    years : float
        T, the time they span.
    """

    drift_km2_per_year: Floats
    diffusion_km2_per_root_year: Floats
    drift_error_km2_per_year: Floats
    log_likelihood: Floats
    steps: int
    years: float


def fit_brownian(series: FrontSeries) -> BrownianFit:
    """Fit Brownian motion with drift by maximum likelihood; steps may be irregular.

    Raises
    ------
    ShapeError
        The series has fewer than two steps.
    RangeError
        A series moves by exactly the same pace in every step, which leaves no spread.

    Notes
    -----
    mu = (L_n - L_0) / T, sigma^2 = mean of (dL_i - mu dt_i)^2 / dt_i, se(mu) = sigma / sqrt T.
    Only the end points bear on the drift. Fronts move persistently: pace lasts from one
    month to the next, this model knows nothing of it, and its intervals are too narrow.

    Examples
    --------
    >>> series = FrontSeries([0, 0.1, 0.25, 0.5, 0.6, 1], [100, 100.7, 101.1, 103.2, 103.5, 105.9])
    >>> fit_brownian(series).drift_km2_per_year.round(2)
    np.float64(5.9)
    """
    spans, gains = np.diff(series.years), np.diff(series.area_km2, axis=-1)
    if spans.size < 2:
        raise ShapeError(f"{spans.size} step; a fit needs at least 2", hint="Add earlier rows.")
    years = float(spans.sum())
    drift = gains.sum(axis=-1) / years
    variance = ((gains - drift[..., None] * spans) ** 2 / spans).mean(axis=-1)
    if not (variance > 0).all():
        raise RangeError(
            "the front moves by exactly the same pace in every step: its spread is unknown",
            hint="Give steps at which the area was measured, not interpolated ones.",
        )
    diffusion = np.sqrt(variance)
    density = np.log(2 * np.pi * variance[..., None] * spans).sum(axis=-1) + spans.size
    return BrownianFit(
        drift, diffusion, diffusion / np.sqrt(years), -density / 2, spans.size, years
    )


def forecast_brownian(fit: BrownianFit, years: ArrayLike, *, plug_in: bool = False) -> Forecast:
    """Return the distribution of land gained after some time of further fighting.

    Parameters
    ----------
    fit : BrownianFit
    years : float or array, above 0
        Broadcast against the fits.
    plug_in : bool
        Take drift and diffusion as known. Only to show how much that hides.

    Returns
    -------
    Forecast
        Student t with n - 1 degrees of freedom and spread^2 = sigma^2 n/(n-1) (H + H^2/T),
        the second term for the unknown drift; normal with sigma^2 H when plugged in.

    Raises
    ------
    RangeError
        A time is not above 0.
    """
    ahead = take("years", years, "above 0")
    mean = fit.drift_km2_per_year * ahead
    if plug_in:
        spread = fit.diffusion_km2_per_root_year * np.sqrt(ahead)
        return Forecast(mean, spread, np.full(mean.shape, np.inf))
    wider = fit.steps / (fit.steps - 1) * (ahead + ahead**2 / fit.years)
    spread = fit.diffusion_km2_per_root_year * np.sqrt(wider)
    return Forecast(mean, spread, np.full(mean.shape, fit.steps - 1.0))
