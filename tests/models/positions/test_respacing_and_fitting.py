"""Re-spaced scales and fitted rates."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.positions.samples import chose, heard
from pourparler.errors import RangeError, ShapeError
from pourparler.models.positions.estimate import estimate_position
from pourparler.models.positions.fitting import fit_motion
from pourparler.models.positions.respacing import (
    draw_spacings,
    move_statements,
    respace_positions,
)
from pourparler.models.positions.simulate import (
    draw_paths,
    draw_statements,
    hear_statements,
    make_repertoire,
)
from pourparler.models.positions.spaces import Grid, OptionSet
from pourparler.models.positions.summary import find_quantile

GRID = Grid()
POINTS = np.array([0.0, 25.0, 50.0, 100.0])


@given(
    points=st.lists(st.integers(0, 100), min_size=1, max_size=7, unique=True).map(sorted),
    seed=st.integers(0, 10**6),
)
def test_spacings_keep_order_and_ends(points, seed):
    points = np.array(points, float)
    spaced = draw_spacings(points, 20, np.random.default_rng(seed))
    np.testing.assert_allclose(spaced[:, [0, -1]], np.tile(points[[0, -1]], (20, 1)), atol=1e-9)
    if len(points) > 1:
        least = 0.25 * (points[-1] - points[0]) / (len(points) - 1)
        assert (np.diff(spaced, axis=1) >= least - 1e-9).all()


def test_statements_move_with_their_options():
    said = heard([0, 1, 2], [0, 25, 75], high=[25, 50, 100])
    moved = move_statements(said, POINTS, np.array([0.0, 60.0, 80.0, 100.0]))
    np.testing.assert_allclose(moved.low, [0, 60, 90])
    np.testing.assert_allclose(moved.high, [60, 80, 100])
    np.testing.assert_array_equal(moved.spread, said.spread)


def test_a_respacing_counts_what_estimating_one_by_one_finds():
    days = np.array([0.0, 40.0])
    series = [heard([0, 40], [25, 50]), heard([0, 30], [40, 40]), heard([0], [100])]
    found = respace_positions(
        GRID, series, days, points=POINTS, rng=np.random.default_rng(8), draws=12
    )
    assert (found.draws, found.same_option.shape, found.same_order.shape) == (12, (3, 2), (3, 3, 2))
    same, order = np.zeros((3, 2)), np.zeros((3, 3, 2))
    plain = np.array([medians(said, days) for said in series])
    for spaced in found.points:
        moved = np.array([medians(move_statements(one, POINTS, spaced), days) for one in series])
        same += np.abs(moved[..., None] - spaced).argmin(-1) == found.option
        for i in range(3):
            for j in range(3):
                order[i, j] += (moved[i] - moved[j]) * (plain[i] - plain[j]) >= 0
    np.testing.assert_array_equal(found.same_option, same)
    np.testing.assert_array_equal(found.same_order, order)
    assert (found.lowest <= found.option).all()
    assert (found.highest >= found.option).all()


def medians(said, days):
    return find_quantile(GRID, estimate_position(GRID, said, days).density, 0.5)


def test_what_names_one_option_survives_and_what_names_many_may_not():
    days = np.arange(4.0) * 30
    one, many = heard(days, [50] * 4, spread=4.0), heard(days, [0] * 4, high=[70] * 4)
    found = respace_positions(
        GRID, [one, many], [90.0], points=POINTS, rng=np.random.default_rng(9)
    )
    assert found.same_option[0, 0] == 50
    assert found.lowest[0, 0] == found.highest[0, 0] == 2
    assert 0 < found.same_option[1, 0] < 50
    assert found.lowest[1, 0] < found.highest[1, 0]


def test_a_respacing_needs_points_in_order_and_draws():
    rng = np.random.default_rng(0)
    with pytest.raises(RangeError, match="have to rise"):
        respace_positions(GRID, [], [0.0], points=[50, 0], rng=rng)
    with pytest.raises(RangeError, match="0 re-spacings"):
        respace_positions(GRID, [], [0.0], points=POINTS, rng=rng, draws=0)


@pytest.mark.parametrize("space", [OptionSet(4, 0.02), Grid(21, 1.0, 0.01)])
def test_rates_are_found_again(space):
    rng = np.random.default_rng(6)
    days = np.sort(rng.choice(2000, 100, replace=False)).astype(float)
    repertoire = make_repertoire(space)
    said = draw_statements(repertoire, draw_paths(space, days, 20, rng), 0.1, rng)
    series = hear_statements(repertoire, said, days, error=0.1)
    fit = fit_motion(replace(space, jump_rate=0.002), series)
    assert fit.outcome == "found"
    assert fit.space.jump_rate == pytest.approx(space.jump_rate, rel=0.3)
    if isinstance(space, Grid):
        assert fit.space.walk == pytest.approx(space.walk, rel=0.5)
    at_fit = sum(estimate_position(fit.space, one, [0.0]).log_evidence for one in series)
    at_truth = sum(estimate_position(space, one, [0.0]).log_evidence for one in series)
    assert fit.log_evidence == pytest.approx(at_fit, abs=1e-6)
    assert at_fit >= at_truth - 0.01
    assert fit.gain > 2


def test_one_statement_tells_no_rates_apart():
    for space, said in ((GRID, heard([3.0], [40])), (OptionSet(3), chose([3.0], [1], 3))):
        fit = fit_motion(space, [said])
        assert (fit.outcome, fit.space, fit.gain) == ("flat", space, 0.0)


def test_what_never_moves_is_fitted_at_the_bound():
    fit = fit_motion(OptionSet(3), [chose(np.arange(40.0) * 30, [1] * 40, 3)])
    assert fit.outcome == "at_bound"
    assert fit.space.jump_rate < 1.1e-4
    with pytest.raises(ShapeError, match="0 series"):
        fit_motion(GRID, [])
