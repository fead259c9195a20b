"""Packages as other programs see them."""

from __future__ import annotations

from typing import Any

from pourparler.models.sensitivity.shares import Share
from pourparler.workbench.forecast_shapes import weight_json
from pourparler.workbench.packages import (
    FoundPackages,
    HeldPackages,
    OpeningFound,
    Package,
    TradeFound,
)
from pourparler.workbench.positions import Position


def packages_json(found: FoundPackages) -> dict[str, Any]:
    """Return packages under the names that other programs rely on."""
    stated = found.stated
    return {
        "parties": [
            {"actor": party, "reservation": round(float(least), 4)}
            for party, least in zip(stated.parties, stated.central_reservations, strict=True)
        ],
        "issues": [
            {"issue": issue.id, "otherwise": otherwise}
            for issue, otherwise in zip(stated.issues, stated.otherwise, strict=True)
        ],
        "packages": found.count,
        "tried": found.tried,
        "frontier": [_package(found, one) for one in found.frontier],
        "named": {
            name: None if one is None else _package(found, one) for name, one in found.named.items()
        },
        "zone": None if found.zone is None else _share(found.zone),
        "opening": None if found.opening is None else _opening(found, found.opening),
        "singly": None if found.singly is None else _package(found, found.singly),
        "trades": [_trade(found, trade) for trade in found.trades],
        "robust": [_package(found, one) for one in found.robust],
        "held": None if found.held is None else _held(found, found.held),
        "basis": [_basis(position) for position in stated.positions],
        "assumptions": [weight_json(weight) for weight in stated.weights],
        "notes": list(stated.notes),
        "draws": found.draws,
        **stated.heard.stamp.as_json(),
        "seed": found.seed,
    }


def _package(found: FoundPackages, package: Package) -> dict[str, Any]:
    stated = found.stated
    return {
        "options": {i.id: o for i, o in zip(stated.issues, package.options, strict=True)},
        "worth": {p: round(w, 4) for p, w in zip(stated.parties, package.worth, strict=True)},
        "blocks": list(package.blocks),
        "accepts": {
            p: _share(share) for p, share in zip(stated.parties, package.accepts, strict=True)
        },
        "together": _share(package.together),
    }


def _held(found: FoundPackages, held: HeldPackages) -> dict[str, Any]:
    return {
        "silent": [{"actor": actor, "issue": issue} for actor, issue in held.silent],
        "zone": _share(held.zone),
        "turned": {
            name: None if one is None else _package(found, one) for name, one in held.turned.items()
        },
    }


def _opening(found: FoundPackages, opening: OpeningFound) -> dict[str, Any]:
    payment = opening.side_payment
    return {
        "package": _package(found, opening.package),
        "concession": round(opening.concession, 4),
        "side_payment": None if payment is None else round(payment, 4),
        "paid_package": None if opening.paid is None else _package(found, opening.paid),
    }


def _trade(found: FoundPackages, trade: TradeFound) -> dict[str, Any]:
    return {
        "issues": list(trade.issues),
        "from": list(trade.old),
        "to": list(trade.new),
        "gains": {
            p: round(gain, 4) for p, gain in zip(found.stated.parties, trade.gains, strict=True)
        },
    }


def _basis(position: Position) -> dict[str, Any]:
    return {
        "actor": position.actor,
        "issue": position.issue.id,
        "stale": position.basis.stale,
        "reviewed_share": position.basis.reviewed_share,
    }


def _share(share: Share) -> dict[str, float]:
    return {"share": round(share.share, 9), "standard_error": round(share.standard_error, 9)}
