"""Forecasts as other programs see them."""

from __future__ import annotations

from typing import Any

from pourparler.models.sensitivity.shares import Share
from pourparler.models.sensitivity.slopes import Slope
from pourparler.workbench.forecasts import (
    RECORD,
    FoundForecasts,
    IssueForecast,
    ModelForecast,
    Participant,
)
from pourparler.workbench.weights import Weight


def forecast_json(found: FoundForecasts) -> dict[str, Any]:
    """Return forecasts under the names that other programs rely on."""
    return {
        "forecast": [_issue(one) for one in found.forecasts],
        "assumptions": [weight_json(weight) for weight in found.assumptions],
        "notes": list(found.notes),
        "draws": found.draws,
        **found.heard.stamp.as_json(),
        "seed": found.seed,
    }


def _issue(one: IssueForecast) -> dict[str, Any]:
    return {
        "issue": one.issue.id,
        "models": [_model(model) for model in one.models],
        "actors": [_participant(actor) for actor in one.participants],
        "reference": one.reference,
        "levers": [
            {
                "model": levers.model,
                "actor": lever.actor,
                "position": slope_json(lever.position),
                "salience": slope_json(lever.salience),
            }
            for levers in one.levers
            for lever in levers.actors
        ],
    }


def _model(model: ModelForecast) -> dict[str, Any]:
    return {
        "model": model.model,
        "low": round(model.low, 2),
        "median": round(model.median, 2),
        "high": round(model.high, 2),
        "options": [{"option": option, **_share(share)} for option, share in model.shares],
        "agreed": _share(model.agreed),
        "survives_respacing": _share(model.survives),
        "mean_error": RECORD[model.model],
        "held_median": None if model.held is None else round(model.held, 2),
        "survives_silence": model.survives_silence,
    }


def _participant(actor: Participant) -> dict[str, Any]:
    basis = actor.position.basis
    return {
        "actor": actor.actor,
        "median": actor.position.summary.median,
        "salience": round(actor.salience, 3),
        "influence": round(actor.influence, 1),
        "lever_position": round(actor.lever_position, 3),
        "lever_salience": round(actor.lever_salience, 2),
        "stale": basis.stale,
        "reviewed_share": basis.reviewed_share,
    }


def slope_json(slope: Slope) -> dict[str, Any]:
    """Return a slope under the names that other programs rely on."""
    low, high = slope.interval
    return {
        "per_unit": round(slope.mean, 9),
        "low": round(low, 9),
        "high": round(high, 9),
        "direction": slope.direction,
        "exact": slope.is_exact,
    }


def weight_json(weight: Weight) -> dict[str, Any]:
    """Return an assumed or given number under the names that other programs rely on."""
    return {
        "input": weight.name,
        "low": weight.low,
        "high": weight.high,
        "author": weight.author,
        "reason": weight.reason,
    }


def _share(share: Share) -> dict[str, float]:
    return {"share": round(share.share, 9), "standard_error": round(share.standard_error, 9)}
