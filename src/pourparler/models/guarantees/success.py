"""How likely an attack is to succeed, and how often hardly anybody comes, over draws."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import ArrayLike

from pourparler.errors import ShapeError
from pourparler.models.arguments import Floats, take
from pourparler.models.guarantees.contest import Contest
from pourparler.models.guarantees.harmonics import fit_success
from pourparler.models.guarantees.pledges import Pledges, blocks
from pourparler.models.guarantees.transform import transform_given
from pourparler.models.guarantees.turnout import CELLS, MOST_OUTCOMES, solve_turnout

FEW_OUTCOMES: Final = 64
"""Up to so many outcomes in a draw, listing them is faster than fitting waves."""

TOLERANCE: Final = 2e-11
"""Error at which no more waves are tried."""

_LEAST_SHARE = 1e-12
_BLOCK = 1 << 17  # numbers that one step of the work holds at a time


@dataclass(frozen=True, slots=True, kw_only=True)
class AttackSuccess:
    """How likely an attack is to succeed, in every draw.

    Attributes
    ----------
    success : array, shape (N,) or (N, P)
        Expected chance of success, over who comes.
    error : array, of the same shape
        How far ``success`` may be off: the largest gap between the curve and the waves that
        stand for it; 0 where every outcome was listed.
    route : "counts" or "waves"
    """

    success: Floats
    error: Floats
    route: Literal["counts", "waves"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Collapse:
    """How often no more than some force arrives, shape (N,).

    Attributes
    ----------
    share : with every guarantor depending on the lead as pledged
    independent : if each were as reliable on average, but none hung on the lead
    step : array, 0 where both are exact, see `Turnout`
    """

    share: Floats
    independent: Floats
    step: Floats

    @property
    def ratio(self) -> Floats:
        """How many times more likely dependence on the lead makes it.

        Shares below 1e-12 count as that: on a grid they are no more than rounding.
        """
        return np.maximum(self.share, _LEAST_SHARE) / np.maximum(self.independent, _LEAST_SHARE)


def solve_success(
    pledges: Pledges,
    contest: Contest,
    *,
    invoked: ArrayLike = 1.0,
    tolerance: float = TOLERANCE,
    route: Literal["auto", "counts", "waves"] = "auto",
) -> AttackSuccess:
    """Return the expected chance of success of an attack, in every draw.

    Parameters
    ----------
    pledges : Pledges
    contest : Contest
        With P packages in ``own_army`` the result has an axis for them.
    invoked : array, shape (N,), or a number, in [0, 1]
        Probability that the guarantee is invoked at all; if not, nobody comes.
    tolerance : float
        Error at which no more waves are tried. Where even the most waves are not enough,
        ``error`` tells; it does so where the own army is near 0, or the most that could
        come is hundreds of times the attacker's strength.
    route : "auto", "counts" or "waves"

    Returns
    -------
    AttackSuccess

    Notes
    -----
    p = sum over y of P(G = y) R^m / (R^m + (D + y)^m). Time is O(N n Q) for n groups, not
    guarantors, and Q waves, see `harmonics`; memory is bounded by blocks of draws.

    Examples
    --------
    >>> from pourparler.models.guarantees.pledges import pledge_with_lead
    >>> found = solve_success(
    ...     pledge_with_lead(
    ...         counts=[30], contributions=[3.0], with_lead=[0.8], without_lead=[0.3],
    ...         lead_contribution=40.0, lead_reliability=[0.2, 0.6, 0.9]),
    ...     Contest(strength=100.0, own_army=60.0))
    >>> found.success.round(4), found.route
    (array([0.5021, 0.435 , 0.3846]), 'counts')
    """
    called = np.atleast_1d(take("invoked", invoked, "between 0 and 1"))
    draws = common_draws(pledges, contest, called.shape[0])
    pledges, contest = pledges.spread(draws), contest.spread(draws)
    few = route == "counts" or (route == "auto" and pledges.outcomes <= FEW_OUTCOMES)
    shape = (draws, *contest.own_army.shape[1:])
    success, error = np.zeros(shape), np.zeros(shape)
    if few:
        for rows in blocks(draws, _BLOCK // (pledges.outcomes * int(np.prod(shape[1:])))):
            turnout = solve_turnout(pledges.part(rows), route="counts")
            success[rows] = turnout.expect(contest.part(rows).success(turnout.forces))
    else:
        _sum_waves(pledges, contest, tolerance, success, error)
    return AttackSuccess(
        success=_unless_invoked(success, contest, called),
        error=error,
        route="counts" if few else "waves",
    )


def solve_collapse(pledges: Pledges, force: float, *, cells: int = CELLS) -> Collapse:
    """Return how often no more than ``force`` arrives, beside independent guarantors.

    Parameters
    ----------
    pledges : Pledges
    force : float
        Force units.
    cells : int
        Steps of a grid where outcomes are too many to list.

    Examples
    --------
    >>> from pourparler.models.guarantees.pledges import pledge_with_lead
    >>> found = solve_collapse(
    ...     pledge_with_lead(
    ...         counts=[30], contributions=[3.0], with_lead=[0.8], without_lead=[0.3],
    ...         lead_contribution=40.0, lead_reliability=0.6),
    ...     30.0)
    >>> found.share.round(3), found.ratio.round(1)
    (array([0.292]), array([255.9]))
    """
    apart = pledges.independent()
    shares, steps = np.empty((2, pledges.draws)), np.empty(pledges.draws)
    width = pledges.outcomes if pledges.outcomes <= MOST_OUTCOMES else cells
    for rows in blocks(pledges.draws, _BLOCK // width):
        for number, some in enumerate((pledges, apart)):
            turnout = solve_turnout(some.part(rows), cells=cells)
            shares[number, rows] = turnout.at_most(force)
            steps[rows] = turnout.step
    return Collapse(share=shares[0], independent=shares[1], step=steps)


def _sum_waves(
    pledges: Pledges, contest: Contest, tolerance: float, success: Floats, error: Floats
) -> None:
    """Add up success and error over the states of the lead."""
    for state in range(pledges.lead_shares.shape[1]):
        for rows, fit in fit_success(pledges, contest, state, tolerance):
            some = pledges.part(rows)
            share = some.lead_shares[:, state].reshape(-1, *(1,) * (success.ndim - 1))
            success[rows] += share * fit.expect(transform_given(some, state, fit.turn))
            error[rows] += share * fit.error


def _unless_invoked(success: Floats, contest: Contest, invoked: Floats) -> Floats:
    alone = contest.success(np.zeros(1))[..., 0]
    called = invoked.reshape(-1, *(1,) * (success.ndim - 1))
    mixed: Floats = called * success + (1.0 - called) * alone
    return np.clip(mixed, 0.0, 1.0)


def common_draws(pledges: Pledges, contest: Contest, invoked: int = 1) -> int:
    """Return N, from arrays that have N draws or one.

    Raises
    ------
    ShapeError
        Two of them have different numbers of draws.
    """
    given = {
        "pledges": pledges.draws,
        "invoked": invoked,
        "strength": contest.strength.shape[0],
        "own_army": contest.own_army.shape[0],
        "decisiveness": contest.decisiveness.shape[0],
    }
    draws = int(max(given.values()))
    for name, rows in given.items():
        if rows not in (1, draws):
            raise ShapeError(f"{name} has {rows} draws; the others have {draws}")
    return draws
