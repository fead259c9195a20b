"""War as a random walk between forts: battle after battle until one side holds them all."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pourparler.errors import RangeError
from pourparler.models.arguments import Floats, take
from pourparler.models.war.lottery import BargainingRange

_MOST_FORTS = 100_000
_PATIENT = 1e-6


@dataclass(frozen=True, slots=True)
class Walk:
    """How a war fought to the finish ends; arrays of the shape of the chance per battle.

    Attributes
    ----------
    chance : array
        That the attacker ends up with all forts.
    battles : array
        Expected number of battles until then.
    """

    chance: Floats
    battles: Floats


def walk_between_forts(win: ArrayLike, *, forts: int, held: int) -> Walk:
    """Return the chance to win and the length of a war fought to the finish.

    Parameters
    ----------
    win : float or array, inside (0, 1)
        Chance that the attacker wins a battle and with it a fort; else it loses one.
    forts : int, from 1 to 100,000
        N; the war ends when the attacker holds none or all.
    held : int, from 0 to N
        k, the forts that it holds now.

    Raises
    ------
    RangeError
        A number is outside its range.

    Notes
    -----
    rho = q/p: chance (1 - rho^k)/(1 - rho^N). Battles solve D_k = 1 + p D_(k+1) + q D_(k-1);
    summed up from the weaker side's end, which has no cancellation at p = 1/2. Cost: N for
    each value of ``win``. Smith and Stam (2004), Journal of Conflict Resolution 48(6).

    Examples
    --------
    >>> walk = walk_between_forts([0.5, 0.55], forts=10, held=4)
    >>> walk.chance.round(4), walk.battles.round(4)
    (array([0.4   , 0.6376]), array([24.    , 23.7586]))
    """
    p, steps, start = _take_walk(win, forts, held)
    odds = np.log1p(-p) - np.log(p)
    tilt = -np.abs(odds)
    even = tilt == 0
    safe = np.where(even, -1.0, tilt)
    ahead = np.expm1(start * safe) / np.expm1(steps * safe)
    behind = np.exp((steps - start) * safe) * np.expm1(start * safe) / np.expm1(steps * safe)
    chance = np.where(even, start / steps, np.where(odds < 0, ahead, behind))
    return Walk(chance, _count_battles(p, tilt, steps, np.where(odds <= 0, start, steps - start)))


def value_between_forts(
    win: ArrayLike,
    cost: ArrayLike,
    *,
    forts: int,
    held: int,
    prize: ArrayLike = 1.0,
    patience: ArrayLike = 1.0,
) -> Floats:
    """Return what a war fought to the finish is worth to the attacker.

    Parameters
    ----------
    win, forts, held
        As in ``walk_between_forts``.
    cost : float or array
        Of each battle.
    prize : float or array
        For holding all forts.
    patience : float or array, in (0, 1]
        delta, the discount factor per battle; 1 for none.

    Raises
    ------
    RangeError
        A number is outside its range.

    Notes
    -----
    Undiscounted V P_k - c D_k. Discounted: -c/(1 - delta) plus two powers, of the roots
    (1 +- sqrt(1 - 4 delta^2 p q)) / (2 delta p), that meet 0 and V at the ends. For the
    defender, exchange p for 1 - p and k for N - k. This is the worth of refusing for good:
    with the option to settle later, a lower bound.

    Examples
    --------
    >>> value_between_forts(0.55, 0.01, forts=10, held=4, patience=[1.0, 0.95]).round(6)
    array([0.4     , 0.102183])
    """
    p, steps, start = _take_walk(win, forts, held)
    price, worth = take("cost", cost), take("prize", prize)
    delta = take("patience", patience, "above 0")
    if (delta > 1).any():
        raise RangeError("patience is above 1; a discount factor in (0, 1] is needed")
    walk = walk_between_forts(p, forts=steps, held=start)
    final = worth * walk.chance - price * walk.battles
    soon = np.minimum(delta, 1 - _PATIENT)
    turn = np.sqrt(1 - 4 * soon**2 * p * (1 - p))
    high, low = (1 + turn) / (2 * soon * p), (1 - turn) / (2 * soon * p)
    endless = price / (1 - soon)
    shrink = high**-steps
    top = (worth + endless - endless * low**steps) / (1 - shrink * low**steps)
    discounted = -endless + top * high ** (start - steps) + (endless - top * shrink) * low**start
    weight = np.minimum((1 - delta) / _PATIENT, 1)  # nearer to 1 the sums cancel: a straight line
    value: Floats = final + weight * (discounted - final)
    return value


def find_range_between_forts(
    win: ArrayLike, cost_attacker: ArrayLike, cost_defender: ArrayLike, *, forts: int, held: int
) -> BargainingRange:
    """Return the divisions that both prefer to fighting on to the finish.

    Parameters
    ----------
    win, forts, held
        As in ``walk_between_forts``; both sides agree on the chance.
    cost_attacker, cost_defender : float or array, at or above 0
        Of each battle, as shares of the pie.

    Raises
    ------
    RangeError
        A number is outside its range.

    Notes
    -----
    [P_k - c_A D_k, P_k + c_D D_k]: the range is the wider the more battles are left, and
    moves with the front.

    Examples
    --------
    >>> found = find_range_between_forts(0.5, 0.002, 0.004, forts=10, held=4)
    >>> found.low.round(3), found.high.round(3)
    (np.float64(0.352), np.float64(0.496))
    """
    walk = walk_between_forts(win, forts=forts, held=held)
    attacker = take("cost_attacker", cost_attacker, "at or above 0")
    defender = take("cost_defender", cost_defender, "at or above 0")
    return BargainingRange(
        walk.chance - attacker * walk.battles, walk.chance + defender * walk.battles
    )


def _count_battles(p: Floats, tilt: Floats, steps: int, start: NDArray[np.int64]) -> Floats:
    """Count expected battles, by the odds exp(tilt) <= 1 that the stronger side loses one."""
    powers = np.exp(tilt[..., None] * np.arange(steps))
    first = np.zeros((*p.shape, steps + 1))
    second = np.zeros_like(first)
    np.cumsum(powers, axis=-1, out=first[..., 1:])
    np.cumsum(first[..., :-1], axis=-1, out=second[..., 1:])
    at = np.asarray(start)[..., None]
    here, below = (np.take_along_axis(sums, at, axis=-1)[..., 0] for sums in (first, second))
    stronger = np.maximum(p, 1 - p)
    battles: Floats = (second[..., -1] * here / first[..., -1] - below) / stronger
    return battles


def _take_walk(win: ArrayLike, forts: int, held: int) -> tuple[Floats, int, int]:
    p = take("win", win, "above 0")
    if (p >= 1).any():
        raise RangeError("win is 1 or more; a chance inside (0, 1) is needed")
    if not 1 <= forts <= _MOST_FORTS:
        raise RangeError(f"forts is {forts}; a whole number from 1 to {_MOST_FORTS:,} is needed")
    if not 0 <= held <= forts:
        raise RangeError(f"held is {held}; a whole number from 0 to {forts} is needed")
    return p, int(forts), int(held)
