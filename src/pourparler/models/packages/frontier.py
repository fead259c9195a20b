"""The Pareto frontier: packages that no other betters for one party without harm to another."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pourparler.errors import RangeError, ShapeError

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]

_BLOCK: Final = 2_048
"""Candidates compared with the frontier at once: small enough for the cache."""

_CHAMPIONS: Final = 8
_FEW: Final = 2_000
_FIRST: Final = 32


def check_utilities(utilities: ArrayLike) -> Floats:
    """Return utilities as (N, P) float64.

    Raises
    ------
    ShapeError
        Not two axes, or no party.
    RangeError
        A value is NaN or infinite.
    """
    table = np.asarray(utilities, dtype=np.float64)
    if table.ndim != 2 or not table.shape[1]:
        raise ShapeError(f"utilities have shape {table.shape}; (N, P) is needed, P at least 1")
    if not np.isfinite(table).all():
        row, party = np.argwhere(~np.isfinite(table))[0]
        raise RangeError(f"utilities[{row}, {party}] is {table[row, party]}; finite is needed")
    return table


def find_frontier(utilities: ArrayLike) -> Integers:
    """Return the packages that are on the Pareto frontier.

    A package is off it when some other is at least as good for every party and better for
    one. Packages of equal worth to everybody are on it together or not at all.

    Parameters
    ----------
    utilities : array, shape (N, P)
        Worth of package n to party p, each party on a scale of its own.

    Returns
    -------
    int, shape (M,), rising
        Indices of the packages.

    Raises
    ------
    ShapeError, RangeError
        As for ``check_utilities``.

    Notes
    -----
    First a few packages that are best for some weighing clear away most others. Two parties:
    one sort and one sweep, O(N log N). More: candidates by falling total, block by block
    against what is on the frontier so far, O(N M P) at worst, in memory for the input and
    one block. Source: sort-filter skyline, Chomicki et al. 2003.

    Examples
    --------
    >>> find_frontier([[3, 1], [2, 2], [1, 1], [2, 2]])
    array([0, 1, 3])
    """
    table = check_utilities(utilities)
    if not len(table):
        return np.zeros(0, dtype=np.int64)
    if table.shape[1] == 1:
        return np.flatnonzero(table[:, 0] == table.max())
    left = _outlast_champions(table)
    flags = _sweep(table[left]) if table.shape[1] == 2 else _skyline(table[left])
    return left[flags]


def _sweep(table: Floats) -> Flags:
    """Mark the frontier of two parties."""
    ranks = np.lexsort((-table[:, 1], -table[:, 0]))
    first, second = table[ranks].T
    best = np.maximum.accumulate(second)
    before = np.concatenate(([-np.inf], best[:-1]))
    leads = second > before
    twin = np.concatenate(([False], (first[1:] == first[:-1]) & (second[1:] == second[:-1])))
    starts = np.maximum.accumulate(np.where(twin, 0, np.arange(len(ranks))))
    flags = np.zeros(len(ranks), dtype=np.bool_)
    flags[ranks] = leads[starts]
    return flags


def _skyline(table: Floats) -> Flags:
    """Mark the frontier of more than two parties."""
    ranks = np.argsort(-table.sum(axis=1), kind="stable")
    flags = np.zeros(len(table), dtype=np.bool_)
    kept = np.empty((0, table.shape[1]))
    for start in range(0, len(ranks), _BLOCK):
        block = ranks[start : start + _BLOCK]
        block = _drop_dominated(table, block, kept)
        block = _drop_dominated(table, block, table[block])
        flags[block] = True
        kept = np.concatenate((kept, np.unique(table[block], axis=0)))
    return flags


def _outlast_champions(table: Floats) -> Integers:
    """Return the packages that none of a few that are certainly on the frontier dominates.

    The champions are best for some weighing of the parties; which ones are tried changes the
    time that is spent and not the result.
    """
    left = np.arange(len(table))
    if len(table) < _FEW:
        return left
    spread = np.ptp(table, axis=0)
    per_party = np.where(spread > 0, spread, 1.0)
    weighings = np.random.default_rng(0).dirichlet(np.ones(table.shape[1]), _CHAMPIONS)
    rows = table
    for weights in weighings / per_party:
        champion = rows[np.argmax(rows @ weights)]
        stays = (rows > champion).any(axis=1) | (rows == champion).all(axis=1)
        left, rows = left[stays], rows[stays]
    return left


def _drop_dominated(table: Floats, candidates: Integers, others: Floats) -> Integers:
    """Return the candidates, indices into the table, that none of the others dominates.

    The first others dominate most: they are asked alone before more are.
    """
    begin, size = 0, _FIRST
    while begin < len(others) and len(candidates):
        asked = others[begin : begin + size]
        candidates = candidates[~_is_dominated(table[candidates], asked)]
        begin, size = begin + size, size * 4
    return candidates


def _is_dominated(candidates: Floats, others: Floats) -> Flags:
    """Say which candidates (n, P) some of the others (m, P) dominate."""
    if not len(others) or not len(candidates):
        return np.zeros(len(candidates), dtype=np.bool_)
    as_good = np.ones((len(candidates), len(others)), dtype=np.bool_)
    better = np.zeros_like(as_good)
    for party in range(candidates.shape[1]):
        own, theirs = candidates[:, party, None], others[None, :, party]
        as_good &= theirs >= own
        better |= theirs > own
    flags: Flags = np.any(as_good & better, axis=1)
    return flags
