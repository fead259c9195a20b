"""How much land changes hands before fighting ends, when the end comes at a constant rate."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from pourparler.models.arguments import Floats, take


@dataclass(frozen=True, slots=True)
class LandAtSignature:
    """Distribution of the land gained by the advancing side when a signature comes.

    The two scales describe it whole: with them the density is exp(-x/gain) for gains and
    exp(x/loss) for losses, joined at 0 (asymmetric Laplace). Both have the shape of the
    arguments of ``land_at_signature``, broadcast against each other.

    Attributes
    ----------
    gain_scale_km2 : array, at or above 0
        Mean of the furthest advance before the signature, 1/theta_plus.
    loss_scale_km2 : array, at or above 0
        Mean of the furthest retreat before the signature, 1/theta_minus.
    """

    gain_scale_km2: Floats
    loss_scale_km2: Floats

    @property
    def mean_km2(self) -> Floats:
        """Expected land gained, drift / rate."""
        return self.gain_scale_km2 - self.loss_scale_km2

    @property
    def sd_km2(self) -> Floats:
        """Standard deviation of the land gained."""
        return np.hypot(self.gain_scale_km2, self.loss_scale_km2)

    @property
    def chance_of_loss(self) -> Floats:
        """Chance that the advancing side holds less land at signature than today."""
        both = self.gain_scale_km2 + self.loss_scale_km2
        chance: Floats = self.loss_scale_km2 / np.where(both > 0, both, 1.0)
        return chance

    def quantile_km2(self, share: ArrayLike) -> Floats:
        """Return the land below which a share of the distribution lies.

        Parameters
        ----------
        share : float or array, between 0 and 1, ends excluded
            Broadcast against the draws: one share for all of them, one for each, or
            shape (Q, 1) for Q shares of every draw. With one uniform number for each
            draw this draws from the distribution.

        Raises
        ------
        RangeError
            A share is 0, 1 or outside.
        """
        u = take("share", share, "above 0")
        left = take("1 - share", 1.0 - u, "above 0")
        loss = self.chance_of_loss
        below = self.loss_scale_km2 * (np.log(u) - np.log(np.where(loss > 0, loss, 1.0)))
        above = self.gain_scale_km2 * (np.log1p(-np.where(loss < 1, loss, 0.0)) - np.log(left))
        land: Floats = np.where(u < loss, below, above)
        return land

    def chance_crossed(self, ahead_km2: ArrayLike) -> Floats:
        """Return the chance that a line is reached before the signature.

        Parameters
        ----------
        ahead_km2 : float or array
            Land between today's line and that one: above 0 for a line ahead of the
            advancing side, below 0 for one behind it, 0 for the line of today (chance 1).
        """
        distance = take("ahead_km2", ahead_km2)
        scale = np.where(distance >= 0, self.gain_scale_km2, self.loss_scale_km2)
        size = np.abs(distance)
        needed = np.divide(
            size, scale, out=np.full(np.shape(size + scale), np.inf), where=scale > 0
        )
        return np.where(size == 0, 1.0, np.exp(-needed))


def land_at_signature(
    drift_km2_per_year: ArrayLike,
    diffusion_km2_per_root_year: ArrayLike,
    signature_per_year: ArrayLike,
) -> LandAtSignature:
    """Return the distribution of land gained until fighting ends at a constant rate.

    Parameters
    ----------
    drift_km2_per_year : float or array
        Land that the advancing side gains in a year; negative when it retreats.
    diffusion_km2_per_root_year : float or array, at or above 0
        How unsteadily the front moves.
    signature_per_year : float or array, above 0
        Rate at which fighting ends. Under ceasefire-first it is ``effective_rate`` of
        ``models.sequence``.

    Returns
    -------
    LandAtSignature
        Of the arguments' common shape, such as (N,) for N draws. Any unit of area will
        do as long as all arguments use it.

    Raises
    ------
    RangeError
        A number is not finite, the diffusion is below 0, or the rate is not above 0.

    Notes
    -----
    L moves by Brownian motion with drift mu and diffusion sigma, the signature comes at
    T ~ Exp(lambda), independent of L. Then L_T - L_0 is asymmetric Laplace with
    1/theta_plus = (root + mu) / (2 lambda), 1/theta_minus = (root - mu) / (2 lambda) and
    root = sqrt(mu^2 + 2 lambda sigma^2); see Borodin and Salminen (2002), Handbook of
    Brownian Motion, part II, 1.0.5. The smaller scale is taken as sigma^2 / (root + |mu|),
    which keeps its digits when sigma is small. Constant drift is the optimistic part: see
    the backtest beside every forecast of the front.

    Examples
    --------
    >>> landing = land_at_signature(5600.0, 900.0, 1.0)
    >>> landing.mean_km2.round(3), landing.quantile_km2([0.05, 0.5, 0.95]).round()
    (np.float64(5600.0), array([  220.,  3860., 16919.]))
    >>> landing.chance_crossed(6700.0).round(3)
    np.float64(0.307)
    """
    drift = take("drift_km2_per_year", drift_km2_per_year)
    diffusion = take("diffusion_km2_per_root_year", diffusion_km2_per_root_year, "at or above 0")
    rate = take("signature_per_year", signature_per_year, "above 0")
    reach = np.hypot(drift, np.sqrt(2 * rate) * diffusion) + np.abs(drift)
    long = reach / (2 * rate)
    short = np.divide(diffusion**2, reach, out=np.zeros_like(long), where=reach > 0)
    return LandAtSignature(np.where(drift >= 0, long, short), np.where(drift >= 0, short, long))


def mean_land_with_lasting_drift(
    drift_now_km2_per_year: ArrayLike,
    drift_mean_km2_per_year: ArrayLike,
    *,
    reversion_per_year: ArrayLike,
    signature_per_year: ArrayLike,
) -> Floats:
    """Return the expected land gained at signature when the drift falls back to a mean.

    Parameters
    ----------
    drift_now_km2_per_year, drift_mean_km2_per_year : float or array
        Today's drift, and the one to which it returns.
    reversion_per_year : float or array, at or above 0
        How fast it returns; 0 keeps today's drift.
    signature_per_year : float or array, above 0

    Raises
    ------
    RangeError
        A number is not finite or outside its range.

    Notes
    -----
    mean/lambda + (now - mean) / (lambda + kappa), the expectation of the integral of an
    Ornstein-Uhlenbeck drift up to an exponential time.

    Examples
    --------
    >>> mean_land_with_lasting_drift(
    ...     7500.0, 3300.0, reversion_per_year=2.0, signature_per_year=1.0
    ... ).round(6)
    np.float64(4700.0)
    """
    now = take("drift_now_km2_per_year", drift_now_km2_per_year)
    mean = take("drift_mean_km2_per_year", drift_mean_km2_per_year)
    reversion = take("reversion_per_year", reversion_per_year, "at or above 0")
    rate = take("signature_per_year", signature_per_year, "above 0")
    land: Floats = mean / rate + (now - mean) / (rate + reversion)
    return land
