"""Land within bounds: values by quadrature, a plain twin by simulation, no bounds, no land."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparler.errors import RangeError
from pourparler.models.front.bounded import bound_land
from pourparler.models.front.landing import land_at_signature

DRIFTS, RATES = st.floats(-20.0, 20.0), st.floats(0.05, 10.0)
ROOMS = st.floats(0.0, 50.0)

# drift, diffusion, rate, ahead, behind: mean, chance all gained, chance all lost;
# integrated numerically over the density with scipy.integrate.quad
BOUNDED = [
    ((5.6, 0.9, 1.0), 10.0, 2.0, (4.639503127319, 0.169357661794, 8.538e-15)),
    ((5.6, 0.9, 1.0), 3.0, math.inf, (2.299888548332, 0.581885454300, 0.0)),
    ((0.0, 1.0, 0.5), 1.5, 0.5, (0.191700249782, 0.111565080074, 0.303265329856)),
    ((-1.0, 1.0, 0.5), 2.0, 1.0, (-0.638677754463, 0.001171440041, 0.564079124196)),
]


@pytest.mark.parametrize(("motion", "ahead", "behind", "expected"), BOUNDED)
def test_means_and_chances_by_quadrature(motion, ahead, behind, expected):
    found = bound_land(land_at_signature(*motion), ahead_km2=ahead, behind_km2=behind)
    figures = (found.mean_km2, found.chance_all_gained, found.chance_all_lost)
    assert figures == pytest.approx(expected, abs=5e-12)


def test_fronts_that_are_followed_until_a_signature_agree():
    rng = np.random.default_rng(7)
    times = rng.exponential(1 / 1.5, 200_000)
    land = 2.0 * times + 1.5 * np.sqrt(times) * rng.standard_normal(times.size)
    kept = np.minimum(np.maximum(land, -0.4), 1.2)
    found = bound_land(land_at_signature(2.0, 1.5, 1.5), ahead_km2=1.2, behind_km2=0.4)
    assert kept.mean() == pytest.approx(found.mean_km2, abs=4 * kept.std() / 200_000**0.5)
    for happened, chance in (
        (kept >= 1.2, found.chance_all_gained), (kept <= -0.4, found.chance_all_lost),
    ):  # fmt: skip
        error = (chance * (1 - chance) / 200_000) ** 0.5
        assert happened.mean() == pytest.approx(chance, abs=4 * error)


@given(DRIFTS, st.floats(0.05, 10.0), RATES, ROOMS, ROOMS)
def test_the_mean_is_that_of_its_quantiles(drift, diffusion, rate, ahead, behind):
    free = land_at_signature(drift, diffusion, rate)
    found = bound_land(free, ahead_km2=ahead, behind_km2=behind)
    shares = (np.arange(20_000) + 0.5) / 20_000
    land = found.quantile_km2(shares)
    assert land.min() >= -behind
    assert land.max() <= ahead
    assert land.mean() == pytest.approx(found.mean_km2, abs=1e-3 * (ahead + behind) + 1e-12)
    assert -behind - 1e-9 <= found.mean_km2 <= ahead + 1e-9


@given(DRIFTS, st.floats(0.0, 10.0), RATES, ROOMS, st.floats(0.0, 5.0))
def test_more_land_ahead_is_more_land_gained(drift, diffusion, rate, ahead, more):
    free = land_at_signature(drift, diffusion, rate)
    less, wide = (bound_land(free, ahead_km2=room) for room in (ahead, ahead + more))
    assert less.mean_km2 <= wide.mean_km2 + 1e-9
    assert wide.chance_all_gained <= less.chance_all_gained


def test_a_gain_of_next_to_nothing_stays_within_its_bound():
    found = bound_land(land_at_signature(0.0, 5e-324, 1.0), ahead_km2=1.0)
    assert found.chance_all_gained == 0
    assert abs(found.mean_km2) < 1e-9


@given(DRIFTS, st.floats(0.0, 10.0), RATES, st.floats(0.01, 0.99))
def test_without_bounds_nothing_changes(drift, diffusion, rate, share):
    free = land_at_signature(drift, diffusion, rate)
    found = bound_land(free)
    assert found.mean_km2 == free.mean_km2
    assert found.quantile_km2(share) == free.quantile_km2(share)
    assert (found.chance_all_gained, found.chance_all_lost) == (0, 0)


def test_where_there_is_nothing_to_gain_or_to_lose_nothing_is():
    found = bound_land(land_at_signature([5.0, -5.0], 1.0, 0.5), ahead_km2=0.0, behind_km2=0.0)
    assert found.mean_km2 == pytest.approx([0.0, 0.0], abs=1e-12)
    assert found.quantile_km2([[0.1], [0.9]]) == pytest.approx(np.zeros((2, 2)))


@pytest.mark.parametrize("room", [-1.0, math.nan])
def test_a_bound_that_is_none_is_refused(room):
    free = land_at_signature(1.0, 1.0, 1.0)
    for name in ("ahead_km2", "behind_km2"):
        with pytest.raises(RangeError, match=f"{name} has a bound below 0"):
            bound_land(free, **{name: room})
