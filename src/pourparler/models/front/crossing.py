"""Whether and when the front reaches a line ahead of the advancing side."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from pourparler.models.arguments import Floats, take


@dataclass(frozen=True, slots=True)
class Passage:
    """When a line is first reached; arrays of the arguments' common shape.

    Attributes
    ----------
    mean_years, sd_years : array
        Infinite where the front does not advance: the line may then never be reached.
    chance_ever : array
        Chance that it is reached at all if fighting never ends.
    """

    mean_years: Floats
    sd_years: Floats
    chance_ever: Floats


def first_passage(
    drift_km2_per_year: ArrayLike, diffusion_km2_per_root_year: ArrayLike, ahead_km2: ArrayLike
) -> Passage:
    """Return mean and spread of the time at which a line is reached, were fighting to go on.

    Parameters
    ----------
    drift_km2_per_year : float or array
        A drift at or below 0 is an outcome, not an error: see ``Passage``.
    diffusion_km2_per_root_year : float or array, above 0
    ahead_km2 : float or array, above 0
        Land between today's line and that one.

    Raises
    ------
    RangeError
        A number is not finite or outside its range.

    Notes
    -----
    Inverse Gaussian: mean b/mu, standard deviation sqrt(b sigma^2 / mu^3); for mu < 0 the
    line is ever reached with chance exp(2 mu b / sigma^2).

    Examples
    --------
    >>> passage = first_passage([5600.0, -100.0], 900.0, 6700.0)
    >>> passage.mean_years.round(3)
    array([1.196,   inf])
    """
    drift, diffusion, line = _take_line(drift_km2_per_year, diffusion_km2_per_root_year, ahead_km2)
    speed = np.maximum(drift, 0.0)
    with np.errstate(divide="ignore", over="ignore"):  # no advance: never, an infinite time
        mean = line / speed
        sd = mean * (diffusion / np.sqrt(line * speed))
    ever = np.exp(np.minimum(2 * drift * line / diffusion**2, 0.0))
    return Passage(mean, sd, ever)


def chance_crossed_by(
    drift_km2_per_year: ArrayLike,
    diffusion_km2_per_root_year: ArrayLike,
    *,
    ahead_km2: ArrayLike,
    years: ArrayLike,
) -> Floats:
    """Return the chance that a line is reached within a time, were fighting to go on.

    Parameters
    ----------
    drift_km2_per_year : float or array
        Negative when the front retreats.
    diffusion_km2_per_root_year : float or array, above 0
        For a front without any diffusion the line is reached after ahead / drift years.
    ahead_km2 : float or array, above 0
        Land between today's line and that one.
    years : float or array, above 0

    Raises
    ------
    RangeError
        A number is not finite or outside its range.

    Notes
    -----
    Phi((mu T - b) / (sigma sqrt T)) + exp(2 mu b / sigma^2) Phi((-b - mu T) / (sigma sqrt T)).
    The factors of the second term overflow and vanish together; their logarithms do not.

    Examples
    --------
    >>> chance_crossed_by(5600.0, 900.0, ahead_km2=6700.0, years=1.5).round(4)
    np.float64(0.9473)
    """
    drift, diffusion, line = _take_line(drift_km2_per_year, diffusion_km2_per_root_year, ahead_km2)
    span = take("years", years, "above 0")
    spread = diffusion * np.sqrt(span)
    reflected = 2 * drift * line / diffusion**2 + special.log_ndtr(-(line + drift * span) / spread)
    chance: Floats = special.ndtr((drift * span - line) / spread) + np.exp(reflected)
    return np.minimum(chance, 1.0)


def chance_crossed_at_uncertain_rate(
    drift_km2_per_year: ArrayLike,
    ahead_km2: ArrayLike,
    *,
    shape: ArrayLike,
    years: ArrayLike,
) -> Floats:
    """Return the chance that a steady front reaches a line before an uncertain signature.

    The rate of signature is drawn once from a Gamma distribution with mean shape / years;
    the front moves by its drift alone.

    Parameters
    ----------
    drift_km2_per_year : float or array
        Where it is at or below 0 the line is not reached: chance 0.
    ahead_km2 : float or array, above 0
    shape : float or array, above 0
        Shape k of the Gamma distribution.
    years : float or array, above 0
        Its rate parameter beta, a time because the rate of signature is one over a time.

    Raises
    ------
    RangeError
        A number is not finite or outside its range.

    Notes
    -----
    (1 + b / (mu beta))^-k: a Pareto tail, much fatter than with a known rate.

    Examples
    --------
    >>> chance_crossed_at_uncertain_rate(5600.0, 6700.0, shape=2.0, years=0.5).round(4)
    np.float64(0.0869)
    """
    drift = take("drift_km2_per_year", drift_km2_per_year)
    line = take("ahead_km2", ahead_km2, "above 0")
    power, span = take("shape", shape, "above 0"), take("years", years, "above 0")
    speed = np.where(drift > 0, drift, np.inf)
    needed = np.where(drift > 0, line / (speed * span), np.inf)
    chance: Floats = np.exp(-power * np.log1p(needed))
    return chance


def mean_land_at_uncertain_rate(
    drift_km2_per_year: ArrayLike, *, shape: ArrayLike, years: ArrayLike
) -> Floats:
    """Return the expected land gained when the rate of signature is Gamma distributed.

    Parameters
    ----------
    drift_km2_per_year : float or array
    shape, years : float or array, above 0
        As in ``chance_crossed_at_uncertain_rate``.

    Returns
    -------
    array
        mu beta / (k - 1); of infinite size where the shape is at or below 1 and the drift
        is not 0: slow signatures then weigh so much that no mean exists.

    Raises
    ------
    RangeError
        A number is not finite or outside its range.

    Examples
    --------
    >>> mean_land_at_uncertain_rate(5600.0, shape=[2.0, 1.0], years=0.5)
    array([2800.,   inf])
    """
    drift = take("drift_km2_per_year", drift_km2_per_year)
    power, span = take("shape", shape, "above 0"), take("years", years, "above 0")
    excess = np.where(power > 1, power - 1, 1.0)
    endless = np.where(drift == 0, 0.0, np.copysign(np.inf, drift))
    return np.where(power > 1, drift * span / excess, endless)


def _take_line(
    drift: ArrayLike, diffusion: ArrayLike, line: ArrayLike
) -> tuple[Floats, Floats, Floats]:
    return (
        take("drift_km2_per_year", drift),
        take("diffusion_km2_per_root_year", diffusion, "above 0"),
        take("ahead_km2", line, "above 0"),
    )
