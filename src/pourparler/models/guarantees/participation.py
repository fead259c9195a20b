"""Which guarantors want to join, given who else does, draw by draw."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pourparler.models.arguments import Floats, take

Flags = NDArray[np.bool_]
Hazard = Callable[[NDArray[np.intp], Flags], Floats]
"""From some draws (their numbers), and who joins in them, shape (n, M), to the hazard (n,)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What joining means to each of M groups of guarantors, shape (N, M) or (M,).

    Attributes
    ----------
    benefit : u, worth of lasting peace to one guarantor
    deployment : u a year, cost of keeping its force there
    fighting : u, cost of honouring its pledge when peace breaks down
    reliability : probability that it honours, over what the lead does, in [0, 1]
    """

    benefit: ArrayLike
    deployment: ArrayLike
    fighting: ArrayLike
    reliability: ArrayLike


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation:
    """Who joins once nobody changes their mind.

    Attributes
    ----------
    joins : array of bool, shape (N, M)
    hazard : array, shape (N,), breakdowns a year with those who join
    net : array, shape (N, M), u: what joining is worth to each, at that hazard
    rounds : how often the guarantee was reckoned anew
    """

    joins: Flags
    hazard: Floats
    net: Floats
    rounds: int


def join_value(
    terms: Terms, *, hazard_without: ArrayLike, hazard: ArrayLike, discount: ArrayLike
) -> Floats:
    """Return what joining is worth to each group of guarantors, in u; at or above 0 it joins.

    Parameters
    ----------
    terms : Terms
    hazard_without, hazard : array, shape (N,)
        Breakdowns a year without and with the guarantee.
    discount : array, shape (N,)
        1/year, above 0.

    Returns
    -------
    array, shape (N, M)

    Notes
    -----
    b [h_0/(r+h_0) - h/(r+h)] - deployment / r - reliability fighting h/(r+h), where h_0 is the
    hazard without any guarantee. Each weighs the guarantee as a whole against none, not its
    own small part in it; who would rather let others do it is not modelled.

    Examples
    --------
    >>> terms = Terms(benefit=[60.0], deployment=[0.2], fighting=[40.0], reliability=[0.3])
    >>> join_value(terms, hazard_without=0.105282, hazard=0.02, discount=0.08).round(4)
    array([[17.1935]])
    """
    r = np.atleast_1d(take("discount", discount, "above 0"))[:, None]
    unguarded = np.atleast_1d(take("hazard_without", hazard_without, "at or above 0"))[:, None]
    guarded = np.atleast_1d(take("hazard", hazard, "at or above 0"))[:, None]
    broken = guarded / (r + guarded)
    gained = np.asarray(terms.benefit) * (unguarded / (r + unguarded) - broken)
    honoured = np.asarray(terms.reliability) * np.asarray(terms.fighting) * broken
    value: Floats = gained - np.asarray(terms.deployment) / r - honoured
    return value


def solve_participation(
    hazard: Hazard,
    terms: Terms,
    *,
    hazard_without: Floats,
    discount: ArrayLike,
    groups: int,
) -> Participation:
    """Drop whoever does not want to join, reckon anew, until nothing changes.

    Parameters
    ----------
    hazard : callable
        From the numbers of some draws, shape (n,), and who joins in them, shape (n, M), to
        the hazard, shape (n,). It must not fall when somebody leaves.
    terms : Terms
    hazard_without : array, shape (N,)
        Breakdowns a year without any guarantee.
    discount : array, shape (N,), or a number
    groups : int
        M.

    Returns
    -------
    Participation

    Notes
    -----
    As whoever leaves raises the hazard, and a higher hazard makes joining worth less, the
    order of leaving does not matter, and what is left is the largest set of guarantors that
    all want to join. A smaller set may also be stable: see `coordination`. Only draws in
    which somebody left are reckoned again, at most M + 1 times.

    Examples
    --------
    The first would not stay without the second, who does not want to join.

    >>> terms = Terms(benefit=[9.0, 9.0], deployment=[0.1, 0.4], fighting=[1.0, 1.0],
    ...               reliability=[0.5, 0.5])
    >>> found = solve_participation(
    ...     lambda draws, joins: 0.1 - 0.03 * joins.sum(axis=1), terms,
    ...     hazard_without=np.array([0.1]), discount=0.08, groups=2)
    >>> found.joins, found.rounds
    (array([[False, False]]), 3)
    """
    draws = hazard_without.shape[0]
    r = np.broadcast_to(np.asarray(discount, dtype=np.float64), (draws,))
    joins = np.ones((draws, groups), dtype=bool)
    rates, waiting, rounds = np.empty(draws), np.arange(draws), 0
    while waiting.size:
        rates[waiting] = hazard(waiting, joins[waiting])
        rounds += 1
        net = join_value(terms, hazard_without=hazard_without, hazard=rates, discount=r)
        leaves = joins & (net < 0)
        joins &= ~leaves
        waiting = np.flatnonzero(leaves.any(axis=1))
    return Participation(joins=joins, hazard=rates, net=net, rounds=rounds)
