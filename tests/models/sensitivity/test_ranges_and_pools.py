"""Ranges keep the points they were given; pools keep what lies between their sources."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from pourparler.errors import RangeError, ShapeError
from pourparler.models.sensitivity.pools import pool_ranges
from pourparler.models.sensitivity.ranges import (
    Range,
    elicit_beta,
    elicit_constant,
    elicit_lognormal,
    elicit_normal,
)


@pytest.mark.parametrize(
    ("low", "high", "a", "b", "mean"),
    [
        (0.2, 0.75, 3.737814, 4.205920, 0.470536),
        (0.4, 0.9, 5.670525, 2.732216, 0.674842),
        (0.05, 0.5, 1.989407, 6.370730, 0.237963),
    ],
)
def test_beta_from_two_points(low, high, a, b, mean):
    found = elicit_beta(low, high)
    assert found.first == pytest.approx(a, abs=5e-7)
    assert found.second == pytest.approx(b, abs=5e-7)
    assert found.mean == pytest.approx(mean, abs=5e-7)


@pytest.mark.parametrize(
    ("low", "high", "mu", "sigma", "mean"),
    [
        (0.25, 2.0, -0.346574, 0.632105, 0.863471),
        (2.0, 8.0, 1.386294, 0.421404, 4.371407),
    ],
)
def test_lognormal_from_two_points(low, high, mu, sigma, mean):
    found = elicit_lognormal(low, high)
    assert (found.first, found.second) == pytest.approx((mu, sigma), abs=5e-7)
    assert found.mean == pytest.approx(mean, abs=5e-7)


@given(st.floats(0.01, 0.9), st.floats(0.02, 0.5))
def test_a_beta_keeps_both_points(low, width):
    high = min(low + width, 0.99)
    found = elicit_beta(low, high)
    assert found.quantile([0.05, 0.95]) == pytest.approx([low, high], abs=1e-6)


@given(st.floats(-50, 50), st.floats(0.01, 100))
def test_normal_and_lognormal_keep_both_points(low, width):
    assert elicit_normal(low, low + width).quantile([0.05, 0.95]) == pytest.approx(
        [low, low + width], abs=1e-9
    )
    first = abs(low) + 0.1
    assert elicit_lognormal(first, first + width).quantile([0.05, 0.95]) == pytest.approx(
        [first, first + width], rel=1e-9
    )


@pytest.mark.parametrize("elicit", [elicit_normal, elicit_lognormal, elicit_beta])
def test_two_equal_points_are_a_constant(elicit):
    found = elicit(0.3, 0.3)
    assert found.family == "constant"
    assert found.quantile([0.1, 0.9]).tolist() == [0.3, 0.3]


@pytest.mark.parametrize(
    ("elicit", "low", "high", "words"),
    [
        (elicit_normal, 2.0, 1.0, "2 is above 95 % point 1"),
        (elicit_lognormal, 0.0, 1.0, "between 0 and inf"),
        (elicit_beta, 0.2, 1.0, "between 0 and 1"),
        (elicit_beta, float("nan"), 0.4, "finite"),
        (lambda low, high: elicit_constant(high), 0, float("inf"), "not a finite"),
    ],
)
def test_what_is_no_range_is_refused(elicit, low, high, words):
    with pytest.raises(RangeError, match=words):
        elicit(low, high)


def test_a_pool_keeps_what_lies_between_its_sources():
    parts = [Range("beta", 2, 3), Range("beta", 6, 2), Range("beta", 3, 1)]
    pool = pool_ranges(parts, [0.5, 0.3, 0.2])
    assert pool.mean == pytest.approx(0.575, abs=1e-12)
    assert pool.variance == pytest.approx(0.064375, abs=1e-12)


def test_quantiles_of_a_pool_match_its_draws():
    pool = pool_ranges([elicit_normal(0, 1), elicit_lognormal(5, 9), elicit_constant(3)])
    shares = np.linspace(0.01, 0.99, 50)
    assert pool.share_below(pool.quantile(shares)) == pytest.approx(shares, abs=0.34)
    smooth = pool_ranges([elicit_normal(0, 1), elicit_beta(0.2, 0.7)], [1, 3])
    assert smooth.share_below(smooth.quantile(shares)) == pytest.approx(shares, abs=1e-9)
    generator = np.random.default_rng(4)
    both = np.where(
        generator.random(200_000) < 0.25,
        generator.normal(0.5, smooth.ranges[0].second, 200_000),
        stats.beta.rvs(*(smooth.ranges[1].first, smooth.ranges[1].second), size=200_000,
                       random_state=generator),
    )  # fmt: skip
    assert smooth.quantile([0.1, 0.5, 0.9]) == pytest.approx(
        np.quantile(both, [0.1, 0.5, 0.9]), abs=0.01
    )
    assert smooth.median == smooth.quantile(0.5)


def test_a_pool_of_one_is_that_one():
    alone = elicit_beta(0.2, 0.75)
    assert pool_ranges([alone]).quantile([0.3, 0.6]) == pytest.approx(alone.quantile([0.3, 0.6]))


def test_pools_that_make_no_sense_are_refused():
    with pytest.raises(ShapeError, match="2 ranges and 1 weights"):
        pool_ranges([elicit_constant(1), elicit_constant(2)], [1])
    with pytest.raises(RangeError, match="not all 0"):
        pool_ranges([elicit_constant(1)], [0])
