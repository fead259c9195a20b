"""Values, prices and the veto against the worked example."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.settlement import worked_example as example
from pourparler.errors import RangeError, ShapeError
from pourparler.models.settlement.nash import find_nash_package, patience_weight
from pourparler.models.settlement.price import least_relief
from pourparler.models.settlement.values import (
    Peace,
    Stakes,
    Values,
    value_package,
    value_until_breakdown,
)
from pourparler.models.settlement.veto import decompose_veto

STAKES = Stakes(
    drift=np.array([example.DRIFT]),
    signature=np.array([example.SIGNATURE]),
    discount=np.array([example.DISCOUNT]),
    cost_advancing=np.array([example.COST_ADVANCING]),
    cost_other=np.array([example.COST_OTHER]),
    land_value_other=np.array([example.LAND_VALUE_OTHER]),
    sovereignty_cost=np.array([example.SOVEREIGNTY]),
    relief_cost_other=np.array([example.RELIEF_COST]),
)


def peace(found: example.Outcome) -> Peace:
    return Peace(
        option_value=np.array([found.option]),
        hazard=np.array([found.hazard]),
        breakdown_loss=np.array([example.LOSS_BASE + example.LOSS_SLOPE * found.success]),
    )


REFERENCE = peace(example.outcome(example.GUARANTEES[0], 0, 0))


def value(guarantee: example.Guarantee, land: float, relief: float) -> Values:
    return value_package(
        STAKES,
        peace(example.outcome(guarantee, land, relief)),
        land=land,
        relief=relief,
        status_cost=guarantee.status_cost,
        reference=REFERENCE,
    )


@pytest.mark.parametrize("row", example.PACKAGES)
def test_every_package_of_the_worked_example(row):
    design, land, relief, success, hazard, survival, option, advancing, other = row
    guarantee = example.GUARANTEES[design]
    plain = example.outcome(guarantee, land, relief)
    assert (plain.success, plain.hazard, plain.survival, plain.option) == pytest.approx(
        (success, hazard, survival, option), abs=1e-6
    )
    found = value(guarantee, land, relief)
    assert found.advancing[0] == pytest.approx(advancing, abs=1e-6)
    assert found.other[0] == pytest.approx(other, abs=1e-6)
    assert found.fighting_advancing[0] == pytest.approx(example.FIGHTING_ADVANCING, abs=1e-6)
    assert found.fighting_other[0] == pytest.approx(example.FIGHTING_OTHER, abs=1e-6)


@pytest.mark.parametrize("row", example.PRICES)
def test_the_price_of_every_guarantee(row):
    design, land, relief, other, survival = row
    guarantee = example.GUARANTEES[design]
    found = least_relief(
        lambda s: value(guarantee, land, float(s[0])).surplus_advancing, 1, most=60.0
    )
    assert found[0] == pytest.approx(relief, abs=2e-6)
    assert value(guarantee, land, relief).other[0] == pytest.approx(other, abs=3e-6)
    assert example.outcome(guarantee, land, relief).survival == pytest.approx(survival, abs=1e-6)


def test_a_price_may_be_nothing_or_beyond_reach():
    surplus = np.array([1.0, -5.0, -500.0])
    found = least_relief(lambda relief: surplus + relief, 3, most=60.0)
    assert found == pytest.approx([0.0, 5.0, np.inf])
    with pytest.raises(RangeError, match="above 0"):
        least_relief(lambda relief: relief, 1, most=0.0)


def test_the_lead_takes_from_one_side_and_gives_more_to_the_other():
    european = dataclasses.replace(example.GUARANTEES[2], status_cost=0.0)
    steps = [
        value(dataclasses.replace(european, lead=lead), 0, 0) for lead, *_ in example.LEAD_STEPS
    ]
    for step, (_, advancing, other, _) in zip(steps, example.LEAD_STEPS, strict=True):
        assert step.advancing[0] == pytest.approx(advancing, abs=1e-6)
        assert step.other[0] == pytest.approx(other, abs=1e-6)
    veto = decompose_veto(steps[0], steps[-1], 0.0)
    assert veto.option_loss[0] > 0
    assert veto.joint_gain[0] == pytest.approx(-7.43 + 22.86, abs=0.01)
    assert not veto.status_decides[0]


def test_a_dislike_as_such_can_undo_what_both_would_gain():
    none, defence = value(example.GUARANTEES[0], 0, 0), example.GUARANTEES[3]
    veto = decompose_veto(none, value(defence, 0, 0), defence.status_cost)
    assert veto.status_loss[0] == 15
    assert veto.joint_gain[0] > 0
    hated = decompose_veto(none, value(dataclasses.replace(defence, status_cost=60.0), 0, 0), 60.0)
    assert hated.joint_gain[0] < 0
    assert hated.status_decides[0]


def test_the_grid_of_packages_and_its_reference_point():
    lands, reliefs = np.arange(-3, 7, 0.5), np.arange(0, 12.25, 0.5)
    rows = [
        (guarantee, land, relief)
        for guarantee in example.GUARANTEES
        for land in lands
        for relief in reliefs
    ]
    assert len(rows) == 2000
    values = [value(*row) for row in rows]
    durable = [example.outcome(*row).survival >= 0.8 for row in rows]
    signable = [bool(found.both_prefer[0]) for found in values]
    both = [d and s for d, s in zip(durable, signable, strict=True)]
    assert (sum(signable), sum(durable), sum(both)) == (811, 671, 68)
    gains = np.array([[v.surplus_advancing[0], v.surplus_other[0]] for v in values])
    gains[~np.array(both)] = -1
    best = find_nash_package(gains, [0.5, 0.5])
    assert best is not None
    guarantee, land, relief = rows[best]
    assert (guarantee.name, land, relief) == ("with the lead", 6.5, 12.0)


def test_nobody_gains():
    assert find_nash_package([[1.0, 0.0], [-1.0, 2.0]], [1, 1]) is None
    with pytest.raises(ShapeError):
        find_nash_package([[1.0, 0.0]], [1])
    with pytest.raises(RangeError):
        patience_weight(0.0, 0.1)


@given(st.lists(st.tuples(st.floats(0.1, 10), st.floats(0.1, 10)), min_size=1, max_size=8),
       st.floats(0.1, 10), st.floats(0.1, 10))  # fmt: skip
def test_the_nash_package_is_not_moved_by_units_and_nobody_can_gain_freely(gains, scale, other):
    table = np.array(gains)
    best = find_nash_package(table, [1, 1])
    chosen = table[best]
    scaled = find_nash_package(table * [scale, other], [1, 1])
    assert np.prod(table[scaled]) == pytest.approx(np.prod(chosen))
    assert not (table > chosen).all(axis=1).any()


def test_a_payoff_until_breakdown():
    assert value_until_breakdown(10.0, -20.0, discount=0.08, hazard=np.array(0.1)) == pytest.approx(
        -6.66666667, abs=5e-9
    )


@pytest.mark.parametrize("name", ["signature", "discount"])
def test_rates_without_meaning_are_refused(name):
    with pytest.raises(RangeError, match=f"{name} is 0 a year"):
        dataclasses.replace(STAKES, **{name: np.array([0.0])})
