"""Positions that are long unsaid: settled as drifted, and again as they were last stated."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from pourparler.models.settlement.solution import HeldDesign
from pourparler.report.driver_words import silence_words
from pourparler.workbench.settle.draws import draw_points
from pourparler.workbench.settle.evaluate import evaluate_block
from pourparler.workbench.settle.plan import SettleOptions
from pourparler.workbench.settle.run import make_plan, settle_case
from pourparler.workbench.settle.shape import settle_json
from pourparler.workbench.settle.silence import settle_held
from pourparler.workbench.settle.surface import Surface
from pourparler.workbench.view import View

FEW = SettleOptions(draws=64, driver_draws=8, map_draws=16)
LATE = View(as_of=date(2026, 3, 10))


@pytest.fixture(scope="module")
def late(first_case):
    """The plan of a day on which some stated positions are long unsaid."""
    return make_plan(first_case, FEW, LATE)[0]


def test_only_what_is_stale_is_drawn_otherwise_and_from_the_same_points(late):
    assert late.held
    drifted = draw_points(late).base()
    stated = draw_points(replace(late, uncertain={**late.uncertain, **late.held})).base()
    for name, values in drifted.items():
        same = np.array_equal(values, stated[name])
        assert same == (name not in late.held), name
    for name in late.held:
        assert np.corrcoef(drifted[name], stated[name])[0, 1] > 0.5


def test_the_plain_way_counts_the_same(late):
    found = settle_held(late)
    assert found is not None
    values = dict(draw_points(late).base())
    points = draw_points(replace(late, uncertain={name: _Even() for name in late.uncertain})).base()
    for name, part in late.held.items():
        values[name] = np.array([float(part.quantile(share)) for share in points[name]])
    again = evaluate_block(late.block(values, 64))
    for one in found.designs:
        other = again[one.design]
        signed = other.signs_advancing & other.signs_other & other.complete
        holds = [float(np.exp(-late.horizon * hazard)) >= late.bar for hazard in other.hazard]
        assert one.signable.count == int(signed.sum())
        assert one.durable.count == sum(holds)
        assert one.both.count == sum(a and b for a, b in zip(signed, holds, strict=True))


class _Even:
    median = 0.5

    def quantile(self, shares):
        return np.asarray(shares)


def test_a_case_is_told_what_a_silence_is_taken_for(first_case, late):
    solution = settle_case(first_case, options=FEW, view=LATE).solution
    assert solution.held == settle_held(late)
    told = settle_json(solution)["held"]
    assert {(p["party"], p["issue"]) for p in told["positions"]} == set(solution.held.positions)
    (words,) = silence_words(solution.held, solution.designs, solution.names)
    assert words.startswith("Long unsaid, and used as drifted since: ")
    assert "Run again as last stated, in the same draws" in words
    surface = Surface(first_case, LATE, draws=64)
    assert surface.answer(surface.start).held == solution.held
    unchanged = replace(
        solution.held,
        designs=tuple(
            HeldDesign(
                design=d.design, signable=d.signable, durable=d.durable, both=d.both
            )
            for d in solution.designs
        ),
    )  # fmt: skip
    (same,) = silence_words(unchanged, solution.designs, solution.names)
    assert same.endswith("in one of 100 draws more or less.")


def test_where_nothing_is_stale_nothing_is_run_again(first_case):
    plan, _ = make_plan(first_case, FEW, View())
    assert settle_held(plan) is None
    assert silence_words(None, (), {}) == ()
