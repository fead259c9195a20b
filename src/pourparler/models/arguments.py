"""Take the numbers that a function is given, and refuse those that have no meaning."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pourparler.errors import RangeError

Floats = NDArray[np.float64]
Bound = Literal["any", "at or above 0", "above 0", "between 0 and 1"]


def take(name: str, values: ArrayLike, bound: Bound = "any") -> Floats:
    """Return finite numbers as an array of floats.

    Parameters
    ----------
    name : str
        What the caller names them, for the message.
    values : float or array of any shape
    bound : str
        "between 0 and 1" includes both ends.

    Raises
    ------
    RangeError
        A number is NaN, infinite or outside the bound; the message gives the first.

    Examples
    --------
    >>> take("cost", [1, 2], "at or above 0")
    array([1., 2.])
    """
    numbers = np.asarray(values, dtype=np.float64)
    bad = ~np.isfinite(numbers) | _outside(numbers, bound)
    if bad.any():
        first = float(numbers[bad].flat[0])
        where = "" if numbers.ndim == 0 else f" at {_place(bad)}"
        asked = "a finite number" if bound == "any" else f"a finite number {bound}"
        raise RangeError(f"{name} is {first:g}{where}; {asked} is needed")
    return numbers


def _outside(numbers: Floats, bound: Bound) -> NDArray[np.bool_]:
    if bound == "above 0":
        return numbers <= 0
    if bound == "at or above 0":
        return numbers < 0
    if bound == "between 0 and 1":
        return (numbers < 0) | (numbers > 1)
    return np.zeros(numbers.shape, dtype=bool)


def _place(bad: NDArray[np.bool_]) -> str:
    return "[" + ", ".join(str(axis) for axis in np.argwhere(bad)[0]) + "]"
