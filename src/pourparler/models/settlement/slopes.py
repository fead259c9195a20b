"""How the hazard moves with each part of a guarantee, by formula, while who joins stays.

The chance of success is linear in the reliability of every single guarantor, so its slope is
the difference between one that comes for certain and one that never does. All else follows by
the chain rule. Strength that arrives has no such formula; see ``workbench`` for two runs.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pourparler.models.guarantees.contest import Contest
from pourparler.models.guarantees.pledges import Pledges
from pourparler.models.guarantees.success import solve_success
from pourparler.models.settlement.outlook import Attack, Guarantee, Outlook

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class HazardSlopes:
    """What one more unit of each part of a guarantee does to the hazard, 1/year per unit.

    Arrays of shape (N,), ``members`` (N, M, 2). Who joins is held fixed.

    Attributes
    ----------
    benefit : of X, the worth of an attack before its cost
    snapback : per u lost by an attacker in any case
    punishment : per u that the lead's honouring costs an attacker
    prevented : per share of accidents prevented
    invoked : per share of attacks in which the pledge is invoked
    lead : per share of times that the lead honours
    members : per share of times that each of a group honours, all of it alike; given that the
        lead honours, and that it does not
    """

    benefit: Floats
    snapback: Floats
    punishment: Floats
    prevented: Floats
    invoked: Floats
    lead: Floats
    members: Floats

    def survival(self, part: Floats, *, years: float, outlook: Outlook) -> Floats:
        """Return the slope of survival to so many years, from that of the hazard.

        S = e^{-T h}, so dS = -T S dh.
        """
        slope: Floats = -years * outlook.survival(years) * part
        return slope


def solve_hazard_slopes(
    attack: Attack, guarantee: Guarantee, outlook: Outlook, *, land: float = 0.0
) -> HazardSlopes:
    """Return how the hazard moves with each part of a guarantee.

    Parameters
    ----------
    attack : Attack
    guarantee : Guarantee
        With a lead of two states: it honours or does not.
    outlook : Outlook
        What ``foresee`` makes of the two.
    land : float
        1,000 km2 handed over, as for ``foresee``.

    Notes
    -----
    From r (X - y) = pi E[(y - c)+] follows dy/dX = r / (r + pi F(y)), and from
    h = accidents + pi F(y), dh/dX = pi f(y) r / (r + pi F(y)). With
    X = p gain - (1-p) loss - a relief - K, dX = (gain + loss) dp - dK. A group of n alike
    guarantors: dp/dr = n times what one of them changes by coming.
    """
    y = outlook.benefit - outlook.option_value
    below = attack.cost.below(y)
    rate = attack.opportunities
    waits = attack.discount / (attack.discount + rate * below)
    benefit = rate * below * (1.0 - below) / attack.cost_spread * waits
    groups = outlook.joins.shape[1]
    nothing = np.zeros_like(benefit)
    invoked, lead, honours = nothing, nothing, nothing
    members = np.zeros((benefit.size, groups, 2))
    if guarantee.pledges is not None:
        pledges = guarantee.pledges.spread(benefit.size).keep(outlook.joins, outlook.lead_joins)
        contest = _contest(attack, guarantee, land)
        honours = 1.0 - pledges.lead_shares[:, -1]
        per_success = benefit * (attack.gain + attack.loss)
        alone = contest.success(np.zeros(1))[:, 0]
        called = solve_success(pledges, contest).success
        invoked = per_success * (called - alone) - benefit * guarantee.punishment * honours
        led = _lead_changes(pledges, contest) * per_success - benefit * guarantee.punishment
        lead = np.where(outlook.lead_joins, led * guarantee.invoked, 0.0)
        changes = _member_changes(pledges, contest) * outlook.joins[:, :, None]
        members = changes * (per_success * guarantee.invoked)[:, None, None]
    return HazardSlopes(
        benefit=benefit,
        snapback=-benefit,
        punishment=-benefit * honours * guarantee.invoked,
        prevented=-attack.accidents,
        invoked=invoked,
        lead=lead,
        members=members,
    )


def _contest(attack: Attack, guarantee: Guarantee, land: float) -> Contest:
    army = attack.own_army + guarantee.army - attack.fortification * max(land, 0.0)
    return Contest(
        strength=attack.strength,
        own_army=np.maximum(army, 0.0),
        decisiveness=attack.decisiveness,
    )


def _lead_changes(pledges: Pledges, contest: Contest) -> Floats:
    """Return what the lead changes in the chance of success by honouring, shape (N,)."""
    honours, fails = (
        solve_success(_with_lead(pledges, shares), contest).success
        for shares in ((1.0, 0.0), (0.0, 1.0))
    )
    change: Floats = honours - fails
    return change


def _with_lead(pledges: Pledges, shares: tuple[float, float]) -> Pledges:
    return Pledges(
        counts=pledges.counts,
        contributions=pledges.contributions,
        reliabilities=pledges.reliabilities,
        lead_shares=np.broadcast_to(np.array(shares), pledges.lead_shares.shape),
        lead_contributions=pledges.lead_contributions,
    )


def _member_changes(pledges: Pledges, contest: Contest) -> Floats:
    """Return dp/dr of every group in each state of the lead, shape (N, M, 2)."""
    groups, states = pledges.counts.size, pledges.lead_shares.shape[1]
    found = np.zeros((pledges.draws, groups, states))
    for group in range(groups):
        for state in range(states):
            comes, stays = (
                solve_success(_single_out(pledges, group, state, to), contest).success
                for to in (1.0, 0.0)
            )
            found[:, group, state] = pledges.counts[group] * (comes - stays)
    return found


def _single_out(pledges: Pledges, group: int, state: int, to: float) -> Pledges:
    """Return the pledges with one of a group apart, certain to come or to stay in one state."""
    counts = np.append(pledges.counts, 1)
    counts[group] -= 1
    one = pledges.reliabilities[:, [group]].copy()
    one[:, 0, state] = to
    return Pledges(
        counts=counts,
        contributions=np.hstack([pledges.contributions, pledges.contributions[:, [group]]]),
        reliabilities=np.concatenate([pledges.reliabilities, one], axis=1),
        lead_shares=pledges.lead_shares,
        lead_contributions=pledges.lead_contributions,
    )
