"""Hazard and survival: computed answers, the equation they solve, and what has to hold."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate, optimize

from pourparler.errors import RangeError
from pourparler.models.durability.attack import (
    Durability,
    attack_benefit,
    solve_durability,
)
from pourparler.models.durability.costs import Cost, LogisticCost, UniformCost

# benefit, opportunities, threshold, option value, hazard, survival 1, 5 and 10
LOGISTIC = (
    (-20.0, 0.25, -20.08898, 0.08898, 0.001184, 0.998817, 0.9941, 0.988234),
    (-20.0, 0.5, -20.175421, 0.175421, 0.002333, 0.997669, 0.9884, 0.976935),
    (-5.0, 0.25, -5.922561, 0.922561, 0.012003, 0.988069, 0.94175, 0.886893),
    (-5.0, 0.5, -6.641307, 1.641307, 0.021412, 0.978816, 0.898471, 0.807251),
    (0.0, 0.25, -1.793367, 1.793367, 0.022804, 0.977454, 0.892242, 0.796095),
    (0.0, 0.5, -2.971776, 2.971776, 0.038094, 0.962622, 0.826569, 0.683217),
    (5.0, 0.25, 1.836398, 3.163602, 0.038815, 0.961929, 0.823597, 0.678312),
    (5.0, 0.5, 0.137057, 4.862943, 0.060811, 0.941001, 0.73782, 0.544378),
    (11.25, 0.25, 5.657911, 5.592089, 0.06447, 0.937564, 0.724444, 0.52482),
    (11.25, 0.5, 3.321874, 7.928126, 0.095282, 0.909117, 0.62101, 0.385653),
    (30.0, 0.25, 13.864603, 16.135397, 0.144268, 0.865656, 0.4861, 0.236293),
    (30.0, 0.5, 9.927367, 20.072633, 0.207244, 0.812821, 0.354792, 0.125878),
)

# benefit, opportunities, threshold, option value, hazard, survival 5 and 10, persistent 10
UNIFORM = (
    (30.0, 0.5, 17.7260544453, 12.2739455547, 0.1107878403, 0.5746815594, 0.3302588947,
     0.6275267301),
    (30.0, 1.0, 14.2145579628, 15.7854420372, 0.1776819745, 0.4113092671, 0.1691753132,
     0.625017025),
    (-8.8271895692, 0.5, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0),
    (-28.2245430809, 1.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0),
)  # fmt: skip


def solve(benefit, cost: Cost, opportunities=0.5, **changes) -> Durability:
    rates = {"discount": 0.08, "accident": 0.0} | changes
    return solve_durability(benefit, cost, opportunities=opportunities, **rates)


@pytest.mark.parametrize("row", LOGISTIC)
def test_logistic_costs(row):
    benefit, opportunities, *expected = row
    found = solve(benefit, LogisticCost(12.0, 6.0), opportunities)
    figures = [found.threshold, found.option_value, found.hazard]
    figures += [found.survival(years) for years in (1, 5, 10)]
    assert np.concatenate(figures) == pytest.approx(expected, abs=5.1e-7)


@pytest.mark.parametrize("row", UNIFORM)
def test_uniform_costs(row):
    benefit, opportunities, *expected, persistent = row
    found = solve(benefit, UniformCost(80.0), opportunities)
    figures = [found.threshold, found.option_value, found.hazard, found.survival(5)]
    assert np.concatenate([*figures, found.survival(10)]) == pytest.approx(expected, abs=5.1e-11)
    cured = solve(benefit, UniformCost(80.0), opportunities, types="persistent")
    assert cured.survival(10) == pytest.approx(persistent, abs=5.1e-11)


def test_an_impatient_rule_overstates_the_hazard():
    assert 0.5 * UniformCost(80.0).below(30.0) == pytest.approx(0.1875)
    assert solve(30.0, UniformCost(80.0)).hazard < 0.1875


def test_benefits_above_every_cost_have_their_own_branch():
    found = solve(600.0, UniformCost(80.0), 0.5)
    assert found.threshold == pytest.approx((0.08 * 600 + 0.5 * 40) / 0.58)
    assert found.threshold > 80
    assert found.hazard == pytest.approx(0.5)


def plain_threshold(x: float, cost: Cost, pi: float, r: float) -> float:
    """Solve r (X - y) = pi E[(y - c)+] by bracketing, with the expectation by quadrature."""

    def saved(y: float) -> float:
        low = min(0.0, y) if isinstance(cost, UniformCost) else y - 400.0
        return integrate.quad(lambda c: float(cost.below(c)), low, y, limit=400, epsabs=1e-13)[0]

    return optimize.brentq(
        lambda y: r * (x - y) - pi * saved(y), x - 1 - pi / r * saved(x), x + 1e-9, xtol=1e-13
    )


@pytest.mark.parametrize("cost", [LogisticCost(12.0, 6.0), UniformCost(80.0)])
@pytest.mark.parametrize("benefit", [0.5, 11.25, 40.0, 300.0])
def test_the_plain_twin(cost, benefit):
    expected = plain_threshold(benefit, cost, 0.5, 0.08)
    assert solve(benefit, cost).threshold == pytest.approx(expected, abs=1e-9)


rates = st.floats(0.01, 3.0)
benefits = st.floats(-500.0, 500.0)
costs = st.one_of(
    st.builds(LogisticCost, st.floats(-50, 50), st.floats(0.1, 30)),
    st.builds(UniformCost, st.floats(0.5, 200)),
)


@given(benefits, costs, rates, rates)
def test_the_threshold_solves_its_equation_and_lies_below_the_benefit(x, cost, pi, r):
    found = solve(x, cost, pi, discount=r)
    y, option = found.threshold, found.option_value
    if x > 0 or isinstance(cost, LogisticCost):
        scale = 1.0 + abs(x) + abs(float(y[0]))
        assert r * (x - y) == pytest.approx(pi * cost.excess(y), abs=1e-11 * scale * (r + pi))
        assert y <= np.nextafter(x, np.inf)  # rounding in the last digit
    assert option >= -1e-12


@given(benefits, st.floats(0, 50), costs, rates, rates)
def test_a_larger_benefit_raises_hazard_and_option(x, more, cost, pi, r):
    found = solve([x, x + more], cost, pi, discount=r)
    assert np.diff(found.hazard) >= -1e-12
    assert np.diff(found.option_value) >= -1e-9


@given(benefits, costs, rates, st.floats(0, 1), st.sampled_from(["redrawn", "persistent"]),
       st.floats(0.001, 500))  # fmt: skip
def test_nothing_lasts_or_fails_for_certain(x, cost, pi, accident, types, years):
    found = solve(x, cost, pi, accident=accident, types=types)
    survival = found.survival(years)
    assert 0 < survival < 1
    assert survival >= found.survival(2 * years)


@settings(max_examples=25)
@given(benefits, costs, rates, rates, st.floats(0.001, 1))
def test_the_steady_hazard_discounts_a_breakdown_alike(x, cost, pi, r, accident):
    found = solve(x, cost, pi, discount=r, accident=accident, types="persistent")
    h = found.steady_hazard(r)
    horizon = 60 / r
    nodes, weights = np.polynomial.legendre.leggauss(60)
    pieces = np.concatenate([[0.0], np.geomspace(1e-3, horizon, 12)])
    total = 0.0
    for start, end in itertools.pairwise(pieces):
        t = start + (nodes + 1) / 2 * (end - start)
        total += (end - start) / 2 * weights @ (r * np.exp(-r * t) * found.survival(t))
    assert h / (r + h) == pytest.approx(1 - total, abs=1e-8)
    assert (
        solve(x, cost, pi, accident=accident).steady_hazard(r)
        == solve(x, cost, pi, accident=accident).hazard
    )


def test_persistent_options_are_worth_less_than_fresh_ones_when_costs_vary():
    fresh = solve(30.0, UniformCost(80.0))
    kept = solve(30.0, UniformCost(80.0), types="persistent")
    assert kept.option_value == pytest.approx(0.5 / 0.58 * 30**2 / 160)
    assert kept.survival(10) > fresh.survival(10)


def test_the_benefit_of_an_attack():
    found = attack_benefit(0.3, gain=30, loss=20, forfeited=4, punishment=np.array([0.0, 8.0]))
    assert found == pytest.approx([-9.0, -17.0])
    assert math.isclose(float(attack_benefit(1.0, gain=30, loss=20)), 30)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"discount": 0.0}, "discount is 0"),
        ({"opportunities": -1.0}, "opportunities is -1"),
        ({"accident": -0.1}, "accident is -0.1"),
        ({"accident": math.nan}, "accident is nan"),
    ],
)
def test_rates_without_meaning_are_refused(changes, message):
    with pytest.raises(RangeError, match=message):
        solve(1.0, UniformCost(80.0), **changes)


@pytest.mark.parametrize("make", [lambda: LogisticCost(1.0, 0.0), lambda: UniformCost(-1.0)])
def test_a_cost_without_spread_is_refused(make):
    with pytest.raises(RangeError, match="number above 0 is needed"):
        make()
