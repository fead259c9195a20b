"""Ceasefire-first against deal-first: values, simulation, and what cannot be."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparler.errors import RangeError
from pourparler.models.front.landing import land_at_signature
from pourparler.models.sequence.ceasefire_first import (
    break_even_ceasefire,
    effective_rate,
    sequence_ceasefire_first,
)

RATES = st.floats(0.05, 20.0)
ROWS = [
    ((3.0, 0.8, 0.5), (1.84615385, 0.54166667, 1.79166667), 3.03333333, 0.11549829, 1.6, True),
    ((1.0, 0.8, 0.5), (0.61538462, 1.625, 2.875), 9.1, 0.48166639, 0.0, False),
    ((3.0, 0.8, 3.0), (0.63157895, 1.58333333, 2.83333333), 8.86666667, 0.47256772, 1.6, False),
]


@pytest.mark.parametrize(("rates", "times", "land", "crossed", "most", "better"), ROWS)
def test_every_sequence_of_the_specification(rates, times, land, crossed, most, better):
    found = sequence_ceasefire_first(*rates)
    assert (found.effective_per_year, found.years_fighting, found.years_to_deal) == pytest.approx(
        times, abs=5e-9
    )
    landing = land_at_signature(5.6, 0.9, found.effective_per_year)
    assert landing.mean_km2 == pytest.approx(land, abs=5e-9)
    assert landing.chance_crossed(6.7) == pytest.approx(crossed, abs=5e-9)
    even = break_even_ceasefire(rates[0], 1.0, pressure=0.8, breakdown_per_year=rates[2])
    assert even.breakdown_per_year == pytest.approx(most, abs=1e-12)
    assert bool(even.loses_less_land) is better


def test_a_brittle_ceasefire_does_not_pay():
    even = break_even_ceasefire([9.0, 9.5], 0.5, pressure=0.8, breakdown_per_year=7.0)
    assert even.ceasefire_per_year == pytest.approx(9.25)
    assert even.loses_less_land.tolist() == [False, True]


def test_a_ceasefire_that_comes_later_than_a_deal_never_pays():
    even = break_even_ceasefire(0.5, 1.0, pressure=0.8, breakdown_per_year=0.0)
    assert even.breakdown_per_year < 0
    assert not even.loses_less_land


def test_total_fighting_time_is_exponential():
    rng = np.random.default_rng(11)
    count, (ceasefire, deal, breakdown) = 100_000, (3.0, 0.8, 0.5)
    spells = rng.geometric(deal / (deal + breakdown), count)
    fighting = rng.gamma(spells, 1 / ceasefire)
    talks = rng.gamma(spells, 1 / (deal + breakdown))
    found = sequence_ceasefire_first(ceasefire, deal, breakdown)
    error = 4 * found.years_fighting / count**0.5
    assert fighting.mean() == pytest.approx(found.years_fighting, abs=error)
    assert fighting.std() == pytest.approx(found.years_fighting, abs=3 * error)
    assert (fighting + talks).mean() == pytest.approx(found.years_to_deal, abs=0.03)
    late = np.exp(-found.effective_per_year * 1.5)
    assert (fighting > 1.5).mean() == pytest.approx(late, abs=4 * (late / count) ** 0.5)


@given(RATES, RATES, st.floats(0.05, 2.0), st.floats(0.0, 20.0))
def test_breaking_ceasefires_only_slow_the_end(ceasefire, deal, pressure, breakdown):
    effective = effective_rate(ceasefire, pressure * deal, breakdown)
    assert 0 < effective <= ceasefire * (1 + 1e-12)
    assert effective_rate(ceasefire, pressure * deal, 0.0) == pytest.approx(ceasefire)
    even = break_even_ceasefire(ceasefire, deal, pressure=pressure, breakdown_per_year=breakdown)
    at_even = effective_rate(even.ceasefire_per_year, pressure * deal, breakdown)
    assert at_even == pytest.approx(deal)
    if abs(float(effective) - deal) > 1e-9 * deal:
        assert bool(even.loses_less_land) is bool(effective > deal)
        assert bool(even.loses_less_land) is bool(breakdown < even.breakdown_per_year)


def test_rates_without_meaning_are_refused():
    with pytest.raises(RangeError, match="deal_under_ceasefire_per_year is 0"):
        effective_rate(1.0, 0.0, 0.1)
    with pytest.raises(RangeError, match="breakdown_per_year is -1"):
        break_even_ceasefire(1.0, 1.0, pressure=1.0, breakdown_per_year=-1.0)
