"""War as a lottery and as a walk: values, linear solve, beliefs, empty ranges."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate, stats

from pourparler.errors import RangeError
from pourparler.models.war.beliefs import Belief, value_under_beliefs
from pourparler.models.war.forts import (
    find_range_between_forts,
    value_between_forts,
    walk_between_forts,
)
from pourparler.models.war.lottery import find_range

SHARES = st.floats(0, 1)
COSTS = st.floats(0, 0.5)


@pytest.mark.parametrize(
    ("win", "costs", "power", "low", "high"),
    [
        (0.6, (0.1, 0.2), 1, 0.5, 0.8),
        (0.6, (0.1, 0.2), 0.5, 0.25, 0.96),
        (0.6, (0.1, 0.2), 2, 0.7071067812, 0.5527864045),
        (0.05, (0.1, 0.2), 1, 0.0, 0.25),
        (0.9, (0.05, 0.3), 1, 0.85, 1.0),
    ],
)
def test_ranges_of_the_lottery(win, costs, power, low, high):
    found = find_range(win, *costs, power_attacker=power, power_defender=power)
    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-11)
    assert bool(found.exists) is (low <= high)


def test_both_may_expect_too_much():
    found = find_range([0.7, 0.8], 0.1, 0.2, win_defender=[0.5, 0.3])
    assert found.low == pytest.approx([0.6, 0.7])
    assert found.high == pytest.approx([0.7, 0.5])
    assert found.exists.tolist() == [True, False]
    assert found.width == pytest.approx([0.1, -0.2])


@given(SHARES, SHARES, COSTS, COSTS)
def test_a_range_exists_when_costs_outweigh_the_disagreement(attacker, defender, cost, other):
    found = find_range(attacker, cost, other, win_defender=defender)
    gap = attacker - defender - cost - other
    if abs(gap) > 1e-9 and attacker > cost and defender + other < 1:
        assert bool(found.exists) is (gap <= 0)
    assert 0 <= found.low <= 1
    assert 0 <= found.high <= 1


@given(SHARES, COSTS, COSTS, st.floats(0.2, 0.99))
def test_the_averse_to_risk_leave_more_room(win, cost, other, power):
    neutral = find_range(win, cost, other)
    averse = find_range(win, cost, other, power_attacker=power, power_defender=power)
    assert neutral.exists
    assert averse.low <= neutral.low
    assert averse.high >= neutral.high


WALKS = [
    (0.5, 10, 4, 0.01, 0.95, 0.4, 24.0, 0.0138501431, 0.16),
    (0.55, 10, 4, 0.01, 0.95, 0.6375859553, 23.7585955344, 0.1021831538, 0.4),
    (0.45, 20, 15, 0.005, 0.99, 0.3549914996, 79.0017000701, 0.0152177342, -0.0400170007),
    (0.6, 8, 2, 0.02, 0.9, 0.578112609, 13.1245043616, 0.0111556748, 0.3156225218),
]


@pytest.mark.parametrize("row", WALKS)
def test_walks_between_forts(row):
    win, forts, held, cost, patience, chance, battles, soon, late = row
    walk = walk_between_forts(win, forts=forts, held=held)
    assert (walk.chance, walk.battles) == pytest.approx((chance, battles), abs=5e-11)
    found = value_between_forts(win, cost, forts=forts, held=held, patience=[patience, 1.0])
    assert found == pytest.approx([soon, late], abs=6e-11)


def solve_walk(p: float, forts: int, cost: float, patience: float) -> np.ndarray:
    """The plain twin: W_k = -c + delta (p W_{k+1} + q W_{k-1}), W_0 = 0, W_N = 1."""
    matrix, right = np.eye(forts + 1), np.full(forts + 1, -cost)
    right[0], right[-1] = 0.0, 1.0
    for k in range(1, forts):
        matrix[k, k + 1] -= patience * p
        matrix[k, k - 1] -= patience * (1 - p)
    return np.linalg.solve(matrix, right)


@given(
    st.floats(0.2, 0.8),
    st.integers(1, 25),
    st.floats(0, 0.1),
    st.one_of(st.floats(0.5, 0.9999), st.just(1.0)),
)
def test_the_linear_solve_agrees(win, forts, cost, patience):
    plain = solve_walk(win, forts, cost, patience)
    for k in range(forts + 1):
        value = value_between_forts(win, cost, forts=forts, held=k, patience=patience)
        assert value == pytest.approx(plain[k], abs=1e-9)


@given(st.floats(0.2, 0.8), st.floats(0, 0.1), st.floats(1e-16, 1e-5))
def test_almost_full_patience_is_near_full_patience(win, cost, short):
    full, near = value_between_forts(win, cost, forts=10, held=4, patience=[1.0, 1 - short])
    assert near == pytest.approx(full, abs=1e-9 + 2000 * short)


@given(st.floats(-1e-6, 1e-6), st.integers(2, 200))
def test_near_even_chances_nothing_is_lost(tilt, forts):
    held = forts // 3
    walk = walk_between_forts([0.5, 0.5 + tilt], forts=forts, held=held)
    assert walk.battles[0] == pytest.approx(held * (forts - held), rel=1e-12)
    assert walk.battles[1] == pytest.approx(walk.battles[0], rel=1e-5 * forts)
    assert walk.chance[1] == pytest.approx(walk.chance[0], rel=1e-5 * forts)


def test_long_wars_neither_overflow_nor_vanish():
    walk = walk_between_forts([0.9, 0.1], forts=5000, held=2500)
    assert walk.chance.tolist() == [1.0, 0.0]
    assert walk.battles == pytest.approx(2500 / 0.8)
    assert np.isfinite(
        value_between_forts([0.9, 0.1], 0.01, forts=5000, held=2500, patience=0.99)
    ).all()


@given(st.floats(0.05, 0.95), st.integers(1, 30), st.floats(0, 0.1), st.floats(0, 0.1))
def test_the_width_of_the_range_is_cost_times_battles(win, forts, cost, other):
    held = forts // 2
    walk = walk_between_forts(win, forts=forts, held=held)
    found = find_range_between_forts(win, cost, other, forts=forts, held=held)
    assert found.width == pytest.approx((cost + other) * walk.battles, abs=1e-12)
    mirror = walk_between_forts(1 - win, forts=forts, held=forts - held)
    assert walk.chance + mirror.chance == pytest.approx(1.0)
    assert walk.battles == pytest.approx(mirror.battles)


@pytest.mark.parametrize(
    ("win", "held", "low", "high"),
    [
        (0.5, 4, 0.352, 0.496),
        (0.55, 4, 0.5900687643, 0.7326203375),
        (0.55, 7, 0.8373981209, 0.9404467117),
    ],
)
def test_the_range_moves_with_the_front(win, held, low, high):
    found = find_range_between_forts(win, 0.002, 0.004, forts=10, held=held)
    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-11)


@pytest.mark.parametrize(
    ("attacker", "defender", "value", "surplus"),
    [
        ((6, 4), (4, 6), 0.6544548318, -0.3089096635),
        ((12, 8), (8, 12), 0.6960253401, -0.3920506802),
        ((5, 5), (5, 5), 0.4284706617, 0.1430586765),
        ((7, 5), (5, 7), 0.627993641, -0.255987282),
    ],
)
def test_wars_between_sides_that_disagree(attacker, defender, value, surplus):
    found = value_under_beliefs(
        Belief(*attacker), Belief(*defender),
        forts=10, held=5, cost_attacker=0.004, cost_defender=0.004,
    )  # fmt: skip
    assert (found.attacker, found.defender) == pytest.approx((value, value), abs=6e-11)
    assert found.surplus == pytest.approx(surplus, abs=1e-10)
    assert found.range_exists is (surplus >= 0)


def test_the_average_over_a_belief_by_quadrature():
    belief, prior = Belief(1, 1).after(2, 1), stats.beta(3, 2)

    def weighted(p):
        return prior.pdf(p) * float(value_between_forts(p, 0.01, forts=6, held=2))

    expected, _ = integrate.quad(weighted, 0, 1, epsabs=1e-11)
    found = value_under_beliefs(
        belief, belief, forts=6, held=2, cost_attacker=0.01, cost_defender=0.01
    )
    assert found.attacker == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: find_range(1.2, 0.1, 0.1), "win_attacker is 1.2"),
        (lambda: find_range(0.5, -0.1, 0.1), "cost_attacker is -0.1"),
        (lambda: walk_between_forts(1.0, forts=3, held=1), "inside"),
        (lambda: walk_between_forts(0.5, forts=3, held=4), "held is 4"),
        (lambda: walk_between_forts(0.5, forts=0, held=0), "forts is 0"),
        (lambda: value_between_forts(0.5, 0.1, forts=3, held=1, patience=1.1), "patience"),
        (lambda: Belief(0, 1), "wins is 0"),
    ],
)  # fmt: skip
def test_wars_without_meaning_are_refused(call, message):
    with pytest.raises(RangeError, match=message):
        call()
