"""The smallest set of places that holds a given share of a distribution."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from pourparler.errors import RangeError
from pourparler.models.positions.spaces import Floats

HELD: Final = 0.8
"""The share that intervals hold unless another is asked for."""

_SAME_DENSITY: Final = 1e-9
"""Densities that differ relatively by less are level: transforms round at 1e-15 of the total."""


def find_region(density: ArrayLike, held: float = HELD) -> Floats:
    """Return how much of each place belongs to the highest-density region.

    Places are taken in, the densest first, until the region holds ``held``. The last is taken
    in only as far as it is needed, and places level with it each by the same fraction, so
    that the region holds exactly ``held`` and favours no place over its equal.

    Parameters
    ----------
    density : shape (..., N)
        Each sums to 1 along the last axis.
    held : float, in (0, 1)
        The share to hold.

    Returns
    -------
    shape (..., N), in [0, 1]
        1 inside, 0 outside, between them at the boundary. ``(region * density).sum(-1)`` is
        ``held``. For coverage, count a true place as covered by its number here.

    Raises
    ------
    RangeError
        ``held`` is not inside (0, 1), or a density is negative or does not sum to 1.

    Examples
    --------
    >>> find_region([0.1, 0.5, 0.4])
    array([0.  , 1.  , 0.75])
    >>> find_region([0.2, 0.2, 0.2, 0.4])
    array([0.66666667, 0.66666667, 0.66666667, 1.        ])
    """
    mass = check_density(density)
    if not 0 < held < 1:
        raise RangeError(f"held is {held}; a share between 0 and 1 is needed")
    ordered = np.sort(mass, axis=-1)[..., ::-1]
    last = (np.cumsum(ordered, axis=-1) < held).sum(axis=-1, keepdims=True)
    level = np.take_along_axis(ordered, np.minimum(last, mass.shape[-1] - 1), axis=-1)
    inside = mass > level * (1.0 + _SAME_DENSITY)
    boundary = ~inside & (mass >= level * (1.0 - _SAME_DENSITY))
    missing = held - (mass * inside).sum(axis=-1, keepdims=True)
    at_hand = (mass * boundary).sum(axis=-1, keepdims=True)
    region: Floats = inside + boundary * np.clip(missing / at_hand, 0.0, 1.0)
    return region


def join_intervals(region: Floats, places: Floats) -> tuple[tuple[float, float], ...]:
    """Return the runs of neighbouring places in a region, as (low, high) on the scale.

    Parameters
    ----------
    region : shape (N,)
        From ``find_region``; a place at the boundary is in.
    places : shape (N,), rising

    Examples
    --------
    >>> join_intervals(np.array([1.0, 0.4, 0.0, 1.0]), np.array([0.0, 10.0, 20.0, 30.0]))
    ((0.0, 10.0), (30.0, 30.0))
    """
    flags = np.concatenate(([False], region > 0, [False]))
    edges = np.flatnonzero(flags[1:] != flags[:-1])
    return tuple(
        (float(places[begin]), float(places[end - 1]))
        for begin, end in zip(edges[::2], edges[1::2], strict=True)
    )


def check_density(density: ArrayLike) -> Floats:
    """Return densities as an array, checked.

    Raises
    ------
    RangeError
        A number is negative or NaN, or a sum along the last axis is not 1.
    """
    mass = np.asarray(density, dtype=np.float64)
    if not mass.ndim or not (mass >= 0).all():
        raise RangeError(f"a density of shape {mass.shape} has a negative number or NaN")
    total = mass.sum(axis=-1)
    if not np.allclose(total, 1.0, rtol=0.0, atol=_SAME_DENSITY):
        raise RangeError(f"a density sums to {total.flat[np.abs(total - 1).argmax()]}, not to 1")
    return mass
