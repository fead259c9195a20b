"""Krippendorff's alpha: the standard example, a plain twin, and what must hold of any table."""

from __future__ import annotations

import math
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.errors import RangeError, ShapeError
from pourparler.models.scoring.reliability import measure_agreement

GAP = math.nan
STANDARD = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, GAP, GAP, GAP],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, GAP, 3],
    [GAP, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, GAP],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, GAP],
]
LEVELS = ("nominal", "ordinal", "interval")
tables = st.integers(2, 4).flatmap(
    lambda coders: st.lists(
        st.lists(st.sampled_from([GAP, 0.0, 1.0, 2.0, 5.0]), min_size=coders, max_size=coders),
        min_size=2,
        max_size=7,
    ).map(lambda units: np.array(units).T)
)


@pytest.mark.parametrize(
    ("level", "alpha"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)]
)
def test_the_standard_example(level: str, alpha: float) -> None:
    found = measure_agreement(STANDARD, level=level)
    assert round(found.alpha, 3) == alpha
    assert (found.units, found.values) == (11, 40)


def plain(table: np.ndarray, level: str) -> float | None:
    units = [[v for v in column if v == v] for column in table.T]
    units = [u for u in units if len(u) > 1]
    pool = [v for u in units for v in u]

    def apart(a: float, b: float) -> float:
        if level == "nominal":
            return float(a != b)
        if level == "interval":
            return (a - b) ** 2
        low, high = min(a, b), max(a, b)
        between = sum(low <= v <= high for v in pool)
        return (between - (pool.count(a) + pool.count(b)) / 2) ** 2 if a != b else 0.0

    seen = sum(apart(a, b) / (len(u) - 1) for u in units for a, b in permutations(u, 2))
    chance = sum(apart(a, b) for a, b in permutations(pool, 2))
    if len(units) < 2 or chance == 0:
        return None
    return 1 - (len(pool) - 1) * seen / chance


@settings(max_examples=60, deadline=None)
@given(table=tables, level=st.sampled_from(LEVELS))
def test_it_is_what_a_plain_count_of_pairs_gives(table: np.ndarray, level: str) -> None:
    found, expected = measure_agreement(table, level=level).alpha, plain(table, level)
    assert found == (None if expected is None else pytest.approx(expected, abs=1e-9))


@settings(max_examples=40, deadline=None)
@given(table=tables, level=st.sampled_from(LEVELS), seed=st.integers(0, 99))
def test_neither_order_nor_units_coded_once_matter(
    table: np.ndarray, level: str, seed: int
) -> None:
    rng = np.random.default_rng(seed)
    turned = table[rng.permutation(len(table))][:, rng.permutation(table.shape[1])]
    lonely = np.full((len(table), 2), GAP)
    lonely[0] = 5.0
    more = np.hstack([turned, lonely])
    first, second = (measure_agreement(t, level=level) for t in (table, more))
    assert (first.units, first.values) == (second.units, second.values)
    assert first.alpha == (None if second.alpha is None else pytest.approx(second.alpha, abs=1e-9))


def test_agreement_is_one_and_opposition_below_nought() -> None:
    same = [[1, 2, 3, 1], [1, 2, 3, 1]]
    assert all(measure_agreement(same, level=level).alpha == 1.0 for level in LEVELS)
    assert measure_agreement([[0, 1, 0, 1], [1, 0, 1, 0]]).alpha < 0
    assert measure_agreement([[1, 1], [1, 1]]).alpha is None
    assert measure_agreement([[1, GAP], [GAP, 1]]).units == 0


@pytest.mark.parametrize(
    ("values", "level", "error"),
    [
        ([1, 2, 3], "nominal", ShapeError),
        ([[1.0, math.inf], [1.0, 2.0]], "nominal", RangeError),
        ([[1, 2], [1, 2]], "ratio", RangeError),
    ],
)
def test_what_cannot_be_measured_is_refused(
    values: object, level: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        measure_agreement(values, level=level)
