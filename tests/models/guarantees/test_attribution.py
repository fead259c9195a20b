"""What each guarantor and each component adds: computed answers, brute force, axioms."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.guarantees import plain, samples
from pourparler.errors import RangeError, ShapeError
from pourparler.models.durability.attack import attack_benefit, solve_durability
from pourparler.models.durability.costs import Cost, LogisticCost, UniformCost
from pourparler.models.guarantees.components import ComponentValues, solve_component_values
from pourparler.models.guarantees.contest import Contest
from pourparler.models.guarantees.owen import solve_guarantor_values
from pourparler.models.guarantees.pledges import Pledges, pledge_with_lead
from pourparler.models.guarantees.success import solve_success

EIGHT = (-0.0072549011, -0.0043943881, -0.0138227788, -0.0059526212, -0.0031255496,
         -0.0119951332, -0.0047629685, -0.0019701575)  # fmt: skip
FIVE = (-0.0056725187, -0.0034364912, -0.010776331, -0.0046561605, -0.0024451731)


def test_eight_guarantors_and_a_lead():
    found = solve_guarantor_values(samples.example(8), samples.CONTEST)
    assert found.members[0] == pytest.approx(EIGHT, abs=5.1e-11)
    assert found.lead == pytest.approx(-0.0852905826, abs=5.1e-11)
    assert found.total == pytest.approx(-0.1385690805, abs=5.1e-11)


def test_thirty_guarantors_and_a_lead():
    found = solve_guarantor_values(samples.example(), samples.CONTEST)
    assert found.lead == pytest.approx(-0.0989515631, abs=5.1e-11)
    assert found.lead / found.total == pytest.approx(0.4077619388, abs=5.1e-11)
    assert found.members[0, :5] == pytest.approx(FIVE, abs=5.1e-11)
    assert found.members.sum() == pytest.approx(-0.1437183717, abs=5.1e-11)
    assert found.total == pytest.approx(-0.2426699348, abs=5.1e-11)
    assert found.nodes == 16


def brute_force(pledges: Pledges, row: int, strength, army, decisiveness) -> list[float]:
    """Return the values of guarantors one by one, then of the lead, by every subset."""
    twin = samples.one_by_one(pledges, row)
    players = len(twin.contributions)

    def worth(members):
        shares = twin.lead_shares if players in members else [0.0] * len(twin.lead_shares)
        if players not in members:
            shares[-1] = 1.0
        reliabilities = [
            r if j in members else [0.0] * len(r) for j, r in enumerate(twin.reliabilities)
        ]
        some = plain.Plain(twin.contributions, reliabilities, shares, twin.lead_contributions)
        return some.success(strength, army, decisiveness)

    return plain.shapley(players + 1, worth)


@given(samples.several(draws=2, most=2), st.floats(20, 200), st.floats(20, 100), st.floats(0.5, 3))
def test_the_integral_is_the_average_over_orders(pledges, strength, army, decisiveness):
    contest = Contest(strength=strength, own_army=army, decisiveness=decisiveness)
    found = solve_guarantor_values(pledges, contest)
    each = np.repeat(np.arange(pledges.counts.size), pledges.counts)
    for row in range(2):
        expected = brute_force(pledges, row, strength, army, decisiveness)
        assert found.members[row, each] == pytest.approx(expected[:-1], abs=1e-10)
        assert found.lead[row] == pytest.approx(expected[-1], abs=1e-10)


@given(samples.several(), st.floats(20, 100))
def test_values_sum_to_the_total_and_never_help_the_attacker(pledges, army):
    contest = Contest(strength=100.0, own_army=army)
    found = solve_guarantor_values(pledges, contest)
    full = solve_success(pledges, contest).success
    empty = contest.success(np.zeros(1))[0, 0]
    assert found.total == pytest.approx(full - empty, abs=1e-10)
    assert (found.members <= 1e-12).all()


def test_the_alike_get_alike_and_who_brings_nothing_gets_nothing():
    alike = pledge_with_lead(
        counts=[1, 1, 3, 2], contributions=[4.0, 4.0, 4.0, 0.0], with_lead=[0.8, 0.8, 0.8, 0.9],
        without_lead=[0.2, 0.2, 0.2, 0.3], lead_contribution=0.0, lead_reliability=1.0)  # fmt: skip
    found = solve_guarantor_values(alike, samples.CONTEST)
    assert np.ptp(found.members[0, :3]) < 1e-13
    assert found.members[0, 3] == pytest.approx(0, abs=1e-14)
    idle = pledge_with_lead(
        counts=[2], contributions=[4.0], with_lead=[0.6], without_lead=[0.6],
        lead_contribution=0.0, lead_reliability=0.5)  # fmt: skip
    assert solve_guarantor_values(idle, samples.CONTEST).lead == pytest.approx(0, abs=1e-14)


def test_thinning_before_mixing_the_states_of_the_lead_would_be_wrong():
    pledges = samples.example(6)
    right = solve_guarantor_values(pledges, samples.CONTEST).members[0]
    wrong = solve_guarantor_values(pledges.independent(), samples.CONTEST).members[0]
    assert np.abs(right - wrong).max() > 1e-3
    brute = brute_force(pledges, 0, plain.STRENGTH, plain.OWN_ARMY, 1.0)
    assert right == pytest.approx(brute[:-1], abs=1e-10)


def test_values_for_several_armies_are_refused():
    with pytest.raises(ShapeError, match="one army a draw"):
        solve_guarantor_values(samples.example(2), Contest(strength=100.0, own_army=[[60.0, 50.0]]))


def components(cost: Cost, *, loss: float, gain: float, snapback: float, accident: float,
               forfeited: float = 0.0) -> ComponentValues:  # fmt: skip
    """Take survival over ten years apart: army, European force, lead, snapback."""

    def survival(there):
        pledges = samples.example(30 if "force" in there else 0, lead=0.6 * ("lead" in there))
        contest = Contest(strength=100.0, own_army=60.0 + 40 * ("army" in there))
        benefit = attack_benefit(
            solve_success(pledges, contest).success, gain=gain, loss=loss, forfeited=forfeited,
            punishment=snapback * ("snapback" in there))  # fmt: skip
        return solve_durability(
            benefit, cost, opportunities=0.5, discount=0.08, accident=accident
        ).survival(10)

    return solve_component_values(survival, ["army", "force", "lead", "snapback"])


def test_the_components_of_the_worked_example():
    found = components(LogisticCost(12.0, 6.0), gain=30, loss=20, snapback=8, accident=0.01)
    values = np.concatenate(list(found.values.values()))
    assert values == pytest.approx([0.0964, 0.133066, 0.07997, 0.170952], abs=1.01e-6)
    assert found.empty == pytest.approx(0.348954, abs=5.1e-7)
    assert found.full == pytest.approx(0.829342, abs=5.1e-7)
    assert values.sum() == pytest.approx(0.480389, abs=1.01e-6)
    assert found.alone["lead"] == pytest.approx(0.0829, abs=5.1e-5)


def test_the_components_where_costs_are_uniform():
    found = components(UniformCost(80.0), gain=100, loss=60, snapback=15, accident=0.0,
                       forfeited=10)  # fmt: skip
    values = np.concatenate(list(found.values.values()))
    expected = [0.1903259666, 0.2173194839, 0.1137726505, 0.1483230043]
    assert values == pytest.approx(expected, abs=5.1e-11)
    assert found.full - found.empty == pytest.approx(0.6697411053, abs=5.1e-11)


games = st.integers(1, 4).flatmap(
    lambda k: st.tuples(
        st.just(k), st.lists(st.integers(-9, 9), min_size=2 ** (k + 1), max_size=2 ** (k + 1))
    )
)


def ask(k: int, table: list[int]):
    """Return names, and the outcome of a table over subsets, in two draws."""
    names = [f"c{number}" for number in range(k)]

    def worth(there):
        place = sum(2**number for number, name in enumerate(names) if name in there)
        return np.array([table[place], table[place + 2**k]], dtype=float)

    return names, worth


@given(games)
def test_components_by_every_order(game):
    k, table = game
    names, worth = ask(k, table)
    found = solve_component_values(worth, names)
    for draw in (0, 1):
        expected = plain.shapley(
            k, lambda some, draw=draw: float(worth({names[m] for m in some})[draw])
        )
        values = [found.values[name][draw] for name in names]
        assert values == pytest.approx(expected, abs=1e-12)
        total = found.full[draw] - found.empty[draw]
        assert math.fsum(values) == pytest.approx(total, abs=1e-12)


@given(games, games)
def test_component_values_add_up_over_outcomes_and_idle_ones_get_nothing(game, other):
    k, table = game
    names, worth = ask(k, table)
    _, second = ask(k, (other[1] * 2**k)[: 2 ** (k + 1)])
    both = solve_component_values(lambda there: worth(there) + second(there), names)
    first, last = (solve_component_values(each, names) for each in (worth, second))
    for name in names:
        assert both.values[name] == pytest.approx(first.values[name] + last.values[name])
    with_idle = solve_component_values(lambda there: worth(there - {"idle"}), [*names, "idle"])
    assert with_idle.values["idle"] == pytest.approx([0, 0], abs=1e-12)
    for name in names:
        assert with_idle.values[name] == pytest.approx(first.values[name], abs=1e-12)


def test_each_subset_is_asked_for_once_and_thirteen_are_too_many():
    asked = []

    def worth(there):
        asked.append(there)
        return np.zeros(1)

    found = solve_component_values(worth, ["a", "b", "c"])
    assert len(asked) == len(set(asked)) == 8
    assert set(found.last) == {"a", "b", "c"}
    assert solve_component_values(worth, []).values == {}
    with pytest.raises(RangeError, match="13 components make 8192 subsets"):
        solve_component_values(worth, [str(number) for number in range(13)])
    with pytest.raises(RangeError, match="named twice"):
        solve_component_values(worth, ["a", "a"])
