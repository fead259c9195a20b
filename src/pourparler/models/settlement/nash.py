"""The Nash solution: a reference point among packages, never a forecast."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from pourparler.errors import RangeError, ShapeError


def patience_weight(discount: float, other_discount: float) -> float:
    """Return the bargaining weight of a side, from both discount rates.

    r_other / (r + r_other): the more patient side weighs more. Limit of alternating offers
    in quick succession (Binmore, Rubinstein and Wolinsky 1986).

    Raises
    ------
    RangeError
        A rate is not above 0.

    Examples
    --------
    >>> round(patience_weight(0.05, 0.15), 2)
    0.75
    """
    if not (discount > 0 and other_discount > 0):
        raise RangeError(f"discount rates {discount} and {other_discount} have to be above 0")
    return other_discount / (discount + other_discount)


def find_nash_package(gains: ArrayLike, weights: ArrayLike) -> int | None:
    """Return the index of the package with the largest weighted product of gains.

    Parameters
    ----------
    gains : array, shape (K, P)
        What each of P parties gains over fighting on by each of K packages.
    weights : array, shape (P,)
        At or above 0.

    Returns
    -------
    int or None
        None when no package gives every party a gain above 0.

    Raises
    ------
    ShapeError
        The number of weights is not the number of parties.
    """
    table, powers = np.asarray(gains, dtype=np.float64), np.asarray(weights, dtype=np.float64)
    if table.ndim != 2 or powers.shape != table.shape[1:]:
        raise ShapeError(f"gains of shape {table.shape} and weights of shape {powers.shape}")
    possible = np.flatnonzero((table > 0).all(axis=1))
    if not possible.size:
        return None
    return int(possible[np.argmax(np.log(table[possible]) @ powers)])
