"""Fight until a signature freezes the line where it then is (uti possidetis).

Values are in *u*, the present value to the advancing side of 1,000 km2 of land; land is
in 1,000 km2 here, not in km2.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pourparler.models.arguments import Floats, take


@dataclass(frozen=True, slots=True)
class FightingOn:
    """What fighting on is worth to one side, beside freezing the line of today.

    Arrays of the arguments' common shape.

    Attributes
    ----------
    fighting_u, freeze_u : array, u
    break_even_cost_u_per_year : array
        Cost of fighting at which the side is indifferent; below 0 where it loses land.
    """

    fighting_u: Floats
    freeze_u: Floats
    break_even_cost_u_per_year: Floats

    @property
    def gain_u(self) -> Floats:
        """What fighting on is worth above the freeze; below 0 where the side prefers it."""
        return self.fighting_u - self.freeze_u

    @property
    def fights_on(self) -> NDArray[np.bool_]:
        """Whether it prefers fighting on; indifference counts as accepting the freeze."""
        return self.gain_u > 0

    @property
    def freeze_price_u(self) -> Floats:
        """The lump sum that buys its consent to a freeze; 0 where it wants one anyway."""
        return np.maximum(self.gain_u, 0.0)


def value_fighting_on(
    drift_thousand_km2_per_year: ArrayLike,
    cost_u_per_year: ArrayLike,
    *,
    discount_per_year: ArrayLike,
    signature_per_year: ArrayLike,
    land_value_u: ArrayLike = 1.0,
    land_thousand_km2: ArrayLike = 0.0,
) -> FightingOn:
    """Return what one side gets from fighting until a signature, and from a freeze now.

    Parameters
    ----------
    drift_thousand_km2_per_year : float or array
        Land that *this side* gains in a year, in 1,000 km2; negative for the side that
        loses it.
    cost_u_per_year : float or array
        What a year of fighting costs it.
    discount_per_year : float or array, above 0
    signature_per_year : float or array, above 0
        Rate at which fighting ends.
    land_value_u : float or array, at or above 0
        Present value of 1,000 km2 to this side, v / r; 1 for the advancing side, whose
        value sets the unit.
    land_thousand_km2 : float or array
        Land that it holds today; it adds the same to both values.

    Raises
    ------
    RangeError
        A number is not finite or outside its range.

    Notes
    -----
    With w = v / r: freeze w L; fighting on w L + (w mu - c) / (r + lambda). A side fights on
    if and only if c < w mu: the rate of signature and the diffusion drop out. Because value
    is linear in land, the choice is all or nothing; ``models.sequence.stopping`` has what
    makes it gradual.

    Examples
    --------
    >>> on = value_fighting_on(
    ...     1.0, [8.0, 12.0], discount_per_year=0.1, signature_per_year=0.5, land_value_u=10.0
    ... )
    >>> on.gain_u.round(4), on.freeze_price_u.round(4), on.break_even_cost_u_per_year
    (array([ 3.3333, -3.3333]), array([3.3333, 0.    ]), np.float64(10.0))
    """
    drift = take("drift_thousand_km2_per_year", drift_thousand_km2_per_year)
    cost = take("cost_u_per_year", cost_u_per_year)
    discount = take("discount_per_year", discount_per_year, "above 0")
    rate = take("signature_per_year", signature_per_year, "above 0")
    worth = take("land_value_u", land_value_u, "at or above 0")
    freeze = worth * take("land_thousand_km2", land_thousand_km2)
    even = worth * drift
    return FightingOn(freeze + (even - cost) / (discount + rate), freeze, even)


def casualties_per_km2(casualties: ArrayLike, gained_km2: ArrayLike) -> Floats:
    """Return what a km2 cost in casualties; infinite where no land was gained.

    Parameters
    ----------
    casualties : float or array, at or above 0
    gained_km2 : float or array
        Net gain over the same time, in km2.

    Raises
    ------
    RangeError
        A number is not finite, or there are fewer than 0 casualties.

    Examples
    --------
    >>> casualties_per_km2([300.0, 300.0], [3.0, -5.0])
    array([100.,  inf])
    """
    count = take("casualties", casualties, "at or above 0")
    gained = take("gained_km2", gained_km2)
    return np.where(gained > 0, count / np.where(gained > 0, gained, 1.0), np.inf)


def revealed_land_value(per_km2: ArrayLike, casualty_cost_u: ArrayLike) -> Floats:
    """Return the least present value of 1,000 km2 to a side that is seen to fight for it.

    Parameters
    ----------
    per_km2 : float or array, at or above 0
        Casualties that it takes for a km2, as ``casualties_per_km2`` returns them.
    casualty_cost_u : float or array, at or above 0
        What one casualty costs it, in u. A judgement: no document gives it.

    Returns
    -------
    array, u per 1,000 km2
        A lower bound. A side fights on only if c < w mu, so w is at least cost over land.
        Above 1 it says that the two inputs and the unit of u do not agree.

    Raises
    ------
    RangeError
        A number is below 0 or not finite.

    Examples
    --------
    >>> revealed_land_value(102.0, 5e-6).round(3)
    np.float64(0.51)
    """
    bound: Floats = (
        1000.0
        * take("per_km2", per_km2, "at or above 0")
        * take("casualty_cost_u", casualty_cost_u, "at or above 0")
    )
    return bound
