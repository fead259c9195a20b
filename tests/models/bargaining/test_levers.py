"""Levers against their formula and their definition."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from models.bargaining.test_one_issue import standings
from pourparler.models.bargaining.levers import compromise_levers, simulate_levers
from pourparler.models.bargaining.means import solve_compromise, solve_median
from pourparler.models.bargaining.standings import Standings


@given(standings())
def test_the_formula_agrees_with_small_changes(standing):
    exact, simulated = compromise_levers(standing), simulate_levers(standing, solve_compromise)
    assert simulated.position == pytest.approx(exact.position, abs=1e-6)
    # One-sided where salience is 1, and curved: right to first order.
    assert simulated.salience == pytest.approx(exact.salience, rel=0.12, abs=0.5)
    assert exact.position.sum(axis=1) == pytest.approx(1.0)


def test_only_the_median_actor_moves_the_median():
    three = Standings([10, 40, 90], [1, 1, 1], [1, 1, 1])
    found = simulate_levers(three, solve_median)
    assert found.position.tolist() == [[0, 1, 0]]
    assert not found.is_exact


def test_saliences_at_the_ends_of_their_range_have_levers():
    ends = Standings([0, 100, 50], [0.0, 1.0, 0.5], [1, 1, 1])
    assert np.isfinite(simulate_levers(ends, solve_compromise).salience).all()
