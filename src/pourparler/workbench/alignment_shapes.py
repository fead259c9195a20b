"""Alignment as other programs see it: the JSON names of the contract."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pourparler.models.sensitivity.shares import Share
from pourparler.workbench.agreement import Agreement
from pourparler.workbench.alignment import FoundAlignment


@dataclass(frozen=True, slots=True)
class Pair:
    """Two actors who share an issue: how far apart, in shares of the scale. Frozen.

    ``distance`` is that of the two distributions; ``low``, ``median`` and ``high`` are over
    draws of where the two stand; ``agree`` is the share of draws in which they agree.
    """

    one: str
    other: str
    distance: float
    low: float
    median: float
    high: float
    agree: Share
    issues: int


def list_pairs(found: FoundAlignment) -> list[Pair]:
    """Return the pairs of actors who share an issue, the closest first."""
    return sorted(_pairs(found), key=lambda pair: (pair.median, pair.distance))


def _pairs(found: FoundAlignment) -> Iterator[Pair]:
    alignment = found.alignment
    if alignment is None:
        return
    for i, j in itertools.combinations(range(len(found.actors)), 2):
        if alignment.issues[i, j]:
            yield Pair(
                found.actors[i],
                found.actors[j],
                distance=float(alignment.distance[i, j]),
                low=float(alignment.low[i, j]),
                median=float(alignment.median[i, j]),
                high=float(alignment.high[i, j]),
                agree=Share(int(alignment.agree[i, j]), alignment.draws),
                issues=int(alignment.issues[i, j]),
            )


def alignment_json(found: FoundAlignment) -> dict[str, Any]:
    """Return an alignment under the names that other programs rely on."""
    day = found.heard.day
    return {
        "date": day.isoformat() if day else None,
        "actors": list(found.actors),
        "pairs": [_pair_json(pair) for pair in list_pairs(found)],
        "network": [_network_json(agreement) for agreement in found.history],
        "map": _map_json(found),
        "turned_by_silence": [list(pair) for pair in found.turned_by_silence],
        "draws": found.draws,
    } | found.stamp.as_json()


def _pair_json(pair: Pair) -> dict[str, Any]:
    figures = {
        name: round(getattr(pair, name), 3) for name in ("distance", "low", "median", "high")
    }
    return {
        "actors": [pair.one, pair.other],
        **figures,
        "agree": round(pair.agree.share, 3),
        "issues": pair.issues,
    }


def _network_json(agreement: Agreement) -> dict[str, Any]:
    edges = agreement.graph.edges(data=True)
    return {
        "date": agreement.day.isoformat(),
        "edges": [{"actors": [a, b], "agree": round(edge["share"], 3)} for a, b, edge in edges],
        "groups": [list(group) for group in agreement.groups],
        "density": round(agreement.density, 3),
        "made": [list(pair) for pair in agreement.made],
        "lost": [list(pair) for pair in agreement.lost],
    }


def _map_json(found: FoundAlignment) -> dict[str, Any] | None:
    if found.map is None:
        return None
    places = zip(found.on_map, found.map.places.tolist(), strict=True)
    return {
        "stress": round(found.map.stress, 3),
        "actors": [{"actor": name, "x": round(x, 4), "y": round(y, 4)} for name, (x, y) in places],
    }
