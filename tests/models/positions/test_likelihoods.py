"""One statement: normalised, and wrong with the probability that was put in."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.positions.samples import chose, heard
from pourparler.case.records import MODALITIES
from pourparler.errors import RangeError, ShapeError
from pourparler.models.positions.evidence import AMBIGUOUS, CONDITIONAL, DECLINED, OPPOSES
from pourparler.models.positions.likelihoods import (
    combine_errors,
    statement_likelihoods,
    wrong_probability,
)
from pourparler.models.positions.spaces import Grid, OptionSet

hundredths = st.integers(0, 99).map(lambda n: n / 100)


@given(
    ends=st.tuples(st.integers(0, 100), st.integers(0, 100)).map(sorted),
    spread=st.integers(1, 40),
    misread=hundredths,
    not_meant=hundredths,
    modality=st.integers(0, len(MODALITIES) - 1),
    points=st.sampled_from([2, 11, 101]),
)
def test_after_one_statement_it_was_wrong_with_probability_e(
    ends, spread, misread, not_meant, modality, points
):
    low, high = ends
    one = heard(
        [0], [low], high=[high], spread=spread, misread=misread, not_meant=not_meant,
        modality=[modality],
    )  # fmt: skip
    found = statement_likelihoods(one, Grid(points))
    e = 1 - (1 - misread) * (1 - not_meant)
    if modality == CONDITIONAL:
        e = max(e, 0.3)
    if not found.informative[0]:
        e = 1.0
    even = np.full(points, 1 / points)
    assert found.whole.sum() == pytest.approx(points)
    assert wrong_probability(even, found)[0] == pytest.approx(max(e, 1e-6), rel=1e-9)


def test_the_formula_on_eleven_points():
    x = np.linspace(0, 100, 11)
    k = np.exp(-(np.maximum(np.maximum(20 - x, x - 40), 0) ** 2) / (2 * 15.0**2))
    e = 1 - 0.9 * 0.8
    one = heard([0], [20], high=[40], spread=15.0, misread=0.1, not_meant=0.2)
    expected = (1 - e) * k / k.sum() + e / 11
    found = statement_likelihoods(one, Grid(11)).whole[0] / 11
    np.testing.assert_allclose(found, expected, atol=1e-14)
    against = heard(
        [0], [20], high=[40], spread=15.0, misread=0.1, not_meant=0.2, modality=[OPPOSES]
    )
    expected = (1 - e) * (1 - k) / (1 - k).sum() + e / 11
    found = statement_likelihoods(against, Grid(11)).whole[0] / 11
    np.testing.assert_allclose(found, expected, atol=1e-14)


def test_a_condition_doubles_the_spread_and_raises_the_error_to_three_tenths():
    plain = heard([0], [30], spread=16.0, misread=0.0, not_meant=0.3)
    conditional = heard([0], [30], spread=8.0, modality=[CONDITIONAL])
    np.testing.assert_allclose(
        statement_likelihoods(conditional, Grid()).whole, statement_likelihoods(plain, Grid()).whole
    )
    surely_wrong = heard([0], [30], modality=[CONDITIONAL], misread=0.5, not_meant=0.0)
    assert statement_likelihoods(surely_wrong, Grid()).error == pytest.approx([0.5])


@pytest.mark.parametrize("modality", [AMBIGUOUS, DECLINED])
def test_ambiguous_and_declined_say_nothing(modality):
    found = statement_likelihoods(heard([0], [30], modality=[modality]), Grid())
    assert not found.informative[0]
    assert (found.whole == 1).all()


def test_opposing_everything_rules_nothing_out():
    found = statement_likelihoods(heard([0], [0], high=[100], modality=[OPPOSES]), Grid())
    assert not found.informative[0]
    assert (found.whole == 1).all()


def test_options_named_share_what_is_believed():
    one = chose([0], [0], 4, misread=0.2, not_meant=0.0)
    np.testing.assert_allclose(
        statement_likelihoods(one, OptionSet(4)).whole / 4, [[0.85, 0.05, 0.05, 0.05]]
    )
    against = chose([0], [0], 4, misread=0.2, not_meant=0.0, modality=[OPPOSES])
    np.testing.assert_allclose(
        statement_likelihoods(against, OptionSet(4)).whole[0] / 4,
        [0.05, 0.05 + 0.8 / 3, 0.05 + 0.8 / 3, 0.05 + 0.8 / 3],
    )


def test_a_point_between_grid_points_is_no_weaker():
    found = statement_likelihoods(heard([0], [33.3], spread=0.01), Grid(11))
    assert found.whole[0].argmax() == 3
    assert found.error == pytest.approx(combine_errors(np.array([0.05]), np.array([0.05])))


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"misread": [0.1, 1.2]}, r"misread\[1\] is 1.2"),
        ({"last_day": [0, 4]}, r"last_day\[1\] is 4"),
        ({"high": [50, 40]}, r"high\[1\] is 40"),
        ({"spread": [0, 1]}, r"spread\[0\] is 0"),
        ({"modality": [0, 9]}, r"modality\[1\] is 9"),
    ],
)
def test_wrong_numbers_are_named_with_their_row(more, words):
    with pytest.raises(RangeError, match=words):
        heard([0, 5], [50, 50], **more)


def test_shapes_that_disagree_are_named():
    with pytest.raises(ShapeError, match="utterance has shape"):
        heard([0, 5], [50, 50], utterance=[0])
    with pytest.raises(ShapeError, match="either low, high and spread, or options"):
        heard([0], [50], high=None)
    with pytest.raises(ShapeError, match="4 options; the space has 3"):
        statement_likelihoods(chose([0], [1], 4), OptionSet(3))
    with pytest.raises(ShapeError, match="a grid needs low"):
        statement_likelihoods(chose([0], [1], 4), Grid())
    with pytest.raises(ShapeError, match="names intervals"):
        statement_likelihoods(heard([0], [1]), OptionSet(3))
