"""What a position rests on, and what silence and left-out evidence do to it."""

from __future__ import annotations

import numpy as np
import pytest

from models.positions.samples import chose, heard
from pourparler.errors import ShapeError
from pourparler.models.positions.basis import describe_basis, last_said
from pourparler.models.positions.estimate import estimate_position
from pourparler.models.positions.evidence import AMBIGUOUS, DECLINED
from pourparler.models.positions.regions import find_region
from pourparler.models.positions.silence import estimate_twice
from pourparler.models.positions.spaces import Grid, OptionSet
from pourparler.models.positions.subsets import (
    estimate_without_each,
    keep_reviewed,
    says_otherwise,
)

GRID = Grid()
POINTS = [0, 50, 100]


def test_a_basis_counts_what_was_said_by_then():
    said = heard(
        [0, 0, 10, 20, 30], [10, 10, 10, 10, 90],
        utterance=[0, 0, 1, 2, 3], modality=[0, 0, AMBIGUOUS, DECLINED, 0],
        report=[1, 2, 2, 3, 3], reviewed=[True, False, True, True, True],
        last_day=[0, 0, 10, 20, 45],
    )  # fmt: skip
    basis = describe_basis(said, 40.0)
    assert (basis.statements, basis.utterances, basis.reports) == (4, 1, 2)
    assert (basis.ambiguous, basis.declined, basis.reviewed_share) == (1, 1, 0.5)
    assert (basis.days_since_last, basis.stale) == (40.0, False)
    assert basis.open_questions == ("ambiguous", "declined")
    later = describe_basis(said, 45.0)
    assert (later.utterances, later.days_since_last, later.open_questions) == (2, 0.0, ())


def test_a_position_grows_stale_after_its_days():
    said = heard([10.0], [50])
    assert not describe_basis(said, 190.0).stale
    assert describe_basis(said, 191.0).open_questions == ("stale",)
    assert describe_basis(said, 41.0, stale_days=30).stale


def test_who_said_nothing_is_silent_and_not_stale():
    basis = describe_basis(heard([10.0], [50], modality=[DECLINED]), 900.0)
    assert basis.open_questions == ("silent", "declined")
    assert (basis.stale, basis.days_since_last, basis.reviewed_share) == (False, None, None)
    assert describe_basis(heard([10.0], [50]), 9.0).open_questions == ("silent",)


def test_the_last_word_is_the_last_that_informs_and_is_certain():
    said = heard([0, 5, 9], [0, 0, 0], last_day=[0, 8, 9], modality=[0, 0, AMBIGUOUS])
    found = last_said(said, np.array([-1.0, 0.0, 7.0, 8.0, 90.0]))
    np.testing.assert_array_equal(found, [np.nan, 0, 0, 8, 8])


def test_a_held_position_is_that_of_the_last_word():
    said = heard([0, 30, 60], [10, 20, 20])
    (twin,) = estimate_twice(GRID, [said], [[-5.0, 60.0, 45.0, 900.0]])
    np.testing.assert_array_equal(twin.last_said, [np.nan, 60, 30, 60])
    np.testing.assert_allclose(twin.held[0], twin.drifted.density[0])
    np.testing.assert_allclose(twin.held[[1, 3]], twin.drifted.density[[1, 1]])
    np.testing.assert_allclose(
        twin.held[2], estimate_position(GRID, said, [30]).density[0], atol=1e-14
    )
    np.testing.assert_allclose(
        twin.held_filtered[2], estimate_position(GRID, said, [30]).filtered[0], atol=1e-14
    )
    assert find_region(twin.held[3]).sum() < find_region(twin.drifted.density[3]).sum()


def test_reviewed_statements_alone_may_say_otherwise():
    said = heard([0, 1, 2], [0, 100, 100], reviewed=[True, False, False])
    kept = keep_reviewed(said)
    np.testing.assert_array_equal(kept.low, [0])
    assert len(keep_reviewed(heard([0.0], [0]))) == 0
    every, reviewed = (estimate_position(GRID, one, [2]).density[0] for one in (said, kept))
    assert says_otherwise(GRID, every, reviewed, POINTS)
    assert not says_otherwise(GRID, every, every, POINTS)


def test_leaving_out_a_publisher_is_estimating_without_it():
    space = OptionSet(3)
    said = chose([0, 5, 9, 9], [0, 0, 2, 2], 3)
    found = estimate_without_each(space, said, [4, 4, 6, 8], [9.0])
    assert sorted(found) == [4, 6, 8]
    without = said.select(np.array([False, False, True, True]))
    np.testing.assert_allclose(
        found[4].density, estimate_position(space, without, [9.0]).density, atol=1e-14
    )
    with pytest.raises(ShapeError, match="4 statements"):
        estimate_without_each(space, said, [1, 2], [9.0])
