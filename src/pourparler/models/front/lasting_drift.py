"""A front whose drift wanders around a mean (Ornstein-Uhlenbeck), at irregular steps.

dL = m dt + sigma dB and dm = -kappa (m - mean) dt + eta dW. Gains over any steps are
jointly normal with a covariance in closed form, so that fit and forecast are regression
with known covariance, and reporting noise is one more term of it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import ArrayLike
from scipy import linalg, optimize

from pourparler.errors import RangeError, ShapeError
from pourparler.models.arguments import Floats, take
from pourparler.models.front.forecast import Forecast
from pourparler.models.front.series import FrontSeries

_LEAST_STEPS: Final = 6
_PARAMETERS: Final = 4
_SMALL: Final = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class LastingDrift:
    """How drift wanders, and how unsteadily the front moves around it.

    Attributes
    ----------
    drift_mean_km2_per_year : float
    reversion_per_year : float, above 0
        kappa; half of a departure from the mean is gone after log 2 / kappa years.
    drift_shock : float, at or above 0
        eta, in km2 / year^1.5.
    diffusion_km2_per_root_year : float, at or above 0
        sigma.

    Raises
    ------
    RangeError
        A number is not finite or outside its range.
    """

    drift_mean_km2_per_year: float
    reversion_per_year: float
    drift_shock: float
    diffusion_km2_per_root_year: float

    def __post_init__(self) -> None:
        take("drift_mean_km2_per_year", self.drift_mean_km2_per_year)
        take("reversion_per_year", self.reversion_per_year, "above 0")
        take("drift_shock", self.drift_shock, "at or above 0")
        take("diffusion_km2_per_root_year", self.diffusion_km2_per_root_year, "at or above 0")


@dataclass(frozen=True, slots=True, kw_only=True)
class LastingDriftFit:
    """A model of lasting drift with the series that it was fitted to.

    Attributes
    ----------
    model : LastingDrift
    series : FrontSeries
    noise_km2 : float
        Standard deviation of a reported area around the true one, taken as known.
    drift_now_km2_per_year, drift_now_sd : float
        Drift at the last row, given the series: mean and standard deviation.
    log_likelihood : float
        Restricted, of the gains.
    """

    model: LastingDrift
    series: FrontSeries
    noise_km2: float
    drift_now_km2_per_year: float
    drift_now_sd: float
    log_likelihood: float


def forecast_from_drift(
    model: LastingDrift, drift_now_km2_per_year: ArrayLike, years: ArrayLike
) -> Forecast:
    """Return the normal distribution of land gained when today's drift is known.

    Parameters
    ----------
    model : LastingDrift
    drift_now_km2_per_year : float or array
    years : float or array, above 0

    Raises
    ------
    RangeError
        A number is not finite or a time not above 0.

    Notes
    -----
    Mean: mean T + (now - mean) (1 - e^-kT) / k. Variance: sigma^2 T + (eta/k)^2
    (T - 2 (1 - e^-kT)/k + (1 - e^-2kT)/(2k)), by its series where kT is small.

    Examples
    --------
    >>> model = LastingDrift(
    ...     drift_mean_km2_per_year=3.3,
    ...     reversion_per_year=2.0,
    ...     drift_shock=6.0,
    ...     diffusion_km2_per_root_year=0.5,
    ... )
    >>> forecast_from_drift(model, 7.5, 1.0).mean_km2.round(8)
    np.float64(5.11579591)
    """
    now, span = (
        take("drift_now_km2_per_year", drift_now_km2_per_year),
        take("years", years, "above 0"),
    )
    rate = model.reversion_per_year
    mean = model.drift_mean_km2_per_year
    gain = mean * span - (now - mean) * np.expm1(-rate * span) / rate
    x = rate * span
    small = np.minimum(x, _SMALL)
    series = small**3 * (
        1 / 3 - small / 4 + small**2 * 7 / 60 - small**3 / 24 + small**4 * 31 / 2520
    )
    wander = np.where(x < _SMALL, series, x + 2 * np.expm1(-x) - np.expm1(-2 * x) / 2)
    variance = model.diffusion_km2_per_root_year**2 * span + model.drift_shock**2 / rate**3 * wander
    return Forecast(gain, np.sqrt(variance), np.full(gain.shape, np.inf))


def fit_lasting_drift(series: FrontSeries, *, noise_km2: float = 0.0) -> LastingDriftFit:
    """Fit a wandering drift by restricted maximum likelihood; steps may be irregular.

    Parameters
    ----------
    series : FrontSeries
        One series of at least seven rows.
    noise_km2 : float, at or above 0
        Standard deviation of a reported area around the true one.

    Raises
    ------
    RangeError
        The noise is negative, or the front moves by the same pace in every step.
    ShapeError
        There is more than one series, or too few rows.

    Notes
    -----
    The mean drift is profiled out by generalised least squares; reversion, shock and
    diffusion are searched within wide bounds from several starts. Cost: some hundred
    Cholesky factors of n by n.
    """
    noise = float(take("noise_km2", noise_km2, "at or above 0"))
    spans, gains = np.diff(series.years), np.diff(series.area_km2)
    if gains.ndim != 1 or gains.size < _LEAST_STEPS:
        raise ShapeError(
            f"areas of shape {series.area_km2.shape}; one series of at least "
            f"{_LEAST_STEPS + 1} rows is needed",
            hint="Fit series one by one, or add earlier rows.",
        )
    pace = gains / spans
    scale = float(pace.std())
    if not scale > 0:
        raise RangeError("the front moves by exactly the same pace in every step")
    span, step = float(spans.sum()), float(np.median(spans))
    shock = np.log(scale) + np.log([1e-3, 10.0])
    bounds = [tuple(np.log([0.3 / span, 3 / step])), tuple(shock), tuple(shock + np.log(step) / 2)]

    def loss(logs: Floats) -> float:
        return -_Regression(series, _model(0.0, *np.exp(logs)), noise).log_likelihood

    starts = [(rate, scale, scale * step**0.5 / 3) for rate in (1 / span**0.5, 3 / span, 1 / step)]
    inside = [np.clip(np.log(start), *np.transpose(bounds)) for start in starts]
    tried = [optimize.minimize(loss, start, bounds=bounds) for start in inside]
    found = min(tried, key=lambda result: float(result.fun))
    return condition_lasting_drift(series, _model(0.0, *np.exp(found.x)), noise_km2=noise)


def condition_lasting_drift(
    series: FrontSeries, model: LastingDrift, *, noise_km2: float = 0.0
) -> LastingDriftFit:
    """Return a fit with given reversion, shock and diffusion; the mean is estimated.

    Raises
    ------
    RangeError
        The noise is negative or not finite.
    """
    noise = float(take("noise_km2", noise_km2, "at or above 0"))
    regression = _Regression(series, model, noise)
    known = replace(model, drift_mean_km2_per_year=regression.mean)
    now, sd = regression.drift_now()
    return LastingDriftFit(
        model=known,
        series=series,
        noise_km2=noise,
        drift_now_km2_per_year=now,
        drift_now_sd=sd,
        log_likelihood=regression.log_likelihood,
    )


def forecast_lasting_drift(fit: LastingDriftFit, years: float) -> Forecast:
    """Return the distribution of land gained since the last *reported* area.

    Parameters
    ----------
    fit : LastingDriftFit
    years : float, above 0

    Returns
    -------
    Forecast
        Student t with n - 4 degrees of freedom, at least 1. Its spread holds the doubt
        about today's drift and about the mean drift; that about reversion, shock and
        diffusion enters by the degrees of freedom alone.

    Raises
    ------
    RangeError
        The time is not above 0.
    """
    ahead = float(take("years", years, "above 0"))
    mean, variance = _Regression(fit.series, fit.model, fit.noise_km2).gain(ahead)
    freedom = max(1.0, fit.series.years.size - 1.0 - _PARAMETERS)
    return Forecast(np.array(mean), np.sqrt(np.array(variance)), np.array(freedom))


def _model(mean: float, reversion: float, sd: float, diffusion: float) -> LastingDrift:
    """Return the model whose drift has a long-run standard deviation ``sd``."""
    return LastingDrift(
        drift_mean_km2_per_year=float(mean),
        reversion_per_year=float(reversion),
        drift_shock=float(sd * np.sqrt(2 * reversion)),
        diffusion_km2_per_root_year=float(diffusion),
    )


class _Regression:
    """Gains on their steps by generalised least squares, with the model's covariance."""

    def __init__(self, series: FrontSeries, model: LastingDrift, noise_km2: float) -> None:
        self.years, self.model, self.noise = series.years, model, noise_km2
        self.spans, gains = np.diff(series.years), np.diff(series.area_km2)
        self.wander = model.drift_shock**2 / (2 * model.reversion_per_year)
        self.factor = linalg.cholesky(self._covariance(self.years), lower=True)
        self.step, gain = self._whiten(self.spans), self._whiten(gains)
        self.weight = float(self.step @ self.step)
        self.mean = float(self.step @ gain / self.weight)
        self.rest = gain - self.mean * self.step
        self.log_likelihood = float(
            -np.log(np.diag(self.factor)).sum()
            - np.log(self.weight) / 2
            - self.rest @ self.rest / 2
            - (gains.size - 1) / 2 * np.log(2 * np.pi)
        )

    def gain(self, ahead: float) -> tuple[float, float]:
        """Mean and variance of the true area after a time less the last reported one."""
        whole = self._covariance(np.append(self.years, self.years[-1] + ahead), future=1)
        return self._predict(whole[:-1, -1], float(whole[-1, -1]), ahead)

    def drift_now(self) -> tuple[float, float]:
        """Mean and standard deviation of the drift at the last row."""
        rate, back = self.model.reversion_per_year, self.years[-1] - self.years
        decay = np.diff(np.exp(-rate * back)) / rate
        mean, variance = self._predict(self.wander * decay, self.wander, 1.0)
        return mean, float(np.sqrt(variance))

    def _predict(self, with_gains: Floats, variance: float, slope: float) -> tuple[float, float]:
        known = self._whiten(with_gains)
        lever = slope - float(known @ self.step)
        mean = self.mean * slope + float(known @ self.rest)
        return mean, variance - float(known @ known) + lever**2 / self.weight

    def _whiten(self, values: Floats) -> Floats:
        solved: Floats = linalg.solve_triangular(self.factor, values, lower=True)
        return solved

    def _covariance(self, years: Floats, *, future: int = 0) -> Floats:
        """Covariance of gains between times, the last ``future`` of which are not reported."""
        rate = self.model.reversion_per_year
        apart = rate * np.abs(years[:, None] - years)
        small = np.minimum(apart, _SMALL)
        series = small**2 * (1 / 2 - small / 6 + small**2 / 24 - small**3 / 120)
        twice = np.where(apart < _SMALL, series, apart + np.expm1(-apart)) / rate**2
        reported = np.full(years.size, self.noise**2)
        if future:
            reported[-future:] = 0.0
        level = np.diag(reported) - self.wander * twice
        gains: Floats = np.diff(np.diff(level, axis=0), axis=1)
        return gains + np.diag(self.model.diffusion_km2_per_root_year**2 * np.diff(years))
