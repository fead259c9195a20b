"""Two designs held against each other on the command line: the answer that the browser shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pourparler.case.folder import CaseFolder
from pourparler.errors import SettlementError
from pourparler.models.sensitivity.shares import Share
from pourparler.models.settlement.comparison import Decider, Thirds
from pourparler.workbench.settle.plan import SettleOptions
from pourparler.workbench.settle.run import stamp_draws
from pourparler.workbench.settle.scenario import Scenario
from pourparler.workbench.settle.surface import Answer, Surface
from pourparler.workbench.view import Stamp, View


@dataclass(frozen=True, slots=True)
class Compared:
    """An answer with the stamp it can be rebuilt from."""

    answer: Answer
    stamp: Stamp


def compare_designs(
    folder: CaseFolder, against: str, *, options: SettleOptions, view: View
) -> Compared:
    """Hold one design of a case against another, in the draws of every other output.

    Parameters
    ----------
    folder : CaseFolder
    against : str
        Id of the design that the one in focus is held against.
    options : SettleOptions
        ``design`` is the one in focus; the case's fullest one if it is None.
    view : View

    Raises
    ------
    SettlementError
        The two are the same, or the case has no settlement part, or lacks an input.
    UnknownNameError
        The case has no such design.
    """
    surface = Surface(folder, view, draws=options.draws, seed=options.seed)
    scenario = Scenario(
        design=options.design or surface.start.design,
        against=against,
        horizon_years=options.horizon_years,
        bar=options.bar,
    )
    surface.check(scenario)
    if scenario.design == scenario.against:
        others = [d.id for d in surface.plan.designs if d.id != scenario.design]
        raise SettlementError(
            f"{against} cannot be held against itself",
            hint=f"Give --against one of: {', '.join(others)}.",
        )
    stamp = stamp_draws(folder, options.seed, view.ceiling)
    return Compared(surface.answer(scenario), stamp)


def comparison_json(answer: Answer) -> dict[str, Any]:
    """Return what came out for two designs under the names that other programs rely on."""
    found = answer.comparison
    return {
        "design": answer.scenario.design,
        "against": answer.scenario.against,
        "better": _share(found.better),
        "worse": _share(found.worse),
        "alike": _share(found.alike),
        "both": {
            "design": _share(found.both),
            "against": _share(found.both_other),
            "only_design": _share(found.only),
            "only_against": _share(found.only_other),
            "each": _share(found.each),
            "neither": _share(found.neither),
        },
        "prefer": {
            preference.party: {
                "design": _share(preference.one),
                "against": _share(preference.other),
                "alike": _share(preference.alike),
            }
            for preference in found.prefer
        },
        "deciders": [_decider(decider) for decider in answer.deciders],
    }


def _decider(decider: Decider) -> dict[str, Any]:
    outcomes = ("signed", "holds", "both", "better", "worse")
    return {
        "input": decider.input,
        **{name: _thirds(getattr(decider, name)) for name in outcomes},
        "turns_between": list(decider.turns_at) if decider.turns_at else None,
        "reverses": decider.reverses or None,
        "reverses_clearly": decider.is_reversal_clear,
    }


def _thirds(both: Thirds) -> dict[str, Any]:
    return {"low": _share(both.low), "high": _share(both.high), "clear": both.is_clear}


def _share(share: Share) -> dict[str, float]:
    return {"share": share.share, "standard_error": share.standard_error}
