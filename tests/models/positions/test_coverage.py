"""Eighty per cent intervals hold the truth in eighty of a hundred cases, when the model is true."""

from __future__ import annotations

import numpy as np
import pytest

from models.positions.dense import dense_motion
from models.positions.samples import chose, heard
from pourparler.errors import RangeError
from pourparler.models.positions.estimate import estimate_position, estimate_positions
from pourparler.models.positions.likelihoods import statement_likelihoods
from pourparler.models.positions.regions import find_region
from pourparler.models.positions.simulate import (
    draw_paths,
    draw_statements,
    hear_statements,
    make_repertoire,
)
from pourparler.models.positions.spaces import Grid, OptionSet

SAID = np.array([30.0, 60.0, 110.0, 210.0, 225.0, 420.0])
ASKED = np.array([0.0, 30.0, 45.0, 100.0, 110.0, 200.0, 218.0, 300.0, 420.0, 500.0])
PATHS = 2000


@pytest.mark.parametrize("space", [Grid(), OptionSet(4)])
def test_intervals_cover_within_four_standard_errors(space):
    """On 20,000 path-dates; the boundary cell counts by the part that is needed."""
    rng = np.random.default_rng(20)
    days, at = np.unique(np.concatenate((SAID, ASKED)), return_inverse=True)
    paths = draw_paths(space, days, PATHS, rng)[:, at]
    repertoire = make_repertoire(space)
    said = draw_statements(repertoire, paths[:, : len(SAID)], 0.2, rng)
    series = hear_statements(repertoire, said, SAID, error=0.2)
    tracks = estimate_positions(space, series, [ASKED] * PATHS)
    truth = paths[:, len(SAID) :, None]
    for known in ("density", "filtered"):
        density = np.stack([getattr(track, known) for track in tracks])
        covered = np.take_along_axis(find_region(density), truth, axis=-1)[:, :, 0]
        by_path = covered.mean(axis=1)  # the dates of a path are not independent
        standard_error = by_path.std() / np.sqrt(PATHS)
        assert standard_error < 0.006
        assert abs(by_path.mean() - 0.8) < 4 * standard_error


@pytest.mark.parametrize("space", [Grid(), Grid(11), OptionSet(5)])
def test_a_repertoire_is_what_the_likelihoods_say(space):
    repertoire = make_repertoire(space, spread=12.0)
    np.testing.assert_allclose(repertoire.chances.sum(axis=0), 1, atol=1e-5)
    rows = statement_likelihoods(repertoire.samples, space).whole
    np.testing.assert_allclose(repertoire.chances, rows * repertoire.anyway[:, None], atol=1e-5)


@pytest.mark.parametrize("space", [Grid(11, 2.0, 0.004), OptionSet(4, 0.01)])
def test_paths_move_as_the_space_says(space):
    paths = draw_paths(space, [0.0, 0.0, 80.0], 40_000, np.random.default_rng(3))
    assert (paths[:, 0] == paths[:, 1]).all()
    counts = np.zeros((space.size, space.size))
    np.add.at(counts, (paths[:, 1], paths[:, 2]), 1)
    expected = dense_motion(space, 80.0) / space.size
    tolerance = 5 * np.sqrt(expected / 40_000)
    assert (np.abs(counts / 40_000 - expected) < tolerance + 1e-12).all()
    with pytest.raises(RangeError, match="in order"):
        draw_paths(space, [3.0, 2.0], 1, np.random.default_rng(0))


def test_statements_are_wrong_as_often_as_asked():
    repertoire = make_repertoire(OptionSet(4))
    places = np.full((50, 800), 2)
    said = draw_statements(repertoire, places, 0.4, np.random.default_rng(5))
    assert (said == 2).mean() == pytest.approx(0.6 + 0.4 / 4, abs=0.01)
    heard_back = hear_statements(repertoire, said, np.arange(800.0), error=0.4)[7]
    np.testing.assert_array_equal(heard_back.options.argmax(axis=1), said[7])
    assert (heard_back.misread == 0.4).all()


@pytest.mark.parametrize("say", [heard, lambda days, at: chose(days, np.array(at) // 40, 3)])
def test_ten_repetitions_within_a_week_narrow_no_more_than_two(say):
    space = Grid() if say is heard else OptionSet(3)
    ten = say(np.linspace(0, 6, 10).round(), [40] * 10)
    two = say(np.array([0.0, 6.0]), [40] * 2)
    sizes = [
        find_region(estimate_position(space, said, [6.0]).density[0]).sum() for said in (ten, two)
    ]
    assert sizes[0] >= sizes[1] - 1e-3
