"""Settling a case: what is known at a date, what is left out, and the plain way beside the fast."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from pourparler.case.bundled import copy_bundled
from pourparler.case.folder import open_case_folder
from pourparler.errors import SettlementError
from pourparler.models.sensitivity.draws import draw_design
from pourparler.report.delay_words import delay_words
from pourparler.report.settlement_words import answer_words
from pourparler.workbench.settle.delaying import weigh_delay
from pourparler.workbench.settle.draws import draw_all, draw_points
from pourparler.workbench.settle.evaluate import evaluate_block, set_up
from pourparler.workbench.settle.fitted import read_fitted
from pourparler.workbench.settle.plan import SettleOptions
from pourparler.workbench.settle.run import make_plan, settle_case
from pourparler.workbench.settle.section import build_settlement
from pourparler.workbench.view import View

SUMMER = View(known_at=date(2025, 8, 19))
FEW = SettleOptions(draws=32, driver_draws=8, map_draws=16)


@pytest.fixture
def war(tmp_path):
    """The bundled case with a front, not read: no stated positions."""
    return copy_bundled("ukraine-2025", tmp_path)


def cut(folder, start, end, instead=""):
    """Take the lines from one key up to another out of the case file."""
    file = folder / "case.yaml"
    text = file.read_text("utf-8")
    file.write_text(text[: text.index(start)] + instead + text[text.index(end) :], "utf-8")


def test_a_draw_alone_gives_what_it_gives_among_others(war):
    plan, _ = make_plan(open_case_folder(war), FEW, SUMMER)
    points = draw_design(plan.uncertain, FEW.draws, seed=1)
    together = draw_all(plan, points).base
    for row in (0, 5, 31):
        one = {name: values[[row]] for name, values in points.base().items()}
        alone = evaluate_block(plan.block(one, 1, priced=True))
        for design, found in alone.items():
            for name in ("hazard", "gain_advancing", "gain_other", "price", "success"):
                whole = getattr(together[design], name)[row]
                assert getattr(found, name)[0] == pytest.approx(whole, abs=1e-7), (design, name)
            assert (found.joins[0] == together[design].joins[row]).all()


def test_at_its_price_the_advancing_side_is_indifferent(war):
    plan, _ = make_plan(open_case_folder(war), FEW, SUMMER)
    points = draw_design(plan.uncertain, FEW.draws, seed=1)
    for found in draw_all(plan, points).base.values():
        signs_now = found.signs_advancing & (found.gain_advancing > 1e-6)
        assert (found.price[signs_now] <= 8 + 1e-6).all()
        assert (found.price >= 0).all()


def test_shapley_values_sum_to_what_the_design_adds(war):
    found = settle_case(open_case_folder(war), options=FEW, view=SUMMER).solution
    assert found.attribution is not None
    parts = sum(part.shapley for part in found.attribution.contributions)
    assert parts == pytest.approx(found.attribution.with_all - found.attribution.without)
    assert found.attribution.collapse is not None
    assert found.attribution.collapse_independent is not None
    assert found.attribution.collapse.median > found.attribution.collapse_independent.median


def test_a_horizon_further_off_and_a_higher_bar_are_harder_to_reach(tmp_path):
    folder = open_case_folder(copy_bundled("sarn-valley", tmp_path))

    def holds(**changed):
        options = SettleOptions(draws=64, driver_draws=8, map_draws=8, **changed)
        return [
            found.durable.count for found in settle_case(folder, options=options).solution.designs
        ]

    near, far = holds(horizon_years=3), holds(horizon_years=20)
    low, high = holds(bar=0.5), holds(bar=0.95)
    assert all(a >= b for a, b in zip(near, far, strict=True))
    assert all(a >= b for a, b in zip(low, high, strict=True))
    assert near != far
    assert low != high


def test_the_front_is_fitted_to_what_was_published_by_the_date(war):
    folder = open_case_folder(war)
    early = read_fitted(folder, SUMMER).quantities
    late = read_fitted(folder, View(known_at=date(2026, 8, 19))).quantities
    assert early["drift_km2_per_year"].known_on == date(2025, 8, 1)
    assert "widened" in (early["drift_km2_per_year"].cited or "")
    middles = [sum(fit["drift_km2_per_year"].bounds) / 2 for fit in (early, late)]
    assert middles[0] == pytest.approx(5284, rel=0.02)
    assert middles[1] < middles[0] / 2
    (label, words), *_ = read_fitted(folder, SUMMER).backtest
    assert label == "Backtest of the front"
    assert "it is one war" in words


def test_a_front_that_cannot_be_fitted_leaves_out_who_signs_and_says_so(war):
    lines = (war / "front.csv").read_text("utf-8").splitlines()
    (war / "front.csv").write_text("\n".join(lines[:2]) + "\n", "utf-8")
    plan, _ = make_plan(open_case_folder(war), FEW, View())
    assert not plan.inputs.has_sides
    assert any("cannot be fitted" in note for note in plan.inputs.notes)
    assert any("drift_km2_per_year" in note for note in plan.inputs.notes)


def test_a_retreating_front_is_settled_and_named(war):
    file = war / "front.csv"
    head, *rows = file.read_text("utf-8").splitlines()
    cells = [row.split(",", 2) for row in rows]
    back = [f"{d},{300000 - float(area):.1f},{rest}" for d, area, rest in cells]
    file.write_text("\n".join([head, *back]) + "\n", "utf-8")
    plan, _ = make_plan(open_case_folder(war), FEW, SUMMER)
    assert any("exchange `advancing` and `other`" in note for note in plan.inputs.notes)
    points = draw_design(plan.uncertain, FEW.draws, seed=1)
    found = draw_all(plan, points).base["none"]
    assert found.signs_advancing.mean() > 0.5
    delay = weigh_delay(set_up(plan.block(points.base(), FEW.draws)).sample, seed=1)
    assert delay.deal_first.mean_land_km2.median < 0


def test_a_missing_input_is_named_with_the_line_to_add(war):
    cut(war, "  attack_gain:", "  attack_loss:")
    with pytest.raises(SettlementError, match="gives no attack_gain") as raised:
        settle_case(open_case_folder(war), options=FEW)
    assert "Add `attack_gain: {low: ..., high: ...," in raised.value.hint


def test_what_is_left_out_counts_as_nothing_and_is_named(war):
    cut(war, "  fortification:", "  arrival_decides_per_month:")
    plan, _ = make_plan(open_case_folder(war), FEW, SUMMER)
    assert plan.inputs.left_out == ("fortification",)
    assert plan.constants["fortification"] == 0


def test_without_a_rate_of_ceasefires_delay_is_left_out(war):
    cut(war, "  ceasefire_per_year:", "  ceasefire_breakdown_per_year:")
    plan, _ = make_plan(open_case_folder(war), FEW, SUMMER)
    assert not plan.inputs.has_delay
    assert any("does not give ceasefire_per_year" in note for note in plan.inputs.notes)


def test_an_empty_zone_is_a_finding_with_the_way_out(war):
    free = "  cost_advancing_per_year: {value: 0, cited: nobody, known_on: 2025-01-01}\n"
    cut(war, "  cost_advancing_per_year:", "  cost_other_per_year:", instead=free)
    solution = settle_case(open_case_folder(war), options=FEW, view=SUMMER).solution
    assert all(found.both is not None and found.both.share < 0.1 for found in solution.designs)
    assert any("zone is empty" in sentence for sentence in answer_words(solution))


def test_thirty_guarantors_stand_behind_the_european_designs(war):
    case = open_case_folder(war).case
    counts = {group.id: group.count for group in case.guarantors}
    assert counts["european_core"] + counts["coalition_rest"] == 30
    lead = next(group for group in case.guarantors if group.id == "us_backstop")
    assert lead.reliability is not None
    assert np.diff(lead.reliability.bounds)[0] >= 0.7


def test_what_became_known_only_later_is_named(war):
    early = View(known_at=date(2025, 3, 1))
    notes = settle_case(open_case_folder(war), options=FEW, view=early).solution.notes
    (late,) = [note for note in notes if note.startswith("Known only after 2025-03-01")]
    assert "signature_per_year" in late
    assert "ceasefire_per_year" in late
    later = settle_case(open_case_folder(war), options=FEW, view=SUMMER).solution.notes
    assert not [note for note in later if note.startswith("Known only after")]


def test_a_guarantor_whose_reliability_nobody_gives_is_named(war):
    file = war / "case.yaml"
    text = file.read_text("utf-8")
    group = text.index("id: european_core")
    start = text.index("    reliability_with_lead:", group)
    file.write_text(text[:start] + text[text.index("    reliability_without_lead:", start) :])
    notes = settle_case(open_case_folder(war), options=FEW, view=SUMMER).solution.notes
    assert "it counts as 0: european_core.reliability." in " ".join(notes)


def test_a_brief_says_why_it_has_no_settlement(war):
    folder = open_case_folder(war)
    too_early = build_settlement(folder, View(known_at=date(2020, 1, 1)), None)
    assert too_early is not None
    assert "was not known at 2020-01-01" in too_early.lines[0]
    assert too_early.lines[1].startswith("Choose a later --known-at")


def test_no_more_land_is_lost_than_the_other_side_holds(war):
    plan, _ = make_plan(open_case_folder(war), FEW, SUMMER)
    drawn, draws = dict(draw_points(plan).base()), FEW.draws
    slow = drawn | {"ceasefire_breakdown_per_year": np.full(draws, 500.0)}
    delay = weigh_delay(set_up(plan.block(slow, draws)).sample, seed=1)
    ahead, second = delay.land_ahead_km2, delay.ceasefire_first
    assert ahead is not None
    assert second.all_taken is not None
    assert second.all_taken.count > draws / 4
    assert second.land_at_signature_km2.high <= ahead.high
    assert second.mean_land_km2.high <= ahead.high
    endless = {name: values for name, values in slow.items() if name != "land_ahead_km2"}
    free = weigh_delay(set_up(plan.block(endless, draws)).sample, seed=1)
    assert free.land_ahead_km2 is None
    assert free.ceasefire_first.all_taken is None
    assert free.ceasefire_first.land_at_signature_km2.high > 2 * ahead.high
    assert free.loses_less == delay.loses_less


def test_a_case_that_does_not_say_how_much_land_there_is_says_so(war):
    cut(war, "  land_ahead_km2:", "  ceasefire_pressure:")
    folder = open_case_folder(war)
    solution = settle_case(folder, options=FEW, view=SUMMER).solution
    assert any("land_ahead_km2" in note for note in solution.notes)
    assert not any("holds" in words for words in delay_words(solution))
    assert plan_of(folder).constants["land_behind_km2"] == 118190


def plan_of(folder):
    return make_plan(folder, FEW, SUMMER)[0]
