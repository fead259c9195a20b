"""Packages against the worked example: what follows, who signs, at which price, which are both."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.settlement import worked_example as example
from models.settlement.examples import attack_of, guarantee_of, stakes_of
from pourparler.errors import RangeError
from pourparler.models.settlement.outlook import Motives, Outlook, foresee
from pourparler.models.settlement.package import (
    Terms,
    assess_package,
    no_guarantee,
    no_terms,
    search_packages,
)
from pourparler.models.settlement.price import least_relief, price_guarantee

DESIGNS = [guarantee_of(plain) for plain in example.GUARANTEES]


@pytest.mark.parametrize("row", example.PACKAGES)
def test_every_package_of_the_worked_example(row):
    design, land, relief, success, hazard, survival, option, advancing, other = row
    found = assess_package(
        attack_of(), DESIGNS[design], stakes=stakes_of(), land=land, relief=relief
    )
    outlook = found.outlook
    assert (outlook.success[0], outlook.hazard[0]) == pytest.approx((success, hazard), abs=6e-7)
    assert outlook.survival(10)[0] == pytest.approx(survival, abs=6e-7)
    assert outlook.option_value[0] == pytest.approx(option, abs=6e-7)
    assert found.values is not None
    assert found.values.advancing[0] == pytest.approx(advancing, abs=6e-7)
    assert found.values.other[0] == pytest.approx(other, abs=6e-7)
    assert found.signs_advancing[0] == (advancing >= example.FIGHTING_ADVANCING)
    assert found.signs_other[0] == (other >= example.FIGHTING_OTHER)


@pytest.mark.parametrize("row", example.PRICES)
@pytest.mark.parametrize("at", [0.0, 8.0])
def test_every_price_of_the_worked_example_wherever_it_starts(row, at):
    design, land, relief, other, survival = row
    guarantee = DESIGNS[design]
    outlook = foresee(attack_of(), guarantee, land=land, relief=at)
    wanted = np.array([example.FIGHTING_ADVANCING]) - land + guarantee.status_cost
    price = price_guarantee(attack_of(), outlook, relief=at, wanted=wanted)
    assert price[0] == pytest.approx(relief, abs=1e-6)
    paid = assess_package(attack_of(), guarantee, stakes=stakes_of(), land=land, relief=price)
    assert paid.values is not None
    assert paid.values.other[0] == pytest.approx(other, abs=1e-5)
    assert paid.outlook.survival(10)[0] == pytest.approx(survival, abs=1e-6)


@settings(deadline=None, max_examples=25)
@given(
    st.integers(0, 3),
    st.floats(0.0, 1.0),
    st.floats(-20, 60),
    st.floats(0.3, 30),
    st.floats(0.02, 0.5),
)
def test_the_price_is_the_slow_search_for_it(design, snapback, wanted, spread, discount):
    attack = attack_of(snapback_share=snapback, cost_spread=spread, discount=discount)
    guarantee = DESIGNS[design]

    def surplus(relief):
        return relief + foresee(attack, guarantee, relief=relief).option_value - wanted

    price = price_guarantee(
        attack, foresee(attack, guarantee), relief=0.0, wanted=np.array([wanted])
    )
    plain = least_relief(surplus, 1, most=500.0)
    assert price[0] == pytest.approx(plain[0], abs=1e-6)


def test_the_grid_of_the_worked_example():
    lands, reliefs = np.arange(-3, 7, 0.5), np.arange(0, 12.25, 0.5)
    counted = np.zeros(3, dtype=int)
    for guarantee in DESIGNS:
        found = search_packages(
            attack_of(),
            guarantee,
            stakes=stakes_of(),
            lands=lands,
            reliefs=reliefs,
            years=10,
            bar=0.8,
        )
        counted += [int(a.sum()) for a in (found.signable, found.durable, found.both)]
        assert found.some_both[0] == (found.both.sum() > 0)
    assert counted.tolist() == [811, 671, 68]


def test_a_cap_on_relief_takes_packages_away():
    common = {
        "stakes": stakes_of(),
        "lands": [0.0],
        "reliefs": [8.0, 12.0],
        "years": 10,
        "bar": 0.8,
    }
    free = search_packages(attack_of(), DESIGNS[2], **common)
    capped = search_packages(attack_of(), DESIGNS[2], **common, most_relief=np.array([10.0]))
    assert free.both.tolist() == [[0.0, 1.0]]
    assert capped.both.tolist() == [[0.0, 0.0]]
    assert not capped.some_both[0]


@pytest.mark.parametrize(
    ("lead", "survival"),
    [(0.0, 0.501), (0.2, 0.588), (0.4, 0.671), (0.6, 0.744), (0.8, 0.800), (1.0, 0.840)],
)
def test_survival_rises_with_the_lead(lead, survival):
    plain = dataclasses.replace(example.GUARANTEES[2], lead=lead)
    assert foresee(attack_of(), guarantee_of(plain)).survival(10)[0] == pytest.approx(
        survival, abs=5e-4
    )


@settings(deadline=None, max_examples=20)
@given(st.lists(st.floats(0, 1), min_size=2, max_size=6, unique=True), st.floats(0, 20))
def test_a_surer_lead_costs_one_side_and_serves_the_other_and_both(leads, relief):
    leads = np.sort(leads)
    draws = leads.size
    found = assess_package(
        attack_of(draws),
        guarantee_of(example.GUARANTEES[2], draws, lead=leads, status_cost=0.0),
        stakes=stakes_of(draws),
        relief=relief,
    )
    assert (np.diff(found.outlook.success) <= 1e-12).all()
    assert (np.diff(found.gain_advancing) <= 1e-9).all()
    assert (np.diff(found.gain_other) >= -1e-9).all()
    assert (np.diff(found.gain_advancing + found.gain_other) >= -1e-9).all()


def motives(draws: int, **changed: float) -> Motives:
    plain = {"benefit": 60.0, "deploy": 0.2, "fight": 40.0} | changed
    groups = {name: np.full((draws, 30), value) for name, value in plain.items()}
    return Motives(**groups, **{f"lead_{n}": np.full(draws, v) for n, v in plain.items()})


def test_guarantors_who_gain_nothing_drop_out_and_the_guarantee_is_computed_again():
    full = guarantee_of(example.GUARANTEES[2])
    willing = dataclasses.replace(full, motives=motives(1), required=(0,), lead_required=True)
    found = foresee(attack_of(), willing)
    assert found.joins.all()
    assert found.complete.all()
    assert found.hazard[0] == pytest.approx(foresee(attack_of(), full).hazard[0])
    dear = dataclasses.replace(willing, motives=motives(1, deploy=50.0))
    alone = foresee(attack_of(), dear)
    assert not alone.joins.any()
    assert not alone.lead_joins.any()
    assert not alone.complete.any()
    assert alone.hazard[0] == pytest.approx(foresee(attack_of(), no_guarantee(1)).hazard[0])


def test_a_lead_that_stays_away_takes_the_others_with_it_unless_peace_is_worth_more_to_them():
    for benefit, stay in ((60.0, False), (300.0, True)):
        away = dataclasses.replace(motives(1, benefit=benefit), lead_deploy=np.array([1e3]))
        guarantee = dataclasses.replace(guarantee_of(example.GUARANTEES[2]), motives=away)
        found = foresee(attack_of(), guarantee)
        assert not found.lead_joins[0]
        assert found.joins.all() == stay
        left = DESIGNS[1] if stay else no_guarantee(1)
        assert found.success[0] == pytest.approx(foresee(attack_of(), left).success[0], abs=1e-9)


def test_ceding_fortified_land_makes_peace_shorter():
    kept = foresee(attack_of(), DESIGNS[1], land=0.0).survival(10)[0]
    ceded = foresee(attack_of(), DESIGNS[1], land=3.0).survival(10)[0]
    given_back = foresee(attack_of(), DESIGNS[1], land=-2.0).survival(10)[0]
    assert ceded < kept == given_back


def test_monitors_armies_and_snapback_lengthen_peace():
    bare = foresee(attack_of(), no_guarantee(1)).survival(10)[0]
    for changed in ({"prevented": 0.5}, {"army": 40.0}, {"snapback": 8.0}):
        one = dataclasses.replace(
            no_guarantee(1), **{name: np.array([value]) for name, value in changed.items()}
        )
        assert foresee(attack_of(), one).survival(10)[0] > bare


def test_other_issues_and_red_lines_bound_acceptance():
    common = {"stakes": stakes_of(), "relief": 20.0}
    free = assess_package(attack_of(), DESIGNS[2], **common)
    assert free.signable[0]
    dear = dataclasses.replace(no_terms(1), loss_advancing=np.array([100.0]))
    assert not assess_package(attack_of(), DESIGNS[2], **common, terms=dear).signs_advancing[0]
    red: Terms = dataclasses.replace(no_terms(1), blocked_other=np.array([True]))
    assert not assess_package(attack_of(), DESIGNS[2], **common, terms=red).signable[0]


def test_without_two_sides_only_what_follows_is_told():
    found = assess_package(attack_of(3), guarantee_of(example.GUARANTEES[2], 3), stakes=None)
    assert found.values is None
    assert not found.signable.any()
    assert np.isnan(found.gain_advancing).all()
    assert isinstance(found.outlook, Outlook)


def test_draws_do_not_mix():
    rng = np.random.default_rng(3)
    armies, leads = rng.uniform(40, 90, 7), rng.uniform(0, 1, 7)
    many = foresee(
        attack_of(7, own_army=armies), guarantee_of(example.GUARANTEES[2], 7, lead=leads)
    )
    for n in range(7):
        one = foresee(
            attack_of(own_army=armies[n]), guarantee_of(example.GUARANTEES[2], lead=leads[n])
        )
        assert one.hazard[0] == pytest.approx(many.hazard[n], abs=1e-10)


def test_shares_outside_their_range_are_refused():
    with pytest.raises(RangeError, match=r"snapback_share reaches 1.5"):
        attack_of(snapback_share=1.5)
