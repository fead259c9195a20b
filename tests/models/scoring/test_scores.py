"""Scores: test vectors, definitions by quadrature and enumeration, and properness."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate, stats

from pourparler.errors import RangeError, ShapeError
from pourparler.models.scoring.against_baseline import compare_with_baseline
from pourparler.models.scoring.amounts import (
    count_coverage,
    score_crps_draws,
    score_crps_normal,
)
from pourparler.models.scoring.events import score_brier, score_log_loss

CHANCES = [0.1, 0.1, 0.4, 0.4, 0.4, 0.8, 0.8, 0.8, 0.8, 0.9]
HAPPENED = [0, 0, 0, 1, 0, 1, 1, 0, 1, 1]
AMOUNTS = st.floats(-50, 50)


def test_brier_and_its_parts():
    found = score_brier(CHANCES, HAPPENED)
    parts = (found.score, found.reliability, found.resolution, found.uncertainty)
    assert parts == pytest.approx((0.147, 0.005333, 0.108333, 0.25), abs=5e-7)
    assert score_log_loss(CHANCES, HAPPENED).mean() == pytest.approx(0.453289, abs=5e-7)


@given(st.lists(st.tuples(st.sampled_from([0.0, 0.1, 0.3, 0.75, 1.0]), st.booleans()), min_size=1))
def test_the_parts_add_up(cases):
    chances, happened = zip(*cases, strict=True)
    found = score_brier(chances, happened)
    whole = found.reliability - found.resolution + found.uncertainty
    assert whole == pytest.approx(found.score, abs=1e-12)
    plain = sum((p - y) ** 2 for p, y in cases) / len(cases)
    assert found.score == pytest.approx(plain, abs=1e-12)


@pytest.mark.parametrize(
    ("mean", "sd", "realised", "expected"),
    [
        (0.0, 1.0, 0.0, 0.233695),
        (0.0, 1.0, 1.5, 0.994424),
        (5507.8, 681.5, 1943.2, 3180.104819),
        (4884.2, 2131.2, 1943.2, 1901.916015),
    ],
)
def test_crps_of_a_normal(mean, sd, realised, expected):
    assert score_crps_normal(mean, sd, realised) == pytest.approx(expected, abs=5e-7)


@given(st.lists(AMOUNTS, min_size=1, max_size=8), AMOUNTS)
def test_crps_of_draws_is_the_area_between_two_distributions(draws, realised):
    points = np.sort([*draws, realised])
    middles, widths = (points[1:] + points[:-1]) / 2, np.diff(points)
    below = (np.array(draws)[:, None] <= middles).mean(axis=0)
    area = (widths * (below - (realised <= middles)) ** 2).sum()
    assert score_crps_draws(draws, realised) == pytest.approx(area, abs=1e-9)


def test_draws_of_a_normal_score_as_the_normal():
    draws = stats.norm.ppf((np.arange(4000) + 0.5) / 4000, 2.0, 3.0)
    came = np.array([-4.0, 2.0, 9.0])
    found = score_crps_draws(np.broadcast_to(draws, (3, 4000)), came)
    assert found == pytest.approx(score_crps_normal(2.0, 3.0, came), rel=1e-3)

    def gap(x):
        return (stats.norm.cdf(x, 2.0, 3.0) - (x >= 9.0)) ** 2

    area = integrate.quad(gap, -30, 9)[0] + integrate.quad(gap, 9, 40)[0]
    assert score_crps_normal(2.0, 3.0, 9.0) == pytest.approx(area, abs=1e-7)


@given(st.floats(-2, 2), st.floats(0.3, 3))
def test_the_true_distribution_scores_best(shift, scale):
    came = stats.norm.ppf((np.arange(2000) + 0.5) / 2000)
    true = score_crps_normal(0.0, 1.0, came).mean()
    assert score_crps_normal(shift, scale, came).mean() >= true - 1e-4


def test_coverage_counts_the_ends():
    found = count_coverage([1.0, 2.0, 3.1, 0.0], np.zeros(4), np.full(4, 3.0))
    assert (found.count, found.draws) == (3, 4)


def test_a_bootstrap_of_paired_scores():
    rng = np.random.default_rng(8)
    base = rng.gamma(2.0, 1.0, 400)
    scores = base - 0.3 + rng.normal(0, 1.0, 400)
    found = compare_with_baseline(scores, base, seed=1)
    gaps = scores - base
    assert found.difference == gaps.mean()
    half = 1.96 * gaps.std() / 400**0.5
    assert (found.low, found.high) == pytest.approx(
        (gaps.mean() - half, gaps.mean() + half), abs=0.1 * half
    )
    assert found.better.share > 0.99
    assert found == compare_with_baseline(scores, base, seed=1)
    mirrored = compare_with_baseline(base, scores, seed=1)
    assert (mirrored.low, mirrored.high) == pytest.approx((-found.high, -found.low))


def test_blocks_widen_the_interval_of_cases_that_follow_each_other():
    steps = np.random.default_rng(4).normal(size=600)
    gaps = np.convolve(steps, np.ones(12) / 12, mode="valid")
    single = compare_with_baseline(gaps, np.zeros(gaps.size), seed=2, resamples=4000)
    blocks = compare_with_baseline(gaps, np.zeros(gaps.size), seed=2, resamples=4000, block=24)
    assert blocks.high - blocks.low > 2.5 * (single.high - single.low)


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda: score_brier([0.5], [0.5]), RangeError),
        (lambda: score_brier([1.5], [1]), RangeError),
        (lambda: score_brier([], []), ShapeError),
        (lambda: score_log_loss([0.5, 1.0], [1, 1]), RangeError),
        (lambda: score_crps_normal(0, 0, 0), RangeError),
        (lambda: score_crps_draws([[1.0], [2.0]], 1.0), ShapeError),
        (lambda: count_coverage([1.0], [2.0], [1.0]), RangeError),
        (lambda: count_coverage([1.0], [2.0, 3.0], [1.0]), ShapeError),
        (lambda: compare_with_baseline([1.0], [1.0], seed=1), ShapeError),
        (lambda: compare_with_baseline([1.0, 2.0], [1.0, 2.0], seed=1, block=3), RangeError),
    ],
)
def test_what_cannot_be_scored(call, error):
    with pytest.raises(error):
        call()
