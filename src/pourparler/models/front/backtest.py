"""What forecasts of the front would have been worth: a rolling backtest.

At each origin a model is fitted to what was published by then and to nothing else, and
its forecast is held against what came. Windows overlap and there is one war: the figures
say how far off the model was there, not how far off it will be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats

from pourparler.errors import RangeError
from pourparler.models.arguments import Floats
from pourparler.models.front.brownian import fit_brownian, forecast_brownian
from pourparler.models.front.forecast import Forecast
from pourparler.models.front.lasting_drift import fit_lasting_drift, forecast_lasting_drift
from pourparler.models.front.persistent import fit_persistent, forecast_persistent
from pourparler.models.front.series import DatedFront, FrontSeries
from pourparler.models.scoring.amounts import count_coverage, score_crps_normal
from pourparler.models.sensitivity.shares import Share

Method = Literal[
    "brownian_plug_in", "brownian", "persistent_plug_in", "persistent", "lasting_drift"
]
METHODS: Final[tuple[Method, ...]] = get_args(Method)
Forecaster = Callable[[int, float], Forecast]
"""From steps ahead, and the years that they take, to a forecast."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BacktestPlan:
    """How a backtest is run.

    Attributes
    ----------
    step_days : float
        Length of a step; 30 for daily rows, 365.25 / 12 for the ends of calendar months.
    horizons : tuple of int
        Steps ahead.
    since : day, optional
        Rows about earlier days are left out of every fit.
    brownian_steps : int
        How many of the last steps Brownian motion is fitted to; the others take all.
    methods : tuple of str
        All but ``lasting_drift`` when left out: its fits take longer.
    """

    step_days: float = 30.0
    horizons: tuple[int, ...] = (1, 3, 6, 12)
    since: ArrayLike | None = None
    brownian_steps: int = 12
    methods: tuple[Method, ...] = METHODS[:-1]


@dataclass(frozen=True, slots=True)
class Track:
    """Forecasts of one method over one horizon beside what came; arrays of shape (n,).

    Attributes
    ----------
    method : str
        "plug_in" takes the fitted parameters as known.
    steps : int
        Horizon.
    origin : array of days
        Day at which each forecast was made.
    realised_km2 : array
    forecast : Forecast
    """

    method: Method
    steps: int
    origin: NDArray[np.datetime64]
    realised_km2: Floats
    forecast: Forecast

    @property
    def absolute_error_km2(self) -> Floats:
        """How far each forecast's mean was from what came."""
        return np.abs(self.realised_km2 - self.forecast.mean_km2)

    @property
    def no_change_error_km2(self) -> Floats:
        """How far the forecast of no change was: the baseline."""
        return np.abs(self.realised_km2)

    @property
    def crps_km2(self) -> Floats:
        """Score of each forecast, taken as normal with its mean and spread."""
        return score_crps_normal(
            self.forecast.mean_km2, self.forecast.spread_km2, self.realised_km2
        )

    def coverage(self, nominal: float = 0.8) -> Share:
        """Count how often the interval that should hold ``nominal`` of outcomes held one."""
        return count_coverage(self.realised_km2, *self.forecast.interval_km2(nominal))

    def error_quantile(self, share: float = 0.8) -> float:
        """Return the share-quantile of |realised - mean| in units of the spread."""
        sizes = self.absolute_error_km2 / self.forecast.spread_km2
        return float(np.quantile(sizes, share))

    def inflation(self, nominal: float = 0.8) -> float:
        """Return the factor for ``inflate``: at least 1, an in-sample correction.

        The quantile of |z| that held ``nominal`` of the outcomes, over that of a normal
        distribution (1.2816 for 80 %).
        """
        return max(1.0, self.error_quantile(nominal) / float(stats.norm.ppf((1 + nominal) / 2)))


def backtest_front(
    front: DatedFront, origins: ArrayLike, plan: BacktestPlan | None = None
) -> tuple[Track, ...]:
    """Forecast from every origin with what was known, and keep what came beside it.

    Parameters
    ----------
    front : DatedFront
    origins : array of days, shape (m,)
        Days at which a forecast is made. It counts from the last row published by then.
    plan : BacktestPlan, optional

    Returns
    -------
    tuple of Track
        By horizon and method; horizons that end after the last row at every origin are
        left out.

    Raises
    ------
    RangeError
        Too few rows were known at an origin, the rows do not fit the steps, or no horizon
        ends before the last row.

    Notes
    -----
    The figures of coverage assume nothing about the model; ``Track.inflation`` is taken
    from the same windows it would widen, hence "in-sample".
    """
    settings = plan or BacktestPlan()
    cases = [
        case
        for origin in np.asarray(origins, dtype="datetime64[D]").reshape(-1)
        for case in _forecast_from(front, origin, settings)
    ]
    tracks = tuple(
        _collect(method, steps, [c for c in cases if (c[0], c[1]) == (method, steps)])
        for steps in settings.horizons
        for method in settings.methods
        if any(c[1] == steps for c in cases)
    )
    if not tracks:
        raise RangeError(
            "no forecast ends before the last row of the front, so nothing can be compared",
            hint="Choose earlier origins or shorter horizons.",
        )
    return tracks


def find_inflation(
    tracks: Sequence[Track], method: Method, steps: float, *, nominal: float = 0.8
) -> float:
    """Return the in-sample correction for a horizon: that of the next longer one tested.

    Parameters
    ----------
    tracks : sequence of Track
    method : str
    steps : float
        Horizon in steps; past the longest one tested, that one's factor.
    nominal : float

    Raises
    ------
    RangeError
        The method was not tested.
    """
    own = sorted((t for t in tracks if t.method == method), key=lambda track: track.steps)
    if not own:
        raise RangeError(f"method '{method}' was not tested")
    chosen = next((track for track in own if track.steps >= steps), own[-1])
    return chosen.inflation(nominal)


_Case = tuple[Method, int, np.datetime64, float, Forecast]


def _forecast_from(front: DatedFront, origin: np.datetime64, plan: BacktestPlan) -> Iterable[_Case]:
    series = front.series_known_at(origin, step_days=plan.step_days, since=plan.since)
    last = series.last_on
    if last is None:  # pragma: no cover - a dated front always names it
        return
    forecasters = {m: fit_front(series, m, plan.brownian_steps) for m in plan.methods}
    for steps in plan.horizons:
        came = front.find_gain(last, steps * plan.step_days, step_days=plan.step_days)
        if came:
            for method, forecaster in forecasters.items():
                yield method, steps, origin, came[0], forecaster(steps, came[1])


def fit_front(series: FrontSeries, method: Method, brownian_steps: int = 12) -> Forecaster:
    """Fit one method to a series on regular steps and return what forecasts with it.

    Parameters
    ----------
    series : FrontSeries
    method : str
        One of ``METHODS``.
    brownian_steps : int
        As in ``BacktestPlan``.

    Raises
    ------
    RangeError, ShapeError
        As the fits do.
    """
    plug_in = method.endswith("plug_in")
    if method.startswith("brownian"):
        recent = fit_brownian(series.latest(brownian_steps))
        return lambda steps, years: forecast_brownian(recent, years, plug_in=plug_in)
    if method.startswith("persistent"):
        lasting = fit_persistent(series)
        return lambda steps, years: forecast_persistent(lasting, steps, plug_in=plug_in)
    wandering = fit_lasting_drift(series)
    return lambda steps, years: forecast_lasting_drift(wandering, years)


def _collect(method: Method, steps: int, cases: Sequence[_Case]) -> Track:
    return Track(
        method,
        steps,
        np.array([origin for _, _, origin, _, _ in cases], dtype="datetime64[D]"),
        np.array([realised for _, _, _, realised, _ in cases]),
        Forecast(
            np.array([float(forecast.mean_km2) for *_, forecast in cases]),
            np.array([float(forecast.spread_km2) for *_, forecast in cases]),
            np.array([float(forecast.freedom) for *_, forecast in cases]),
        ),
    )
