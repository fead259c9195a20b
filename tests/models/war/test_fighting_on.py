"""Fighting until a signature: values, the definition, and both sides of the front."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparler.errors import RangeError
from pourparler.models.settlement.values import Peace, Stakes, value_package
from pourparler.models.war.fighting_on import (
    casualties_per_km2,
    revealed_land_value,
    value_fighting_on,
)

RATES = st.floats(0.01, 5.0)


def test_cost_below_at_and_above_the_break_even():
    on = value_fighting_on(
        1.0,
        [8.0, 12.0, 10.0],
        discount_per_year=0.1,
        signature_per_year=0.5,
        land_value_u=1.0 / 0.1,
        land_thousand_km2=10.0,
    )
    assert on.fighting_u == pytest.approx([103.3333333333, 96.6666666667, 100.0], abs=5e-11)
    assert on.freeze_u == pytest.approx(100.0)
    assert on.break_even_cost_u_per_year == pytest.approx(10.0)
    assert on.freeze_price_u == pytest.approx([3.3333333333, 0.0, 0.0], abs=5e-11)
    assert on.fights_on.tolist() == [True, False, False]


@given(st.floats(-9, 9), st.floats(0, 9), RATES, RATES, RATES, st.floats(-9, 9))
def test_value_is_what_the_flow_adds_up_to(drift, cost, discount, rate, flow, land):
    """W = (v L + mu W' - c + lambda v L / r) / (r + lambda), with W' = v / r."""
    worth = flow / discount
    on = value_fighting_on(
        drift,
        cost,
        discount_per_year=discount,
        signature_per_year=rate,
        land_value_u=worth,
        land_thousand_km2=land,
    )
    flows = flow * land - cost + drift * worth + rate * worth * land
    assert on.fighting_u == pytest.approx(flows / (discount + rate), rel=1e-10, abs=1e-9)


@given(st.floats(0.01, 9), st.floats(0, 9), RATES, RATES)
def test_the_side_that_loses_land_always_prefers_a_freeze(drift, cost, discount, rate):
    on = value_fighting_on(
        -drift, cost, discount_per_year=discount, signature_per_year=rate, land_value_u=1.5
    )
    assert on.gain_u == pytest.approx(-(1.5 * drift + cost) / (discount + rate), rel=1e-12)
    assert not on.fights_on


def test_the_settlement_values_fighting_on_alike():
    stakes = Stakes(
        drift=np.array([5.6]),
        signature=np.array([0.5]),
        discount=np.array([0.08]),
        cost_advancing=np.array([4.6]),
        cost_other=np.array([6.0]),
        land_value_other=np.array([1.5]),
        sovereignty_cost=np.array([5.0]),
        relief_cost_other=np.array([0.3]),
    )
    calm = Peace(option_value=np.zeros(1), hazard=np.full(1, 0.01), breakdown_loss=np.zeros(1))
    values = value_package(stakes, calm, land=0, relief=0, status_cost=0, reference=calm)
    rates = {"discount_per_year": 0.08, "signature_per_year": 0.5}
    assert value_fighting_on(5.6, 4.6, **rates).gain_u == pytest.approx(values.fighting_advancing)
    other = value_fighting_on(-5.6, 6.0, land_value_u=1.5, **rates)
    assert other.gain_u == pytest.approx(values.fighting_other)


def test_what_fighting_reveals():
    per_km2 = casualties_per_km2([323_715, 10.0], [113.0, 0.0])
    assert per_km2[0] == pytest.approx(2_865, abs=0.5)
    assert np.isinf(per_km2[1])
    assert revealed_land_value([102.0, 59.0], 1e-5) == pytest.approx([1.02, 0.59])
    with pytest.raises(RangeError, match="per_km2 is inf"):
        revealed_land_value(np.inf, 1e-5)


def test_rates_without_meaning_are_refused():
    with pytest.raises(RangeError, match="signature_per_year is 0"):
        value_fighting_on(1.0, 1.0, discount_per_year=0.1, signature_per_year=0.0)
