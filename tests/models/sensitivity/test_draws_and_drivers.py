"""Draws are balanced, drivers match what is known exactly, shares are never 0 or 1."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparler.errors import RangeError, ShapeError
from pourparler.models.sensitivity.break_even import find_break_evens
from pourparler.models.sensitivity.draws import draw_design
from pourparler.models.sensitivity.drivers import find_drivers, total_effect_errors
from pourparler.models.sensitivity.ranges import Range, elicit_lognormal, elicit_normal
from pourparler.models.sensitivity.shares import band, count_share, share_better

UNIFORM = Range("beta", 1.0, 1.0)


def ishigami(columns):
    x, y, z = (math.pi * (2 * columns[name] - 1) for name in "xyz")
    return np.sin(x) + 7 * np.sin(y) ** 2 + 0.1 * z**4 * np.sin(x)


def test_the_drivers_of_the_ishigami_function():
    design = draw_design({name: UNIFORM for name in "xyz"}, 4096, seed=1)
    found = find_drivers(design, ishigami(design.columns()))
    assert found.first_order == pytest.approx([0.313905, 0.442411, 0.0], abs=0.02)
    assert found.total_effect == pytest.approx([0.557589, 0.442411, 0.243684], abs=0.01)
    assert found.ranked()[0][0] == "x"


def test_the_drivers_of_land_lost_until_a_signature():
    design = draw_design({"drift": UNIFORM, "time": UNIFORM}, 8192, seed=2)
    columns = design.columns()
    land = (2 + 6 * columns["drift"]) * (0.25 + 1.75 * columns["time"])
    found = find_drivers(design, land)
    assert found.first_order == pytest.approx([0.346978, 0.583056], abs=0.005)
    assert found.total_effect == pytest.approx([0.416944, 0.653022], abs=0.005)


def test_total_effects_have_errors_that_cover_the_truth():
    design = draw_design({name: UNIFORM for name in "xyz"}, 1024, seed=3)
    outcomes = ishigami(design.columns())
    errors = total_effect_errors(design, outcomes, seed=1)
    exact = np.array([0.557589, 0.442411, 0.243684])
    assert (errors > 0).all()
    assert (np.abs(find_drivers(design, outcomes).total_effect - exact) < 4 * errors).all()


def test_an_outcome_that_never_varies_has_no_drivers():
    design = draw_design({"a": UNIFORM, "b": UNIFORM}, 8, seed=1)
    assert find_drivers(design, np.ones(32)).total_effect.tolist() == [0, 0]
    assert total_effect_errors(design, np.ones(32), seed=1).tolist() == [0, 0]


def test_an_input_without_effect_has_none():
    design = draw_design({"a": UNIFORM, "b": UNIFORM}, 64, seed=5)
    assert find_drivers(design, design.columns()["a"]).total_effect == pytest.approx(
        [1, 0], abs=0.05
    )


def test_each_block_changes_one_input():
    design = draw_design({name: UNIFORM for name in "abc"}, 16, seed=7)
    for number in range(3):
        changed = (design.values[2 + number] != design.values[0]).all(axis=0)
        assert changed.tolist() == [n == number for n in range(3)]
        assert (design.values[2 + number, :, number] == design.values[1, :, number]).all()


def test_the_same_seed_gives_the_same_draws_and_another_does_not():
    ranges = {"a": elicit_normal(0, 1), "b": elicit_lognormal(1, 2)}
    first, again = (draw_design(ranges, 32, seed=9).values for _ in range(2))
    assert (first == again).all()
    assert (first != draw_design(ranges, 32, seed=10).values).any()


@given(
    names=st.lists(st.sampled_from("abcdefgh"), min_size=1, unique=True),
    seed=st.integers(0, 2**31),
)
def test_an_input_is_drawn_alike_whichever_others_are(names, seed):
    whole = draw_design({name: UNIFORM for name in "abcdefgh"}, 8, seed=seed)
    some = draw_design({name: UNIFORM for name in names}, 8, seed=seed, among="abcdefgh")
    assert some.names == tuple(names)
    for number in (0, 1):
        for name in names:
            assert (some.block(number)[name] == whole.block(number)[name]).all()


def test_an_input_that_has_no_place_among_the_others_is_named():
    with pytest.raises(RangeError, match="z is not among the 2 inputs") as refused:
        draw_design({"z": UNIFORM}, 8, seed=1, among="ab")
    assert "among" in refused.value.hint


def test_base_draws_are_spread_evenly():
    base = draw_design({"a": UNIFORM}, 64, seed=3).base()["a"]
    assert (np.histogram(base, bins=64, range=(0, 1))[0] == 1).all()


@pytest.mark.parametrize("draws", [0, 1, 3, 1000])
def test_the_number_of_draws_is_a_power_of_two(draws):
    with pytest.raises(RangeError, match="power of two") as refused:
        draw_design({"a": UNIFORM}, draws, seed=1)
    assert refused.value.hint.startswith("Use ")


def test_nothing_uncertain_is_refused():
    with pytest.raises(RangeError, match="no uncertain inputs"):
        draw_design({}, 8, seed=1)


@pytest.mark.parametrize(
    ("count", "draws", "low", "high"),
    [(0, 10_000, 0.0, 0.000251), (314, 1000, 0.285804, 0.343271),
     (3140, 10_000, 0.304958, 0.323149)],
)  # fmt: skip
def test_shares_with_their_interval(count, draws, low, high):
    share = count_share(np.arange(draws) < count)
    assert share.interval == pytest.approx((low, high), abs=5e-7)
    assert 0 < share.share < 1
    assert share.share == (count + 0.5) / (draws + 1)


@given(st.lists(st.booleans(), min_size=1))
def test_a_share_is_never_0_or_1_and_lies_in_its_interval(flags):
    share = count_share(flags)
    low, high = share.interval
    assert 0 < share.share < 1
    assert low <= share.share <= high
    assert share.standard_error > 0


def test_bands_and_comparisons():
    figures = band(np.arange(101))
    assert (figures.low, figures.median, figures.high) == (5, 50, 95)
    assert share_better([1, 2, 3], [0, 2, 4]).count == 1
    with pytest.raises(ShapeError):
        share_better([1, 2], [1])
    with pytest.raises(ShapeError):
        band([])
    with pytest.raises(ShapeError):
        count_share([[True]])
    design = draw_design({"a": UNIFORM}, 8, seed=1)
    with pytest.raises(ShapeError, match="24 rows"):
        find_drivers(design, np.ones(8))


def test_where_each_input_would_turn_the_answer():
    ranges = {"gain": elicit_normal(0, 10), "loss": elicit_normal(3, 5), "idle": UNIFORM}
    found = find_break_evens(ranges, lambda values: values["gain"] - values["loss"])
    by_name = {row.name: row for row in found}
    assert by_name["gain"].at == pytest.approx(4.0, abs=1e-6)
    assert by_name["loss"].at == pytest.approx(5.0, abs=1e-6) or by_name["loss"].at is None
    assert by_name["idle"].at is None
    assert by_name["gain"].share == pytest.approx(0.37, abs=0.01)


def test_the_turn_nearest_to_the_median_is_taken():
    (found,) = find_break_evens({"x": elicit_normal(-10, 10)}, lambda v: np.sin(v["x"] + 1.0))
    assert found.at == pytest.approx(-1.0, abs=1e-6)


def test_an_outcome_that_is_not_finite_is_refused():
    with pytest.raises(RangeError, match="not finite"):
        find_break_evens({"x": UNIFORM}, lambda v: v["x"] * np.inf)
