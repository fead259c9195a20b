"""Who agrees with whom, as a network, and how it changes through time."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import networkx as nx

from pourparler.errors import ShapeError
from pourparler.models.positions.alignment import Alignment
from pourparler.models.sensitivity.shares import Share

AGREES = 0.5
"""An edge is drawn where two actors agree in more than half of the draws."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """The network of who agrees with whom on one date.

    Attributes
    ----------
    day : date
    graph : networkx.Graph
        Actors, with an edge where two agree in more than half of the draws. Edges have
        ``share``, ``low``, ``median``, ``high`` (see ``Alignment``) and ``issues``.
    groups : tuple of tuples of names
        Actors who agree more among themselves than with others; the largest first.
    density : float
        Share of the pairs who share an issue that agree; 0 where none does.
    made, lost : tuple of pairs of names
        Edges that were not there on the date before, and those that are no longer.
    """

    day: date
    graph: nx.Graph
    groups: tuple[tuple[str, ...], ...]
    density: float
    made: tuple[tuple[str, str], ...]
    lost: tuple[tuple[str, str], ...]


def build_network(names: Sequence[str], alignment: Alignment) -> nx.Graph:
    """Return actors as nodes, and an edge where two agree in more than half of the draws.

    Raises
    ------
    ShapeError
        Not as many names as actors.
    """
    if len(names) != len(alignment.issues):
        raise ShapeError(f"{len(names)} names for {len(alignment.issues)} actors")
    graph = nx.Graph()
    graph.add_nodes_from(names)
    for one, other in itertools.combinations(range(len(names)), 2):
        share = Share(int(alignment.agree[one, other]), alignment.draws).share
        if alignment.issues[one, other] and share > AGREES:
            graph.add_edge(
                names[one],
                names[other],
                share=share,
                low=float(alignment.low[one, other]),
                median=float(alignment.median[one, other]),
                high=float(alignment.high[one, other]),
                issues=int(alignment.issues[one, other]),
            )
    return graph


def find_groups(graph: nx.Graph) -> tuple[tuple[str, ...], ...]:
    """Return groups of actors by greedy modularity, the largest first.

    Source: Clauset, Newman and Moore 2004, as NetworkX has it; edges weigh their share.
    """
    if not graph.number_of_edges():
        found = [{name} for name in graph]
    else:
        found = nx.community.greedy_modularity_communities(graph, weight="share")
    return tuple(sorted((tuple(sorted(group)) for group in found), key=lambda g: (-len(g), g)))


def follow_agreement(
    names: Sequence[str], days: Sequence[date], alignments: Sequence[Alignment]
) -> list[Agreement]:
    """Return the network on each date, with the edges made and lost since the date before.

    Parameters
    ----------
    names : sequence of str
        The actors, in the order of the alignments.
    days : sequence of date, in order
    alignments : sequence of Alignment
        One for each date. Draw all with a generator of the same seed, so that what changes
        between dates is not chance.

    Raises
    ------
    ShapeError
        Not as many dates as alignments, or names as actors.
    """
    if len(days) != len(alignments):
        raise ShapeError(f"{len(days)} dates for {len(alignments)} alignments")
    found: list[Agreement] = []
    before: set[tuple[str, str]] | None = None
    for day, alignment in zip(days, alignments, strict=True):
        graph = build_network(names, alignment)
        edges = {(min(pair), max(pair)) for pair in graph.edges}
        past = edges if before is None else before
        pairs = int((alignment.issues > 0).sum() - (alignment.issues.diagonal() > 0).sum()) // 2
        found.append(
            Agreement(
                day=day,
                graph=graph,
                groups=find_groups(graph),
                density=len(edges) / pairs if pairs else 0.0,
                made=tuple(sorted(edges - past)),
                lost=tuple(sorted(past - edges)),
            )
        )
        before = edges
    return found
