"""What each guarantor adds, exactly, for hundreds of them: Shapley values by Owen's integral."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pourparler.errors import ShapeError
from pourparler.models.arguments import Floats
from pourparler.models.guarantees.contest import Contest
from pourparler.models.guarantees.harmonics import Fit, fit_success
from pourparler.models.guarantees.pledges import Pledges
from pourparler.models.guarantees.success import TOLERANCE, common_draws
from pourparler.models.guarantees.transform import Complex, raise_to


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """What each guarantor adds to the chance of success of an attack; below 0 it deters.

    Attributes
    ----------
    members : array, shape (N, M)
        Of one guarantor of each group.
    lead : array, shape (N,)
        Of the lead: its own force, and that others are more reliable with it.
    total : array, shape (N,)
        Chance of success with everybody pledged, less that with nobody.
    error : array, shape (N,)
        How far a value may be off, see `AttackSuccess`.
    nodes : int
        At which the integral is taken; it is exact.
    """

    members: Floats
    lead: Floats
    total: Floats
    error: Floats
    nodes: int


def solve_guarantor_values(
    pledges: Pledges, contest: Contest, *, tolerance: float = TOLERANCE
) -> Attribution:
    """Return the Shapley value of every guarantor and of the lead, in every draw.

    Parameters
    ----------
    pledges : Pledges
        Without the lead, the others are as reliable as in its last state.
    contest : Contest
        With one army a draw.
    tolerance : float
        As in `solve_success`.

    Returns
    -------
    Attribution
        Count times ``members``, summed, and ``lead`` are ``total``.

    Raises
    ------
    ShapeError
        The contest has several armies a draw, or the draws disagree.

    Notes
    -----
    Sh_i is the integral over q of r_i E[f(G + g_i) - f(G)], with everybody else pledged with
    probability q. A guarantor that is pledged with q and then honours with r comes with q r,
    but only given what the lead does: the states of the lead are mixed after, not before. The
    integrand is a polynomial in q of degree n, the number of guarantors, so that
    Gauss-Legendre with (n + 1)/2 nodes is exact. Products over all others but one come from
    running products from both ends. Time is O(N M n Q) for M groups.

    References
    ----------
    Owen (1972), Management Science 18(5).

    Examples
    --------
    >>> from pourparler.models.guarantees.pledges import pledge_with_lead
    >>> found = solve_guarantor_values(
    ...     pledge_with_lead(
    ...         counts=[20], contributions=[3.0], with_lead=[0.8], without_lead=[0.3],
    ...         lead_contribution=40.0, lead_reliability=0.6),
    ...     Contest(strength=100.0, own_army=60.0))
    >>> found.members.round(4), found.lead.round(4), found.total.round(4)
    (array([[-0.0036]]), array([-0.0866]), array([-0.158]))
    """
    if contest.own_army.ndim > 1:
        raise ShapeError(f"own_army has shape {contest.own_army.shape}; one army a draw is needed")
    draws = common_draws(pledges, contest)
    pledges, contest = pledges.spread(draws), contest.spread(draws)
    groups, states = pledges.reliabilities.shape[1:]
    nodes = (int(pledges.counts.sum()) + 2) // 2
    points, weights = np.polynomial.legendre.leggauss(nodes)
    members, lead, error = np.zeros((draws, groups)), np.zeros(draws), np.zeros(draws)
    for state in range(states):
        last = float(state == states - 1)
        fits = fit_success(pledges, contest, state, tolerance, thinned=True, held=groups + 1)
        for rows, fit in fits:
            turned = _Turned(pledges.part(rows), state, fit)
            share = turned.share
            error[rows] = np.maximum(error[rows], fit.error)
            for q, weight in zip((points + 1) / 2, weights / 2, strict=True):
                everybody, each = turned.add_up(q)
                lead[rows] += weight * (share - last) * everybody
                members[rows] += (weight * (q * share + (1 - q) * last))[:, None] * each
    return Attribution(
        members=members,
        lead=lead,
        total=members @ pledges.counts + lead,
        error=error,
        nodes=nodes,
    )


class _Turned:
    """Guarantors given a state of the lead, ready to be thinned."""

    def __init__(self, pledges: Pledges, state: int, fit: Fit) -> None:
        self.fit = fit
        self.share = pledges.lead_shares[:, state]
        self._counts = [int(count) for count in pledges.counts]
        self._reliabilities = pledges.reliabilities[:, :, state]
        self._lead = fit.turn(pledges.lead_contributions[:, state])
        self._steps = [fit.turn(column) - 1.0 for column in pledges.contributions.T]

    def add_up(self, q: float) -> tuple[Floats, Floats]:
        """Return E[f(G)], shape (n,), and r_i E[f(G + g_i) - f(G)], shape (n, M)."""
        thinned = q * self._reliabilities
        ones = [1.0 + thinned[:, m] * step for m, step in enumerate(self._steps)]
        before = _running([raise_to(*pair) for pair in zip(ones, self._counts, strict=True)])
        each = np.zeros_like(thinned)
        after: Complex = np.ones(1, dtype=np.complex128)
        for m in reversed(range(len(ones))):
            if self._counts[m]:
                rest = raise_to(ones[m], self._counts[m] - 1)
                others = self._lead * before[m] * rest * after
                each[:, m] = self._reliabilities[:, m] * self.fit.expect(others * self._steps[m])
                after = after * rest * ones[m]
        return self.fit.expect(self._lead * before[-1]), each


def _running(factors: list[Complex]) -> list[NDArray[np.complex128]]:
    """Return the products of none, of the first, of the first two and so on."""
    products: list[Complex] = [np.ones(1, dtype=np.complex128)]
    for factor in factors:
        products.append(products[-1] * factor)
    return products
