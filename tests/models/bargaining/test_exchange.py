"""Exchanges of positions between pairs of actors."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparler.errors import RangeError, ShapeError
from pourparler.models.bargaining.exchange import next_positions, solve_exchange


@st.composite
def tables(draw):
    """Positions, saliences and influences of four actors on three issues."""

    def table(low: int, high: int, scale: int):
        cells = draw(st.lists(st.integers(low, high), min_size=12, max_size=12))
        return np.array(cells, dtype=float).reshape(4, 3) / scale

    return table(0, 20, 1) * 5, table(1, 10, 10), table(1, 8, 4)


def test_two_actors_by_hand():
    """Each gives way where it cares less; the move of one is cut so that both gain alike."""
    found = solve_exchange([[0, 0], [100, 100]], [[0.9, 0.3], [0.2, 0.8]], [1, 1])
    (made,) = found.exchanges
    assert (made.demander, made.supplier, made.wanted, made.given) == (0, 1, 0, 1)
    # Issue 0: supplier's share 2/11 of 100 points; issue 1: demander's 3/11; both caps reach.
    to_wanted, to_given = 100 * 2 / 11, 100 * 3 / 11
    rate = (0.9 + 0.2) / (0.3 + 0.8)
    approach = min(to_wanted, to_given / rate)
    assert made.gain == pytest.approx(approach * 0.9 - approach * rate * 0.3)
    assert found.before - found.outcomes == pytest.approx([approach, -approach * rate])


def test_sides_may_be_those_of_the_start():
    """Both stand beyond the outcome once the first exchange has moved it."""
    positions = [[0.0, 0.0, 100.0], [60.0, 100.0, 0.0], [100.0, 100.0, 50.0]]
    saliences = [[0.9, 0.3, 0.2], [0.2, 0.8, 0.5], [0.4, 0.6, 0.9]]
    now = solve_exchange(positions, saliences, [1, 1, 1])
    start = solve_exchange(positions, saliences, [1, 1, 1], sides="start")
    assert now.exchanges[0] == start.exchanges[0]
    assert now.before == pytest.approx(start.before)


def test_nobody_exchanges_with_who_stands_on_the_same_side():
    found = solve_exchange([[0, 0], [10, 10], [100, 90]], np.full((3, 2), 0.5), [1, 1, 1])
    assert found.exchanges == ()
    assert found.voting.tolist() == [[0, 0], [10, 10], [100, 90]]


@given(tables())
def test_every_exchange_gains_alike_for_both_and_more_than_nothing(cases):
    positions, saliences, influences = cases
    found = solve_exchange(positions, saliences, influences)
    voting = positions.copy()
    shares = saliences * influences / (saliences * influences).sum(axis=0)
    for made in found.exchanges:
        before = (shares * voting).sum(axis=0)
        voting[made.supplier, made.wanted] = made.supplier_move[1]
        voting[made.demander, made.given] = made.demander_move[1]
        after = (shares * voting).sum(axis=0)
        for actor in (made.demander, made.supplier):
            gained = (
                saliences[actor]
                * (np.abs(positions[actor] - before) - np.abs(positions[actor] - after))
            ).sum()
            assert gained == pytest.approx(made.gain, abs=1e-7)
        assert made.gain > 0
    assert found.voting == pytest.approx(voting)
    assert found.outcomes == pytest.approx((shares * voting).sum(axis=0))


@given(tables())
def test_votes_stay_between_positions_and_the_same_input_gives_the_same_result(cases):
    positions, saliences, influences = cases
    found = solve_exchange(positions, saliences, influences)
    assert (found.voting >= positions.min(axis=0) - 1e-9).all()
    assert (found.voting <= positions.max(axis=0) + 1e-9).all()
    assert solve_exchange(positions, saliences, influences).exchanges == found.exchanges


@given(tables())
def test_who_takes_no_part_in_an_issue_neither_moves_nor_counts(cases):
    positions, saliences, influences = cases
    positions[0, 0] = np.nan
    found = solve_exchange(positions, saliences, influences)
    assert np.isnan(found.voting[0, 0])
    assert not any(
        0 in (e.demander, e.supplier) and 0 in (e.wanted, e.given) for e in found.exchanges
    )


def test_the_next_round_starts_nearer_to_the_votes_where_little_is_at_stake():
    assert next_positions([[0, 0]], [[100, 100]], [[1.0, 0.5]]) == pytest.approx(
        np.array([[10.0, 30.0]])
    )


def test_bad_tables_are_named():
    with pytest.raises(ShapeError, match=r"positions \(1, 2\)"):
        solve_exchange([[1, 2]], [[1]], [1])
    with pytest.raises(RangeError, match="positions has a value outside 0 to 100"):
        solve_exchange([[1, 200]], [[1, 1]], [1])
    with pytest.raises(RangeError, match="issue 1"):
        solve_exchange([[1, 20]], [[1, 0]], [1])
