"""Draws into shares and bands: who signs, whether it holds, both, at which price."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pourparler.case.settlement import Design
from pourparler.models.sensitivity.shares import Band, Share, band, count_share
from pourparler.models.settlement.solution import Curve, DesignResult, Priced
from pourparler.workbench.settle.evaluate import Evaluated
from pourparler.workbench.settle.plan import Plan
from pourparler.workbench.settle.sample import group_names

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

_YEARS = 24


def summarise_design(
    plan: Plan, design: Design, found: Evaluated, *, cap: Floats | None, some: Flags | None
) -> DesignResult:
    """Return one design's shares and bands over the base draws.

    Parameters
    ----------
    cap : array, shape (N,), optional
        Most relief that can be granted.
    some : array of bool, shape (N,), optional
        Whether some package on the map is signable and durable.
    """
    settlement = plan.settlement
    survival = np.exp(-plan.horizon * found.hazard)
    durable = survival >= plan.bar
    signable = found.signs_advancing & found.signs_other & found.complete
    sided = plan.inputs.has_sides
    sign: dict[str, Share] = {}
    if sided and settlement.advancing and settlement.other:
        sign = {
            settlement.advancing: count_share(found.signs_advancing),
            settlement.other: count_share(found.signs_other),
        }
    members, lead = group_names(plan.case, design)
    named = [*members, lead] if lead else members
    return DesignResult(
        design=design.id,
        name=design.name,
        territory_km2=settlement.package.territory_km2,
        relief=settlement.package.relief,
        attack_success=band(found.success),
        hazard_per_year=band(found.hazard),
        survival=band(survival),
        sign=sign,
        guarantors_join={
            name: count_share(found.joins[:, place]) for place, name in enumerate(named)
        },
        complete=count_share(found.complete),
        signable=count_share(signable) if sided else None,
        durable=count_share(durable),
        both=count_share(signable & durable) if sided else None,
        priced=_priced(plan, found, cap) if sided else None,
        curve=_curve(plan, found.hazard),
        some_package=count_share(some) if some is not None else None,
    )


def priced_sign(found: Evaluated, cap: Floats | None) -> Flags:
    """Say in which draws all sign at the price, which is within the cap."""
    return found.price_sign if cap is None else found.price_sign & (found.price <= cap)


def _priced(plan: Plan, found: Evaluated, cap: Floats | None) -> Priced:
    signs = priced_sign(found, cap)
    holds = np.exp(-plan.horizon * found.price_hazard) >= plan.bar
    return Priced(
        relief=band(found.price),
        within_cap=None if cap is None else count_share(found.price <= cap),
        sign=count_share(signs),
        durable=count_share(holds),
        both=count_share(signs & holds),
    )


def _curve(plan: Plan, hazard: Floats) -> Curve:
    """Survival falls with the hazard: its quantiles are those of the hazard, turned round."""
    years = np.linspace(0, plan.horizon, _YEARS + 1)
    rates: Band = band(hazard)
    low, median, high = (np.exp(-years * h) for h in (rates.high, rates.median, rates.low))
    return Curve(years=years, low=low, median=median, high=high)
