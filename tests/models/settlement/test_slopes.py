"""What each part of a guarantee does to the hazard: formulas beside plain finite differences."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
import pytest

from models.guarantees.plain import Plain
from models.settlement.examples import attack_of
from pourparler.models.guarantees.pledges import pledge_with_lead
from pourparler.models.settlement.outlook import Guarantee, Motives, foresee
from pourparler.models.settlement.slopes import solve_hazard_slopes

STEP = 1e-5


@dataclass(frozen=True)
class Inputs:
    """One draw of a small guarantee: three alike guarantors, one of its own, and a lead."""

    group_with: float = 0.7
    group_without: float = 0.3
    one_with: float = 0.55
    one_without: float = 0.1
    lead: float = 0.6
    invoked: float = 0.8
    punishment: float = 8.0
    snapback: float = 2.0
    prevented: float = 0.3


def plain_hazard(given: Inputs) -> float:
    """Return the hazard one step at a time: every outcome, then bisection."""
    people = Plain(
        contributions=[10.0] * 3 + [25.0],
        reliabilities=[(given.group_with, given.group_without)] * 3
        + [(given.one_with, given.one_without)],
        lead_shares=[given.lead, 1 - given.lead],
        lead_contributions=[40.0, 0.0],
    )
    come = people.success(100.0, 60.0, 1.0)
    chance = given.invoked * come + (1 - given.invoked) * 100 / 160
    lost = given.punishment * given.lead * given.invoked + given.snapback
    worth = 30 * chance - 20 * (1 - chance) - lost
    mean, spread, openings, discount = 12.0, 6.0, 0.5, 0.08
    low, high = worth - 200.0, worth
    for _ in range(200):
        y = (low + high) / 2
        waits = discount * (worth - y) - openings * spread * math.log1p(
            math.exp((y - mean) / spread)
        )
        low, high = (y, high) if waits > 0 else (low, y)
    struck = 1 / (1 + math.exp(-(low - mean) / spread))
    return 0.01 * (1 - given.prevented) + openings * struck


def solved(given: Inputs, joins: bool = True):
    """Return what the package makes of the same draw, twice over."""
    attack = attack_of(2)
    guarantee = Guarantee(
        pledges=pledge_with_lead(
            counts=[3, 1],
            contributions=[10.0, 25.0],
            with_lead=[given.group_with, given.one_with],
            without_lead=[given.group_without, given.one_without],
            lead_contribution=40.0,
            lead_reliability=given.lead,
        ).spread(2),
        motives=None if joins else never_worth_it(),
        invoked=np.full(2, given.invoked),
        punishment=np.full(2, given.punishment),
        snapback=np.full(2, given.snapback),
        army=np.zeros(2),
        prevented=np.full(2, given.prevented),
        status_cost=np.zeros(2),
        status_cost_other=np.zeros(2),
    )
    outlook = foresee(attack, guarantee)
    return outlook, solve_hazard_slopes(attack, guarantee, outlook)


def never_worth_it() -> Motives:
    """Return motives of guarantors who gain nothing and pay for being there."""
    table, one = np.zeros((2, 2)), np.zeros(2)
    return Motives(
        benefit=table, deploy=table + 1, fight=table, lead_benefit=one, lead_deploy=one + 1,
        lead_fight=one,
    )  # fmt: skip


def differ(name: str, given: Inputs) -> float:
    """Return the slope of the hazard by a central difference of the plain way."""
    up, down = (
        plain_hazard(replace(given, **{name: getattr(given, name) + d})) for d in (STEP, -STEP)
    )
    return (up - down) / (2 * STEP)


@pytest.mark.parametrize("lead", [0.05, 0.6, 0.95])
def test_formulas_are_the_slopes_of_the_plain_way(lead):
    given = Inputs(lead=lead)
    outlook, found = solved(given)
    assert outlook.hazard == pytest.approx(plain_hazard(given), abs=1e-10)
    by_name = {
        "snapback": found.snapback,
        "punishment": found.punishment,
        "prevented": found.prevented,
        "invoked": found.invoked,
        "lead": found.lead,
        "group_with": found.members[:, 0, 0],
        "group_without": found.members[:, 0, 1],
        "one_with": found.members[:, 1, 0],
        "one_without": found.members[:, 1, 1],
    }
    for name, slopes in by_name.items():
        assert slopes == pytest.approx(differ(name, given), rel=1e-5, abs=1e-9), name
        assert (slopes <= 0).all(), name


def test_survival_moves_as_the_hazard_does():
    given = Inputs()
    outlook, found = solved(given)
    slope = found.survival(found.lead, years=10, outlook=outlook)
    survives = [
        math.exp(-10 * plain_hazard(replace(given, lead=given.lead + d))) for d in (STEP, -STEP)
    ]
    assert slope == pytest.approx((survives[0] - survives[1]) / (2 * STEP), rel=1e-5)
    assert (slope > 0).all()


def test_who_does_not_join_moves_nothing():
    outlook, found = solved(Inputs(), joins=False)
    assert not outlook.joins.any()
    assert not outlook.lead_joins.any()
    assert not found.members.any()
    assert not found.lead.any()
    assert (found.snapback < 0).all()
