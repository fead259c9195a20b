"""A front whose pace lasts: gains of one step carry over to the next (AR(1))."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pourparler.errors import RangeError, ShapeError
from pourparler.models.arguments import Floats
from pourparler.models.front.forecast import Forecast
from pourparler.models.front.series import FrontSeries

_UNEVEN = 1.2
_LEAST_PAIRS = 4


@dataclass(frozen=True, slots=True)
class PersistentFit:
    """How the gain of a step follows from the one before; arrays with the series' leading axes.

    Attributes
    ----------
    intercept_km2 : array
        a in x' = a + phi x + e.
    persistence : array
        phi; the share of a step's gain that carries over. At or above 1 paces never settle.
    step_sd_km2 : array
        Standard deviation of e, with n - 2 degrees of freedom.
    last_gain_km2 : array
        Of the last step.
    earlier_mean_km2, earlier_square_km2 : array
        Mean of the n earlier gains, and their summed squares around it: for the errors of
        a and phi.
    pairs : int
        n, the number of pairs of steps.
    step_years : float
        Mean length of a step.
    """

    intercept_km2: Floats
    persistence: Floats
    step_sd_km2: Floats
    last_gain_km2: Floats
    earlier_mean_km2: Floats
    earlier_square_km2: Floats
    pairs: int
    step_years: float


def fit_persistent(series: FrontSeries) -> PersistentFit:
    """Fit gains that follow an autoregression of the first order, by least squares.

    Raises
    ------
    RangeError
        Steps differ by more than a fifth, or gains never change.
    ShapeError
        The series has fewer than five steps.

    Notes
    -----
    x' = a + phi x + e over steps of one length; where they differ a little, as calendar
    months do, gains are scaled to the mean length. For steps of any length there is
    ``fit_lasting_drift``. Least squares underestimates phi in short series.
    """
    spans = np.diff(series.years)
    if spans.size <= _LEAST_PAIRS:
        raise ShapeError(
            f"{spans.size} steps; a fit needs more than {_LEAST_PAIRS}", hint="Add earlier rows."
        )
    if spans.max() > _UNEVEN * spans.min():
        raise RangeError(
            f"steps from {spans.min():.3g} to {spans.max():.3g} years are not of one length",
            hint="Take regular steps with step_days, or use fit_lasting_drift.",
        )
    gains = np.diff(series.area_km2, axis=-1) * (spans.mean() / spans)
    before, after = gains[..., :-1], gains[..., 1:]
    middle, pairs = before.mean(axis=-1), before.shape[-1]
    apart = before - middle[..., None]
    square = (apart**2).sum(axis=-1)
    if not (square > 0).all():
        raise RangeError("gains never change, so nothing can be said of how they last")
    persistence = (apart * after).sum(axis=-1) / square
    intercept = after.mean(axis=-1) - persistence * middle
    rest = after - intercept[..., None] - persistence[..., None] * before
    sd = np.sqrt((rest**2).sum(axis=-1) / (pairs - 2))
    return PersistentFit(
        intercept, persistence, sd, gains[..., -1], middle, square, pairs, float(spans.mean())
    )


def forecast_persistent(fit: PersistentFit, steps: int, *, plug_in: bool = False) -> Forecast:
    """Return the distribution of land gained after some more steps of fighting.

    Parameters
    ----------
    fit : PersistentFit
    steps : int, at least 1
        k, the number of steps ahead.
    plug_in : bool
        Take a and phi as known.

    Returns
    -------
    Forecast
        Student t with n - 2 degrees of freedom. Mean: the sum of the k expected gains,
        k m + (x_0 - m) phi (1 - phi^k) / (1 - phi) with m = a / (1 - phi). Spread^2:
        s^2 sum over j <= k of ((1 - phi^j) / (1 - phi))^2 for the shocks, and unless plugged
        in the error of a and phi, to first order. The sums are run step by step, so that
        phi = 1 is no exception.

    Raises
    ------
    RangeError
        ``steps`` is below 1.
    """
    if steps < 1:
        raise RangeError(f"{steps} steps ahead; at least 1 is needed")
    phi, gain = fit.persistence, fit.last_gain_km2
    zero = np.zeros_like(phi)
    reach, mean, shocks, by_a, by_phi, slope_phi = (zero.copy() for _ in range(6))
    for _ in range(steps):
        slope_phi = gain + phi * slope_phi  # d(expected gain)/d(phi)
        reach = 1 + phi * reach  # d(expected gain)/d(a), and what a shock adds up to
        gain = fit.intercept_km2 + phi * gain
        mean, shocks = mean + gain, shocks + reach**2
        by_a, by_phi = by_a + reach, by_phi + slope_phi
    if not plug_in:
        at_mean = by_a / fit.pairs**0.5
        away = by_phi - by_a * fit.earlier_mean_km2
        shocks = shocks + at_mean**2 + away**2 / fit.earlier_square_km2
    freedom = np.full(mean.shape, fit.pairs - 2.0)
    return Forecast(mean, fit.step_sd_km2 * np.sqrt(shocks), freedom)
