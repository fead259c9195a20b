"""Rates from dated chances: what a published forecast says when put as a constant rate."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from pourparler.errors import RangeError
from pourparler.models.arguments import Floats, take


def rate_from_chance(chance_not_yet: ArrayLike, years: ArrayLike) -> Floats:
    """Return the constant rate at which something comes, from the chance that it has not.

    Parameters
    ----------
    chance_not_yet : float or array, inside (0, 1)
        That it has not come by the end of the time: no ceasefire before a date, or a
        ceasefire that still holds.
    years : float or array, above 0
        From the day of the forecast.

    Returns
    -------
    array, per year

    Raises
    ------
    RangeError
        A chance is 0 or 1, or a time is not above 0.

    Notes
    -----
    -log(chance) / years. A constant rate is an assumption: compare it with forecasts for
    other times, as ceasefires break mostly early.

    Examples
    --------
    >>> rate_from_chance([0.72, 0.47, 0.60], 238 / 365.25).round(3)
    array([0.504, 1.159, 0.784])
    """
    chance = take("chance_not_yet", chance_not_yet, "above 0")
    if (chance >= 1).any():
        raise RangeError(
            "chance_not_yet is 1 or more; a chance inside (0, 1) is needed",
            hint="Give (k + 1/2) / (n + 1) for k of n.",
        )
    rate: Floats = -np.log(chance) / take("years", years, "above 0")
    return rate
