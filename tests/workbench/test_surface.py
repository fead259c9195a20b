"""Answers of a surface: the same draws for all, and those of the solver where nothing changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from pourparler.case.folder import CaseFolder
from pourparler.errors import SettlementError, UnknownNameError
from pourparler.models.sensitivity.shares import Share
from pourparler.workbench.opening import FIRST_CASE
from pourparler.workbench.settle.draws import draw_points
from pourparler.workbench.settle.evaluate import evaluate_block
from pourparler.workbench.settle.plan import SettleOptions
from pourparler.workbench.settle.reversing import REVERSING
from pourparler.workbench.settle.run import make_plan
from pourparler.workbench.settle.summary import summarise_design
from pourparler.workbench.settle.surface import Surface
from pourparler.workbench.view import View
from workbench.cases import read_copy


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> CaseFolder:
    return read_copy(FIRST_CASE, tmp_path_factory.mktemp("surface"))


@pytest.fixture(scope="module")
def surface(folder: CaseFolder) -> Surface:
    return Surface(folder, View(), draws=256)


def test_an_unchanged_case_comes_out_as_the_solver_has_it(
    folder: CaseFolder, surface: Surface
) -> None:
    answer = surface.answer(surface.start)
    plan, _ = make_plan(folder, SettleOptions(draws=256), View())
    found = evaluate_block(plan.block(draw_points(plan).base(), 256, priced=True))
    for mine, design in zip(answer.designs, plan.designs, strict=True):
        other = summarise_design(plan, design, found[design.id], cap=None, some=None)
        for name in ("design", "sign", "signable", "durable", "both", "complete", "survival"):
            assert getattr(mine, name) == getattr(other, name), (mine.design, name)


def test_counts_of_the_same_draws_add_up(surface: Surface) -> None:
    answer = surface.answer(surface.start)
    found = answer.comparison
    assert found.better.count + found.worse.count + found.alike.count == 256
    one, other = (answer.sides[d].score for d in (surface.start.design, surface.start.against))
    assert found.better.count == int((one > other).sum())
    mirrored = surface.answer(
        replace(surface.start, design=surface.start.against, against=surface.start.design)
    )
    assert mirrored.comparison.better == found.worse


def test_only_what_changed_comes_out_otherwise(surface: Surface) -> None:
    start = surface.answer(surface.start)
    less = surface.answer(replace(surface.start, components=("european_core", "us_backstop")))
    for design in start.designs:
        same = np.array_equal(less.sides[design.design].score, start.sides[design.design].score)
        assert same == (design.design != surface.start.design), design.design


def test_all_components_of_another_design_make_that_design(surface: Surface) -> None:
    parts = surface.plan.settlement.designs[1]
    changed = surface.answer(replace(surface.start, components=tuple(parts.components)))
    own = surface.answer(replace(surface.start, design=parts.id, against=parts.id))
    first, second = changed.design(surface.start.design), own.design(parts.id)
    # Required guarantors are those of the design in focus that are still there: the same here.
    assert (first.durable, first.signable, first.both) == (
        second.durable, second.signable, second.both,
    )  # fmt: skip


def test_more_relief_is_signed_by_the_advancing_side_at_least_as_often(surface: Surface) -> None:
    advancing = surface.plan.settlement.advancing
    counts = [
        surface.answer(replace(surface.start, relief=relief)).design("european_force").sign[
            str(advancing)
        ].count
        for relief in (0.0, 8.0, 16.0)
    ]  # fmt: skip
    assert counts == sorted(counts)
    assert counts[0] < counts[-1]


def test_deciders_name_what_moves_the_answer(surface: Surface) -> None:
    found = {decider.input: decider for decider in surface.answer(surface.start).deciders}
    assert len(found) >= 3
    gain = found["attack_gain"].holds
    assert gain.is_clear
    assert gain.low.share > gain.high.share
    narrow = surface.answer(replace(surface.start, inputs=(("attack_gain", 30.0, 30.0),)))
    assert "attack_gain" not in {decider.input for decider in narrow.deciders}
    told = next(entry for entry in narrow.assumptions if entry.input == "attack_gain")
    assert (told.low, told.high) == (30.0, 30.0)


def test_no_input_that_reverses_the_order_is_left_out(surface: Surface) -> None:
    answer = surface.answer(surface.start)
    one, other = (answer.sides[d].score for d in (surface.start.design, surface.start.against))
    third, reversing = len(one) // 3, {}
    for name, drawn in draw_points(surface.plan).base().items():
        order = np.argsort(drawn, kind="stable")
        low, high = order[:third].tolist(), order[-third:].tolist()
        better = [Share(sum(one[n] > other[n] for n in rows), third) for rows in (low, high)]
        worse = [Share(sum(one[n] < other[n] for n in rows), third) for rows in (low, high)]
        ahead = [b.count - w.count for b, w in zip(better, worse, strict=True)]
        differs = any(
            abs(a.share - b.share) > 2.5 * np.hypot(a.standard_error, b.standard_error)
            for a, b in (better, worse)
        )
        if ahead[0] * ahead[1] < 0 and differs:
            reversing[name] = "low" if (ahead[0] < 0) == (sum(ahead) > 0) else "high"
    told = {d.input: d.reverses for d in answer.deciders if d.reverses}
    assert reversing
    assert told.items() <= reversing.items()
    assert len(told) >= min(len(reversing), REVERSING)


def test_what_changes_nothing_is_left_out(surface: Surface) -> None:
    own = surface.inputs["attack_gain"]
    scenario = replace(
        surface.start,
        relief=surface.plan.settlement.package.relief,
        bar=surface.plan.bar,
        components=tuple(reversed(surface.plan.focus.components)),
        inputs=(("attack_gain", own.low, own.high),),
    )
    assert surface.check(scenario) == surface.start
    assert surface.answer(scenario) is surface.answer(surface.start)


def test_a_design_that_lacks_its_lead_is_still_answered(surface: Surface) -> None:
    for chosen in ((), ("monitoring",), ("us_backstop", "us_treaty", "coalition_rest")):
        answer = surface.answer(replace(surface.start, components=chosen))
        assert 0 < answer.design(surface.start.design).durable.share < 1


@pytest.mark.parametrize(
    "change",
    [
        {"relief": -1.0},
        {"bar": 1.0},
        {"horizon_years": 0.0},
        {"inputs": (("attack_gain", 5.0, 3.0),)},
        {"inputs": (("attack_gain", -5.0, 3.0),)},
        {"inputs": (("us_backstop.reliability", 0.5, 1.5),)},
    ],
)
def test_numbers_out_of_range_are_refused(surface: Surface, change: dict[str, object]) -> None:
    with pytest.raises(SettlementError):
        surface.answer(replace(surface.start, **change))


def test_names_the_case_does_not_have_are_refused(surface: Surface) -> None:
    for change in ({"against": "nothing"}, {"components": ("nothing",)},
                   {"inputs": (("nothing", 1.0, 2.0),)}):  # fmt: skip
        with pytest.raises(UnknownNameError):
            surface.answer(replace(surface.start, **change))


def test_a_case_without_two_sides_is_answered_by_how_long_it_holds(tmp_path: Path) -> None:
    surface = Surface(read_copy("sarn-valley", tmp_path), View(), draws=64)
    answer = surface.answer(surface.start)
    assert answer.delay is None
    assert answer.design("full").both is None
