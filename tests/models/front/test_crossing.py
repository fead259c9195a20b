"""Lines ahead of the front: values, the reflection principle, the overflow trap."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate, stats

from pourparler.errors import RangeError
from pourparler.models.front.crossing import (
    chance_crossed_at_uncertain_rate,
    chance_crossed_by,
    first_passage,
    mean_land_at_uncertain_rate,
)
from pourparler.models.front.landing import land_at_signature
from pourparler.models.front.two_rates import Motion, end_with_line_dependent_rate

DEADLINES = [
    (5.6, 0.9, 6.7, 1.0, 0.12457034, 1.19642857, 0.1757915),
    (5.6, 0.9, 6.7, 1.5, 0.94731539, 1.19642857, 0.1757915),
    (5.6, 0.9, 3.0, 0.5, 0.41783781, 0.53571429, 0.11763081),
    (0.5, 1.0, 2.0, 3.0, 0.54641814, 4.0, 4.0),
]
TWO_RATES = [
    (3.0, 5.6, 0.9, 0.5, 4.0, 0.66708287, 3.73566405),
    (3.0, 1.0, 1.0, 0.2, 2.0, 2.54197697, 2.54197697),
    (-1.0, 1.0, 1.0, 0.2, 2.0, 0.50948056, 0.50948056),
]


@pytest.mark.parametrize("row", DEADLINES)
def test_deadlines(row):
    drift, diffusion, ahead, years, chance, mean, sd = row
    found = chance_crossed_by(drift, diffusion, ahead_km2=ahead, years=years)
    assert found == pytest.approx(chance, abs=5e-9)
    passage = first_passage(drift, diffusion, ahead)
    assert (passage.mean_years, passage.sd_years) == pytest.approx((mean, sd), abs=5e-9)
    assert passage.chance_ever == 1.0


@given(st.floats(0.3, 9.0), st.floats(0.3, 3.0), st.floats(0.1, 9.0), st.floats(0.05, 5.0))
def test_an_advancing_front_passes_as_an_inverse_gaussian(drift, diffusion, ahead, years):
    mean, shape = ahead / drift, (ahead / diffusion) ** 2
    twin = stats.invgauss(mean / shape, scale=shape).cdf(years)
    found = chance_crossed_by(drift, diffusion, ahead_km2=ahead, years=years)
    assert found == pytest.approx(twin, rel=1e-9, abs=1e-12)


def test_a_retreating_front_neither_overflows_nor_vanishes():
    found = chance_crossed_by([-5600.0, 5600.0], 10.0, ahead_km2=6700.0, years=[1.0, 2.0])
    assert found[0] == 0.0
    assert found[1] == 1.0
    near = chance_crossed_by(-5.0, 0.5, ahead_km2=0.2, years=1.0)
    assert near == pytest.approx(math.exp(2 * -5.0 * 0.2 / 0.25), rel=1e-9)
    passage = first_passage([-5.0, 0.0], 0.5, 0.2)
    assert np.isinf(passage.mean_years).all()
    assert passage.chance_ever == pytest.approx([math.exp(-8), 1.0])


@given(st.floats(-9.0, 9.0), st.floats(0.1, 3.0), st.floats(0.01, 9.0), st.floats(0.05, 5.0))
def test_more_time_and_more_drift_cross_more(drift, diffusion, ahead, years):
    def crossed(d, t):
        return chance_crossed_by(d, diffusion, ahead_km2=ahead, years=t)

    here = crossed(drift, years)
    assert 0 <= here <= min(1.0, first_passage(drift, diffusion, ahead).chance_ever + 1e-12)
    assert here <= crossed(drift, years + 0.5) + 1e-12
    assert here <= crossed(drift + 0.5, years) + 1e-12


def test_a_random_deadline_is_a_signature():
    def weighted(t):
        return 1.2 * math.exp(-1.2 * t) * float(chance_crossed_by(2, 1.5, ahead_km2=3, years=t))

    mixed, _ = integrate.quad(weighted, 0, np.inf)
    assert mixed == pytest.approx(land_at_signature(2, 1.5, 1.2).chance_crossed(3), abs=1e-9)


def test_an_uncertain_rate_of_signature():
    found = chance_crossed_at_uncertain_rate([5.6, -5.6], 6.7, shape=2.0, years=0.5)
    assert found == pytest.approx([0.08686981, 0.0], abs=5e-9)
    rate = stats.gamma(2.0, scale=1 / 0.5)
    mixed, _ = integrate.quad(lambda x: rate.pdf(x) * math.exp(-x * 6.7 / 5.6), 0, np.inf)
    assert found[0] == pytest.approx(mixed, abs=1e-9)
    land = mean_land_at_uncertain_rate([5.6, -5.6, 0.0], shape=[[2.0], [1.0]], years=0.5)
    assert land.tolist() == [[2.8, -2.8, 0.0], [np.inf, -np.inf, 0.0]]


@pytest.mark.parametrize("row", TWO_RATES)
def test_a_rate_that_depends_on_the_front(row):
    ahead, drift, diffusion, before, after, years, land = row
    motion = Motion(drift_km2_per_year=drift, diffusion_km2_per_root_year=diffusion)
    found = end_with_line_dependent_rate(
        motion,
        ahead_km2=ahead,
        signature_before_per_year=before,
        signature_after_per_year=after,
    )
    assert (found.mean_years, found.mean_km2) == pytest.approx((years, land), abs=5e-9)


@given(st.floats(-5.0, 5.0), st.floats(0.3, 3.0), st.floats(0.1, 4.0), st.floats(0.1, 4.0))
def test_the_expected_end_solves_its_equation(drift, diffusion, before, after):
    motion = Motion(drift_km2_per_year=drift, diffusion_km2_per_root_year=diffusion)

    def years(ahead):
        return end_with_line_dependent_rate(
            motion,
            ahead_km2=ahead,
            signature_before_per_year=before,
            signature_after_per_year=after,
        ).mean_years

    step = 1e-3
    for ahead in (1.0, -1.0):  # as land grows, the distance to the line shrinks
        near, here, far = years(ahead - step), years(ahead), years(ahead + step)
        rate = before if ahead > 0 else after
        slope, bend = (near - far) / (2 * step), (near - 2 * here + far) / step**2
        left = diffusion**2 / 2 * bend + drift * slope - rate * here + 1
        assert left == pytest.approx(0.0, abs=2e-3 * (1 + abs(drift)))
    assert years(1e-9) == pytest.approx(years(-1e-9), abs=1e-6)
    same = end_with_line_dependent_rate(
        motion, ahead_km2=2.0, signature_before_per_year=before, signature_after_per_year=before
    )
    assert same.mean_km2 == pytest.approx(land_at_signature(drift, diffusion, before).mean_km2)


def test_lines_and_motions_without_meaning_are_refused():
    with pytest.raises(RangeError, match="diffusion_km2_per_root_year is 0"):
        chance_crossed_by(1.0, 0.0, ahead_km2=1.0, years=1.0)
    with pytest.raises(RangeError, match="ahead_km2 is -1"):
        first_passage(1.0, 1.0, -1.0)
    with pytest.raises(RangeError, match="diffusion"):
        Motion(drift_km2_per_year=1.0, diffusion_km2_per_root_year=[1.0, 0.0])
