"""A ceasefire before the deal, against a deal while fighting goes on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pourparler.models.arguments import Floats, take


@dataclass(frozen=True, slots=True)
class CeasefireFirst:
    """How long fighting and talks last under ceasefire-first; arrays of one shape.

    Attributes
    ----------
    effective_per_year : array
        Rate at which *fighting time* ends for good: total fighting time before the deal
        is exactly exponential with this rate, so that ``land_at_signature`` takes it.
    years_fighting : array
        Expected fighting time before the deal, spells after broken ceasefires included.
    years_to_deal : array
        Expected time until the deal, ceasefires included.
    """

    effective_per_year: Floats
    years_fighting: Floats
    years_to_deal: Floats


def sequence_ceasefire_first(
    ceasefire_per_year: ArrayLike,
    deal_under_ceasefire_per_year: ArrayLike,
    breakdown_per_year: ArrayLike,
) -> CeasefireFirst:
    """Return how long fighting lasts when a ceasefire comes first and may break.

    Parameters
    ----------
    ceasefire_per_year : float or array, above 0
        Rate at which fighting stops in a ceasefire.
    deal_under_ceasefire_per_year : float or array, above 0
        Rate at which a deal is signed while it holds: the rate under fire times the
        pressure that is left without fighting.
    breakdown_per_year : float or array, at or above 0
        Rate at which the ceasefire breaks and fighting starts again.

    Raises
    ------
    RangeError
        A number is not finite or outside its range.

    Notes
    -----
    The number of fighting spells is geometric and each is exponential, so their sum is
    exponential with lambda_c lambda_d' / (lambda_d' + h), never above lambda_c. Expected
    fighting (1 + h / lambda_d') / lambda_c; the deal comes 1 / lambda_d' of ceasefire later.

    Examples
    --------
    >>> first = sequence_ceasefire_first(3.0, 0.8, 0.5)
    >>> first.effective_per_year.round(4), first.years_to_deal.round(4)
    (np.float64(1.8462), np.float64(1.7917))
    """
    ceasefire = take("ceasefire_per_year", ceasefire_per_year, "above 0")
    deal = take("deal_under_ceasefire_per_year", deal_under_ceasefire_per_year, "above 0")
    breakdown = take("breakdown_per_year", breakdown_per_year, "at or above 0")
    fighting = (1 + breakdown / deal) / ceasefire
    return CeasefireFirst(1 / fighting, fighting, fighting + 1 / deal)


def effective_rate(
    ceasefire_per_year: ArrayLike,
    deal_under_ceasefire_per_year: ArrayLike,
    breakdown_per_year: ArrayLike,
) -> Floats:
    """Return the rate at which fighting time ends for good under ceasefire-first.

    Arguments and errors as in ``sequence_ceasefire_first``.

    Examples
    --------
    >>> effective_rate(3.0, 0.8, [0.0, 0.5, 3.0]).round(4)
    array([3.    , 1.8462, 0.6316])
    """
    return sequence_ceasefire_first(
        ceasefire_per_year, deal_under_ceasefire_per_year, breakdown_per_year
    ).effective_per_year


@dataclass(frozen=True, slots=True)
class SequenceBreakEven:
    """What ceasefire-first must achieve to lose less land than deal-first.

    Attributes
    ----------
    ceasefire_per_year : array
        The rate of ceasefire above which it loses less land.
    breakdown_per_year : array
        The rate of breakdown below which it does; below 0 where even a ceasefire that
        never breaks comes too late.
    loses_less_land : array of bool
        Whether it does at the rates given.
    """

    ceasefire_per_year: Floats
    breakdown_per_year: Floats
    loses_less_land: NDArray[np.bool_]


def break_even_ceasefire(
    ceasefire_per_year: ArrayLike,
    deal_per_year: ArrayLike,
    *,
    pressure: ArrayLike,
    breakdown_per_year: ArrayLike,
) -> SequenceBreakEven:
    """Return the rates at which ceasefire-first and deal-first lose the same land.

    Parameters
    ----------
    ceasefire_per_year : float or array, above 0
    deal_per_year : float or array, above 0
        Rate at which a deal is signed while fighting goes on.
    pressure : float or array, above 0
        Rate of a deal under a ceasefire over the rate under fire; below 1 when fighting
        is what presses the parties.
    breakdown_per_year : float or array, at or above 0

    Raises
    ------
    RangeError
        A number is not finite or outside its range.

    Notes
    -----
    lambda_c > lambda_d + h / rho, or h < rho (lambda_c - lambda_d). The drift of the front
    and its diffusion drop out: both sequences lose land at the same pace while fighting.

    Examples
    --------
    >>> even = break_even_ceasefire(3.0, 0.5, pressure=0.8, breakdown_per_year=7.0)
    >>> even.ceasefire_per_year, even.loses_less_land
    (np.float64(9.25), np.False_)
    """
    ceasefire = take("ceasefire_per_year", ceasefire_per_year, "above 0")
    deal = take("deal_per_year", deal_per_year, "above 0")
    rho = take("pressure", pressure, "above 0")
    breakdown = take("breakdown_per_year", breakdown_per_year, "at or above 0")
    needed = deal + breakdown / rho
    return SequenceBreakEven(needed, rho * (ceasefire - deal), ceasefire > needed)
