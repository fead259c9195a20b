"""A settlement as other programs see it: the JSON names of the contract."""

from __future__ import annotations

import dataclasses
from typing import Any

from pourparler.models.sensitivity.shares import Band, Share
from pourparler.models.settlement.solution import (
    Attribution,
    Delay,
    DesignResult,
    Held,
    Levers,
    MapResult,
    Sequence,
    SettlementSolution,
)
from pourparler.workbench.forecast_shapes import slope_json


def settle_json(solution: SettlementSolution) -> dict[str, Any]:
    """Return a settlement under the names that other programs rely on.

    Shares are inside (0, 1) and come with their standard error; figures are bands. Where the
    case names no two sides, ``sign``, ``both`` and ``delay`` are empty or null.
    """
    return {
        "designs": [_design(found, solution.horizon_years) for found in solution.designs],
        "packages": [_map(found) for found in solution.maps],
        "delay": _delay(solution.delay),
        "attribution": _attribution(solution.attribution),
        "drivers": [dataclasses.asdict(driver) for driver in solution.drivers],
        "order": [
            {
                "design": order.design,
                "beats": order.beats,
                **_share(order.share),
                "reversed_by": [{"input": name, "at": at} for name, at in order.reversed_by],
            }
            for order in solution.order
        ],
        "levers": _levers(solution.levers),
        "break_even": [dataclasses.asdict(turn) for turn in solution.turns],
        "private": [dataclasses.asdict(private) for private in solution.private],
        "assumptions": [dataclasses.asdict(assumed) for assumed in solution.assumptions],
        "held": _held(solution.held),
        "notes": list(solution.notes),
        "horizon_years": solution.horizon_years,
        "bar": solution.bar,
        "draws": solution.draws,
    }


def _design(found: DesignResult, horizon: float) -> dict[str, Any]:
    priced = found.priced
    return {
        "design": found.design,
        "name": found.name,
        "territory": found.territory_km2,
        "relief": found.relief,
        "attack_success": _band(found.attack_success),
        "hazard_per_year": _band(found.hazard_per_year),
        "survival": _band(found.survival),
        "horizon_years": horizon,
        "sign": {party: _share(share) for party, share in found.sign.items()},
        "guarantors_join": {name: _share(share) for name, share in found.guarantors_join.items()},
        "required_join": _share(found.complete),
        "signable": _optional(found.signable),
        "durable": _share(found.durable),
        "both": _optional(found.both),
        "relief_needed": _band(priced.relief) if priced else None,
        "at_price": {
            "within_cap": _optional(priced.within_cap),
            "sign": _share(priced.sign),
            "durable": _share(priced.durable),
            "both": _share(priced.both),
        }
        if priced
        else None,
        "some_package": _optional(found.some_package),
        "survival_curve": {
            key: getattr(found.curve, key).tolist() for key in ("years", "low", "median", "high")
        },
    }


def _map(found: MapResult) -> dict[str, Any]:
    return {
        "design": found.design,
        "territory": list(found.territory_km2),
        "relief": list(found.relief),
        "signable": found.signable.tolist(),
        "durable": found.durable.tolist(),
        "both": found.both.tolist(),
    }


def _delay(delay: Delay | None) -> dict[str, Any] | None:
    if delay is None:
        return None
    return {
        "deal_first": _sequence(delay.deal_first),
        "ceasefire_first": _sequence(delay.ceasefire_first),
        "break_even": {
            "loses_less_land": _share(delay.loses_less),
            "ceasefire_needed_per_year": _band(delay.ceasefire_needed_per_year),
            "breakdown_allowed_per_year": _band(delay.breakdown_allowed_per_year),
        },
        "land_ahead": _band(delay.land_ahead_km2) if delay.land_ahead_km2 else None,
        "backtest": [{"label": label, "words": words} for label, words in delay.backtest],
    }


def _sequence(sequence: Sequence) -> dict[str, Any]:
    return {
        "land_at_signature": _band(sequence.land_at_signature_km2),
        "mean_land": _band(sequence.mean_land_km2),
        "years_fighting": _band(sequence.years_fighting),
        "years_to_deal": _band(sequence.years_to_deal),
        "all_taken": _optional(sequence.all_taken),
    }


def _attribution(found: Attribution | None) -> list[dict[str, Any]]:
    if found is None:
        return []
    return [{"design": found.design, **dataclasses.asdict(part)} for part in found.contributions]


def _held(held: Held | None) -> dict[str, Any] | None:
    if held is None:
        return None
    return {
        "positions": [{"party": party, "issue": issue} for party, issue in held.positions],
        "designs": [
            {
                "design": one.design,
                "signable": _share(one.signable),
                "durable": _share(one.durable),
                "both": _share(one.both),
            }
            for one in held.designs
        ],
    }


def _levers(found: Levers | None) -> list[dict[str, Any]]:
    if found is None:
        return []
    return [
        {
            "design": found.design,
            "component": lever.component,
            "input": lever.input,
            "unit": lever.unit,
            "tenth_of_range": round(lever.tenth, 6),
            "hold": slope_json(lever.hold),
            "sign": None if lever.sign is None else slope_json(lever.sign),
            "both": None if lever.both is None else slope_json(lever.both),
        }
        for lever in found.levers
    ]


def _band(band: Band) -> dict[str, float]:
    return {"median": band.median, "low": band.low, "high": band.high}


def _share(share: Share) -> dict[str, float]:
    return {"share": share.share, "standard_error": share.standard_error}


def _optional(share: Share | None) -> dict[str, float] | None:
    return None if share is None else _share(share)
