"""Packages that stay acceptable when worth and reservation values are uncertain."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from pourparler.errors import RangeError, ShapeError
from pourparler.models.packages.frontier import Floats


def share_accepting(utilities: ArrayLike, reservations: ArrayLike) -> tuple[Floats, Floats]:
    """Return in what share of draws each party, and every party, accepts each package.

    Parameters
    ----------
    utilities : array, shape (D, N, P)
        Worth of N packages to P parties in D draws.
    reservations : array, shape (D, P)

    Returns
    -------
    each : shape (N, P), in (0, 1)
    all : shape (N,), in (0, 1)
        (k + 1/2) / (D + 1), k the number of draws.

    Raises
    ------
    ShapeError
        The two do not fit each other, or there are no draws.
    RangeError
        A value is NaN.

    Examples
    --------
    >>> each, together = share_accepting([[[0.5, 0.4]], [[0.5, 0.1]]], [[0.2, 0.2], [0.2, 0.2]])
    >>> together.round(3)
    array([0.5])
    """
    worth = np.asarray(utilities, dtype=np.float64)
    least = np.asarray(reservations, dtype=np.float64)
    if worth.ndim != 3 or not len(worth) or least.shape != (worth.shape[0], worth.shape[2]):
        raise ShapeError(
            f"utilities {worth.shape} and reservations {least.shape}; "
            "(D, N, P) and (D, P) are needed"
        )
    if np.isnan(worth).any() or np.isnan(least).any():
        raise RangeError("utilities and reservations may not be NaN")
    accepts = worth >= least[:, None, :]
    draws = len(worth)
    each: Floats = (accepts.sum(axis=0) + 0.5) / (draws + 1)
    together: Floats = (accepts.all(axis=2).sum(axis=0) + 0.5) / (draws + 1)
    return each, together
