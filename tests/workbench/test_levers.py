"""Levers of a guarantee: formulas beside two runs of a plain step, and what is told of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from pourparler.case.bundled import copy_bundled
from pourparler.case.folder import open_case_folder
from pourparler.models.sensitivity.draws import draw_design
from pourparler.report.lever_words import FINDING, lever_rows, lever_words
from pourparler.workbench.settle.evaluate import evaluate_block
from pourparler.workbench.settle.lever_formulas import solve_survival_slopes
from pourparler.workbench.settle.levers import find_levers, parts_of
from pourparler.workbench.settle.plan import SettleOptions
from pourparler.workbench.settle.run import make_plan
from pourparler.workbench.settle.shape import settle_json
from pourparler.workbench.view import View
from report.settled import solution as settled

SUMMER = View(known_at=date(2025, 8, 19))
FEW = SettleOptions(draws=64, driver_draws=8, map_draws=16)
STEP = 1e-6
TRIPWIRE = """\
  measures:
    - id: wire
      name: Troops at the line
      kind: tripwire
      amount: {low: 0.05, high: 0.2, assumption: {author: t, reason: r, known_on: 2025-02-01}}
"""


@pytest.fixture(scope="module")
def plan(tmp_path_factory):
    """The bundled war with troops at the line added to two designs; not read."""
    folder = copy_bundled("ukraine-2025", tmp_path_factory.mktemp("war"))
    file = folder / "case.yaml"
    text = file.read_text("utf-8").replace("  measures:\n", TRIPWIRE, 1)
    for group in ("coalition_rest, us_backstop", "snapback, treaty_members, us_treaty"):
        text = text.replace(f"{group}]", f"{group}, wire]", 1)
    file.write_text(text, "utf-8")
    return make_plan(open_case_folder(folder), FEW, SUMMER)[0]


@pytest.fixture(scope="module")
def drawn(plan):
    return draw_design(plan.uncertain, FEW.draws, seed=2).base()


def survival(plan, block, design):
    return np.exp(-plan.horizon * evaluate_block(block)[design].hazard)


@pytest.mark.parametrize("name", ["european_force_backstop", "collective_defence"])
def test_every_formula_is_the_slope_of_two_runs(plan, drawn, name):
    design = next(d for d in plan.designs if d.id == name)
    block = plan.block(drawn, FEW.draws, designs=(name,))
    formulas = solve_survival_slopes(plan, design, block)
    parts = {part.input: part for part in parts_of(plan, design)}
    tried = set(formulas) & set(parts)
    assert {f"{name}.refusal_cost", "punishment", "wire.amount", "monitoring.amount"} <= tried | {
        "european_force_backstop.refusal_cost"
    }
    for at in tried:
        here = block.drawn.get(at, np.full(FEW.draws, block.constants.get(at, 0.0)))
        runs = [replace(block, drawn={**drawn, at: here + d}) for d in (-STEP, STEP)]
        below, above = (survival(plan, run, name) for run in runs)
        joins = [evaluate_block(run)[name].joins for run in runs]
        same = (joins[0] == joins[1]).all(axis=1)
        assert same.sum() > FEW.draws / 2
        slopes = (above - below)[same] / (2 * STEP)
        assert formulas[at][same] == pytest.approx(slopes, abs=2e-4), at


def test_levers_point_where_they_should_and_the_strongest_comes_first(plan, drawn):
    found = find_levers(plan, plan.focus, drawn)
    assert found is not None
    levers = {lever.input: lever for lever in found.levers}
    assert set(levers) == {part.input for part in parts_of(plan, plan.focus)}
    for name in ("snapback.amount", "us_backstop.reliability", "army_growth.amount"):
        assert levers[name].hold.direction == "up", name
    assert levers["us_backstop.deploy_cost_per_year"].hold.mean < 0
    clear = [
        abs(lever.both.mean) * lever.tenth if lever.both.direction in ("up", "down") else 0.0
        for lever in found.levers
    ]
    assert clear == sorted(clear, reverse=True)


def test_where_nobody_weighs_joining_the_formula_is_told(tmp_path):
    folder = copy_bundled("ukraine-2025", tmp_path)
    file = folder / "case.yaml"
    lines = file.read_text("utf-8").splitlines()
    kept, skipping = [], ""
    for line in lines:
        indent = line[: len(line) - len(line.lstrip())]
        key = line.strip().partition(":")[0]
        if key in ("benefit", "deploy_cost_per_year", "fight_cost"):
            skipping = indent
            continue
        if skipping and len(indent) > len(skipping):
            continue
        skipping = ""
        kept.append(line)
    file.write_text("\n".join(kept), "utf-8")
    told = make_plan(open_case_folder(folder), FEW, SUMMER)[0]
    found = find_levers(told, told.focus, draw_design(told.uncertain, FEW.draws, seed=2).base())
    assert found is not None
    exact = {lever.input for lever in found.levers if lever.hold.is_exact}
    assert {"us_backstop.reliability", "snapback.amount", "monitoring.amount"} <= exact
    assert not any(lever.both.is_exact for lever in found.levers)
    names = settled().names | {told.focus.id: told.focus.name}
    words = lever_words(replace(settled(), levers=found, names=names))
    assert words[-1] == FINDING
    assert words[0].startswith(f"{told.focus.name}. Survival to 10 years moves most with")
    assert "by formula" in words[0]


def test_a_case_without_two_sides_has_levers_of_holding_alone(tmp_path):
    folder = copy_bundled("sarn-valley", tmp_path)
    plan = make_plan(open_case_folder(folder), FEW, View())[0]
    plan = replace(plan, inputs=replace(plan.inputs, has_sides=False))
    found = find_levers(plan, plan.focus, draw_design(plan.uncertain, FEW.draws, seed=2).base())
    solution = replace(settled(), levers=found, names={})
    told = settle_json(solution)["levers"]
    assert len(told) == len(found.levers)
    for lever in told:
        assert lever["hold"]["low"] <= lever["hold"]["per_unit"] <= lever["hold"]["high"]
        assert lever["sign"] is None
        assert lever["both"] is None
    rows = lever_rows(solution, most=3)
    assert len(rows) == 3
    assert all(row[3:] == ("", "") for row in rows)
    assert len(lever_words(solution)) == 2
