"""Networks of a case as files for Gephi, visone and igraph: who agrees, who stands where."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from xml.sax.saxutils import escape

import networkx as nx

from pourparler.case.case import Case
from pourparler.case.folder import CaseFolder
from pourparler.case.nearest import unknown
from pourparler.errors import UnknownNameError
from pourparler.workbench.agreement import Agreement
from pourparler.workbench.alignment import find_alignment
from pourparler.workbench.position_shapes import place_json
from pourparler.workbench.positions import Position, find_positions
from pourparler.workbench.view import Stamp, View

_ODD: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BOOLEAN: Final = re.compile(r'<key id="(\w+)"[^>]*attr\.type="boolean"')
_NO_NAME: Final = re.compile(r'(<graph [^>]*?) name=""')
_META: Final = re.compile(r"<meta\b.*?</meta>|<meta\b[^>]*/>", re.DOTALL)


Pair = tuple[str, str]
"""Ids of two actors, the lesser first."""


@dataclass(frozen=True, slots=True)
class MadeNetwork:
    """A network with the day that it describes, and what it was made from."""

    graph: nx.Graph
    day: date | None
    stamp: Stamp


def make_network(name: str, folder: CaseFolder, view: View) -> MadeNetwork:
    """Return a network of a case as seen through a view.

    Raises
    ------
    UnknownNameError
        The name is not one of ``NETWORKS``.
    LedgerError
        Nothing has been read yet, or the ledger cannot be opened.
    """
    if name not in NETWORKS:
        raise UnknownNameError(
            f"network {unknown(name, NETWORKS)}", hint=f"Networks: {', '.join(NETWORKS)}."
        )
    return NETWORKS[name](folder, view)


def _agreement(folder: CaseFolder, view: View) -> MadeNetwork:
    """Join actors who agree in more than half of the draws; ``weight`` is the share."""
    found = find_alignment(folder, view=view)
    graph = nx.Graph()
    _add_actors(graph, folder.case, found.actors)
    if found.history:
        last = found.history[-1]
        groups = {actor: n for n, group in enumerate(last.groups, 1) for actor in group}
        for actor in found.actors:
            graph.nodes[actor]["group"] = groups[actor]
        for one, other, edge in last.graph.edges(data=True):
            graph.add_edge(
                one,
                other,
                weight=round(edge["share"], 4),
                distance_low=round(edge["low"], 4),
                distance_median=round(edge["median"], 4),
                distance_high=round(edge["high"], 4),
                issues=edge["issues"],
            )
        graph.graph["spells"] = _find_spells(found.history)
        graph.graph["shares"] = {
            (min(a, b), max(a, b)): round(edge["share"], 4)
            for agreement in found.history
            for a, b, edge in agreement.graph.edges(data=True)
        }
    return MadeNetwork(graph, found.heard.day, found.stamp)


def _stances(folder: CaseFolder, view: View) -> MadeNetwork:
    """Join actors to the issues they take a stand on; ``weight`` is how certain the stand is."""
    found = find_positions(folder, view=view)
    said = [p for p in found.positions if p.basis.days_since_last is not None]
    graph = nx.Graph()
    _add_actors(graph, folder.case, tuple(dict.fromkeys(p.actor for p in said)))
    for position in said:
        issue = position.issue
        node = f"issue:{issue.id}"
        graph.add_node(node, label=_shown(issue.question), name=node, kind="issue", party=False)
        graph.add_edge(position.actor, node, **_stance(position))
    return MadeNetwork(graph, found.heard.day, found.heard.stamp)


def _stance(position: Position) -> dict[str, str | float | int | bool]:
    place = place_json(position.summary, position.issue)
    first = max(place["options"], key=lambda option: option["share"])
    stance = {
        "weight": round(position.summary.certainty, 4),
        "option": first["option"],
        "share": first["share"],
        "reports": position.basis.reports,
        "stale": position.basis.stale,
    }
    figures = {name: place[name] for name in ("low", "median", "high")}
    return stance | {name: round(f, 2) for name, f in figures.items() if f is not None}


def _add_actors(graph: nx.Graph, case: Case, actors: tuple[str, ...]) -> None:
    for actor in case.actors:
        if actor.id in actors:
            graph.add_node(
                actor.id,
                label=_shown(actor.name),
                name=actor.id,
                kind=actor.kind,
                party=actor.id in case.parties,
            )


def _find_spells(history: tuple[Agreement, ...]) -> dict[Pair, list[tuple[str, str]]]:
    """Return from when to when each edge was there: until the day before it was not."""
    spells: dict[Pair, list[tuple[str, str]]] = {}
    for agreement, end in zip(history, _find_ends(history), strict=True):
        for pair in agreement.graph.edges:
            found = spells.setdefault((min(pair), max(pair)), [])
            begin = agreement.day
            if found and found[-1][1] == (begin - timedelta(days=1)).isoformat():
                begin = date.fromisoformat(found.pop()[0])
            found.append((begin.isoformat(), max(begin, end).isoformat()))
    return spells


def _find_ends(history: tuple[Agreement, ...]) -> list[date]:
    """Return until when each day's agreement held: the day before the next, the last to its own."""
    return [later.day - timedelta(days=1) for later in history[1:]] + [history[-1].day]


def render_graphml(made: MadeNetwork) -> str:
    """Return a network as GraphML; attributes carry their types."""
    graph = made.graph.copy()
    graph.graph.clear()
    graph.graph |= {"name": _caption(made)}
    out = io.BytesIO()
    nx.write_graphml_xml(graph, out, prettyprint=True)
    text = out.getvalue().decode("utf-8") + "\n"
    for key in _BOOLEAN.findall(text):  # XML Schema has true and false in small letters
        text = re.sub(
            rf'(<data key="{key}">)(True|False)<', lambda m: f"{m[1]}{m[2].lower()}<", text
        )
    return text


def render_gexf(made: MadeNetwork) -> str:
    """Return a network as GEXF 1.2; edges that come and go have the spells in which they held.

    Edges that held before and no longer are in it, with the weight they had last; ``holds``
    tells them from the others where a program plays no time. All attributes of edges are
    declared in one block, because Gephi Lite reads no second one; so no value changes with time.
    """
    graph = made.graph.copy()
    spells, shares = graph.graph.pop("spells", {}), graph.graph.pop("shares", {})
    for (one, other), found in spells.items():
        if not graph.has_edge(one, other):
            graph.add_edge(one, other, weight=shares[one, other], holds=False)
        edge = graph.edges[one, other]
        edge |= {"holds": edge.get("holds", True), "spells": found}
    if spells:
        graph.graph["mode"] = "dynamic"
    out = io.BytesIO()
    nx.write_gexf(graph, out, version="1.2draft")
    meta = (
        f"<meta><creator>pourparler {escape(made.stamp.version)}</creator>"
        f"<description>{escape(_caption(made))}</description></meta>"
    )
    text = _META.sub(lambda _: meta, out.getvalue().decode("utf-8"), count=1) + "\n"
    return _NO_NAME.sub(r"\1", text, count=1)  # the schema of GEXF knows no name of a graph


def _caption(made: MadeNetwork) -> str:
    return _shown(f"{made.day}; {made.stamp.as_text()}")


def _shown(text: str) -> str:
    """Return a text without what XML cannot hold."""
    return " ".join(_ODD.sub("\N{REPLACEMENT CHARACTER}", text).split())


NETWORKS: Final[dict[str, Callable[[CaseFolder, View], MadeNetwork]]] = {
    "agreement": _agreement,
    "stances": _stances,
}
