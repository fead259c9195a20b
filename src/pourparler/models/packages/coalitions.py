"""Minimal winning coalitions: who can carry a decision and cannot spare anybody."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from numpy.typing import ArrayLike

from pourparler.errors import RangeError, ShapeError
from pourparler.models.packages.frontier import Flags

_MOST_PARTIES = 25


def minimal_winning_coalitions(
    weights: ArrayLike, quota: float, *, vetoes: tuple[int, ...] = ()
) -> tuple[tuple[int, ...], ...]:
    """Return the coalitions that reach the quota and would miss it without any one member.

    Parameters
    ----------
    weights : array, shape (P,), at or above 0
    quota : float, above 0
        Weight that is needed.
    vetoes : tuple of int
        Parties without whom nothing is decided, whatever they weigh.

    Returns
    -------
    tuple of tuples of int
        By size, then in order. Empty when all together do not reach the quota.

    Raises
    ------
    RangeError
        A weight is negative, the quota is not above 0, a veto is nobody's, or there are more
        than 25 parties: there are up to 2**P coalitions.

    Examples
    --------
    >>> minimal_winning_coalitions([3, 2, 2], 4)
    ((0, 1), (0, 2), (1, 2))
    >>> minimal_winning_coalitions([3, 2, 2], 4, vetoes=(0,))
    ((0, 1), (0, 2))
    """
    shares = np.asarray(weights, dtype=np.float64)
    if not (shares >= 0).all() or not quota > 0:
        raise RangeError(f"weights {shares} must be at or above 0 and quota {quota} above 0")
    if len(shares) > _MOST_PARTIES or not all(0 <= veto < len(shares) for veto in vetoes):
        raise RangeError(f"{len(shares)} parties with vetoes {vetoes}; at most {_MOST_PARTIES}")
    others = [party for party in range(len(shares)) if party not in vetoes]
    fixed = float(shares[list(vetoes)].sum())
    found: list[frozenset[int]] = []
    for size in range(len(others) + 1):
        for chosen in combinations(others, size):
            joined = frozenset(chosen)
            if fixed + shares[list(chosen)].sum() >= quota and not any(f <= joined for f in found):
                found.append(joined)
    return tuple(tuple(sorted(coalition | set(vetoes))) for coalition in found)


def who_carries(blocks: ArrayLike, coalitions: tuple[tuple[int, ...], ...]) -> Flags:
    """Return, for each package and coalition, whether all its members would have the package.

    Parameters
    ----------
    blocks : bool, shape (N, P)
        As ``solutions.who_blocks`` gives them, under worth of any kind.
    coalitions : tuple of tuples of int
        Such as ``minimal_winning_coalitions`` gives.

    Returns
    -------
    bool, shape (N, C)
        A package that no coalition carries is not decided by the quota.

    Raises
    ------
    ShapeError
        ``blocks`` has not two axes, or a coalition names a party that is not there.

    Examples
    --------
    >>> who_carries([[False, True, False]], ((0, 1), (0, 2)))
    array([[False,  True]])
    """
    stops = np.asarray(blocks, dtype=np.bool_)
    if stops.ndim != 2:
        raise ShapeError(f"blocks have shape {stops.shape}; (N, P) is needed")
    parties = stops.shape[1]
    if any(not 0 <= member < parties for coalition in coalitions for member in coalition):
        raise ShapeError(f"coalitions {coalitions} name parties that are not among {parties}")
    carried = np.zeros((len(stops), len(coalitions)), dtype=np.bool_)
    for place, coalition in enumerate(coalitions):
        carried[:, place] = ~stops[:, list(coalition)].any(axis=1)
    return carried
