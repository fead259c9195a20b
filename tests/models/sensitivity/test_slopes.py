"""Slopes over draws: exact ones, and two runs that share their draws."""

from __future__ import annotations

import numpy as np
import pytest

from pourparler.errors import RangeError, ShapeError
from pourparler.models.sensitivity.slopes import average_slope, count_slope, difference_slope


def test_two_runs_find_the_slope_of_a_line_without_error():
    draws = np.random.default_rng(1).random(200)
    width = np.random.default_rng(2).random(200)
    found = difference_slope(3 * draws, 3 * (draws + width), width)
    assert found.mean == pytest.approx(3)
    assert found.standard_error == pytest.approx(0, abs=1e-12)
    assert found.direction == "up"
    assert not found.is_exact


def test_the_interval_of_a_count_covers_what_is_true():
    rng = np.random.default_rng(3)
    held = 0
    for _ in range(400):
        draws = rng.random(300)
        found = count_slope(draws < 0.4, draws < 0.45, np.full(300, 0.05))
        low, high = found.interval
        held += low <= 1.0 <= high
    assert held / 400 > 0.86


def test_a_change_seen_in_no_draw_is_not_said_to_be_impossible():
    flags = np.zeros(100, dtype=bool)
    found = count_slope(flags, flags, np.ones(100))
    assert found.mean == 0
    assert found.direction == "unclear"
    low, high = found.interval
    assert low < 0 < high < 0.03


def test_a_step_of_many_units_scales_slope_and_error():
    found = average_slope([-1.0, -2.0, -3.0])
    assert found.direction == "down"
    assert found.times(10).interval == pytest.approx([10 * end for end in found.interval])


def test_an_input_that_does_not_move_or_draws_that_differ_are_refused():
    with pytest.raises(RangeError, match="has to move"):
        difference_slope([1.0, 2.0], [1.0, 2.0], [0.0, 0.0])
    with pytest.raises(ShapeError, match="two or more"):
        average_slope([1.0])
    with pytest.raises(ShapeError):
        count_slope([True, False], [True, False, True], [1.0, 1.0])
