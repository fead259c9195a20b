"""Who arrives: the worked example, the plain twin, limits and invariants."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from models.guarantees import plain, samples
from pourparler.errors import RangeError, ShapeError
from pourparler.models.guarantees.contest import Contest, attack_success
from pourparler.models.guarantees.pledges import (
    Pledges,
    arriving,
    pledge_alone,
    pledge_with_lead,
    with_tripwire,
)
from pourparler.models.guarantees.success import solve_collapse, solve_success
from pourparler.models.guarantees.turnout import solve_turnout


def test_the_thirty_of_the_worked_example():
    found = solve_turnout(samples.example())
    assert (found.route, found.step) == ("grid", 0)
    assert samples.example().contributions.sum() == 183
    assert found.shares[0, 0] == pytest.approx(0.0001102865, abs=5.1e-11)
    assert found.mean == pytest.approx(116.7516, abs=5.1e-11)
    assert found.sd == pytest.approx(61.7515558917, abs=5.1e-11)
    assert 1 - found.at_most(99) == pytest.approx(0.6002362807, abs=5.1e-11)
    assert found.at_most(40) == pytest.approx(0.1741506685, abs=5.1e-11)


def test_the_worked_example_if_nobody_hung_on_the_lead():
    found = solve_turnout(samples.example().independent())
    assert found.mean == pytest.approx(116.7516, abs=5.1e-11)
    assert found.sd == pytest.approx(26.9410647837, abs=5.1e-11)
    assert 1 - found.at_most(99) == pytest.approx(0.7222126284, abs=5.1e-11)
    success = solve_success(samples.example().independent(), samples.CONTEST).success
    assert success == pytest.approx(0.3648985243, abs=5.1e-11)
    collapse = solve_collapse(samples.example(), 40)
    assert collapse.independent == pytest.approx(0.0007822799, abs=5.1e-11)
    assert collapse.ratio == pytest.approx(223, abs=0.5)


@pytest.mark.parametrize(("lead", "expected"), [(0.6, 0.3823300652), (1, 0.3082061267),
                                               (0, 0.4935159729)])  # fmt: skip
def test_the_chance_of_a_renewed_attack(lead, expected):
    found = solve_success(samples.example(lead=lead), samples.CONTEST)
    assert found.route == "waves"
    assert found.success == pytest.approx(expected, abs=5.1e-11)
    assert found.error < 1e-11


def test_a_collapse_that_hardly_ever_happens_keeps_a_finite_ratio():
    pledges = pledge_with_lead(
        counts=[60] * 3, contributions=[1.0, 2.0, 3.0], with_lead=[0.9] * 3,
        without_lead=[0.9] * 3, lead_contribution=0.0, lead_reliability=0.5)  # fmt: skip
    found = solve_collapse(pledges, 10.0)
    assert found.share < 1e-12
    assert found.ratio == 1


def test_nobody_and_everybody():
    assert attack_success(0, strength=100, own_army=60) == pytest.approx(0.625)
    everybody = samples.example().most
    assert attack_success(everybody, strength=100, own_army=60) == pytest.approx(
        0.2610966057, abs=5.1e-11
    )


@pytest.mark.parametrize("players", [1, 6, 12])
def test_every_way_of_turning_out(players):
    twin = plain.example(players)
    expected = twin.success(plain.STRENGTH, plain.OWN_ARMY, 1.0)
    for route in ("counts", "waves"):
        found = solve_success(samples.example(players), samples.CONTEST, route=route)
        assert found.success == pytest.approx(expected, abs=found.error[0] + 1e-13)
    grid = solve_turnout(samples.example(players), route="grid")
    below = twin.expect(lambda force: float(force <= 40))
    assert grid.at_most(40) == pytest.approx(below, abs=1e-13)


@given(samples.several(), st.floats(1, 200), st.floats(1, 100), st.floats(0.5, 3))
def test_both_routes_are_the_plain_twin_in_every_draw(pledges, strength, army, decisiveness):
    contest = Contest(strength=strength, own_army=army, decisiveness=decisiveness)
    expected = [samples.one_by_one(pledges, row).success(strength, army, decisiveness)
                for row in range(pledges.draws)]  # fmt: skip
    counts = solve_success(pledges, contest, route="counts")
    waves = solve_success(pledges, contest, route="waves")
    assert counts.success == pytest.approx(expected, abs=1e-12)
    assert (np.abs(waves.success - expected) <= waves.error + 1e-13).all()
    if min(strength, army) > 40:
        assert (waves.error < 1e-10).all()


@given(samples.several(whole=True), st.integers(0, 60))
def test_whole_units_are_exact_on_a_grid(pledges, force):
    grid, counts = (solve_turnout(pledges, route=route) for route in ("grid", "counts"))
    assert (grid.step == 0).all()
    assert grid.at_most(force) == pytest.approx(counts.at_most(force), abs=1e-13)
    assert grid.mean == pytest.approx(counts.mean, abs=1e-10)


@given(samples.several())
def test_shares_sum_to_one_and_a_grid_keeps_the_mean(pledges):
    for route in ("counts", "grid"):
        found = solve_turnout(pledges, route=route)
        assert found.shares.sum(axis=1) == pytest.approx(1, abs=1e-12)
        assert (found.shares >= 0).all()
        each = np.einsum("nms,ns->nm", pledges.reliabilities, pledges.lead_shares)
        mean = (each * pledges.contributions) @ pledges.counts
        mean += (pledges.lead_shares * pledges.lead_contributions).sum(axis=1)
        assert found.mean == pytest.approx(mean, abs=1e-9)


@given(samples.several())
def test_a_grid_is_off_by_no_more_than_it_says(pledges):
    exact, grid = (solve_turnout(pledges, route=route) for route in ("counts", "grid"))
    steepest = 200 / 160**3  # second derivative of 100 / (160 + G) at 0, where it is largest
    bound = (pledges.counts.sum() + 1) * grid.step**2 * steepest / 8 + 1e-12
    gap = np.abs(
        grid.expect(samples.CONTEST.success(grid.forces))
        - exact.expect(samples.CONTEST.success(exact.forces))
    )
    assert (gap <= bound).all()


def test_a_grid_that_rounds_contributions_would_miss_the_mean():
    pledges = pledge_alone(counts=[15], contributions=[2.4], reliabilities=[0.5])
    found = solve_turnout(pledges, route="grid", cells=9)
    assert found.step > 0
    assert found.mean == pytest.approx(18.0)
    rounded = pledge_alone(counts=[15], contributions=[2.0], reliabilities=[0.5])
    assert solve_turnout(rounded, route="grid").mean == pytest.approx(15.0)


def test_alike_guarantors_are_binomial():
    pledges = pledge_alone(counts=[40], contributions=[1.0], reliabilities=[0.3])
    for route in ("counts", "grid"):
        found = solve_turnout(pledges, route=route)
        assert found.shares[0] == pytest.approx(stats.binom(40, 0.3).pmf(np.arange(41)), abs=1e-14)


def test_all_or_nothing_when_everyone_follows_the_lead():
    pledges = pledge_with_lead(
        counts=[5, 4], contributions=[2.0, 3.0], with_lead=[1, 1], without_lead=[0, 0],
        lead_contribution=10.0, lead_reliability=0.7)  # fmt: skip
    found = solve_turnout(pledges)
    assert found.at_most(0) == pytest.approx(0.3)
    assert found.at_most(31) == pytest.approx(0.3)
    assert found.at_most(32) == pytest.approx(1)


@given(samples.several())
def test_without_dependence_the_states_do_not_matter(pledges):
    apart = pledges.independent()
    marginal = pledge_alone(
        counts=[*pledges.counts],
        contributions=pledges.contributions,
        reliabilities=apart.reliabilities[:, :, 0],
    )
    lead = 0.0
    for state in range(pledges.lead_shares.shape[1]):
        alone = solve_turnout(marginal, route="counts")
        moved = alone.forces + pledges.lead_contributions[:, [state]]
        lead = lead + pledges.lead_shares[:, state] * alone.expect(samples.CONTEST.success(moved))
    assert solve_success(apart, samples.CONTEST).success == pytest.approx(lead, abs=1e-10)


@given(samples.several(draws=1), st.integers(0, 2), st.sampled_from(["force", "reliability"]))
def test_more_help_never_helps_the_attacker(pledges, number, what):
    group = number % pledges.counts.size
    force, reliability = pledges.contributions.copy(), pledges.reliabilities.copy()
    if what == "force":
        force[:, group] += 5
    else:
        reliability[:, group] = reliability[:, group] + 0.5 * (1 - reliability[:, group])
    more = Pledges(
        counts=pledges.counts, contributions=force, reliabilities=reliability,
        lead_shares=pledges.lead_shares, lead_contributions=pledges.lead_contributions,
    )  # fmt: skip
    before, after = (solve_success(p, samples.CONTEST).success for p in (pledges, more))
    assert after <= before + 1e-13


def test_a_lead_with_three_states_and_packages_with_armies_of_their_own():
    pledges = Pledges(
        counts=np.array([3, 2]),
        contributions=np.array([4.0, 2.5]),
        reliabilities=np.array([[0.9, 0.6, 0.3], [0.8, 0.7, 0.1]]),
        lead_shares=np.array([0.5, 0.3, 0.2]),
        lead_contributions=np.array([40.0, 12.0, 0.0]),
    )
    armies = [[60.0, 51.0, 42.0]]
    contest = Contest(strength=[100.0, 90.0], own_army=armies, decisiveness=1.5)
    for route in ("counts", "waves"):
        found = solve_success(pledges, contest, route=route).success
        expected = [[samples.one_by_one(pledges, 0).success(r, d, 1.5) for d in armies[0]]
                    for r in (100.0, 90.0)]  # fmt: skip
        assert found == pytest.approx(np.array(expected), abs=1e-10)


def test_a_guarantee_that_may_not_be_invoked():
    pledges = samples.example()
    never, half, always = solve_success(
        samples.example(), Contest(strength=[100.0] * 3, own_army=60.0), invoked=[0.0, 0.5, 1.0]
    ).success
    assert never == pytest.approx(0.625)
    assert half == pytest.approx((never + always) / 2)
    assert always == pytest.approx(solve_success(pledges, samples.CONTEST).success[0])


def test_who_does_not_join_never_comes():
    pledges = samples.example(8)
    joins = np.arange(8) < 3
    kept = solve_success(pledges.keep(joins), samples.CONTEST).success
    assert kept == pytest.approx(solve_success(samples.example(3), samples.CONTEST).success)
    alone = solve_success(pledges.keep(joins, lead_joins=False), samples.CONTEST).success
    assert alone == pytest.approx(
        solve_success(samples.example(3, lead=0), samples.CONTEST).success
    )


def test_many_draws_in_blocks_are_each_draw_alone():
    rng = np.random.default_rng(4)
    draws, groups = 700, 4
    pledges = pledge_with_lead(
        counts=[3, 40, 2, 7],
        contributions=rng.uniform(0, 9, (draws, groups)),
        with_lead=rng.uniform(0.4, 1, (draws, groups)),
        without_lead=rng.uniform(0, 0.4, (draws, groups)),
        lead_contribution=rng.uniform(0, 50, draws),
        lead_reliability=rng.uniform(0, 1, draws),
    )
    contest = Contest(
        strength=rng.uniform(50, 150, draws),
        own_army=rng.uniform(10, 90, draws),
        decisiveness=rng.uniform(0.4, 3, draws),
    )
    found = solve_success(pledges, contest)
    assert found.route == "waves"
    for row in (0, 255, 699):
        some = np.array([row])
        exact = solve_success(pledges.part(some), contest.part(some), route="counts").success
        assert found.success[row] == pytest.approx(exact[0], abs=1e-10)


def test_an_army_of_nothing_is_answered_with_the_error_it_costs():
    contest = Contest(strength=100.0, own_army=0.0, decisiveness=0.5)
    waves = solve_success(samples.example(8), contest, route="waves")
    exact = solve_success(samples.example(8), contest, route="counts")
    assert abs(waves.success - exact.success) <= waves.error
    assert waves.error > 1e-11


def test_late_and_with_troops_in_the_way():
    assert arriving(10.0, delay=[0, 1, 3, 6], decided=0.5) == pytest.approx(
        [10, 6.0653066, 2.2313016, 0.49787068], abs=5.1e-8
    )
    assert with_tripwire(0.5, [0, 0.1, 0.5]) == pytest.approx([0.5, 0.55, 0.75])


@pytest.mark.parametrize(
    ("changes", "error", "message"),
    [
        ({"lead_reliability": 1.2}, RangeError, r"lead_shares is 1.2 at \[0, 0\]"),
        ({"with_lead": [0.5, 1.5]}, RangeError, r"reliabilities is 1.5 at \[0, 1, 0\]"),
        ({"without_lead": [0.5, np.nan]}, RangeError, r"reliabilities is nan at \[0, 1, 1\]"),
        ({"contributions": [1.0, -1.0]}, RangeError, r"contributions is -1 at \[0, 1\]"),
        ({"counts": [1, -1]}, RangeError, r"counts is -1 at \[1\]"),
        ({"contributions": np.ones((2, 3))}, ShapeError, r"contributions has shape \(2, 3\)"),
        ({"lead_contribution": [1.0, 2.0, 3.0], "contributions": np.ones((2, 2))}, ShapeError,
         "with 3 draws"),
    ],
)  # fmt: skip
def test_pledges_without_meaning_are_refused(changes, error, message):
    given = {
        "counts": [1, 2], "contributions": [1.0, 2.0], "with_lead": [0.5, 0.5],
        "without_lead": [0.1, 0.1], "lead_contribution": 3.0, "lead_reliability": 0.5,
    }  # fmt: skip
    with pytest.raises(error, match=message):
        pledge_with_lead(**given | changes)


def test_other_things_without_meaning_are_refused():
    with pytest.raises(RangeError, match=r"sum to 0\.9"):
        Pledges(counts=[1], contributions=[1.0], reliabilities=[[0.5, 0.5]],
                lead_shares=[0.5, 0.4], lead_contributions=[1.0, 0.0])  # fmt: skip
    with pytest.raises(RangeError, match="strength is 0"):
        Contest(strength=0.0, own_army=1.0)
    with pytest.raises(RangeError, match="own_army is -1"):
        Contest(strength=1.0, own_army=-1.0)
    with pytest.raises(RangeError, match="invoked is 2"):
        solve_success(samples.example(2), samples.CONTEST, invoked=[0.0, 2.0])
    with pytest.raises(ShapeError, match="strength has 2 draws"):
        solve_success(samples.example(2), Contest(strength=[1.0, 2.0], own_army=[1.0, 2.0, 3.0]))
    with pytest.raises(RangeError, match="at least 2"):
        solve_turnout(samples.example(2), cells=1)
    with pytest.raises(RangeError, match="delay is -1"):
        arriving(1.0, delay=-1.0, decided=0.5)
    with pytest.raises(RangeError, match=r"tripwire is 1\.1"):
        with_tripwire(0.5, 1.1)
