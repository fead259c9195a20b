"""When the advancing side would stop: where the choice is not all or nothing.

With a linear value of land it stops when fighting costs more than the land is worth (see
``models.war.fighting_on``). Falling worth, volatile cost or a fading drift make the stop
come at a line, a cost or a time.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from pourparler.errors import RangeError
from pourparler.models.arguments import Floats, take


@dataclass(frozen=True, slots=True)
class LineToStop:
    """Land at which the advancing side accepts a freeze; arrays of one shape.

    Attributes
    ----------
    myopic_thousand_km2 : array
        Where a year of fighting costs what it brings at the current pace.
    option_premium_thousand_km2 : array, at or above 0
        How much further it goes because luck may still turn and it can stop at any time.
    """

    myopic_thousand_km2: Floats
    option_premium_thousand_km2: Floats

    @property
    def thousand_km2(self) -> Floats:
        """The line at which it stops."""
        return self.myopic_thousand_km2 + self.option_premium_thousand_km2


def line_to_stop(
    drift_thousand_km2_per_year: ArrayLike,
    diffusion_thousand_km2_per_root_year: ArrayLike,
    *,
    first_value: ArrayLike,
    decline: ArrayLike,
    cost_u_per_year: ArrayLike,
    discount_per_year: ArrayLike,
) -> LineToStop:
    """Return where a side stops whose worth of land falls with what it holds.

    Parameters
    ----------
    drift_thousand_km2_per_year : float or array, above 0
        A retreating front has no line ahead of it: the side stops at once.
    diffusion_thousand_km2_per_root_year : float or array, at or above 0
    first_value : float or array
        a in the flow of worth a L - b L^2 / 2, u a year for the first 1,000 km2.
    decline : float or array, above 0
        b, how much less a year each further 1,000 km2 is worth.
    cost_u_per_year : float or array
    discount_per_year : float or array, above 0

    Raises
    ------
    RangeError
        A number is not finite or outside its range.

    Notes
    -----
    With alpha = (mu a - sigma^2 b / 2) / r - c and beta = mu b / r the side stops at
    alpha / beta + sigma^2 m_plus / (2 r), m_plus the positive root of
    sigma^2 m^2 / 2 + mu m = r. Smooth fit at a free boundary; Dixit and Pindyck (1994), ch. 4.

    Examples
    --------
    >>> line_to_stop(
    ...     5.6, 0.9, first_value=1.0, decline=0.05, cost_u_per_year=40.0, discount_per_year=0.08
    ... ).thousand_km2.round(4)
    np.float64(8.5714)
    """
    drift = take("drift_thousand_km2_per_year", drift_thousand_km2_per_year)
    if (drift <= 0).any():
        raise RangeError(
            f"drift_thousand_km2_per_year is {float(drift[drift <= 0].flat[0]):g}; "
            "only an advancing side has a line at which it stops",
            hint="A side that does not advance prefers a freeze now: see value_fighting_on.",
        )
    spread = take(
        "diffusion_thousand_km2_per_root_year",
        diffusion_thousand_km2_per_root_year,
        "at or above 0",
    )
    rate = take("discount_per_year", discount_per_year, "above 0")
    fall = take("decline", decline, "above 0")
    cost = take("cost_u_per_year", cost_u_per_year)
    gain = (drift * take("first_value", first_value) - spread**2 * fall / 2) / rate - cost
    root = 2 * rate / (drift + np.hypot(drift, np.sqrt(2 * rate) * spread))
    return LineToStop(gain * rate / (drift * fall), spread**2 * root / (2 * rate))


def cost_to_stop(
    break_even_u_per_year: ArrayLike,
    *,
    discount_per_year: ArrayLike,
    growth_per_year: ArrayLike,
    volatility: ArrayLike,
) -> Floats:
    """Return the cost of fighting at which a side stops when that cost moves at random.

    Parameters
    ----------
    break_even_u_per_year : float or array, above 0
        The cost that the land gained is worth, v mu / r: see ``FightingOn``.
    discount_per_year : float or array, above 0
    growth_per_year : float or array, below the discount rate
        Of the cost; where it grows as fast as it is discounted, waiting never ends.
    volatility : float or array, above 0
        Of the cost, in 1 / root year.

    Returns
    -------
    array, u a year
        At or above the break-even: a side that can stop at any time bears more for a while.

    Raises
    ------
    RangeError
        A number is not finite or outside its range.

    Notes
    -----
    Cost follows dc = growth c dt + volatility c dB. Freeze at beta/(beta - 1) (r - growth)/r
    times the break-even, beta the root above 1 of s^2 beta (beta - 1)/2 + growth beta = r.
    Dixit and Pindyck (1994), Investment under Uncertainty, ch. 5.

    Examples
    --------
    >>> cost_to_stop(10.0, discount_per_year=0.08, growth_per_year=[0.0, 0.02], volatility=0.2)
    array([16.40388203, 15.        ])
    """
    even = take("break_even_u_per_year", break_even_u_per_year, "above 0")
    rate = take("discount_per_year", discount_per_year, "above 0")
    growth = take("growth_per_year", growth_per_year)
    square = take("volatility", volatility, "above 0") ** 2
    slack = take("discount_per_year less growth_per_year", rate - growth, "above 0")
    middle = 0.5 - growth / square
    beta = middle + np.sqrt(middle**2 + 2 * rate / square)
    cost: Floats = beta / (beta - 1) * slack / rate * even
    return cost


@dataclass(frozen=True, slots=True)
class TimeToStop:
    """When a side stops whose drift fades; arrays of one shape.

    Attributes
    ----------
    break_even_drift : array
        Drift at which a year of fighting costs what it brings, r c / v; 1,000 km2 a year.
    years : array
        0 where it would stop at once; infinite where even the lasting drift pays.
    """

    break_even_drift: Floats
    years: Floats


def time_to_stop(
    drift_now_thousand_km2_per_year: ArrayLike,
    drift_mean_thousand_km2_per_year: ArrayLike,
    *,
    reversion_per_year: ArrayLike,
    cost_u_per_year: ArrayLike,
    land_value_u: ArrayLike,
) -> TimeToStop:
    """Return when a fading drift stops paying for the fighting.

    Parameters
    ----------
    drift_now_thousand_km2_per_year, drift_mean_thousand_km2_per_year : float or array
        Today's drift, and the one to which it falls back.
    reversion_per_year : float or array, above 0
    cost_u_per_year : float or array
    land_value_u : float or array, above 0
        Present value of 1,000 km2 to the side, v / r; 1 for the advancing side.

    Raises
    ------
    RangeError
        A number is not finite or outside its range.

    Notes
    -----
    m(t) falls from now to mean at rate kappa and crosses c / w, w = v / r, after
    log((now - mean) / (c / w - mean)) / kappa. A drift that *rises* to a mean that pays is
    not stopped by this rule.

    Examples
    --------
    >>> time_to_stop(
    ...     7.5, 3.3, reversion_per_year=2.0, cost_u_per_year=60.0, land_value_u=12.5
    ... ).years.round(4)
    np.float64(0.5148)
    """
    now = take("drift_now_thousand_km2_per_year", drift_now_thousand_km2_per_year)
    mean = take("drift_mean_thousand_km2_per_year", drift_mean_thousand_km2_per_year)
    rate = take("reversion_per_year", reversion_per_year, "above 0")
    worth = take("land_value_u", land_value_u, "above 0")
    even = take("cost_u_per_year", cost_u_per_year) / worth
    lasts, fades = mean >= even, (now > even) & (mean < even)
    above = np.where(fades, now - mean, 1.0) / np.where(fades, even - mean, 1.0)
    return TimeToStop(even, np.where(lasts, np.inf, np.log(above) / rate))


def price_after_cost(
    added_cost_u_per_year: ArrayLike,
    *,
    gain_u: ArrayLike,
    discount_per_year: ArrayLike,
    signature_per_year: ArrayLike,
) -> Floats:
    """Return the side payment that buys a freeze once fighting has been made dearer.

    The two are substitutes: pairs of added cost and payment on this line are equally
    acceptable to the advancing side.

    Parameters
    ----------
    added_cost_u_per_year : float or array
        By sanctions or attrition, on top of today's cost.
    gain_u : float or array
        What fighting on is worth above a freeze at today's cost (``FightingOn.gain_u``).
    discount_per_year, signature_per_year : float or array, above 0

    Returns
    -------
    array, u
        0 from where the added cost alone is enough.

    Raises
    ------
    RangeError
        A number is not finite or outside its range.

    Examples
    --------
    >>> price_after_cost(
    ...     [0.0, 1.0, 2.0], gain_u=2.5, discount_per_year=0.1, signature_per_year=0.4
    ... )
    array([2.5, 0.5, 0. ])
    """
    added = take("added_cost_u_per_year", added_cost_u_per_year)
    rate = take("discount_per_year", discount_per_year, "above 0")
    ends = take("signature_per_year", signature_per_year, "above 0")
    return np.maximum(take("gain_u", gain_u) - added / (rate + ends), 0.0)
