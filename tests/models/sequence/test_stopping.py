"""When the advancing side stops: values, optimality by search, limits."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import optimize

from pourparler.errors import RangeError
from pourparler.models.sequence.stopping import (
    cost_to_stop,
    line_to_stop,
    price_after_cost,
    time_to_stop,
)
from pourparler.models.war.fighting_on import value_fighting_on

LINES = [
    (5.6, 0.9, 40.0, 8.49910714, 8.57135401, 0.07224686),
    (5.6, 3.0, 40.0, 7.76785714, 8.5624098, 0.79455266),
    (1.0, 2.0, 5.0, 10.0, 11.7539053, 1.7539053),
]


@pytest.mark.parametrize("row", LINES)
def test_lines_at_which_a_concave_value_stops(row):
    drift, diffusion, cost, myopic, line, premium = row
    found = line_to_stop(
        drift, diffusion,
        first_value=1.0, decline=0.05, cost_u_per_year=cost, discount_per_year=0.08,
    )  # fmt: skip
    parts = (
        found.myopic_thousand_km2,
        found.thousand_km2,
        found.option_premium_thousand_km2,
    )
    assert parts == pytest.approx((myopic, line, premium), abs=5e-9)


@given(st.floats(0.5, 8), st.floats(0.2, 3), st.floats(0.03, 0.3), st.floats(1, 60))
def test_no_other_line_is_worth_more(drift, diffusion, rate, cost):
    """The gain over a freeze at L, when stopping at l: discounted, by the definition."""
    a, b = 1.0, 0.05
    found = float(line_to_stop(
        drift, diffusion,
        first_value=a, decline=b, cost_u_per_year=cost, discount_per_year=rate,
    ).thousand_km2)  # fmt: skip
    root = (-drift + math.sqrt(drift**2 + 2 * rate * diffusion**2)) / diffusion**2
    alpha = (drift * a - diffusion**2 * b / 2) / rate - cost
    beta = drift * b / rate

    def flow_value(land):  # of alpha - beta L for ever
        return (alpha - beta * land) / rate - beta * drift / rate**2

    def worth(stop):  # seen from L = found - 3
        return flow_value(found - 3) - flow_value(stop) * math.exp(root * (found - 3 - stop))

    best = optimize.minimize_scalar(
        lambda stop: -worth(stop), bounds=(found - 2.5, found + 5), method="bounded",
        options={"xatol": 1e-9},
    )  # fmt: skip
    assert worth(found) >= -best.fun - 1e-9 * (1 + abs(best.fun))


@given(st.floats(0.5, 8), st.floats(0.03, 0.3), st.floats(1, 60))
def test_without_diffusion_the_myopic_line_is_right(drift, rate, cost):
    found = line_to_stop(
        drift, [0.0, 1e-6, 1.0],
        first_value=1.0, decline=0.05, cost_u_per_year=cost, discount_per_year=rate,
    )  # fmt: skip
    assert found.option_premium_thousand_km2[0] == 0
    assert found.option_premium_thousand_km2[2] > 0
    assert found.thousand_km2[1] == pytest.approx(found.thousand_km2[0], abs=1e-8)
    assert drift * (1 - 0.05 * found.thousand_km2[0]) / rate == pytest.approx(cost)


def test_costs_at_which_a_volatile_cost_stops():
    found = cost_to_stop(
        10.0,
        discount_per_year=0.08,
        growth_per_year=[0.0, 0.02, 0.0, 0.05],
        volatility=[0.2, 0.2, 0.4, 0.3],
    )
    assert found == pytest.approx([16.40388203, 15.0, 26.18033989, 17.19400759], abs=5e-9)


@given(st.floats(0.02, 0.3), st.floats(-0.1, 0.9), st.floats(0.02, 0.8))
def test_a_volatile_cost_is_borne_past_the_break_even(rate, part, volatility):
    growth = part * rate
    found = cost_to_stop(1.0, discount_per_year=rate, growth_per_year=growth, volatility=volatility)
    assert found >= 1 - 1e-9
    more = cost_to_stop(
        1.0, discount_per_year=rate, growth_per_year=growth, volatility=volatility + 0.1
    )
    assert more > found
    slow = cost_to_stop(1.0, discount_per_year=rate, growth_per_year=0.0, volatility=1e-4)
    assert slow == pytest.approx(1.0, abs=0.01)


def test_a_fading_drift():
    found = time_to_stop(
        [7.5, 7.5, 4.0, 7.5],
        [3.3, 5.0, 3.3, 3.3],
        reversion_per_year=2.0,
        cost_u_per_year=60.0,
        land_value_u=1 / 0.08,
    )
    assert found.break_even_drift == pytest.approx(4.8)
    assert found.years == pytest.approx([0.51480971, np.inf, 0.0, 0.51480971], abs=5e-9)
    left = 3.3 + 4.2 * np.exp(-2.0 * found.years[0])
    assert left == pytest.approx(4.8)


@given(st.floats(0.1, 9), st.floats(0, 9), st.floats(0.01, 1), st.floats(0.05, 5), st.floats(0, 9))
def test_pairs_of_cost_and_payment_are_equally_acceptable(drift, cost, rate, ends, added):
    rates = {"discount_per_year": rate, "signature_per_year": ends}
    today = value_fighting_on(drift, cost, **rates)
    dearer = value_fighting_on(drift, cost + added, **rates)
    price = price_after_cost(added, gain_u=today.gain_u, **rates)
    assert price == pytest.approx(dearer.freeze_price_u, abs=1e-9)


def test_what_has_no_answer():
    with pytest.raises(RangeError, match="only an advancing side") as refused:
        line_to_stop(
            [1.0, -1.0], 1.0,
            first_value=1.0, decline=0.1, cost_u_per_year=1.0, discount_per_year=0.1,
        )  # fmt: skip
    assert "freeze now" in refused.value.hint
    with pytest.raises(RangeError, match="less growth_per_year is 0"):
        cost_to_stop(1.0, discount_per_year=0.1, growth_per_year=0.1, volatility=0.1)
