"""The price of a guarantee: the least relief at which the advancing side would sign."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from pourparler.errors import RangeError
from pourparler.models.durability.attack import solve_durability
from pourparler.models.settlement.outlook import Attack, Outlook

Floats = NDArray[np.float64]

_HALVINGS = 50
_NEWTON_STEPS = 100
_CLOSE = 1e-12  # u
_HARDLY = 1e-4  # share that can be taken back, below which digits of (X_0 - X)/a are lost
_ROUNDS = 3  # each makes the error smaller by that share


def least_relief(surplus: Callable[[Floats], Floats], draws: int, *, most: float) -> Floats:
    """Return the least relief that makes a surplus at least 0, draw by draw.

    Parameters
    ----------
    surplus : callable
        From relief, shape (N,), in u, to the surplus of the advancing side, shape (N,).
        Has to rise with relief; it does as long as less than all of the relief can be
        taken back after an attack.
    draws : int
        N.
    most : float
        The largest relief that is looked at, in u.

    Returns
    -------
    array, shape (N,)
        0 where none is needed; infinite where even ``most`` is not enough.

    Raises
    ------
    RangeError
        ``most`` is not above 0.
    """
    if not 0 < most < np.inf:
        raise RangeError(f"largest relief {most} has to be above 0 and finite")
    low, high = np.zeros(draws), np.full(draws, float(most))
    free, enough = surplus(low) >= 0, surplus(high) >= 0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        signs = surplus(middle) >= 0
        low, high = np.where(signs, low, middle), np.where(signs, middle, high)
    return np.where(free, 0.0, np.where(enough, high, np.inf))


def price_guarantee(
    attack: Attack, outlook: Outlook, *, relief: float | Floats, wanted: Floats
) -> Floats:
    """Return the least relief at which the advancing side would sign, draw by draw.

    The same as ``least_relief``, an order of magnitude faster and without an upper end.

    Parameters
    ----------
    attack : Attack
    outlook : Outlook
        Under the guarantee, at ``relief``; those who join are kept.
    relief : float or array, shape (N,)
        At which ``outlook`` was computed.
    wanted : array, shape (N,)
        u that relief and the option to attack again have to come to: the value of fighting
        on, less the land that is handed over, plus what the guarantee costs as such.

    Returns
    -------
    array, shape (N,)
        At or above 0; always finite, since relief that nobody can take back is relief.

    Notes
    -----
    Solves s + O(X_0 - a s) = wanted. With the threshold y as unknown, X = y + (pi/r) E(y) and
    s = (X_0 - X)/a are explicit; s + X - y is concave and falls in y, so that Newton's steps
    from the threshold without relief come down to the root without ever passing it. Where
    hardly any relief can be taken back, s = wanted - O(X_0 - a s) is repeated instead.
    """
    a, gauge = attack.snapback_share, attack.opportunities / attack.discount
    start = outlook.benefit + a * relief
    y = _threshold(attack, start)
    missing = wanted - (start - y)
    paid = np.maximum(missing, 0.0)
    hardly = a < _HARDLY
    for _ in range(_ROUNDS if hardly.any() else 0):
        left = start - a * paid
        paid = np.maximum(wanted - (left - _threshold(attack, left)), 0.0)
    short = (missing > 0) & ~hardly
    share, cost = np.where(short, a, 1.0), attack.cost
    for _ in range(_NEWTON_STEPS):
        worth = y + gauge * cost.excess(y)
        rise = 1.0 + gauge * cost.below(y)
        gap = (start - worth) / share + worth - y - wanted
        step = np.where(short, gap / (rise * (1.0 - 1.0 / share) - 1.0), 0.0)
        y = y - step
        if float(np.max(np.abs(step), initial=0.0)) <= _CLOSE:
            break
    found = np.maximum((start - y - gauge * cost.excess(y)) / share, 0.0)
    return np.where(missing <= 0, 0.0, np.where(hardly, paid, found))


def _threshold(attack: Attack, benefit: Floats) -> Floats:
    return solve_durability(
        benefit,
        attack.cost,
        opportunities=attack.opportunities,
        discount=attack.discount,
        accident=attack.accidents,
    ).threshold
