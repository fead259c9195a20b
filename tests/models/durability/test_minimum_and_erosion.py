"""The least that deters, with its refusals, and guarantees that wear away."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate

from pourparler.errors import RangeError
from pourparler.models.durability.attack import attack_benefit, solve_durability
from pourparler.models.durability.costs import LogisticCost, UniformCost
from pourparler.models.durability.erosion import Wear, eroded_survival
from pourparler.models.durability.minimum import (
    least_force,
    least_reliability,
    success_bar,
    survival_target,
)
from pourparler.models.guarantees.contest import Contest, attack_success

CONTEST = Contest(strength=100.0, own_army=60.0)
SHARP = Contest(strength=100.0, own_army=60.0, decisiveness=2.0)


def test_an_attacker_of_known_cost():
    bar = success_bar(15.0, gain=100.0, loss=60.0, forfeited=10.0)
    assert bar == pytest.approx(0.53125)
    assert least_force(bar, CONTEST).value == pytest.approx(28.2352941176, abs=5.1e-11)
    assert least_force(bar, SHARP).value == pytest.approx(33.9336436628, abs=5.1e-11)
    found = least_reliability(bar, CONTEST, 80.0)
    assert found.value == pytest.approx(0.45)
    assert found.outcomes == ["enough"]


def test_a_guarantor_who_cannot_suffice_however_reliable():
    bar = success_bar(5.0, gain=100.0, loss=30.0)
    assert bar == pytest.approx(0.2692307692, abs=5.1e-11)
    assert least_force(bar, CONTEST).value == pytest.approx(211.4285714286, abs=5.1e-11)
    assert least_force(bar, SHARP).value == pytest.approx(104.7508942096, abs=5.1e-11)
    found = least_reliability(bar, CONTEST, [80.0, 240.0, 0.0])
    assert found.value[:2] == pytest.approx([1.7076923077, 0.9487179487], abs=5.1e-11)
    assert found.is_possible.tolist() == [False, True, False]
    assert found.outcomes[0] == "it cannot suffice, however reliable"


def test_nothing_is_needed_or_nothing_is_enough():
    bars = np.array([0.7, 1.2, 0.0, -0.1])
    force = least_force(bars, CONTEST)
    assert force.is_needed.tolist() == [False, False, True, True]
    assert force.is_possible.tolist() == [True, True, False, False]
    reliability = least_reliability(bars, CONTEST, 80.0)
    assert reliability.outcomes[:2] == ["the own army is enough"] * 2
    assert reliability.outcomes[2:] == ["it cannot suffice, however reliable"] * 2


@given(st.floats(0.02, 0.98), st.floats(0.3, 4), st.floats(10, 300))
def test_the_least_just_deters(bar, decisiveness, contribution):
    contest = Contest(strength=100.0, own_army=60.0, decisiveness=decisiveness)
    force = least_force(bar, contest)
    if force.is_needed:
        met = attack_success(force.value, strength=100, own_army=60, decisiveness=decisiveness)
        assert met == pytest.approx(bar, rel=1e-9)
    found = least_reliability(bar, contest, contribution)
    if found.is_needed and found.is_possible:
        without, with_it = contest.success([0.0, contribution])[0]
        assert (1 - found.value) * without + found.value * with_it == pytest.approx(bar, rel=1e-9)


# years, share, hazard, threshold, benefit, bar, force
TARGETS = (
    (5.0, 0.8, 0.044629, -1.936414, 1.569648, 0.431393, 71.807216),
    (10.0, 0.8, 0.022314, -6.382336, -4.670265, 0.306595, 166.163497),
    (10.0, 0.9, 0.010536, -11.031048, -10.232399, 0.195352, 351.896441),
    (20.0, 0.8, 0.011157, -10.679748, -9.833482, 0.20333, 331.81048),
)


@pytest.mark.parametrize("row", TARGETS)
def test_attackers_of_unknown_cost(row):
    years, share, *expected = row
    target = survival_target(
        share, years, LogisticCost(12.0, 6.0), opportunities=0.5, discount=0.08
    )
    bar = success_bar(target.benefit, gain=30.0, loss=20.0)
    found = [target.hazard, target.threshold, target.benefit, bar, least_force(bar, CONTEST).value]
    assert np.concatenate(found) == pytest.approx(expected, abs=5.1e-7)
    assert target.outcomes == ["a guarantee decides"]


def test_attackers_of_unknown_uniform_cost():
    target = survival_target(0.8, 10.0, UniformCost(80.0), opportunities=0.5, discount=0.08)
    assert target.hazard == pytest.approx(0.0223143551, abs=5.1e-11)
    assert target.threshold == pytest.approx(3.570296821, abs=5.1e-10)
    assert target.benefit == pytest.approx(4.068227266, abs=5.1e-10)
    bar = success_bar(target.benefit, gain=100.0, loss=60.0, forfeited=10.0)
    assert bar == pytest.approx(0.4629264204, abs=5.1e-11)
    assert least_force(bar, CONTEST).value == pytest.approx(56.0170506383, abs=5.1e-10)


costs = st.one_of(
    st.builds(LogisticCost, st.floats(-20, 30), st.floats(0.5, 20)),
    st.builds(UniformCost, st.floats(5, 200)),
)


@given(st.floats(0.05, 0.99), st.floats(1, 40), costs, st.floats(0.05, 2), st.floats(0.01, 0.3),
       st.floats(0, 0.02))  # fmt: skip
def test_a_target_is_just_met(share, years, cost, opportunities, discount, accident):
    rates = {"opportunities": opportunities, "discount": discount, "accident": accident}
    target = survival_target(share, years, cost, **rates)
    if np.isfinite(target.benefit[0]):
        lasting = solve_durability(target.benefit, cost, **rates).survival(years)
        assert lasting == pytest.approx(share, rel=1e-6)
    elif target.benefit[0] > 0:
        assert np.exp(-(accident + opportunities) * years) >= share - 1e-9
        assert target.outcomes == ["none needed"]
    else:
        assert np.exp(-accident * years) <= share + 1e-9
        assert target.outcomes == ["no guarantee is enough: accidents alone break it"]


WITHOUT, WITH_LEAD = 0.625, 0.3082061267
DETERRENCE = (WITHOUT - WITH_LEAD) * 160


def test_reliability_that_wears_away():
    assert pytest.approx(50.68701973, abs=5.1e-9) == DETERRENCE
    benefit = float(attack_benefit(WITHOUT, gain=100.0, loss=60.0, forfeited=10.0))
    assert benefit == pytest.approx(30.0)
    for reliability, erosion, expected in (
        (0.4, 0.15, 0.29561036), (0.4, 0.0, 0.54453421), (0.0, 0.15, 0.15335497)):  # fmt: skip
        wear = Wear(benefit_without=benefit, deterrence=DETERRENCE, reliability=reliability,
                    erosion=erosion)  # fmt: skip
        found = eroded_survival(wear, UniformCost(80.0), years=10.0, opportunities=0.5)
        assert found == pytest.approx(expected, abs=5.1e-9)
        if erosion and reliability:
            assert -np.log(found) == pytest.approx(1.21871305, abs=5.1e-9)


@settings(max_examples=40)
@given(st.floats(-40, 60), st.floats(0, 80), st.floats(0, 1), st.floats(0, 1.5), st.floats(0, 40),
       costs)  # fmt: skip
def test_wear_is_the_integral_of_the_hazard(benefit, deterrence, reliability, erosion, years, cost):
    wear = Wear(
        benefit_without=benefit, deterrence=deterrence, reliability=reliability, erosion=erosion
    )
    found = eroded_survival(wear, cost, years=years, opportunities=0.5, accident=0.01)
    t = np.linspace(0, years, 4001)
    hazard = 0.01 + 0.5 * cost.below(benefit - deterrence * reliability * np.exp(-erosion * t))
    assert found == pytest.approx(np.exp(-integrate.trapezoid(hazard, t)), rel=2e-4)
    assert 0 < found < 1
    steady = eroded_survival(
        Wear(benefit_without=benefit, deterrence=deterrence, reliability=reliability, erosion=0),
        cost, years=years, opportunities=0.5, accident=0.01)  # fmt: skip
    assert found <= steady + 1e-12


@pytest.mark.parametrize(
    ("act", "message"),
    [
        (lambda: success_bar(1.0, gain=0.0, loss=0.0), r"gain \+ loss is 0"),
        (lambda: survival_target(1.0, 5.0, UniformCost(1.0), opportunities=1, discount=1),
         "1 - share is 0"),
        (lambda: Wear(benefit_without=1, deterrence=1, reliability=2, erosion=0),
         "reliability is 2"),
        (lambda: least_reliability(0.5, CONTEST, -1.0), "contribution is -1"),
    ],
)  # fmt: skip
def test_inputs_without_meaning_are_refused(act, message):
    with pytest.raises(RangeError, match=message):
        act()
