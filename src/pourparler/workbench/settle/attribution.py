"""What each component of a design adds to the chance of holding: Shapley values by enumeration."""

from __future__ import annotations

from itertools import combinations
from math import factorial

import numpy as np
from numpy.typing import NDArray

from pourparler.case.settlement import Design
from pourparler.models.guarantees.success import solve_collapse
from pourparler.models.sensitivity.shares import Band, band
from pourparler.models.settlement.outlook import foresee
from pourparler.models.settlement.solution import Attribution, Contribution
from pourparler.workbench.settle.evaluate import Block, set_up
from pourparler.workbench.settle.inputs import lead_of
from pourparler.workbench.settle.plan import Plan
from pourparler.workbench.settle.sample import THOUSAND_KM2, build_guarantee

Floats = NDArray[np.float64]

MOST_COMPONENTS = 12
COLLAPSED = 0.25
"""A guarantee has collapsed when no more than this share of what was pledged comes."""


def attribute(plan: Plan, design: Design, block: Block) -> Attribution | None:
    """Return what each component of a design adds to survival to the horizon.

    Guarantors that would not join by themselves still count here as pledged: what is told is
    what each component is worth if it is there. None for a design without components, or
    with more than 12, whose 4,096 subsets would take too long.
    """
    names = list(design.components)
    if not names or len(names) > MOST_COMPONENTS:
        return None
    setting = set_up(block)

    def survival(chosen: tuple[str, ...]) -> Floats:
        guarantee = build_guarantee(plan.case, design, setting.sample, only=chosen)
        outlook = foresee(
            setting.attack,
            guarantee.everybody_joins(),
            land=block.land / THOUSAND_KM2,
            relief=block.relief,
        )
        return outlook.survival(plan.horizon)

    values = {
        frozenset(chosen): survival(chosen)
        for size in range(len(names) + 1)
        for chosen in combinations(names, size)
    }
    nothing, everything = values[frozenset()], values[frozenset(names)]
    collapse, apart = _collapse(plan, design, block)
    return Attribution(
        design=design.id,
        without=float(nothing.mean()),
        with_all=float(everything.mean()),
        contributions=tuple(
            _contribution(
                name, plan, shapley(values, names, name), values[frozenset({name})] - nothing
            )
            for name in names
        ),
        collapse=collapse,
        collapse_independent=apart,
    )


def shapley(values: dict[frozenset[str], Floats], names: list[str], name: str) -> Floats:
    """Return the Shapley value of one component in every draw, shape (N,).

    Its contribution to every subset of the others, averaged over all orders of joining.
    """
    others = [other for other in names if other != name]
    count = len(names)
    total = np.zeros_like(values[frozenset()])
    for size in range(count):
        weight = factorial(size) * factorial(count - size - 1) / factorial(count)
        for chosen in combinations(others, size):
            subset = frozenset(chosen)
            total += weight * (values[subset | {name}] - values[subset])
    return total


def component_name(plan: Plan, component: str) -> str:
    """Return a component's name as pages print it."""
    names = {group.id: group.name for group in plan.case.guarantors}
    names |= {measure.id: measure.name for measure in plan.settlement.measures}
    return names.get(component, component)


def _contribution(name: str, plan: Plan, values: Floats, alone: Floats) -> Contribution:
    spread = band(values)
    return Contribution(
        component=name,
        name=component_name(plan, name),
        shapley=float(values.mean()),
        low=spread.low,
        high=spread.high,
        alone=float(alone.mean()),
    )


def _collapse(plan: Plan, design: Design, block: Block) -> tuple[Band | None, Band | None]:
    setting = set_up(block)
    pledges = build_guarantee(plan.case, design, setting.sample).pledges
    if pledges is None or not pledges.counts.sum() or lead_of(plan.case, design) is None:
        return None, None
    found = solve_collapse(pledges, COLLAPSED * float(np.median(pledges.most)))
    return band(found.share), band(found.independent)
