"""Settle a case: everything joined, from the case file to an answer with its pedigree."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pourparler.case.case import Case
from pourparler.case.folder import CaseFolder
from pourparler.case.quantity import Quantity
from pourparler.case.records import Handling
from pourparler.models.sensitivity.draws import Design as DrawDesign
from pourparler.models.settlement.package import PackageMap, search_packages
from pourparler.models.settlement.solution import MapResult, SettlementSolution
from pourparler.workbench.settle.attribution import attribute, component_name
from pourparler.workbench.settle.beliefs import Beliefs, read_beliefs
from pourparler.workbench.settle.deciding import (
    cap_of,
    find_all_drivers,
    find_private,
    find_turns,
    order_designs,
)
from pourparler.workbench.settle.delaying import weigh_delay
from pourparler.workbench.settle.draws import ROWS, Drawn, draw_all, draw_points
from pourparler.workbench.settle.evaluate import set_up, take_design
from pourparler.workbench.settle.fitted import read_fitted
from pourparler.workbench.settle.inputs import gather_inputs
from pourparler.workbench.settle.levers import find_levers
from pourparler.workbench.settle.plan import Plan, SettleOptions, check_options
from pourparler.workbench.settle.sample import THOUSAND_KM2
from pourparler.workbench.settle.scenario import with_everything
from pourparler.workbench.settle.silence import settle_held
from pourparler.workbench.settle.summary import summarise_design
from pourparler.workbench.view import Stamp, View, open_ledger

Floats = NDArray[np.float64]
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Settled:
    """A solution with the stamp it can be rebuilt from."""

    solution: SettlementSolution
    stamp: Stamp


def settle_case(
    folder: CaseFolder,
    *,
    options: SettleOptions | None = None,
    view: View | None = None,
    client: Any = None,
    progress: Progress | None = None,
) -> Settled:
    """Return who would sign, whether it would hold and what delay costs, over draws.

    Parameters
    ----------
    folder : CaseFolder
    options : SettleOptions, optional
    view : View, optional
        ``known_at``: only inputs, front rows and reports known by that day.
    client : distributed.Client, optional
        Spreads the draws over a cluster; the answer is the same.
    progress : callable, optional
        Called with how many blocks are done, and of how many.

    Raises
    ------
    SettlementError
        The case has no settlement part, lacks an input, or an option is out of range.
    """
    options, view = options or SettleOptions(), view or View()
    plan, backtest = make_plan(folder, options, view)
    points = draw_points(plan)
    drawn = draw_all(plan, points, client=client, rows=ROWS, progress=progress)
    return Settled(
        _solve(plan, points, drawn, backtest), stamp_draws(folder, options.seed, view.ceiling)
    )


def make_plan(
    folder: CaseFolder, options: SettleOptions, view: View
) -> tuple[Plan, tuple[tuple[str, str], ...]]:
    """Collect everything that is known at a date, and how the front was fitted before."""
    settlement = folder.case.settlement
    fit = read_fitted(folder, view)
    inputs = gather_inputs(folder.case, known_at=view.known_at, fitted=fit.quantities)
    if settlement is None:  # pragma: no cover - gather_inputs has refused it
        raise ValueError("no settlement")
    check_options(options, settlement)
    beliefs = read_beliefs(folder, settlement, view) if inputs.has_sides else Beliefs()
    plan = Plan(
        case=folder.case,
        settlement=settlement,
        inputs=replace(inputs, notes=(*inputs.notes, *fit.notes, *beliefs.notes)),
        uncertain={**inputs.uncertain, **beliefs.uncertain},
        constants={**inputs.constants, **beliefs.constants},
        axes=_axes(folder.case, view.known_at, fit.quantities, beliefs),
        options=options,
        known_at=view.known_at,
        held=beliefs.held,
    )
    return plan, fit.backtest


def _axes(
    case: Case, known_at: date | None, fitted: Mapping[str, Quantity], beliefs: Beliefs
) -> tuple[str, ...]:
    """Name every input that some design made of the case's components could use, in order."""
    every = gather_inputs(with_everything(case), known_at=known_at, fitted=fitted)
    return tuple(dict.fromkeys((*every.ranges, *beliefs.uncertain)))


def _solve(
    plan: Plan, points: DrawDesign, drawn: Drawn, backtest: tuple[tuple[str, str], ...]
) -> SettlementSolution:
    base, settlement = points.base(), plan.settlement
    cap = cap_of(plan, base)
    maps = {design.id: _map(plan, points, design.id) for design in plan.designs}
    designs = tuple(
        summarise_design(
            plan,
            design,
            drawn.base[design.id],
            cap=cap,
            some=found.some_both if (found := maps[design.id]) else None,
        )
        for design in plan.designs
    )
    drivers = find_all_drivers(plan, drawn)
    count = min(plan.options.map_draws, points.draws)
    few = {name: values[:count] for name, values in base.items()}
    setting = set_up(plan.block(base, points.draws))
    return SettlementSolution(
        horizon_years=plan.horizon,
        bar=plan.bar,
        draws=points.draws,
        seed=plan.options.seed,
        advancing=settlement.advancing,
        other=settlement.other,
        names=names_of(plan),
        designs=designs,
        maps=tuple(_map_result(plan, name, found) for name, found in maps.items() if found),
        delay=weigh_delay(setting.sample, seed=plan.options.seed, backtest=backtest)
        if plan.inputs.has_delay
        else None,
        attribution=attribute(plan, plan.focus, plan.block(few, count)),
        drivers=drivers,
        order=order_designs(plan, points, drawn, drivers),
        turns=find_turns(plan, drivers),
        private=find_private(plan),
        assumptions=plan.inputs.assumed,
        notes=(*plan.inputs.notes, *_neutral(plan)),
        levers=find_levers(plan, plan.focus, base),
        held=settle_held(plan),
    )


def _map(plan: Plan, points: DrawDesign, name: str) -> PackageMap | None:
    """Count which packages are signable and durable, on the first of the base draws."""
    settlement = plan.settlement
    packages = len(settlement.territory_km2) * len(settlement.relief)
    if not plan.inputs.has_sides or packages < 2:
        return None
    count = min(plan.options.map_draws, points.draws)
    values = {n: v[:count] for n, v in points.base().items()}
    setting = set_up(plan.block(values, count))
    design = next(d for d in plan.designs if d.id == name)
    if setting.stakes is None:  # pragma: no cover - has_sides says there are
        return None
    guarantee, terms = take_design(plan.case, design, setting.sample)
    return search_packages(
        setting.attack,
        guarantee,
        stakes=setting.stakes,
        lands=[land / THOUSAND_KM2 for land in settlement.territory_km2],
        reliefs=settlement.relief,
        years=plan.horizon,
        bar=plan.bar,
        terms=terms,
        most_relief=cap_of(plan, values),
    )


def _map_result(plan: Plan, name: str, found: PackageMap) -> MapResult:
    draws = len(found.some_both)

    def counted(shares: Floats) -> Floats:
        """Return (k + 1/2) / (n + 1) in place of k / n: never 0, never 1."""
        inside: Floats = (shares * draws + 0.5) / (draws + 1)
        return inside

    return MapResult(
        design=name,
        territory_km2=tuple(plan.settlement.territory_km2),
        relief=tuple(plan.settlement.relief),
        signable=counted(found.signable),
        durable=counted(found.durable),
        both=counted(found.both),
    )


def names_of(plan: Plan) -> dict[str, str]:
    """Return actors, issues, components and designs as pages print them, by id."""
    names = {actor.id: actor.name for actor in plan.case.actors}
    names |= {issue.id: issue.label for issue in plan.case.issues}
    names |= {c: component_name(plan, c) for d in plan.designs for c in d.components}
    return names | {design.id: design.name for design in plan.designs}


def _neutral(plan: Plan) -> tuple[str, ...]:
    left_out = plan.inputs.left_out
    if not left_out or not plan.inputs.has_sides:
        return ()
    return (f"Not given, and counted as 0: {', '.join(left_out)}.",)


def stamp_draws(folder: CaseFolder, seed: int, ceiling: Handling) -> Stamp:
    """Return what draws are made from; a case that was never read has no ledger yet."""
    if not folder.ledger_path.exists():
        return Stamp(digest=folder.digest, mark="none", seed=seed)
    with open_ledger(folder) as ledger:
        return Stamp(digest=folder.digest, mark=str(ledger.mark(ceiling=ceiling)), seed=seed)
