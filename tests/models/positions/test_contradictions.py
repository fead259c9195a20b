"""Contradictions: which utterances cannot both be taken at their word, and what they cost."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.positions.dense import dense_motion
from models.positions.samples import chose, heard
from pourparler.models.positions.contradictions import find_contradictions
from pourparler.models.positions.estimate import estimate_position
from pourparler.models.positions.evidence import AMBIGUOUS
from pourparler.models.positions.likelihoods import statement_likelihoods
from pourparler.models.positions.regions import find_region
from pourparler.models.positions.spaces import Grid, OptionSet

GRID = Grid()


def pairs(found):
    return [(list(c.first_statements), list(c.last_statements)) for c in found]


def test_two_statements_of_one_day_that_exclude_each_other():
    (found,) = find_contradictions(GRID, heard([0, 10, 10, 40], [0, 0, 100, 100]))
    assert pairs([found]) == [([1], [2])]
    assert (found.first_day, found.last_day) == (10, 10)
    assert found.probability > 0.99
    assert found.odds > 100


def test_the_probability_equals_its_definition_by_dense_matrices():
    grid, days = Grid(11, walk=3.0, jump_rate=0.02), 2.0
    said = heard([0, days], [40, 80], misread=[0.1, 0.2])
    e = 1 - (1 - np.array([0.1, 0.2])) * 0.95
    whole = statement_likelihoods(said, grid).whole
    motion = dense_motion(grid, days)
    walk = motion - (1 - np.exp(-0.02 * days)) / 11
    right = (whole[0] - e[0]) @ walk @ (whole[1] - e[1]) / (whole[0] @ motion @ whole[1])
    prior = np.prod(1 - e) * np.exp(-0.02 * days)
    (found,) = find_contradictions(grid, said)
    assert found.probability == pytest.approx(1 - right, rel=1e-10)
    assert found.odds == pytest.approx((1 - right) / right * prior / (1 - prior), rel=1e-8)


@given(
    place=st.integers(0, 100),
    days=st.lists(st.integers(0, 9), min_size=2, max_size=6),
    error=st.integers(0, 90).map(lambda n: n / 100),
)
def test_saying_the_same_is_no_contradiction(place, days, error):
    same = heard(np.array(days, float), np.full(len(days), place), misread=error)
    assert find_contradictions(GRID, same) == []
    options = chose(days, [place % 3] * len(days), 3, misread=error)
    assert find_contradictions(OptionSet(3), options) == []


def test_options_contradict_likewise_unless_one_names_several():
    space = OptionSet(4)
    assert pairs(find_contradictions(space, chose([0, 1], [2, 3], 4))) == [([0], [1])]
    either = [[False, False, True, True], [False, False, False, True]]
    both = replace(chose([0, 1], [2, 3], 4), options=either)
    assert find_contradictions(space, both) == []


def test_reports_of_one_utterance_count_together_and_only_what_informs():
    said = heard(
        [5, 5, 5, 6, 6], [0, 10, 90, 90, 100], utterance=[4, 4, 3, 2, 2],
        modality=[0, 0, AMBIGUOUS, 0, 0],
    )  # fmt: skip
    assert pairs(find_contradictions(GRID, said)) == [([0, 1], [3, 4])]


def test_only_what_was_certainly_said_within_days():
    assert find_contradictions(GRID, heard([0, 4], [0, 100])) == []
    assert len(find_contradictions(GRID, heard([0, 4], [0, 100]), within_days=4)) == 1
    assert find_contradictions(GRID, heard([0, 1], [0, 100], last_day=[9, 1])) == []
    assert len(find_contradictions(GRID, heard([0, 1], [0, 100], last_day=[3, 2]))) == 1


def test_the_known_order_of_a_day_is_kept():
    (found,) = find_contradictions(GRID, heard([3, 3], [0, 100], order=[2, 1]))
    assert pairs([found]) == [([1], [0])]


def test_a_contradiction_widens_the_interval():
    agreed = estimate_position(GRID, heard([0, 30, 60, 61], [20, 20, 20, 20]), [61]).density
    torn = estimate_position(GRID, heard([0, 30, 60, 61], [20, 20, 20, 80]), [61]).density
    once = estimate_position(GRID, heard([0, 30, 60], [20, 20, 20]), [61]).density
    sizes = [find_region(density[0]).sum() for density in (agreed, once, torn)]
    assert sizes[0] < sizes[1] < sizes[2]


def test_nothing_said_contradicts_nothing():
    assert find_contradictions(GRID, heard([], [])) == []
    assert find_contradictions(GRID, heard([3.0], [40], modality=[AMBIGUOUS])) == []
