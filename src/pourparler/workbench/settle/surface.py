"""A case ready to be asked again and again: its draws are made once, and kept for all scenarios.

All scenarios are answered in the same draws (common random numbers): what differs between two
answers is what was changed, not chance. A design whose components, package and inputs are as
they were is not looked at again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pourparler.case.folder import CaseFolder
from pourparler.case.nearest import unknown
from pourparler.errors import SettlementError, UnknownNameError
from pourparler.models.sensitivity.draws import draw_design
from pourparler.models.sensitivity.ranges import Uncertain
from pourparler.models.settlement.comparison import Comparison, Decider, Side, compare_sides
from pourparler.models.settlement.solution import Assumed, Delay, DesignResult, Held
from pourparler.workbench.settle.deciding import cap_of, score
from pourparler.workbench.settle.delaying import weigh_delay
from pourparler.workbench.settle.evaluate import Evaluated, evaluate_block
from pourparler.workbench.settle.inputs import elicit
from pourparler.workbench.settle.plan import DRAWS, SEED, Plan, SettleOptions
from pourparler.workbench.settle.reversing import find_deciders
from pourparler.workbench.settle.run import make_plan, names_of
from pourparler.workbench.settle.sample import Sample
from pourparler.workbench.settle.scenario import (
    Scenario,
    apply_components,
    check_scenario,
    with_everything,
)
from pourparler.workbench.settle.silence import settle_held
from pourparler.workbench.settle.summary import summarise_design
from pourparler.workbench.view import View

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

_KEPT_DESIGNS, _KEPT_ANSWERS = 64, 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a scenario comes to. Frozen.

    Attributes
    ----------
    scenario : Scenario
        Without what changes nothing.
    designs : tuple of DesignResult
        Every design of the case, the one in focus as changed.
    comparison : Comparison
        The design in focus held against the other, draw by draw.
    delay : Delay or None
        None where the case does not say enough.
    deciders : tuple of Decider
        The inputs that the answer hangs on, the largest first.
    assumptions : tuple of Assumed
        Every input with its range in this scenario, and who answers for it.
    notes : tuple of str
    held : Held or None
        The case without changes run again with positions as last stated, where any is stale.
    sides : mapping of design to Side
        What came out for each design, draw by draw.
    """

    scenario: Scenario
    designs: tuple[DesignResult, ...]
    comparison: Comparison
    delay: Delay | None
    deciders: tuple[Decider, ...]
    assumptions: tuple[Assumed, ...]
    notes: tuple[str, ...]
    held: Held | None
    names: Mapping[str, str]
    sides: Mapping[str, Side]
    horizon_years: float
    bar: float
    draws: int
    seed: int

    def design(self, name: str) -> DesignResult:
        """Return what came out for a design."""
        return next(found for found in self.designs if found.design == name)


class _Even:
    """Evenly spread over (0, 1): what the quantiles of every range are taken at."""

    median = 0.5

    def quantile(self, shares: ArrayLike) -> Floats:
        """Return the shares themselves."""
        return np.asarray(shares, dtype=np.float64)


class Surface:
    """The draws of a case as known at a date, and what was already found out about them.

    Parameters
    ----------
    folder : CaseFolder
    view : View
    draws, seed : int
        As of every other output if left out; draws are a power of two.

    Raises
    ------
    SettlementError
        The case has no settlement part, or lacks an input.
    """

    def __init__(
        self, folder: CaseFolder, view: View, *, draws: int = DRAWS, seed: int = SEED
    ) -> None:
        whole = replace(folder, case=with_everything(folder.case))
        plan, self._backtest = make_plan(whole, SettleOptions(draws=draws, seed=seed), view)
        settlement = folder.case.settlement
        if settlement is None:  # pragma: no cover - make_plan has refused it
            raise ValueError("no settlement")
        self.plan: Plan = replace(plan, case=folder.case, settlement=settlement)
        self.draws = draws
        self._ranges: dict[str, Uncertain] = {**plan.inputs.ranges, **plan.uncertain}
        even = {name: _Even() for name in plan.axes}
        self._points = draw_design(even, draws, seed=plan.options.seed).base()
        self._base = {name: self._draw(name, part) for name, part in self._ranges.items()}
        self._held = settle_held(self.plan)
        self._assumed = {entry.input: entry for entry in plan.inputs.assumed}
        self._found = lru_cache(_KEPT_DESIGNS)(self._evaluate)
        self._answers = lru_cache(_KEPT_ANSWERS)(self._answer)

    @property
    def start(self) -> Scenario:
        """The case as it is: its fullest design against the next one with other components."""
        focus = self.plan.focus
        others = [design for design in self.plan.designs if design.id != focus.id]
        led = [d for d in others if d.components and set(d.components) <= set(focus.components)]
        against = max(led or others or [focus], key=lambda design: len(design.components))
        return Scenario(design=focus.id, against=against.id)

    @property
    def inputs(self) -> Mapping[str, Assumed]:
        """The inputs whose range can be changed, as the case has them."""
        return self._assumed

    def check(self, scenario: Scenario) -> Scenario:
        """Return a scenario without what changes nothing.

        Raises
        ------
        UnknownNameError
            It names what the case does not have.
        SettlementError
            A number is out of range.
        RangeError
            A range has no meaning for its input.
        """
        checked = check_scenario(self.plan.case, self.plan.settlement, scenario)
        kept = []
        for name, low, high in scenario.inputs:
            if name not in self._assumed:
                raise UnknownNameError(f"input {unknown(name, self._assumed)}")
            if low > high:
                raise SettlementError(f"{name}: low {low:g} is above high {high:g}")
            elicit(name, low, high)
            if (low, high) != (self._assumed[name].low, self._assumed[name].high):
                kept.append((name, low, high))
        return replace(checked, inputs=tuple(kept))

    def answer(self, scenario: Scenario) -> Answer:
        """Return what a scenario comes to, from what is known already where nothing changed."""
        answer: Answer = self._answers(self.check(scenario))
        return answer

    def _answer(self, scenario: Scenario) -> Answer:
        plan, values = self._plan(scenario), self._values(scenario)
        cap = cap_of(plan, values)
        found = {d.id: self._of_design(scenario, d.id) for d in plan.designs}
        sides = {name: _side(plan, one, cap) for name, one in found.items()}
        results = tuple(
            summarise_design(plan, design, found[design.id], cap=cap, some=None)
            for design in plan.designs
        )
        focus, first, second = (
            found[scenario.design],
            sides[scenario.design],
            sides[scenario.against],
        )
        ranges = {**self._ranges, **self._changed(scenario)}
        return Answer(
            scenario=scenario,
            designs=results,
            comparison=compare_sides(first, second),
            delay=self._delay(plan, values),
            deciders=find_deciders(
                plan,
                {name: ranges[name] for name in values},
                values,
                signed=_signs(plan, focus),
                holds=_holds(plan, focus),
                margin=first.score - second.score,
                pair=(scenario.design, scenario.against),
            ),
            assumptions=self._told(scenario),
            notes=plan.inputs.notes,
            held=self._held,
            names=names_of(plan),
            sides=sides,
            horizon_years=plan.horizon,
            bar=plan.bar,
            draws=self.draws,
            seed=plan.options.seed,
        )

    def _of_design(self, scenario: Scenario, design: str) -> Evaluated:
        """Look at a design, or remember it: only what it depends on tells it apart."""
        is_focus = design == scenario.design
        alone = Scenario(
            design=design,
            against=design,
            components=scenario.components if is_focus else None,
            territory_km2=scenario.territory_km2,
            relief=scenario.relief,
            inputs=scenario.inputs,
        )
        found: Evaluated = self._found(alone)
        return found

    def _evaluate(self, alone: Scenario) -> Evaluated:
        block = self._plan(alone).block(
            self._values(alone), self.draws, priced=True, designs=(alone.design,)
        )
        return evaluate_block(block)[alone.design]

    def _plan(self, scenario: Scenario) -> Plan:
        case = apply_components(self.plan.case, scenario)
        settlement = case.settlement or self.plan.settlement
        package = settlement.package.model_copy(
            update={
                name: value
                for name in ("territory_km2", "relief")
                if (value := getattr(scenario, name)) is not None
            }
        )
        settlement = settlement.model_copy(update={"package": package})
        options = replace(self.plan.options, horizon_years=scenario.horizon_years, bar=scenario.bar)
        case = case.model_copy(update={"settlement": settlement})
        return replace(self.plan, case=case, settlement=settlement, options=options)

    def _changed(self, scenario: Scenario) -> dict[str, Uncertain]:
        return {name: elicit(name, low, high) for name, low, high in scenario.inputs}

    def _values(self, scenario: Scenario) -> dict[str, Floats]:
        changed = {n: self._draw(n, part) for n, part in self._changed(scenario).items()}
        return {**self._base, **changed}

    def _draw(self, name: str, part: Uncertain) -> Floats:
        return np.asarray(part.quantile(self._points[name]), dtype=np.float64)

    def _delay(self, plan: Plan, values: Mapping[str, Floats]) -> Delay | None:
        if not plan.inputs.has_delay:
            return None
        sample = Sample(values, plan.constants, self.draws)
        return weigh_delay(sample, seed=plan.options.seed, backtest=self._backtest)

    def _told(self, scenario: Scenario) -> tuple[Assumed, ...]:
        changed = {name: (low, high) for name, low, high in scenario.inputs}
        told = []
        for name, entry in self._assumed.items():
            low, high = changed.get(name, (entry.low, entry.high))
            told.append(replace(entry, low=low, high=high) if name in changed else entry)
        return tuple(told)


def _side(plan: Plan, found: Evaluated, cap: Floats | None) -> Side:
    """Return what came out for a design, draw by draw.

    What fighting on is worth to a party is the same for all designs, so that what it gains
    over it puts them in order.
    """
    settlement, worth = plan.settlement, {}
    if plan.inputs.has_sides:
        worth = {
            str(settlement.advancing): found.gain_advancing,
            str(settlement.other): found.gain_other,
        }
    both = _signs(plan, found) & _holds(plan, found)
    return Side(both=both, score=score(plan, found, cap), worth=worth)


def _holds(plan: Plan, found: Evaluated) -> Flags:
    holds: Flags = np.exp(-plan.horizon * found.hazard) >= plan.bar
    return holds


def _signs(plan: Plan, found: Evaluated) -> Flags:
    """Say in which draws all sign; without two sides nobody has to."""
    if not plan.inputs.has_sides:
        return np.ones(found.hazard.shape, dtype=bool)
    return found.signs_advancing & found.signs_other & found.complete
