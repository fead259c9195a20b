"""Who wants to join, and how joining because others do can settle."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special, stats

from pourparler.errors import RangeError
from pourparler.models.guarantees.coordination import solve_coordination
from pourparler.models.guarantees.participation import Terms, join_value, solve_participation

# benefit, hazard, deployment, fighting, reliability, what joining is worth
JOINING = (
    (60.0, 0.02, 0.2, 40.0, 0.3, 17.1935439),
    (30.0, 0.03, 0.2, 40.0, 0.6, -0.18050078),
    (10.0, 0.03, 0.2, 40.0, 0.6, -6.09046996),
)


@pytest.mark.parametrize("row", JOINING)
def test_what_joining_is_worth(row):
    benefit, hazard, deployment, fighting, reliability, expected = row
    terms = Terms(
        benefit=[benefit], deployment=[deployment], fighting=[fighting], reliability=[reliability]
    )
    found = join_value(terms, hazard_without=0.105282, hazard=hazard, discount=0.08)
    assert found == pytest.approx(np.array([[expected]]), abs=5.1e-9)


@st.composite
def games(draw):
    """Return what four guarantors gain and cost, and how much each lowers the hazard."""
    quarter = st.integers(0, 40).map(lambda n: n / 4)
    row = st.lists(quarter, min_size=4, max_size=4).map(np.array)
    terms = Terms(
        benefit=draw(row) * 4,
        deployment=draw(row) / 20,
        fighting=draw(row) * 2,
        reliability=np.full(4, 0.5),
    )
    return terms, draw(row) / 50


@given(games())
def test_what_is_left_is_the_largest_set_that_all_want_to_join(game):
    terms, lowers = game

    def hazard(joins):
        return 0.12 * np.exp(-(joins * lowers).sum(axis=-1))

    found = solve_participation(
        lambda rows, joins: hazard(joins), terms,
        hazard_without=np.array([0.12]), discount=0.08, groups=4,
    )  # fmt: skip
    stable = []
    for members in itertools.product((False, True), repeat=4):
        net = join_value(
            terms, hazard_without=0.12, hazard=hazard(np.array([members])), discount=0.08
        )[0]
        if (net[np.array(members)] >= 0).all():
            stable.append(set(np.flatnonzero(members)))
    assert set(np.flatnonzero(found.joins[0])) == set.union(*stable)
    assert set.union(*stable) in stable
    assert (found.net[0][found.joins[0]] >= 0).all()
    assert found.rounds <= 5


def test_only_draws_in_which_somebody_left_are_reckoned_again():
    asked = []
    terms = Terms(
        benefit=np.array([[60.0, 60.0], [60.0, 0.0]]),
        deployment=[0.1, 0.1], fighting=[1.0, 1.0], reliability=[0.5, 0.5],
    )  # fmt: skip

    def hazard(rows, joins):
        asked.append(rows.tolist())
        return 0.1 - 0.04 * joins.sum(axis=1)

    found = solve_participation(
        hazard, terms, hazard_without=np.array([0.1, 0.1]), discount=0.08, groups=2
    )
    assert asked == [[0, 1], [1]]
    assert found.joins.tolist() == [[True, True], [True, False]]
    assert found.hazard == pytest.approx([0.02, 0.06])


# lead, low, middle, high
SETTLING = (
    (0.0, 0.0474258732, 0.5, 0.9525741268),
    (0.5, 0.1192030524, 0.4522007651, 0.98201379),
    (1.0, 0.2746642781, 0.372764825, 0.9933071491),
)


@pytest.mark.parametrize("row", SETTLING)
def test_how_thirty_settle(row):
    lead, *expected = row
    found = solve_coordination(members=30, needed=15, benefit=3.0, cost=1.5, spread=0.5, lead=lead)
    figures = np.concatenate([found.low, found.middle, found.high])
    assert figures == pytest.approx(expected, abs=5.1e-10)
    assert found.several
    assert found.stable == pytest.approx(np.array([[expected[0], expected[2]]]), abs=5.1e-10)


def test_a_search_on_a_grid_would_miss_the_middle():
    grid = np.linspace(0, 1, 1001)[1:-1]
    answer = special.expit((3.0 * stats.binom.sf(14, 29, grid) - 1.5) / 0.5)
    gap = answer - grid
    gap[np.abs(gap) < 1e-12] = 0.0
    strict = np.flatnonzero(gap[:-1] * gap[1:] < 0)
    assert strict.size == 2
    found = solve_coordination(members=30, needed=15, benefit=3.0, cost=1.5, spread=0.5)
    assert found.middle == pytest.approx(0.5, abs=1e-12)


def test_the_lead_shrinks_the_basin_of_the_bad_one():
    found = solve_coordination(
        members=30, needed=15, benefit=3.0, cost=1.5, spread=0.5, lead=np.linspace(0, 1.2, 13)
    )
    several = found.several
    assert (np.diff(found.middle[several]) < 0).all()
    assert not several[-1]
    assert np.isnan(found.low[-1])
    assert found.high[-1] > 0.99


def gap_at(r, members, needed, benefit, cost, spread, lead):
    """Return how far the answer to an expected reliability is above it."""
    tail = stats.binom.sf(needed - 1, members - 1, r)
    return special.expit((benefit * tail + lead - cost) / spread) - r


@given(st.integers(2, 40), st.data(), st.floats(0, 20), st.floats(-5, 10), st.floats(0.05, 5),
       st.floats(0, 3))  # fmt: skip
def test_all_solutions_are_found_and_are_solutions(members, data, benefit, cost, spread, lead):
    needed = data.draw(st.integers(1, members - 1))
    game = (members, needed, benefit, cost, spread, lead)
    found = solve_coordination(
        members=members, needed=needed, benefit=benefit, cost=cost, spread=spread, lead=lead
    )
    roots = np.array([found.low[0], found.middle[0], found.high[0]])
    roots = roots[~np.isnan(roots)]
    assert roots.size in (1, 2, 3)
    assert (np.diff(roots) >= 0).all()
    for r in roots:
        steep = 1 + benefit / spread * members
        assert abs(gap_at(r, *game)) < 1e-13 * steep
    # Between the solutions the sign of the gap is constant, on a grid finer than any of them.
    grid = special.expit(np.linspace(-30, 30, 4001))
    gaps = gap_at(grid, *game)
    signs = np.sign(gaps[np.abs(gaps) > 1e-9])
    assert np.count_nonzero(np.diff(signs)) <= roots.size


def test_games_without_meaning_are_refused():
    with pytest.raises(RangeError, match="30 needed of 30"):
        solve_coordination(members=30, needed=30, benefit=1.0, cost=1.0, spread=1.0)
    with pytest.raises(RangeError, match="spread is 0"):
        solve_coordination(members=30, needed=3, benefit=1.0, cost=1.0, spread=0.0)
    with pytest.raises(RangeError, match="discount is 0"):
        join_value(Terms(benefit=[1], deployment=[1], fighting=[1], reliability=[1]),
                   hazard_without=0.1, hazard=0.1, discount=0.0)  # fmt: skip
