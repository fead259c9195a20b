"""The motion: a semigroup that keeps the total, and equals its definition."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.positions.dense import dense_motion
from pourparler.errors import RangeError
from pourparler.models.positions.spaces import Grid, OptionSet

days = st.integers(0, 4000).map(float)
spaces = st.one_of(
    st.builds(
        Grid,
        points=st.integers(2, 101),
        walk=st.integers(0, 300).map(lambda n: n / 100),
        jump_rate=st.integers(0, 300).map(lambda n: n / 10_000),
    ),
    st.builds(
        OptionSet, size=st.integers(2, 9), jump_rate=st.integers(0, 300).map(lambda n: n / 10_000)
    ),
)


@given(spaces, days, days, st.integers(0, 10**6))
def test_two_gaps_are_one_gap(space, first, second, seed):
    mass = np.random.default_rng(seed).dirichlet(np.ones(space.size))
    twice = space.advance(space.advance(mass, space.decay(first)), space.decay(second))
    np.testing.assert_allclose(twice, space.advance(mass, space.decay(first + second)), atol=1e-12)
    assert twice.sum() == pytest.approx(1, abs=1e-12)
    assert (twice >= 0).all()


@pytest.mark.parametrize(
    "space", [Grid(11, 7.0, 0.003), Grid(101, 0.2, 0.001), Grid(2, 3.0, 0.0), OptionSet(5, 0.01)]
)
@pytest.mark.parametrize("gap", [0.0, 0.5, 30.0, 2000.0])
def test_motion_equals_its_definition(space, gap):
    moved = space.advance(np.eye(space.size), space.decay(gap))
    np.testing.assert_allclose(moved, dense_motion(space, gap), atol=1e-12)


def test_walk_and_jumps_make_the_motion():
    space, gap = Grid(31, 2.0, 0.004), 90.0
    stays = np.exp(-0.004 * gap)
    mass = np.eye(31)[3]
    walked = space.advance(mass, space.walk_decay(gap))
    moved = space.advance(mass, space.decay(gap))
    np.testing.assert_allclose(moved, stays * walked + (1 - stays) / 31, atol=1e-14)


def test_everything_is_even_in_the_end():
    moved = Grid(11, 1.0, 0.01).advance(np.eye(11)[0], Grid(11, 1.0, 0.01).decay(1e6))
    np.testing.assert_allclose(moved, 1 / 11, atol=1e-14)


@pytest.mark.parametrize("points", [11, 51, 101])
def test_variance_is_in_points_of_the_scale_on_any_grid(points):
    grid = Grid(points, 0.5, 0.0)
    moved = grid.advance(np.eye(points)[points // 2], grid.decay(60.0))
    assert moved @ (grid.places - 50) ** 2 == pytest.approx(30.0, rel=1e-3)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: Grid(1), "a grid of 1 points"),
        (lambda: Grid(walk=-1.0), "walk is -1.0"),
        (lambda: Grid(jump_rate=float("nan")), "jump_rate is nan"),
        (lambda: OptionSet(1), "a set of 1 options"),
    ],
)
def test_numbers_out_of_range_are_named(make, words):
    with pytest.raises(RangeError, match=words):
        make()
