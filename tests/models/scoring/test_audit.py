"""Precision and recall from judged samples: known cases, limits, and coverage on simulations."""

from __future__ import annotations

import numpy as np
import pytest

from pourparler.errors import RangeError, ShapeError
from pourparler.models.scoring.audit import (
    Judged,
    Missed,
    estimate_precision,
    estimate_recall,
)


def judged(*strata: tuple[int, int, int]) -> Judged:
    sizes, seen, right = zip(*strata, strict=True)
    return Judged(sizes=sizes, judged=seen, right=right)


def test_a_large_sample_gives_back_its_share():
    found = estimate_precision(judged((100_000, 40_000, 30_000)), seed=1)
    assert found.median == pytest.approx(0.75, abs=0.002)
    assert found.high - found.low < 0.01


def test_strata_are_weighted_by_what_they_hold_not_by_what_was_judged():
    lopsided = judged((9000, 3000, 3000), (1000, 500, 0))
    assert estimate_precision(lopsided, seed=1).median == pytest.approx(0.9, abs=0.005)


def test_nothing_wrong_in_a_small_sample_is_not_certainty():
    found = estimate_precision(judged((100, 10, 10)), seed=1)
    assert 0 < found.low < found.median < found.high < 1
    assert found.low < 0.8


def test_nothing_missed_in_a_few_places_is_not_certainty():
    found = estimate_recall(
        judged((100, 40, 40)),
        Missed(sizes=(50, 100), looked_at=(10, 40), missed=(0, 0)),
        seed=1,
    )
    assert 0.5 < found.low < found.high < 1


def test_recall_counts_what_is_missed_in_all_paragraphs():
    found = estimate_recall(
        judged((1000, 500, 500)),
        Missed(sizes=(1000,), looked_at=(1000,), missed=(250,)),
        seed=1,
    )
    assert found.median == pytest.approx(1000 / 1250, abs=0.02)


def test_the_same_seed_gives_the_same_figures():
    sample = judged((80, 20, 18), (20, 10, 4))
    assert estimate_precision(sample, seed=3) == estimate_precision(sample, seed=3)


def test_intervals_hold_the_truth_about_as_often_as_they_say():
    random, held = np.random.default_rng(7), 0
    for _ in range(200):
        right = tuple(int(random.binomial(n, p)) for n, p in ((40, 0.95), (20, 0.7)))
        sample = judged((400, 40, right[0]), (100, 20, right[1]))
        found = estimate_precision(sample, seed=1, draws=2000)
        held += found.low <= 0.8 * 0.95 + 0.2 * 0.7 <= found.high
    assert held >= 182  # 95 % of 200, less 2.5 standard deviations


@pytest.mark.parametrize(
    ("strata", "error"),
    [(((10, 5, 6),), RangeError), (((10, 11, 6),), RangeError), (((0, 0, 0),), RangeError)],
)
def test_counts_that_cannot_be_are_refused(strata, error):
    with pytest.raises(error):
        estimate_precision(judged(*strata), seed=1)


def test_columns_of_different_length_are_refused():
    with pytest.raises(ShapeError):
        estimate_precision(Judged(sizes=(10, 10), judged=(5,), right=(5,)), seed=1)
    with pytest.raises(ShapeError):
        estimate_recall(
            judged((10, 5, 5)), Missed(sizes=(10,), looked_at=(5,), missed=(1, 2)), seed=1
        )
    with pytest.raises(RangeError):
        estimate_recall(
            judged((10, 5, 5)), Missed(sizes=(10,), looked_at=(5,), missed=(-1,)), seed=1
        )
