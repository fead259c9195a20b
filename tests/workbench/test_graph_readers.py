"""Networks as other people's programs read them: igraph in R, and the readers of Gephi Lite.

They are not needed to use or test anything else, so where one is missing its tests are skipped
and say what to install.
"""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess

import networkx as nx
import pytest

from pourparler.workbench.networks import MadeNetwork, make_network, render_gexf, render_graphml
from pourparler.workbench.view import View

NAMES = ["agreement", "stances"]
R_READER = """
suppressMessages(library(igraph))
g <- read_graph("network.graphml", format = "graphml")
write.csv(as_data_frame(g, "vertices"), "nodes.csv", row.names = FALSE)
write.csv(as_data_frame(g, "edges"), "edges.csv", row.names = FALSE)
write.csv(data.frame(name = V(g)$name, strength = strength(g)), "strength.csv", row.names = FALSE)
cat(is_directed(g), vcount(g), ecount(g), is_weighted(g), graph_attr(g, "name"), sep = "\\n")
"""
NODE_READER = """
const Graph = require("graphology");
const read = require("graphology-" + process.argv[1]).parse;
const graph = read(Graph, require("fs").readFileSync(process.argv[2], "utf8"));
console.log(JSON.stringify({
  type: graph.type, meta: graph.getAttributes(),
  nodes: graph.mapNodes((name, values) => [name, values]),
  edges: graph.mapEdges((_, values, one, other) => [one, other, values]),
}));
"""


def require(command: list[str], reason: str) -> None:
    """Skip, aloud, where a program or a package of it is missing."""
    if not shutil.which(command[0]) or subprocess.run(command, capture_output=True).returncode:
        pytest.skip(f"NOT CHECKED: {reason}")


@pytest.fixture(scope="module")
def igraph() -> None:
    require(
        ["Rscript", "-e", "library(igraph)"],
        "install R and its package igraph (Debian: r-base-core r-cran-igraph)",
    )


@pytest.fixture(scope="module")
def graphology() -> None:
    require(
        ["node", "-e", "require('graphology-gexf'); require('graphology-graphml')"],
        "`npm install graphology graphology-gexf graphology-graphml` in some folder, and set "
        "NODE_PATH to its node_modules",
    )


@pytest.fixture(scope="module")
def networks(first_case) -> dict[str, MadeNetwork]:
    return {name: make_network(name, first_case, View()) for name in NAMES}


def pair(one: str, other: str) -> tuple[str, str]:
    return min(one, other), max(one, other)


def edges_of(graph: nx.Graph) -> dict[tuple[str, str], dict]:
    return {pair(a, b): data for a, b, data in graph.edges(data=True)}


def in_type(text: str, example: object) -> object:
    """Return what R wrote, in the type of what NetworkX holds."""
    if isinstance(example, bool):
        return {"TRUE": True, "FALSE": False}[text]
    return type(example)(text)


@pytest.mark.usefixtures("igraph")
@pytest.mark.parametrize("name", NAMES)
def test_igraph_in_r_reads_the_graphml_as_networkx_does(networks, name, tmp_path):
    made = networks[name]
    (tmp_path / "network.graphml").write_text(render_graphml(made), "utf-8")
    done = subprocess.run(
        ["Rscript", "-e", R_READER], cwd=tmp_path, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    directed, nodes, edges, weighted, caption = done.stdout.splitlines()
    assert (directed, weighted) == ("FALSE", "TRUE")
    assert (int(nodes), int(edges)) == (len(made.graph), made.graph.size())
    assert str(made.day) in caption

    def rows(file: str) -> list[dict[str, str]]:
        return list(csv.DictReader((tmp_path / file).read_text("utf-8").splitlines()))

    for row in rows("nodes.csv"):
        node = made.graph.nodes[row["name"]]
        assert {key: in_type(row[key], node[key]) for key in node} == node
    known = edges_of(made.graph)
    for row in rows("edges.csv"):
        edge = known.pop(pair(row["from"], row["to"]))
        assert {key: in_type(row[key], edge[key]) for key in edge} == edge
    assert not known
    for row in rows("strength.csv"):
        expected = made.graph.degree(row["name"], weight="weight")
        assert float(row["strength"]) == pytest.approx(expected)


@pytest.mark.usefixtures("graphology")
@pytest.mark.parametrize("form", ["gexf", "graphml"])
@pytest.mark.parametrize("name", NAMES)
def test_gephi_lite_reads_both_as_networkx_does(networks, name, form, tmp_path):
    made = networks[name]
    path = tmp_path / f"network.{form}"
    path.write_text(render_gexf(made) if form == "gexf" else render_graphml(made), "utf-8")
    done = subprocess.run(
        ["node", "-e", NODE_READER, form, path],
        capture_output=True, text=True, timeout=60, env=os.environ,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    read = json.loads(done.stdout)
    assert read["type"] == "undirected"
    assert dict(read["nodes"]) == dict(made.graph.nodes(data=True))
    edges = {pair(one, other): values for one, other, values in read["edges"]}
    held = {pair_: values for pair_, values in edges.items() if values.pop("holds", True)}
    assert held == edges_of(made.graph)
    assert all(0 < values["weight"] <= 1 for values in edges.values())
    if form == "gexf":
        assert str(made.day) in read["meta"]["description"]
