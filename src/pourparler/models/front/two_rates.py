"""Signature at one rate before a line falls and at another after it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from pourparler.models.arguments import Floats, take


@dataclass(frozen=True, slots=True, kw_only=True)
class Motion:
    """How the front moves: land gained in a year, and how unsteadily; floats or arrays.

    Raises
    ------
    RangeError
        A number is not finite, or the diffusion is not above 0.
    """

    drift_km2_per_year: ArrayLike
    diffusion_km2_per_root_year: ArrayLike

    def __post_init__(self) -> None:
        take("drift_km2_per_year", self.drift_km2_per_year)
        take("diffusion_km2_per_root_year", self.diffusion_km2_per_root_year, "above 0")


@dataclass(frozen=True, slots=True)
class Ending:
    """Expected time until the signature and land gained by then."""

    mean_years: Floats
    mean_km2: Floats


def end_with_line_dependent_rate(
    motion: Motion,
    *,
    ahead_km2: ArrayLike,
    signature_before_per_year: ArrayLike,
    signature_after_per_year: ArrayLike,
) -> Ending:
    """Return how long fighting lasts when its end comes sooner or later past a line.

    Parameters
    ----------
    motion : Motion
    ahead_km2 : float or array
        Land between today's line and that one; negative once it has fallen.
    signature_before_per_year, signature_after_per_year : float or array, above 0
        Rates of signature short of the line and past it.

    Returns
    -------
    Ending
        Of the arguments' common shape.

    Raises
    ------
    RangeError
        A number is not finite or outside its range.

    Notes
    -----
    u(L) = E[T] solves (sigma^2/2) u'' + mu u' - lambda(L) u + 1 = 0, bounded, with u and u'
    continuous at the line b: 1/lambda_1 + A exp(m_plus (L - b)) before it and
    1/lambda_2 + B exp(m_minus (L - b)) past it. By Wald's identity E[land] = mu E[T].

    Examples
    --------
    >>> motion = Motion(drift_km2_per_year=5600.0, diffusion_km2_per_root_year=900.0)
    >>> ending = end_with_line_dependent_rate(
    ...     motion,
    ...     ahead_km2=3000.0,
    ...     signature_before_per_year=0.5,
    ...     signature_after_per_year=4.0,
    ... )
    >>> ending.mean_km2.round(2)
    np.float64(3735.66)
    """
    drift = take("drift_km2_per_year", motion.drift_km2_per_year)
    diffusion = take("diffusion_km2_per_root_year", motion.diffusion_km2_per_root_year)
    past = -take("ahead_km2", ahead_km2)
    before = take("signature_before_per_year", signature_before_per_year, "above 0")
    after = take("signature_after_per_year", signature_after_per_year, "above 0")
    rising, falling = _root(drift, diffusion, before), -_root(-drift, diffusion, after)
    jump = 1 / after - 1 / before
    short = jump / (1 - rising / falling)
    years = np.where(
        past <= 0,
        1 / before + short * np.exp(rising * np.minimum(past, 0.0)),
        1 / after + short * rising / falling * np.exp(falling * np.maximum(past, 0.0)),
    )
    return Ending(years, drift * years)


def _root(drift: Floats, diffusion: Floats, rate: Floats) -> Floats:
    """Positive root m of (sigma^2/2) m^2 + mu m - rate = 0, without cancellation."""
    reach = np.hypot(drift, np.sqrt(2 * rate) * diffusion)
    slow = np.where(drift >= 0, reach + drift, 1.0)
    root: Floats = np.where(drift >= 0, 2 * rate / slow, (reach - drift) / diffusion**2)
    return root
