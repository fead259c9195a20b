"""The network of who agrees with whom."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from pourparler.errors import ShapeError
from pourparler.models.positions.alignment import align_positions
from pourparler.models.positions.spaces import OptionSet
from pourparler.workbench.agreement import build_network, find_groups, follow_agreement

NAMES = ["upland", "lowland", "river", "harbour"]
SPACE = OptionSet(3)
SURE = np.full((3, 3), 0.02) + 0.94 * np.eye(3)


def align(choices, known=None):
    known = np.ones((len(choices), 1), bool) if known is None else known
    return align_positions([SPACE], [SURE[choices]], known, rng=np.random.default_rng(3))


def test_edges_join_those_who_agree():
    graph = build_network(NAMES, align([0, 0, 1, 1]))
    assert set(graph.edges) == {("upland", "lowland"), ("river", "harbour")}
    edge = graph.edges["upland", "lowland"]
    assert 0.5 < edge["share"] < 1
    assert edge["low"] <= edge["median"] <= edge["high"]
    assert edge["issues"] == 1
    assert find_groups(graph) == (("harbour", "river"), ("lowland", "upland"))


def test_who_agrees_with_nobody_is_a_group_alone():
    assert find_groups(build_network(NAMES[:3], align([0, 1, 2]))) == (
        ("lowland",), ("river",), ("upland",),
    )  # fmt: skip


def test_who_has_not_spoken_has_no_edge_and_no_share_in_the_density():
    known = np.array([[True], [True], [False], [True]])
    (found,) = follow_agreement(NAMES, [date(2031, 5, 1)], [align([0, 0, 0, 1], known)])
    assert set(found.graph.edges) == {("upland", "lowland")}
    assert found.density == pytest.approx(1 / 3)
    assert found.graph.number_of_nodes() == 4


def test_edges_made_and_lost_are_told():
    days = [date(2031, 5, 1), date(2031, 6, 1), date(2031, 7, 1)]
    found = follow_agreement(
        NAMES, days, [align([0, 0, 1, 2]), align([0, 1, 1, 2]), align([0, 1, 1, 2])]
    )
    assert [(a.made, a.lost) for a in found] == [
        ((), ()), ((("lowland", "river"),), (("lowland", "upland"),)), ((), ()),
    ]  # fmt: skip


def test_wrong_lengths_are_named():
    with pytest.raises(ShapeError, match="2 names for 4 actors"):
        build_network(["a", "b"], align([0, 0, 1, 1]))
    with pytest.raises(ShapeError, match="1 dates for 0"):
        follow_agreement(NAMES, [date(2031, 5, 1)], [])
