"""Which change of one part of a guarantee moves a design most, by formula or by two runs."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from pourparler.case.settlement import Design
from pourparler.models.sensitivity.slopes import (
    Slope,
    average_slope,
    count_slope,
    difference_slope,
)
from pourparler.models.settlement.solution import Lever, Levers
from pourparler.workbench.settle.evaluate import Block, Evaluated, evaluate_block
from pourparler.workbench.settle.inputs import lead_of
from pourparler.workbench.settle.lever_formulas import solve_survival_slopes
from pourparler.workbench.settle.plan import Plan

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

_OF_GUARANTOR: Final[Mapping[str, str]] = {
    "contribution": "force units",
    "reliability": "share",
    "reliability_with_lead": "share",
    "reliability_without_lead": "share",
    "delay_months": "months",
    "benefit": "u",
    "deploy_cost_per_year": "u/year",
    "fight_cost": "u",
}
_OF_MEASURE: Final[Mapping[str, str]] = {
    "army": "force units",
    "snapback": "u",
    "monitoring": "share",
    "tripwire": "share",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One number of a guarantee: its input, whose it is, what it is in, how far it may go.

    ``step`` is a tenth of its 90 % range, or of itself where it is a constant.
    """

    input: str
    component: str
    unit: str
    step: float

    @property
    def is_share(self) -> bool:
        """Whether it lies between 0 and 1."""
        return self.unit == "share"

    @property
    def size(self) -> float:
        """One unit: the largest power of ten that its range holds."""
        return float(10.0 ** math.floor(math.log10(10 * self.step)))

    @property
    def unit_words(self) -> str:
        """One unit in words."""
        if self.is_share:
            return f"{100 * self.size:g} points of 100"
        return f"{self.size:g} {self.unit}"


def find_levers(plan: Plan, design: Design, drawn: Mapping[str, Floats]) -> Levers | None:
    """Return what one more unit of each part of a guarantee does to a design.

    Parameters
    ----------
    plan : Plan
    design : Design
    drawn : mapping of input to array, shape (N,)
        The base draws. Every lever moves one input in all of them by a tenth of its 90 %
        range, up and down, and leaves the others as they are.

    Returns
    -------
    Levers or None
        None where the design has no number of its own.
    """
    parts = parts_of(plan, design)
    if not parts or not drawn:
        return None
    draws = next(iter(drawn.values())).size
    block = plan.block(drawn, draws, designs=(design.id,))
    formulas = solve_survival_slopes(plan, design, block)
    found = [_lever(plan, part, block, formulas.get(part.input)) for part in parts]
    found.sort(key=_strength, reverse=True)
    return Levers(design=design.id, levers=tuple(found))


def parts_of(plan: Plan, design: Design) -> list[Part]:
    """Return the numbers of a design that are known and may move."""
    units: list[tuple[str, str, str]] = []
    for group in plan.case.guarantors:
        if group.id in design.components:
            units += [(f"{group.id}.{key}", group.id, of) for key, of in _OF_GUARANTOR.items()]
    for measure in plan.settlement.measures:
        if measure.id in design.components:
            units.append((f"{measure.id}.amount", measure.id, _OF_MEASURE[measure.kind]))
    if design.trigger is not None:
        place = f"{design.id}.trigger"
        units += [(f"{place}.{key}", design.id, "share") for key in ("automatic", "agrees")]
    units.append((f"{design.id}.refusal_cost", design.id, "u"))
    if lead_of(plan.case, design) is not None:
        units.append(("punishment", design.id, "u"))
    known = [
        Part(name, of, unit, _step(plan, name))
        for name, of, unit in units
        if name in plan.inputs.ranges
    ]
    return [part for part in known if part.step > 0]


def _step(plan: Plan, name: str) -> float:
    spread = plan.inputs.ranges[name]
    if spread.family == "constant":
        return 0.1 * abs(spread.first)
    low, high = spread.quantile([0.05, 0.95])
    return 0.1 * float(high - low)


def _lever(plan: Plan, part: Part, block: Block, formula: Floats | None) -> Lever:
    below, above, width = _two_runs(part, block)
    sided = plan.inputs.has_sides
    hold = _hold_slope(plan, (below, above, width), formula)
    return Lever(
        input=part.input,
        component=part.component,
        unit=part.unit_words,
        tenth=part.step / part.size,
        hold=hold.times(part.size),
        sign=count_slope(_signed(below), _signed(above), width).times(part.size) if sided else None,
        both=count_slope(
            _signed(below) & _durable(plan, below), _signed(above) & _durable(plan, above), width
        ).times(part.size)
        if sided
        else None,
    )


Runs = tuple[Evaluated, Evaluated, Floats]


def _two_runs(part: Part, block: Block) -> Runs:
    """Return the design with one input lowered, raised, and how far apart the two are."""
    (design,) = block.designs
    constant = np.full(block.draws, block.constants.get(part.input, 0.0))
    here = np.maximum(block.drawn.get(part.input, constant), 0.0)
    here = np.minimum(here, 1.0) if part.is_share else here
    low = np.maximum(here - part.step, 0.0)
    high = np.minimum(here + part.step, 1.0) if part.is_share else here + part.step
    runs = [
        evaluate_block(replace(block, drawn={**block.drawn, part.input: values}))[design]
        for values in (low, high)
    ]
    return runs[0], runs[1], high - low


def _hold_slope(plan: Plan, runs: Runs, formula: Floats | None) -> Slope:
    below, above, width = runs
    if formula is not None and bool((below.joins == above.joins).all()):
        return average_slope(formula)
    return difference_slope(
        np.exp(-plan.horizon * below.hazard), np.exp(-plan.horizon * above.hazard), width
    )


def _signed(found: Evaluated) -> Flags:
    signed: Flags = found.signs_advancing & found.signs_other & found.complete
    return signed


def _durable(plan: Plan, found: Evaluated) -> Flags:
    lasting: Flags = np.exp(-plan.horizon * found.hazard) >= plan.bar
    return lasting


def _strength(lever: Lever) -> tuple[float, float]:
    """Rank by what is signed and durable where that is clear, then by how long it holds."""
    both = lever.both
    clear = both is not None and both.direction in ("up", "down")
    joint = abs(both.mean) * lever.tenth if both is not None and clear else 0.0
    return joint, abs(lever.hold.mean) * lever.tenth
