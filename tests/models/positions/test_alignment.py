"""Distances between actors, the map of them, and coalitions beside their members."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial.distance import pdist, squareform
from scipy.stats import wasserstein_distance

from models.positions.samples import chose, heard
from pourparler.errors import RangeError, ShapeError
from pourparler.models.positions.actor_map import keep_comparable, map_actors
from pourparler.models.positions.alignment import align_positions, measure_distances
from pourparler.models.positions.coalition import Line, compare_members
from pourparler.models.positions.estimate import estimate_position
from pourparler.models.positions.spaces import Grid, OptionSet

GRID = Grid()
POINTS = [0, 50, 100]


def rng():
    return np.random.default_rng(11)


@given(st.integers(0, 10**6), st.integers(2, 40))
def test_distances_on_a_grid_are_scipys_wasserstein(seed, size):
    density = np.random.default_rng(seed).dirichlet(np.full(size, 0.3), 4)
    places = np.linspace(0, 1, size)
    expected = [[wasserstein_distance(places, places, p, q) for q in density] for p in density]
    np.testing.assert_allclose(measure_distances(Grid(size), density), expected, atol=1e-9)


@given(st.integers(0, 10**6), st.integers(2, 8))
def test_distances_of_options_are_what_has_to_be_moved(seed, size):
    density = np.random.default_rng(seed).dirichlet(np.full(size, 0.5), 3)
    expected = [[np.maximum(p - q, 0).sum() for q in density] for p in density]
    np.testing.assert_allclose(measure_distances(OptionSet(size), density), expected, atol=1e-12)


def test_draws_average_over_shared_issues_and_hold_the_exact_mean():
    density = np.random.default_rng(2).dirichlet(np.full(11, 0.4), 3)
    options = np.random.default_rng(3).dirichlet(np.ones(3), 3)
    known = np.array([[True, True], [True, True], [True, False]])
    found = align_positions(
        [Grid(11), OptionSet(3)], [density, options], known, rng=rng(), draws=20_000,
        weights=[1.0, 3.0],
    )  # fmt: skip
    np.testing.assert_array_equal(found.issues, [[2, 2, 1], [2, 2, 1], [1, 1, 1]])
    far = np.abs(np.subtract.outer(np.linspace(0, 1, 11), np.linspace(0, 1, 11)))
    on_grid = density[0] @ far @ density[2]
    assert found.low[0, 2] <= on_grid <= found.high[0, 2]
    joint = np.outer(density[0], density[2])
    assert found.agree[0, 2] / 20_000 == pytest.approx(joint[far <= 0.25].sum(), abs=0.02)
    first = measure_distances(Grid(11), density)[0, 1]
    second = measure_distances(OptionSet(3), options)[0, 1]
    assert found.distance[0, 1] == pytest.approx((first + 3 * second) / 4)
    assert (found.low <= found.median).all()
    assert (found.median <= found.high).all()


def test_who_shares_no_issue_is_not_compared():
    even = np.full((2, 3), 1 / 3)
    found = align_positions(
        [OptionSet(3), OptionSet(3)], [even, even], [[True, False], [False, True]], rng=rng()
    )
    assert np.isnan(found.distance[0, 1])
    assert np.isnan(found.high[0, 1])
    assert (found.issues[0, 1], found.agree[0, 1]) == (0, 0)


def test_two_of_whom_nothing_is_known_do_not_agree():
    """Their distributions are the same; where they stand is anywhere."""
    found = align_positions([GRID], [np.full((2, 101), 1 / 101)], [[True]] * 2, rng=rng())
    assert found.distance[0, 1] == 0
    assert found.high[0, 1] > 0.6
    assert 0.3 < found.agree[0, 1] / found.draws < 0.6


@given(st.integers(0, 10**6), st.integers(2, 9))
def test_a_map_of_points_on_a_plane_is_exact(seed, count):
    points = np.random.default_rng(seed).integers(0, 100, (count, 2)).astype(float)
    distances = squareform(pdist(points))
    found = map_actors(distances)
    np.testing.assert_allclose(squareform(pdist(found.places)), distances, atol=1e-5)
    assert found.stress < 1e-5
    turned = map_actors(distances, onto=points)
    np.testing.assert_allclose(turned.places, points, atol=1e-5)


def test_stress_tells_what_a_plane_cannot_show():
    equal = 1.0 - np.eye(6)
    found = map_actors(equal)
    on_map = squareform(pdist(found.places))
    expected = np.sqrt(((on_map - equal) ** 2).sum() / (equal**2).sum())
    assert found.stress == pytest.approx(expected)
    assert found.stress > 0.2
    assert map_actors([[0.0]]).stress == 0


def test_actors_without_a_shared_issue_are_left_off_the_map():
    distances = np.ones((4, 4))
    distances[3, :3] = distances[:3, 3] = np.nan
    np.testing.assert_array_equal(keep_comparable(distances), [0, 1, 2])
    with pytest.raises(RangeError, match=r"distances\[0, 3\] is nan"):
        map_actors(distances)
    with pytest.raises(ShapeError, match=r"\(A, A\)"):
        map_actors(np.ones((2, 3)))
    with pytest.raises(ShapeError, match="onto has shape"):
        map_actors(np.ones((2, 2)), onto=np.ones((3, 2)))


def line(said, days, space=GRID):
    return Line(estimate_position(space, said, days), said)


def test_a_member_parts_from_its_coalition_where_it_says_otherwise():
    days = np.arange(0.0, 400.0, 30.0)
    spoken = np.arange(0.0, 300.0, 20.0)
    coalition = heard(spoken, [20] * 15)
    loyal, leaving = heard(spoken, [25] * 15), heard(spoken, [20] * 8 + [90] * 7)
    near, far = compare_members(
        line(coalition, days), [line(loyal, days), line(leaving, days)], POINTS
    )
    assert near.periods == ()
    assert (near.distance < far.distance)[8:].all()
    ((first, last),) = far.periods
    assert first == 150.0
    assert last >= 270.0
    assert (far.apart_probability[far.days < 130] < 0.2).all()


def test_silence_parts_nobody():
    days = np.arange(0.0, 2000.0, 100.0)
    never = heard([0.0], [50], modality=[3])
    coalition = heard([0.0, 10.0], [50, 50])
    found = compare_members(
        line(coalition, days), [line(never, days), line(coalition, days)], POINTS
    )
    assert [parting.periods for parting in found] == [(), ()]
    assert not found[0].comparable.any()
    np.testing.assert_array_equal(found[1].comparable, days <= 190)


def test_options_part_when_they_differ():
    space, days = OptionSet(3), [0.0, 10.0, 20.0]
    one, other = chose([0, 10, 20], [0, 0, 0], 3), chose([0, 10, 20], [1, 1, 1], 3)
    (found,) = compare_members(line(one, days, space), [line(other, days, space)])
    assert found.periods == ((0.0, 20.0),)
    a, b = (estimate_position(space, said, days).density for said in (one, other))
    np.testing.assert_allclose(found.apart_probability, 1 - (a * b).sum(axis=1))


def test_wrong_shapes_are_named():
    even = np.full((2, 3), 1 / 3)
    with pytest.raises(ShapeError, match=r"densities\[0\] has shape \(2, 3\); \(2, 4\)"):
        align_positions([OptionSet(4)], [even], [[True]] * 2, rng=rng())
    with pytest.raises(ShapeError, match="known has shape"):
        align_positions([OptionSet(3)], [even], [True], rng=rng())
    with pytest.raises(RangeError, match="0 draws"):
        align_positions([OptionSet(3)], [even], [[True]] * 2, rng=rng(), draws=0)
    with pytest.raises(RangeError, match="have to be above 0"):
        align_positions([OptionSet(3)], [even], [[True]] * 2, rng=rng(), weights=[0.0])
    said = heard([0.0], [50])
    with pytest.raises(ShapeError, match=r"members\[0\]"):
        compare_members(line(said, [0.0]), [line(said, [1.0])], POINTS)
