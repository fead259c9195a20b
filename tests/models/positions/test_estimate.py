"""The filter and the smoother, against enumeration of every path and against their definition."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.positions.dense import dense_motion, enumerate_paths
from models.positions.samples import chose, heard
from pourparler.errors import RangeError, ShapeError
from pourparler.models.positions.estimate import estimate_position, estimate_positions
from pourparler.models.positions.evidence import AMBIGUOUS, OPPOSES, Evidence
from pourparler.models.positions.likelihoods import statement_likelihoods
from pourparler.models.positions.spaces import Grid, OptionSet

GRID = Grid(points=11, walk=1.5, jump_rate=0.004)
DAYS = [0.0, 12.0, 13.0, 60.0, 400.0]
WEEKS_APART = [0.0, 12.0, 25.0, 60.0, 400.0]


def test_five_dates_equal_enumeration_of_every_path():
    said = heard(WEEKS_APART, [10, 20, 70, 80, 30], modality=[0, 0, 0, OPPOSES, 0], misread=0.2)
    rows = statement_likelihoods(said, GRID).whole
    density, log_evidence = enumerate_paths(GRID, WEEKS_APART, rows)
    found = estimate_position(GRID, said, WEEKS_APART)
    np.testing.assert_allclose(found.density, density, atol=1e-10)
    assert found.log_evidence == pytest.approx(log_evidence, abs=1e-10)


def test_filtering_equals_enumeration_of_what_had_been_said():
    said = heard(WEEKS_APART, [10, 20, 70, 80, 30])
    rows = statement_likelihoods(said, GRID).whole
    found = estimate_position(GRID, said, WEEKS_APART)
    for n in range(1, 5):
        density, _ = enumerate_paths(GRID, WEEKS_APART[:n], rows[:n])
        np.testing.assert_allclose(found.filtered[n - 1], density[-1], atol=1e-10)


def test_options_equal_enumeration_of_every_path():
    space = OptionSet(4, jump_rate=0.01)
    said = chose(WEEKS_APART, [0, 0, 2, 1, 2], 4)
    density, log_evidence = enumerate_paths(
        space, WEEKS_APART, statement_likelihoods(said, space).whole
    )
    found = estimate_position(space, said, WEEKS_APART)
    np.testing.assert_allclose(found.density, density, atol=1e-12)
    assert found.log_evidence == pytest.approx(log_evidence, abs=1e-12)


def test_dates_between_and_around_equal_enumeration_with_silent_dates():
    said = heard([10.0, 50.0], [20, 70])
    rows = statement_likelihoods(said, GRID).whole
    silent = np.ones(11)
    density, _ = enumerate_paths(
        GRID, [0.0, 10.0, 30.0, 50.0, 90.0], [silent, rows[0], silent, rows[1], silent]
    )
    found = estimate_position(GRID, said, [90.0, 0.0, 30.0, 10.0])
    np.testing.assert_allclose(found.density, density[[4, 0, 2, 1]], atol=1e-10)


def test_uncertain_dates_equal_the_sum_over_their_days():
    """Three overlapping ranges and two known days: 27 ways to date them."""
    first, last = [0.0, 6.0, 30.0, 12.0, 70.0], [0.0, 48.0, 90.0, 54.0, 70.0]
    places = [10, 60, 80, 20, 90]
    said = heard(first, places, last_day=last, week=np.arange(5))
    rows = statement_likelihoods(said, GRID).whole
    thirds = [
        [a + (b - a) * share for share in (1 / 6, 1 / 2, 5 / 6)]
        for a, b in zip(first[1:4], last[1:4], strict=True)
    ]
    query, total, mixed = 40.0, 0.0, np.zeros(11)
    for dates in itertools.product(*thirds):
        events = [(0.0, rows[0]), (70.0, rows[4]), (query, np.ones(11))]
        events += [(day, rows[i + 1]) for i, day in enumerate(dates)]
        events.sort(key=lambda event: event[0])
        density, log_evidence = by_matrices(GRID, events, query)
        total += np.exp(log_evidence) / 27
        mixed += np.exp(log_evidence) / 27 * density
    found = estimate_position(GRID, said, [query])
    assert np.exp(found.log_evidence) == pytest.approx(total, rel=1e-10)
    np.testing.assert_allclose(found.density[0], mixed / total, atol=1e-10)


def by_matrices(space, events, query):
    """Density at ``query``, one of the events, and log evidence, by dense matrices."""
    forward = np.full(space.size, 1 / space.size)
    matrices = [dense_motion(space, b[0] - a[0]) for a, b in itertools.pairwise(events)]
    forwards = []
    for i, (_, row) in enumerate(events):
        forward = (forward if i == 0 else forward @ matrices[i - 1]) * row
        forwards.append(forward)
    place = [time for time, _ in events].index(query)
    backward = np.ones(space.size)
    for i in range(len(events) - 1, place, -1):
        backward = matrices[i - 1] @ (events[i][1] * backward)
    joint = forwards[place] * backward
    return joint / joint.sum(), np.log(joint.sum())


def test_before_its_last_day_an_utterance_may_still_come():
    said = heard([0.0], [90], last_day=[60.0])
    whole = statement_likelihoods(said, GRID).whole[0]
    still = Grid(points=11, walk=0.0, jump_rate=0.0)
    found = estimate_position(still, said, [5.0, 10.0, 30.0, 50.0]).filtered
    for row, chance in zip(found, [0, 1 / 3, 2 / 3, 1], strict=True):
        mixture = chance * whole + (1 - chance)
        np.testing.assert_allclose(row, mixture / mixture.sum(), atol=1e-12)


def test_more_overlapping_ranges_than_slots_take_their_middle_day():
    first, last = np.zeros(5), np.array([90.0, 80.0, 70.0, 60.0, 50.0])
    said = heard(first, [10, 20, 30, 40, 90], last_day=last, week=np.arange(5))
    middle = heard(
        [0, 0, 0, 30, 25], [10, 20, 30, 40, 90], last_day=[90, 80, 70, 30, 25], week=np.arange(5)
    )
    found, expected = (estimate_position(GRID, one, [40.0]) for one in (said, middle))
    np.testing.assert_allclose(found.density, expected.density, atol=1e-14)


@settings(deadline=None, max_examples=40)
@given(
    days=st.lists(st.integers(0, 300), min_size=1, max_size=6),
    seed=st.integers(0, 10**6),
    split=st.integers(0, 300),
)
def test_splitting_a_gap_changes_nothing(days, seed, split):
    """A date that is asked for, or something that says nothing, leaves all as it was."""
    rng = np.random.default_rng(seed)
    places = rng.integers(0, 11, len(days)) * 10.0
    said = heard(np.array(days, float), places)
    asked = np.array([0.0, 150.0, 300.0])
    plain = estimate_position(GRID, said, asked)
    empty = heard(
        np.array([*days, split], float),
        np.append(places, 50.0),
        modality=[0] * len(days) + [AMBIGUOUS],
    )
    more = estimate_position(GRID, empty, asked)
    np.testing.assert_allclose(more.density, plain.density, atol=1e-12)
    assert more.log_evidence == pytest.approx(plain.log_evidence, abs=1e-12)
    silent = heard(
        np.array([*days, split], float), np.append(places, 50.0), high=np.append(places, 50.0),
        misread=np.array([0.05] * len(days) + [1.0]), week=np.arange(len(days) + 1),
    )  # fmt: skip
    apart = heard(np.array(days, float), places, week=np.arange(len(days)))
    np.testing.assert_allclose(
        estimate_position(GRID, silent, asked).density,
        estimate_position(GRID, apart, asked).density,
        atol=1e-12,
    )


def test_smoothing_equals_filtering_at_and_after_the_last_date():
    said = heard(DAYS, [10, 20, 70, 80, 30])
    found = estimate_position(GRID, said, [399.0, 400.0, 401.0, 900.0])
    np.testing.assert_allclose(found.density[1:], found.filtered[1:], atol=1e-14)
    assert abs(found.density[0] - found.filtered[0]).max() > 0.01


def test_after_one_statement_the_density_is_its_likelihood():
    said = heard([3.0], [40], misread=0.1, not_meant=0.1)
    found = estimate_position(GRID, said, [3.0]).density[0]
    np.testing.assert_allclose(found * 11, statement_likelihoods(said, GRID).whole[0], atol=1e-12)


def test_nothing_said_leaves_it_even():
    said = heard([3.0], [40], modality=[AMBIGUOUS])
    found = estimate_position(GRID, said, [0.0, 3.0, 9.0])
    np.testing.assert_allclose(found.density, 1 / 11, atol=1e-15)
    assert found.log_evidence == 0
    assert len(found.gaps.odds) == 0


def test_a_day_takes_in_all_that_was_said_on_it_in_the_order_given():
    fast = Grid(points=11, walk=0.0, jump_rate=2.0)
    first = heard([3, 3], [10, 90], order=[1, 2])
    last = heard([3, 3], [10, 90], order=[2, 1])
    together = heard([3, 3], [10, 90])
    asked = [2.0, 3.0, 4.0]
    found = {n: estimate_position(fast, e, asked).filtered for n, e in
             {"first": first, "last": last, "together": together}.items()}  # fmt: skip
    assert found["first"][1].argmax() == 9
    assert found["last"][1].argmax() == 1
    np.testing.assert_allclose(found["together"][1], found["together"][1][::-1], atol=1e-14)
    np.testing.assert_allclose(found["first"][0], 1 / 11)


def test_a_batch_equals_its_series_one_by_one_in_any_blocks():
    rng = np.random.default_rng(4)
    series: list[Evidence] = []
    for n in (0, 1, 7, 3, 30, 2, 30):
        first = np.sort(rng.integers(0, 200, n)).astype(float)
        ranges = rng.integers(0, 2, n) * rng.integers(0, 40, n)
        series.append(heard(first, rng.integers(0, 101, n), last_day=first + ranges))
    asked = [rng.integers(-20, 260, 4).astype(float) for _ in series]
    for block_steps in (1, 40, 10**6):
        found = estimate_positions(GRID, series, asked, block_steps=block_steps)
        for one, evidence, days in zip(found, series, asked, strict=True):
            alone = estimate_position(GRID, evidence, days)
            np.testing.assert_allclose(one.density, alone.density, atol=1e-13)
            np.testing.assert_allclose(one.filtered, alone.filtered, atol=1e-13)
            assert one.log_evidence == pytest.approx(alone.log_evidence, abs=1e-10)
            np.testing.assert_allclose(one.gaps.posterior, alone.gaps.posterior, atol=1e-12)


def test_wrong_days_are_refused():
    said = heard([3.0], [40])
    with pytest.raises(RangeError, match="have to be finite"):
        estimate_position(GRID, said, [np.nan])
    with pytest.raises(ShapeError, match="1 series and 0 arrays"):
        estimate_positions(GRID, [said], [])


def test_a_reversal_within_a_week_is_no_repetition_of_what_it_reverses():
    days, places = [0, 1, 2, 3, 4, 5], [0.0, 0.0, 0.0, 0.0, 100.0, 100.0]
    as_one = heard(days, places)
    apart = heard(days, places, stance=[0, 0, 0, 0, 1, 1])
    at_end = [
        float(estimate_position(Grid(), e, [5]).density[0, 75:].sum()) for e in (as_one, apart)
    ]
    assert at_end[0] < 0.5 < at_end[1]
    alike = heard(days, places, stance=[7] * 6)
    both = [estimate_position(Grid(), e, [5]).density for e in (as_one, alike)]
    np.testing.assert_allclose(*both)
