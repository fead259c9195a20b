"""Names on the map of actors do not cover each other."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.report.alignment_chart import _LETTER, _LINE, _place_labels


@settings(deadline=None, max_examples=50)
@given(st.integers(0, 10**6), st.integers(1, 12), st.sampled_from([0.0, 0.02, 1.0]))
def test_names_do_not_cover_each_other(seed, count, spread):
    unit = 0.004
    places = np.random.default_rng(seed).normal(0, spread, (count, 2))
    labels = _place_labels(places, [f"actor {n}" for n in range(count)], unit)
    assert {label["name"] for label in labels} == {f"actor {n}" for n in range(count)}
    for one, other in itertools.combinations(labels, 2):
        beside = abs(one["x2"] - other["x2"]) / unit >= 7 * _LETTER
        below = abs(one["y2"] - other["y2"]) / unit >= _LINE - 1e-6
        assert beside or below
