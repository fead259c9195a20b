"""Networks as files: read back by NetworkX, and field by field as Gephi and igraph read them."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ElementTree
from datetime import date

import networkx as nx
import pytest

from pourparler.workbench.agreement import Agreement
from pourparler.workbench.export import export
from pourparler.workbench.networks import (
    MadeNetwork,
    _find_spells,
    make_network,
    render_gexf,
    render_graphml,
)
from pourparler.workbench.view import Stamp, View

ML = "{http://graphml.graphdrawing.org/xmlns}"
GEXF = "{http://www.gexf.net/1.2draft}"
CASTS = {
    "string": str, "double": float, "long": int, "integer": int,
    "boolean": {"true": True, "false": False}.__getitem__,
}  # fmt: skip
NAMES = ["agreement", "stances"]


@pytest.fixture(scope="module")
def networks(first_case) -> dict[str, MadeNetwork]:
    return {name: make_network(name, first_case, View()) for name in NAMES}


def edges_of(graph: nx.Graph) -> dict[tuple[str, str], dict]:
    return {(min(a, b), max(a, b)): data for a, b, data in graph.edges(data=True)}


def read_graphml_fields(text: str) -> tuple[dict, dict]:
    """Read nodes and edges as igraph does: every value by the key it names, in its type."""
    root = ElementTree.fromstring(text)
    keys = {key.get("id"): key for key in root.iter(f"{ML}key")}
    (graph,) = root.iter(f"{ML}graph")
    assert graph.get("edgedefault") == "undirected"

    def values(element: ElementTree.Element) -> dict:
        found = {}
        for data in element.iter(f"{ML}data"):
            key = keys[data.get("key")]
            assert key.get("for") == element.tag.removeprefix(ML)
            found[key.get("attr.name")] = CASTS[key.get("attr.type")](data.text or "")
        return found

    nodes = {node.get("id"): values(node) for node in graph.iter(f"{ML}node")}
    edges = {
        tuple(sorted((edge.get("source"), edge.get("target")))): values(edge)
        for edge in graph.iter(f"{ML}edge")
    }
    return nodes, edges


@pytest.mark.parametrize("name", NAMES)
def test_graphml_is_what_the_network_is(networks, name):
    made = networks[name]
    text = render_graphml(made)
    back = nx.read_graphml(io.BytesIO(text.encode()))
    assert dict(back.nodes(data=True)) == dict(made.graph.nodes(data=True))
    assert edges_of(back) == edges_of(made.graph)
    nodes, edges = read_graphml_fields(text)
    assert nodes == dict(made.graph.nodes(data=True))
    assert edges == edges_of(made.graph)
    assert len(edges) > 5
    assert all(0 < edge["weight"] <= 1 for edge in edges.values())
    assert all(node["label"] and node["name"] for node in nodes.values())


def read_gexf_fields(text: str) -> tuple[dict, dict]:
    """Read nodes and edges as Gephi does: labels, weights, spells, and values by class."""
    root = ElementTree.fromstring(text)
    (graph,) = root.iter(f"{GEXF}graph")
    keys = {
        (block.get("class"), one.get("id")): one
        for block in graph.iter(f"{GEXF}attributes")
        for one in block.iter(f"{GEXF}attribute")
    }

    def values(element: ElementTree.Element) -> dict:
        kind = element.tag.removeprefix(GEXF)
        found = {}
        for value in element.iter(f"{GEXF}attvalue"):
            key = keys[kind, value.get("for")]
            found[key.get("title")] = CASTS[key.get("type")](value.get("value"))
        spells = [(s.get("start"), s.get("end")) for s in element.iter(f"{GEXF}spell")]
        return found | ({"spells": spells} if spells else {})

    nodes = {n.get("id"): values(n) | {"label": n.get("label")} for n in graph.iter(f"{GEXF}node")}
    edges = {}
    for edge in graph.iter(f"{GEXF}edge"):
        pair = tuple(sorted((edge.get("source"), edge.get("target"))))
        edges[pair] = values(edge) | {"weight": float(edge.get("weight"))}
    return nodes, edges


@pytest.mark.parametrize("name", NAMES)
def test_gexf_is_what_the_network_is(networks, name):
    made = networks[name]
    text = render_gexf(made)
    back = nx.read_gexf(io.BytesIO(text.encode()))
    assert set(back) == set(made.graph)
    nodes, edges = read_gexf_fields(text)
    assert nodes == dict(made.graph.nodes(data=True))
    for pair, edge in edges_of(made.graph).items():
        found = dict(edges[pair])
        found.pop("spells", None)
        assert found.pop("holds", True)
        assert found == edge
    assert "<creator>pourparler" in text
    assert "NetworkX" not in text


def test_edges_that_come_and_go_have_their_spells(networks):
    made = networks["agreement"]
    text = render_gexf(made)
    assert 'mode="dynamic"' in text
    assert 'timeformat="date"' in text
    _, edges = read_gexf_fields(text)
    assert edges.keys() >= edges_of(made.graph).keys()
    for pair, edge in edges.items():
        last = made.day.isoformat()
        for start, end in edge["spells"]:
            assert date.fromisoformat(start) <= date.fromisoformat(end) <= made.day
        assert (edge["spells"][-1][1] == last) == (pair in edges_of(made.graph))
        assert edge["holds"] == (pair in edges_of(made.graph))
    assert not all(edge["holds"] for edge in edges.values())


def test_a_spell_ends_on_the_day_before_the_edge_is_gone():
    def on(day: int, *pairs: str) -> Agreement:
        graph = nx.Graph([tuple(pair) for pair in pairs])
        return Agreement(date(2025, 3, day), graph, (), 0.0, (), ())

    history = (on(1, "ab"), on(5, "ab", "bc"), on(9, "bc"), on(13, "ba"))
    assert _find_spells(history) == {
        ("a", "b"): [("2025-03-01", "2025-03-08"), ("2025-03-13", "2025-03-13")],
        ("b", "c"): [("2025-03-05", "2025-03-12")],
    }


def test_odd_names_stay_names():
    graph = nx.Graph()
    odd = '<b>&"\x00\x1b'
    from pourparler.workbench.networks import _shown

    graph.add_node("a", label=_shown(odd), name="a", kind="state", party=True)
    made = MadeNetwork(graph, date(2025, 1, 1), Stamp(digest="a<b", mark="m&n"))
    assert (
        nx.read_graphml(io.BytesIO(render_graphml(made).encode())).nodes["a"]["label"] == '<b>&"��'
    )
    nodes, _ = read_gexf_fields(render_gexf(made))
    assert nodes["a"]["label"] == '<b>&"��'


def test_a_network_is_seen_through_a_view(first_case):
    early = export("graphml", first_case, View(as_of=date(2025, 3, 1)), part="stances").content
    late = export("graphml", first_case, View(), part="stances").content
    assert early.count(b"<edge") < late.count(b"<edge")
