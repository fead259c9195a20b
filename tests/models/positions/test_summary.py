"""Medians, regions, shares and certainty, against their definitions."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.positions.samples import chose, heard
from pourparler.errors import RangeError, ShapeError
from pourparler.models.positions.estimate import estimate_position
from pourparler.models.positions.regions import find_region, join_intervals
from pourparler.models.positions.spaces import Grid, OptionSet
from pourparler.models.positions.summary import (
    find_quantile,
    measure_certainty,
    printable,
    share_options,
    summarise_density,
)

OPTIONS = [0, 50, 100]
weights = st.lists(st.integers(0, 20), min_size=2, max_size=30).filter(any)
held = st.integers(1, 99).map(lambda n: n / 100)


def smallest_region(density, held):
    """The plain twin: take places one by one, level ones together."""
    region, missing = np.zeros(len(density)), held
    for _, level in itertools.groupby(np.argsort(-density, kind="stable"), lambda i: density[i]):
        places = list(level)
        part = min(1.0, missing / density[places].sum()) if density[places].sum() else 0.0
        region[places], missing = part, missing - part * density[places].sum()
        if missing <= 1e-12:
            break
    return region


@given(weights, held)
def test_the_region_is_the_smallest_that_holds_the_share(counts, share):
    density = np.array(counts) / sum(counts)
    region = find_region(density, share)
    np.testing.assert_allclose(region, smallest_region(density, share), atol=1e-9)
    assert region @ density == pytest.approx(share, abs=1e-12)


@given(weights, held, st.integers(0, 10**6))
def test_no_other_region_that_holds_as_much_is_smaller(counts, share, seed):
    density = np.array(counts) / sum(counts)
    other = np.random.default_rng(seed).random(len(density))
    other *= min(1.0, share / (other @ density)) if other @ density else 1.0
    if other @ density >= share - 1e-12:
        assert other.sum() >= find_region(density, share).sum() - 1e-9


def test_a_region_may_be_several_intervals():
    said = heard([0, 0.4], [10, 90], misread=0.0)
    density = estimate_position(Grid(), said, [1]).density[0]
    (first_low, first_high), (last_low, last_high) = summarise_density(
        Grid(), density, OPTIONS
    ).intervals
    assert first_low < 10 < first_high < 50 < last_low < 90 < last_high
    assert join_intervals(np.zeros(3), np.arange(3.0)) == ()
    assert join_intervals(np.ones(3), np.arange(3.0)) == ((0.0, 2.0),)


def test_a_region_turned_round_is_the_region_of_the_density_turned_round():
    density = estimate_position(Grid(), heard([0], [50], misread=0.3), [0]).density[0]
    np.testing.assert_allclose(find_region(density), find_region(density[::-1])[::-1], atol=1e-12)


@given(weights, held)
def test_half_lies_on_each_side_of_the_median(counts, share):
    density = np.array(counts) / sum(counts)
    grid = Grid(len(density))
    place = find_quantile(grid, density, share)
    assert density[grid.places <= place].sum() >= share - 1e-9
    assert density[grid.places < place].sum() <= share + 1e-9


def test_a_summary_of_one_statement():
    density = estimate_position(Grid(), heard([0], [40], spread=5.0), [0]).density[0]
    found = summarise_density(Grid(), density, OPTIONS)
    assert found.median == 40
    assert found.low < 40 < found.high
    assert found.intervals[0][0] == pytest.approx(40 - 1.7 * 5, abs=2)
    np.testing.assert_allclose(found.shares, np.array([0.025, 0.95, 0.025]), atol=0.03)
    assert found.certainty == pytest.approx(1 - 17 / 80, abs=0.05)
    assert found.mean_distance == pytest.approx(0.9 * 4 + 0.1 * 26, abs=1)


def test_nothing_known_is_everywhere_and_certainty_none():
    found = summarise_density(Grid(), np.full(101, 1 / 101), OPTIONS)
    assert (found.median, found.intervals) == (50.0, ((0.0, 100.0),))
    assert found.certainty == pytest.approx(0.0, abs=1e-12)
    np.testing.assert_allclose(found.shares, [25.25 / 101, 50.5 / 101, 25.25 / 101], atol=0.005)


def test_option_sets_have_shares_and_no_median():
    space = OptionSet(3)
    density = estimate_position(space, chose([0], [1], 3), [0]).density[0]
    found = summarise_density(space, density)
    assert (found.median, found.low, found.high, found.intervals) == (None, None, None, ())
    np.testing.assert_allclose(found.shares, density)
    assert found.region[1] == pytest.approx(0.8 / density[1])


@given(weights)
def test_shares_add_up_and_certainty_is_in_range(counts):
    density = np.array(counts) / sum(counts)
    shares = share_options(Grid(len(density)), density, [0, 30, 60, 100])
    assert shares.sum() == pytest.approx(1)
    assert 0 <= measure_certainty(density) <= 1
    spread_out = 0.5 * density + 0.5 / len(density)
    assert measure_certainty(spread_out) <= measure_certainty(density) + 1e-9


def test_nothing_printed_is_nought_or_one():
    np.testing.assert_allclose(printable([0, 1, 0.3]), [0.01, 0.99, 0.3])


def test_wrong_input_is_named():
    even = np.full(11, 1 / 11)
    with pytest.raises(ShapeError, match=r"shape \(11,\); the space has 5"):
        summarise_density(Grid(5), even, OPTIONS)
    with pytest.raises(ShapeError, match="need the points"):
        summarise_density(Grid(11), even)
    with pytest.raises(RangeError, match="have to rise"):
        summarise_density(Grid(11), even, [0, 0])
    with pytest.raises(RangeError, match="sums to 2"):
        find_region(2 * even)
    with pytest.raises(RangeError, match="negative number or NaN"):
        find_region([np.nan, 1.0])
    with pytest.raises(RangeError, match="held is 1"):
        find_region(even, 1)
