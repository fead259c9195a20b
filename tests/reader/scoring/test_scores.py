"""Sums over texts, their measures, and intervals by drawing texts again."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.errors import GoldError
from pourparler.reader.scoring.matching import match
from pourparler.reader.scoring.scores import add_up
from pourparler.reader.scoring.tallies import accuracy, calibration, macro, prf


def test_counts_add_up_before_they_are_divided():
    scores = add_up([{"x": prf(1, 1, 4)}, {"x": prf(3, 5, 4)}])
    assert scores["x.precision"].value == pytest.approx(4 / 6)
    assert scores["x.recall"].value == pytest.approx(4 / 8)
    assert scores["x.f1"].value == pytest.approx(8 / 14)
    assert (scores["x.precision"].count, scores["x.recall"].count) == (6, 8)


def test_what_was_never_counted_has_no_score():
    scores = add_up([{"x": prf(0, 0, 3), "y": accuracy(0, 0)}])
    assert set(scores) == {"x.recall", "x.f1"}


def test_texts_that_are_all_alike_have_no_spread():
    (score,) = add_up([{"x": accuracy(2, 4)}] * 5).values()
    assert (score.low, score.high) == (score.value, score.value) == (0.5, 0.5)


def test_the_interval_is_that_of_drawing_whole_texts():
    rights = np.array([0, 1, 3, 4, 4, 2, 1, 4, 0, 3])
    (score,) = add_up([{"x": accuracy(int(n), 4)} for n in rights], draws=4000).values()
    chance = np.random.default_rng(5)
    plain = [chance.choice(rights, len(rights)).sum() / 40 for _ in range(4000)]
    assert [score.low, score.high] == pytest.approx(np.quantile(plain, [0.025, 0.975]), abs=0.03)


def test_the_same_seed_gives_the_same_interval():
    texts = [{"x": accuracy(n, 4)} for n in (0, 1, 1, 2, 3, 4, 4)]
    assert add_up(texts) == add_up(texts)
    assert add_up(texts, seed=1) != add_up(texts, seed=2)


def test_calibration_by_hand():
    # Bin 0.9 to 1: sure at 0.9 on average, half right. Bin 0.2: sure at 0.2, none right.
    tally = calibration([(0.9, True), (0.9, False), (0.2, False)])
    scores = add_up([{"x": tally}])
    assert scores["x.error"].value == pytest.approx((2 * 0.4 + 1 * 0.2) / 3)
    assert scores["x.error"].count == 3


def test_calibration_by_chance_is_what_true_confidences_give():
    chance = np.random.default_rng(7)
    given = chance.uniform(0.05, 0.95, 200)
    drawn = [
        add_up([{"x": calibration(list(zip(given.tolist(), row.tolist(), strict=True)))}], draws=1)
        for row in chance.random((300, 200)) < given
    ]
    plain = np.mean([scores["x.error"].value for scores in drawn])
    assert drawn[0]["x.by_chance"].value == pytest.approx(plain, abs=0.004)


def test_macro_f1_leaves_out_classes_that_the_gold_lacks():
    tally = macro([("a", "a"), ("a", "c"), ("b", "b")], ("a", "b", "c"))
    (score,) = add_up([{"x": tally}]).values()
    assert score.value == pytest.approx((2 / 3 + 1) / 2)


def test_nothing_to_score_is_refused():
    with pytest.raises(GoldError, match="nothing to score"):
        add_up([])


numbers = st.lists(st.integers(0, 9), max_size=6)


@settings(deadline=None)
@given(numbers, numbers)
def test_pairs_are_one_to_one_allowed_and_cannot_be_added_to(gold, found):
    def near(a: int, b: int) -> float:
        return 3 - abs(a - b)

    pairs = match(gold, found, near)
    assert len({g for g, _ in pairs}) == len(pairs) == len({f for _, f in pairs})
    assert all(near(gold[g], found[f]) > 0 for g, f in pairs)
    left_gold = set(range(len(gold))) - {g for g, _ in pairs}
    left_found = set(range(len(found))) - {f for _, f in pairs}
    assert all(near(gold[g], found[f]) <= 0 for g in left_gold for f in left_found)
