"""The price of a guarantee: the least relief at which the advancing side would sign."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from pourparler.errors import RangeError

Floats = NDArray[np.float64]

_HALVINGS = 50


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
