"""The table of confidences is fitted so that it never falls and is right on what it learned."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from training.calibrate import fit


def test_a_sure_and_an_unsure_half():
    judged = np.array([[0.5, 0], [0.5, 1], [0.5, 0], [0.9, 1], [0.9, 1], [0.9, 1]])
    table = fit(judged, np.ones(6), bins=2)
    assert table == pytest.approx(np.array([[0.5, 1.5 / 4], [0.9, 3.5 / 4]]))


def test_weights_count_as_so_many_statements():
    judged = np.array([[0.5, 0], [0.5, 1]])
    (row,) = fit(judged, np.array([3.0, 1.0]), bins=1)
    assert row == pytest.approx([0.5, (0.5 + 0.5) / 3])


numbers = st.tuples(st.integers(0, 100).map(lambda n: n / 100), st.sampled_from([0.0, 1.0]))


@settings(deadline=None)
@given(st.lists(numbers, min_size=1, max_size=60), st.integers(1, 8))
def test_the_table_rises_and_is_never_certain(judged, bins):
    table = fit(np.array(judged), np.ones(len(judged)), bins=bins)
    assert (np.diff(table, axis=0) >= -1e-12).all()
    assert ((table[:, 1] > 0) & (table[:, 1] < 1)).all()
