"""Shifts: dated, with both sides' statements, and none without evidence on both sides."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.positions.dense import dense_motion
from models.positions.samples import chose, heard
from pourparler.errors import RangeError, ShapeError
from pourparler.models.positions.estimate import estimate_position
from pourparler.models.positions.evidence import AMBIGUOUS, DECLINED
from pourparler.models.positions.likelihoods import statement_likelihoods
from pourparler.models.positions.shifts import find_shifts
from pourparler.models.positions.spaces import Grid, OptionSet
from pourparler.models.positions.windows import Windows

POINTS = [0, 50, 100]
MONTHS = np.arange(6) * 30.0


def shifts(said, space=None, points=POINTS):
    space = space or Grid()
    return find_shifts(estimate_position(space, said, [0.0]), said, points)


def key(shift):
    return shift.first_day, shift.last_day, round(shift.odds, 6)


def test_a_shift_is_dated_and_shows_both_sides():
    (shift,) = shifts(heard(MONTHS, [0, 0, 0, 50, 50, 50]))
    assert (shift.first_day, shift.last_day) == (60.0, 90.0)
    assert (list(shift.statements_before), list(shift.statements_after)) == ([2], [3])
    assert shift.odds > 100
    assert shift.change_probability > 0.9
    places = np.linspace(0, 100, 101)
    assert shift.before @ places < 15
    assert abs(shift.after @ places - 50) < 5


def test_statements_of_the_utterances_next_to_it_are_given():
    days, places = [0, 30, 60, 60, 90, 90, 120, 120], [0, 0, 0, 0, 90, 90, 90, 90]
    said = heard(days, places, utterance=[0, 1, 2, 2, 3, 4, 5, 5])
    (shift,) = shifts(said)
    assert (list(shift.statements_before), list(shift.statements_after)) == ([2, 3], [4, 5])


def test_options_without_order_shift_likewise():
    space = OptionSet(4)
    (shift,) = shifts(chose(MONTHS, [1, 1, 1, 3, 3, 3], 4), space, None)
    assert (shift.first_day, shift.last_day) == (60.0, 90.0)
    assert (shift.before.argmax(), shift.after.argmax()) == (1, 3)
    assert shifts(chose(MONTHS, [1] * 6, 4), space, None) == []


def test_a_movement_in_small_steps_is_one_shift():
    said = heard(np.arange(14) * 21.0, [0] * 4 + [12, 24, 36, 48, 60, 72] + [84] * 4, spread=6.0)
    found = shifts(said, points=[0, 100])
    assert len(found) == 1
    assert found[0].first_day >= 63
    assert found[0].last_day <= 252
    assert found[0].last_day - found[0].first_day > 21


def test_one_slip_is_no_shift():
    assert shifts(heard(MONTHS, [0, 0, 0, 100, 0, 0])) == []


@settings(deadline=None, max_examples=30)
@given(
    place=st.integers(0, 100),
    gaps=st.lists(st.integers(0, 5000), min_size=1, max_size=4),
    repeats=st.integers(1, 3),
)
def test_the_same_statement_after_any_gap_is_no_shift(place, gaps, repeats):
    days = np.repeat(np.cumsum([0, *gaps]), repeats).astype(float)
    assert shifts(heard(days, np.full(len(days), place))) == []
    options = OptionSet(5)
    assert shifts(chose(days, [place % 5] * len(days), 5), options, None) == []


@settings(deadline=None, max_examples=15)
@given(silent=st.lists(st.integers(-500, 3000), min_size=1, max_size=4))
def test_silence_moves_no_reported_shift(silent):
    """Days without a word, and words that say nothing, leave shifts as they were."""
    places = [0, 0, 10, 50, 50, 60]
    plain = [key(shift) for shift in shifts(heard(MONTHS, places))]
    assert plain
    n = len(silent)
    said = heard(
        np.append(MONTHS, silent), [*places, *[90] * n],
        modality=[0] * 6 + [(AMBIGUOUS, DECLINED)[i % 2] for i in range(n)],
    )  # fmt: skip
    assert [key(shift) for shift in shifts(said)] == plain
    late = estimate_position(Grid(), heard(MONTHS, places), [150.0, 9000.0])
    assert [key(s) for s in find_shifts(late, heard(MONTHS, places), POINTS)] == plain


def test_nothing_certainly_said_on_one_side_is_no_shift():
    """All before the change is one utterance that may have been made after it."""
    said = heard([0, 90, 110, 130], [0, 90, 90, 90], last_day=[120, 90, 110, 130])
    assert shifts(said) == []


@pytest.mark.parametrize(
    "space", [Grid(11, walk=2.0, jump_rate=0.004), OptionSet(11, jump_rate=0.004)]
)
def test_a_window_equals_the_sum_over_every_path(space):
    days, places = [0.0, 40.0, 90.0, 150.0], [10, 30, 70, 80]
    on_grid = isinstance(space, Grid)
    said = heard(days, places) if on_grid else chose(days, [p // 10 for p in places], 11)
    rows = statement_likelihoods(said, space).whole
    moves = [dense_motion(space, gap) for gap in np.diff(days)]
    jumped = -np.expm1(-0.004 * np.diff(days)) / 11
    for begin, end in itertools.combinations(range(4), 2):
        without = [m - jumped[t] * (begin <= t < end) for t, m in enumerate(moves)]
        ends = "abcd"[begin] + "abcd"[end]
        joint, still = (
            np.einsum(f"a,ab,b,bc,c,cd,d->{ends}", rows[0], m[0], rows[1], m[1], rows[2], m[2],
                      rows[3]) for m in (moves, without)
        )  # fmt: skip
        stays = still.sum() / joint.sum()
        prior = np.exp(-0.004 * (days[end] - days[begin]))
        found = list(Windows.of(space, said).opening_at(begin, 3))[end - begin - 1]
        np.testing.assert_allclose(found.joint, joint / joint.sum(), atol=1e-10)
        assert found.odds == pytest.approx((1 - stays) / stays * prior / (1 - prior), rel=1e-8)


def test_the_odds_of_one_gap_are_those_of_the_track():
    said = heard([0, 10, 60, 61], [0, 10, 70, 60], last_day=[0, 40, 60, 90])
    track = estimate_position(Grid(), said, [0.0])
    windows = Windows.of(Grid(), said)
    steps = np.flatnonzero(np.diff(windows.schedule.times) > 0)
    odds = [next(windows.opening_at(int(step), int(step) + 1)).odds for step in steps]
    np.testing.assert_allclose(odds, track.gaps.odds, rtol=1e-7)


def test_wrong_input_is_named():
    said = heard(MONTHS, [0, 0, 0, 50, 50, 50])
    track = estimate_position(Grid(), said, [0.0])
    with pytest.raises(ShapeError, match="other evidence"):
        find_shifts(track, said.until(60), POINTS)
    with pytest.raises(ShapeError, match="needs the points"):
        find_shifts(track, said)
    with pytest.raises(RangeError, match="at least two between 0 and 100"):
        find_shifts(track, said, [50])
