"""Two designs in the same draws: what is counted adds up, and is what a plain count gives."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparler.errors import ShapeError
from pourparler.models.settlement.comparison import Side, compare_sides

SCORES = st.sampled_from([0.0, 0.2, 0.2 + 1e-12, 0.9])
DRAW = st.tuples(st.booleans(), st.booleans(), SCORES, SCORES, SCORES, SCORES)


def sides(draws):
    both, both_other, score, score_other, worth, worth_other = map(
        np.array, zip(*draws, strict=True)
    )
    one = Side(both=both, score=score, worth={"north": worth})
    return one, Side(both=both_other, score=score_other, worth={"north": worth_other})


@given(st.lists(DRAW, min_size=1, max_size=40))
def test_what_is_counted_is_what_a_plain_count_gives(draws):
    found = compare_sides(*sides(draws))
    counted = {
        "better": sum(s > t for _, _, s, t, _, _ in draws),
        "worse": sum(s < t for _, _, s, t, _, _ in draws),
        "alike": sum(s == t for _, _, s, t, _, _ in draws),
        "both": sum(b for b, *_ in draws),
        "both_other": sum(c for _, c, *_ in draws),
        "only": sum(b and not c for b, c, *_ in draws),
        "only_other": sum(c and not b for b, c, *_ in draws),
        "each": sum(b and c for b, c, *_ in draws),
        "neither": sum(not b and not c for b, c, *_ in draws),
    }
    assert {name: getattr(found, name).count for name in counted} == counted
    (north,) = found.prefer
    assert north.one.count == sum(u > v for *_, u, v in draws)
    assert north.other.count == sum(u < v for *_, u, v in draws)
    assert north.one.count + north.other.count + north.alike.count == len(draws)


@given(st.lists(DRAW, min_size=1, max_size=40))
def test_the_other_way_round_everything_is_mirrored(draws):
    one, other = sides(draws)
    found, mirrored = compare_sides(one, other), compare_sides(other, one)
    assert (found.better, found.worse, found.alike) == (
        mirrored.worse, mirrored.better, mirrored.alike,
    )  # fmt: skip
    assert (found.only, found.each, found.neither) == (
        mirrored.only_other, mirrored.each, mirrored.neither,
    )  # fmt: skip
    assert found.prefer[0].one == mirrored.prefer[0].other


def test_other_draws_or_other_parties_are_refused():
    one, _ = sides([(True, False, 0.2, 0.2, 0.9, 0.0)])
    two, _ = sides([(True, False, 0.2, 0.2, 0.9, 0.0)] * 2)
    alone = Side(both=one.both, score=one.score, worth={})
    for other in (two, alone):
        with pytest.raises(ShapeError, match="cannot be compared"):
            compare_sides(one, other)
