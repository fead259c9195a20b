"""Fighting between two lines, and the war of attrition: values, equations, limits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparler.errors import RangeError
from pourparler.models.war.attrition import Contest, solve_attrition
from pourparler.models.war.forts import walk_between_forts
from pourparler.models.war.two_lines import (
    Fighting,
    Lines,
    exit_between_lines,
    value_between_lines,
)


@pytest.mark.parametrize(
    ("row", "value"),
    [
        ((0.5, 0.1, 0.3, 0.05, 0.02), 0.682887794),
        ((0.3, -0.05, 0.2, 0.1, 0.03), 0.0717645252),
    ],
)
def test_values_between_two_lines(row, value):
    land, drift, diffusion, rate, cost = row
    fighting = Fighting(
        drift_thousand_km2_per_year=drift, diffusion_thousand_km2_per_root_year=diffusion,
        discount_per_year=rate, cost_u_per_year=cost,
    )  # fmt: skip
    lines = Lines(low_thousand_km2=0.0, high_thousand_km2=1.0, high_value_u=1.0)
    assert value_between_lines(land, lines, fighting) == pytest.approx(value, abs=5e-11)


@given(st.floats(-2, 2), st.floats(0.2, 2), st.floats(0.02, 0.5), st.floats(-2, 2))
def test_the_value_solves_its_equation(drift, diffusion, rate, cost):
    fighting = Fighting(
        drift_thousand_km2_per_year=drift, diffusion_thousand_km2_per_root_year=diffusion,
        discount_per_year=rate, cost_u_per_year=cost, land_value_u=1.7,
    )  # fmt: skip
    lines = Lines(low_thousand_km2=-1.0, high_thousand_km2=2.0, low_value_u=-3.0, high_value_u=5.0)
    step, land = 1e-3, 0.4
    below, here, above = value_between_lines([land - step, land, land + step], lines, fighting)
    slope, bend = (above - below) / (2 * step), (above - 2 * here + below) / step**2
    left = diffusion**2 / 2 * bend + drift * slope - rate * here + 1.7 * rate * land - cost
    assert left == pytest.approx(0.0, abs=1e-3 * (1 + abs(bend) + abs(here)))
    assert value_between_lines([-1.0, 2.0], lines, fighting) == pytest.approx([-3.0, 5.0])


def test_a_walk_of_small_steps_becomes_a_diffusion():
    drift, diffusion, forts = 0.1, 0.3, 400
    lines = Lines(low_thousand_km2=0.0, high_thousand_km2=1.0)
    motion = {
        "drift_thousand_km2_per_year": [drift, -0.05],
        "diffusion_thousand_km2_per_root_year": [diffusion, 0.2],
    }
    out = exit_between_lines([0.5, 0.3], lines, **motion)
    assert out.chance_high == pytest.approx([0.7523361989, 0.0998882736], abs=5e-11)
    assert out.mean_years == pytest.approx([2.5233619886, 4.0022345274], abs=5e-11)
    step = 1 / forts
    walk = walk_between_forts(0.5 + drift * step / (2 * diffusion**2), forts=forts, held=200)
    years = walk.battles * step**2 / diffusion**2
    assert (walk.chance, years) == pytest.approx((0.7523367313, 2.5233673135), abs=5e-10)
    assert (walk.chance, years) == pytest.approx((out.chance_high[0], out.mean_years[0]), rel=1e-5)


@given(st.floats(-3e-5, 3e-5), st.floats(0.0, 1.0))
def test_nothing_is_lost_where_the_drift_is_nearly_nothing(drift, land):
    lines = Lines(low_thousand_km2=0.0, high_thousand_km2=1.0)
    out = exit_between_lines(
        land, lines, drift_thousand_km2_per_year=drift, diffusion_thousand_km2_per_root_year=1.0
    )
    assert out.chance_high == pytest.approx(land * (1 + drift * (1 - land)), abs=1e-8)
    assert out.mean_years == pytest.approx(land * (1 - land) * (1 + drift * (1 - 2 * land) / 3),
                                           abs=1e-9)  # fmt: skip


@pytest.mark.parametrize(
    ("lose", "rate", "hazards", "years", "chance"),
    [
        ((0, 0), 0.0, (0.2, 0.1), 3.3333333333, 0.3333333333),
        ((0.2, 0.1), 0.05, (0.2277777778, 0.1375), 2.7376425856, 0.3764258555),
    ],
)
def test_wars_of_attrition(lose, rate, hazards, years, chance):
    found = solve_attrition(
        Contest(win=1, lose=lose[0], cost_per_year=0.1),
        Contest(win=1, lose=lose[1], cost_per_year=0.2),
        discount_per_year=rate,
    )
    assert (found.concedes_attacker, found.concedes_defender) == pytest.approx(hazards, abs=5e-11)
    assert (found.mean_years, found.chance_attacker) == pytest.approx((years, chance), abs=5e-11)


@given(st.floats(0.1, 5), st.floats(0.1, 5), st.floats(0, 1))
def test_each_is_kept_indifferent_and_the_cheaper_side_concedes_sooner(cost, other, rate):
    first = Contest(win=3.0, lose=0.5, cost_per_year=cost)
    second = Contest(win=3.0, lose=0.5, cost_per_year=other)
    found = solve_attrition(first, second, discount_per_year=rate)
    waiting = (found.concedes_defender * 3.0 - cost) / (rate + found.concedes_defender)
    assert waiting == pytest.approx(0.5)  # as much as conceding now
    assert bool(found.concedes_attacker >= found.concedes_defender) is (other >= cost)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: Lines(low_thousand_km2=1, high_thousand_km2=1), "not below"),
        (
            lambda: exit_between_lines(
                3, Lines(low_thousand_km2=0, high_thousand_km2=1),
                drift_thousand_km2_per_year=1, diffusion_thousand_km2_per_root_year=1,
            ),
            "not between",
        ),
        (lambda: Contest(win=1, lose=1, cost_per_year=1), "win less lose is 0"),
        (
            lambda: solve_attrition(*[Contest(win=1, lose=0, cost_per_year=0)] * 2),
            "no cost of waiting",
        ),
    ],
)  # fmt: skip
def test_wars_without_meaning_are_refused(call, message):
    with pytest.raises(RangeError, match=message):
        call()
