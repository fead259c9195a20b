"""Means, medians, the Nash point and challenges on one issue."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparler.errors import RangeError, ShapeError
from pourparler.models.bargaining.challenge import (
    AS_CODED,
    AS_PRINTED,
    Variant,
    play_challenges,
    solve_challenge,
    winning_chances,
)
from pourparler.models.bargaining.forecast import gains
from pourparler.models.bargaining.means import (
    median_interval,
    solve_compromise,
    solve_mean,
    solve_median,
)
from pourparler.models.bargaining.nash import solve_nash
from pourparler.models.bargaining.standings import Standings

# Emission standards of the European Community: position in years, salience, capability.
EMISSIONS = Standings(
    [4, 7, 4, 4, 10, 10, 10, 7, 4, 7],
    [0.8, 0.4, 0.2, 0.8, 0.6, 0.6, 0.9, 0.1, 1.0, 0.7],
    [0.08, 0.08, 0.03, 0.16, 0.16, 0.16, 0.16, 0.05, 0.05, 0.08],
)


@st.composite
def standings(draw, *, actors: int = 5) -> Standings:
    def table(low: int, high: int, scale: int) -> list[float]:
        whole = st.integers(low, high)
        return [n / scale for n in draw(st.lists(whole, min_size=actors, max_size=actors))]

    return Standings(table(0, 100, 1), table(1, 10, 10), table(1, 40, 4))


# Worked by hand: mean, medians, Nash point.
HAND = [
    pytest.param([20, 60], [1, 1], 40, (20, 60), 100, 60.0, id="two alike"),
    pytest.param([20, 60], [3, 1], 30, (20, 20), 100, 40.0, id="three to one"),
    pytest.param([0, 50, 100], [2, 1, 1], 37.5, (0, 50), None, 42.15351654086268, id="three"),
]


@pytest.mark.parametrize(("positions", "weights", "mean", "medians", "reference", "nash"), HAND)
def test_hand_cases(positions, weights, mean, medians, reference, nash):
    given_ = Standings(positions, np.ones(len(positions)), weights)
    assert solve_compromise(given_).outcomes[0] == pytest.approx(mean)
    assert tuple(median_interval(given_)[0]) == medians
    assert solve_nash(given_, reference).outcomes[0] == pytest.approx(nash, abs=1e-9)


def test_four_actors_by_hand():
    four = Standings([10, 30, 70, 90], [0.5, 0.8, 0.9, 0.2], [1, 0.5, 2, 1])
    assert solve_compromise(four).outcomes[0] == pytest.approx(161 / 2.9)
    assert solve_median(four).outcomes[0] == 70
    moved = Standings([10, 30, 80, 90], four.saliences, four.influences)
    step = solve_compromise(moved).outcomes[0] - solve_compromise(four).outcomes[0]
    assert step == pytest.approx(10 * 1.8 / 2.9)


def test_quadratic_losses_by_hand():
    two = Standings([20, 60], [1, 1], [1, 1])
    found = solve_nash(two, 100, loss="quadratic").outcomes[0]
    assert found == pytest.approx(10 + np.sqrt(1700), abs=1e-9)


def test_no_agreement_is_an_outcome():
    stuck = solve_nash(Standings([0, 100], [1, 1], [1, 1]), 100)
    assert not stuck.agreed[0]
    assert stuck.outcomes[0] == 100


@given(standings(), st.integers(0, 100))
def test_nash_is_the_highest_point_of_a_fine_grid(standing, reference):
    found = solve_nash(standing, reference)
    grid = np.linspace(0, 100, 2001)
    worst = np.abs(standing.positions[0] - reference)
    gained = worst - np.abs(grid[:, None] - standing.positions[0])
    with np.errstate(divide="ignore"):
        heights = np.log(np.maximum(gained, 0)) @ standing.weights[0]
    if not found.agreed[0]:
        assert not (gained > 1e-9).all(axis=1).any()
        return
    own = worst - np.abs(found.outcomes[0] - standing.positions[0])
    assert (own > 0).all()
    assert np.log(own) @ standing.weights[0] >= heights.max() - 1e-9


@given(standings(), st.integers(0, 100), st.integers(1, 50))
def test_nash_depends_on_ratios_of_weights_and_on_neither_end_of_the_scale(
    standing, reference, factor
):
    found = solve_nash(standing, reference)
    louder = Standings(standing.positions, standing.saliences, standing.influences * factor)
    assert solve_nash(louder, reference).outcomes == pytest.approx(found.outcomes, abs=1e-6)
    mirrored = Standings(100 - standing.positions, standing.saliences, standing.influences)
    assert 100 - solve_nash(mirrored, 100 - reference).outcomes == pytest.approx(
        found.outcomes, abs=1e-6
    )


@given(standings())
def test_a_median_has_half_the_weight_on_neither_side(standing):
    low, high = median_interval(standing)[0]
    weights, positions = standing.weights[0], standing.positions[0]
    for point in (low, (low + high) / 2, high):
        assert weights[positions < point].sum() <= weights.sum() / 2 + 1e-9
        assert weights[positions > point].sum() <= weights.sum() / 2 + 1e-9


@given(standings())
def test_forecasts_lie_among_the_positions(standing):
    forecasts = (
        solve_mean(standing),
        solve_compromise(standing),
        solve_median(standing),
        solve_challenge(standing),
    )
    low, high = standing.positions.min(), standing.positions.max()
    for forecast in forecasts:
        assert low - 1e-9 <= forecast.outcomes[0] <= high + 1e-9


def test_draws_are_solved_apart():
    rng = np.random.default_rng(4)
    shape = (7, 6)
    many = Standings(
        rng.integers(0, 101, shape), rng.integers(1, 11, shape) / 10, rng.integers(1, 9, shape)
    )
    for solve in (solve_mean, solve_compromise, solve_median, solve_nash, solve_challenge):
        apart = [
            solve(Standings(x, s, c)).outcomes[0]
            for x, s, c in zip(many.positions, many.saliences, many.influences, strict=True)
        ]
        assert solve(many).outcomes == pytest.approx(apart, abs=1e-9, nan_ok=True)


# Medians and means by round that a program of 2014 printed for the example; the paper's own,
# known at second hand, are 8.4, 9.9 four times, 7.4, 8.8, 9.6.
CODED = (
    [8.416, 9.611, 9.962, 9.962, 9.962, 7.472, 8.825, 9.671],
    [7.461, 7.553, 7.590, 7.358, 7.349, 7.415, 7.510, 7.572],
)
NEAREST = (
    [8.416, 9.611, 9.962, 10.0, 10.0, 10.0, 10.0, 8.179],
    [7.461, 7.553, 7.590, 7.604, 7.607, 7.388, 7.395, 7.462],
)
WITHOUT_RISK = (
    [8.427, 9.620, 9.964, 9.964, 9.964, 7.524, 8.872, 9.699],
    [7.462, 7.553, 7.590, 7.359, 7.351, 7.418, 7.514, 7.575],
)


@pytest.mark.parametrize(
    ("variant", "printed"),
    [
        pytest.param(AS_CODED, CODED, id="as coded"),
        pytest.param(Variant(), NEAREST, id="nearest compromise"),
        pytest.param(Variant(compromise="smallest", risk_votes=False), WITHOUT_RISK, id="risk 1"),
    ],
)
def test_challenges_over_emission_standards(variant, printed):
    rounds = play_challenges(EMISSIONS, rounds=8, variant=variant)
    after = [Standings(r.positions, EMISSIONS.saliences, EMISSIONS.influences) for r in rounds]
    medians = [float(solve_median(s).outcomes[0]) for s in after]
    means = [float(solve_compromise(s).outcomes[0]) for s in after]
    assert medians == pytest.approx(printed[0], abs=5e-4)
    assert means == pytest.approx(printed[1], abs=5e-4)


def test_attitudes_to_risk_of_the_first_round():
    (first,) = play_challenges(EMISSIONS, rounds=1, variant=AS_CODED)
    expected = [1.40565, 0.75420, 0.50886, 1.40565, 1.04652, 1.04652, 1.96490, 0.5, 2.0, 1.11212]
    assert first.risks[0] == pytest.approx(expected, abs=5e-6)
    assert first.expected[0, 0, 1] == pytest.approx(0.10269, abs=5e-6)
    assert first.expected[0, 1, 0] == pytest.approx(-0.472514, abs=5e-7)


def test_the_printed_formula_ends_in_agreement_and_not_in_a_division_by_zero():
    rounds = play_challenges(EMISSIONS, rounds=8, variant=AS_PRINTED)
    settled = Standings(rounds[-1].positions, EMISSIONS.saliences, EMISSIONS.influences)
    assert solve_median(settled).outcomes[0] == pytest.approx(7.0)


@given(standings(), st.integers(1, 40))
def test_an_ally_beside_a_challenger_never_lowers_its_chance(standing, influence):
    pair = Variant(denominator="pair", risk_votes=False)
    ally = Standings(
        np.append(standing.positions[0], standing.positions[0, 0]),
        np.append(standing.saliences[0], 1.0),
        np.append(standing.influences[0], float(influence)),
    )
    alone = winning_chances(standing, variant=pair)[0]
    helped = winning_chances(ally, variant=pair)[0]
    apart = standing.positions[0] != standing.positions[0, 0]
    assert (helped[0, :-1] >= alone[0] - 1e-12)[apart].all()


@given(standings())
def test_the_default_reads_the_scale_from_both_ends_alike(standing):
    mirrored = Standings(100 - standing.positions, standing.saliences, standing.influences)
    (there,) = play_challenges(standing, rounds=1)
    (back,) = play_challenges(mirrored, rounds=1)
    assert there.expected == pytest.approx(back.expected, abs=1e-9)


@given(standings(actors=4))
def test_expectations_equal_a_plain_loop(standing):
    (played,) = play_challenges(standing, rounds=1, variant=Variant(denominator="pair"))
    x, s, c = standing.positions[0], standing.saliences[0], standing.influences[0]
    span, r = np.ptp(x) or 1.0, played.risks[0]
    for i in range(4):
        for j in range(4):
            votes = [
                c[k]
                * s[k]
                * ((abs(x[k] - x[j]) / span) ** r[k] - (abs(x[k] - x[i]) / span) ** r[k])
                for k in range(4)
            ]
            cast = sum(abs(v) for v in votes)
            win = sum(max(v, 0) for v in votes) / cast if cast else 0.5
            gap = abs(x[i] - x[j]) / span
            up, down = 2 - 4 * (0.5 - gap / 2) ** r[i], 2 - 4 * (0.5 + gap / 2) ** r[i]
            worth = s[j] * (win * up + (1 - win) * down) + (1 - s[j]) * up
            assert played.expected[0, i, j] == pytest.approx(worth - 2 + 4 * 0.5 ** r[i], abs=1e-9)


def test_gains_are_counted_from_the_reference():
    two = Standings([20, 60], [1, 1], [1, 1])
    assert gains(two, solve_mean(two), 100).tolist() == [[60.0, 20.0]]
    assert gains(two, solve_mean(two), 50).tolist() == [[10.0, -10.0]]


@pytest.mark.parametrize(
    ("arguments", "error", "words"),
    [
        (([20, 101], [1, 1], [1, 1]), RangeError, r"positions\[0, 1\] is 101"),
        (([20, np.nan], [1, 1], [1, 1]), RangeError, r"positions\[0, 1\] is nan"),
        (([20, 60], [1, 1.5], [1, 1]), RangeError, r"saliences\[0, 1\] is 1.5"),
        (([20, 60], [1, 1], [1, -1]), RangeError, r"influences\[0, 1\] is -1"),
        (([20, 60], [0, 0], [1, 1]), RangeError, "draw 0 every actor"),
        (([20, 60], [1, 1, 1], [1, 1]), ShapeError, "do not fit each other"),
    ],
)
def test_bad_standings_are_named(arguments, error, words):
    with pytest.raises(error, match=words):
        Standings(*arguments)


def test_a_reference_outside_the_scale_is_named():
    with pytest.raises(RangeError, match="reference 120"):
        solve_nash(EMISSIONS, 120)
