"""How far the actors of a case stand apart: on a date, through time, on a map."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from pourparler.errors import RangeError, UnknownNameError
from pourparler.models.positions.alignment import measure_distances
from pourparler.models.positions.spaces import Grid
from pourparler.workbench.alignment import find_alignment
from pourparler.workbench.alignment_shapes import alignment_json, list_pairs
from pourparler.workbench.positions import find_positions
from pourparler.workbench.series import PositionQuery
from pourparler.workbench.view import View
from workbench.talks import make_coding, make_folder, make_report, make_statement

FIRST, AFTER = make_coding("truce", "first"), make_coding("truce", "after")


def said(day, *told, publisher="Post"):
    report = make_report(day, publisher)
    return report, [
        make_statement(report, actor, coding, place=20 * n, reviewed=True)
        for n, (actor, coding) in enumerate(told)
    ]


@pytest.fixture
def folder(tmp_path):
    """North and the band agree from the start; the Front comes round in June."""
    told = [
        said("2024-05-02", ("north", FIRST), ("front", AFTER), ("band", FIRST)),
        said("2024-06-10", ("front", FIRST), publisher="Wire"),
        said("2024-06-12", ("front", FIRST), publisher="Cable"),
        said("2024-06-20", ("north", FIRST), ("band", FIRST)),
    ]
    return make_folder(tmp_path / "talks", told)


def agreeing(agreement):
    return {tuple(sorted(edge)) for edge in agreement.graph.edges}


def test_distances_are_those_of_the_estimated_positions(folder):
    found = find_alignment(folder)
    positions = {p.actor: p.density for p in find_positions(folder).positions}
    density = np.stack([positions[actor] for actor in found.actors])
    np.testing.assert_allclose(
        found.alignment.distance, measure_distances(Grid(), density), atol=1e-12
    )
    for pair in list_pairs(found):
        assert pair.low <= pair.median <= pair.high
        assert (pair.issues, 0 < pair.agree.share < 1) == (1, True)


def test_the_network_changes_when_an_actor_comes_round(folder):
    history = find_alignment(folder).history
    assert [history[0].day, history[-1].day] == [date(2024, 5, 2), date(2024, 6, 20)]
    assert agreeing(history[0]) == {("band", "north")}
    assert agreeing(history[-1]) == {("band", "front"), ("band", "north"), ("front", "north")}
    made = {pair for agreement in history for pair in agreement.made}
    assert made == {("band", "front"), ("front", "north")}
    assert not any(agreement.lost for agreement in history)


def test_as_known_in_may_the_front_is_far(folder):
    day = date(2024, 5, 20)
    found = find_alignment(folder, view=View(as_of=day, known_at=day))
    assert found.heard.day == found.history[-1].day == day
    closest, *others = list_pairs(found)
    assert (closest.one, closest.other) == ("north", "band")
    assert all(pair.median > 0.5 for pair in others)
    assert found.on_map == ("north", "front", "band")
    places = dict(zip(found.on_map, found.map.places, strict=True))
    assert np.linalg.norm(places["north"] - places["front"]) > 0.5


def test_who_has_said_nothing_yet_is_not_compared(tmp_path):
    told = [
        said("2024-05-02", ("north", FIRST), ("front", make_coding("bridge", "front"))),
        said("2024-06-02", ("band", FIRST)),
    ]
    folder = make_folder(tmp_path / "talks", told)
    early = find_alignment(folder, view=View(as_of=date(2024, 5, 20)))
    assert early.actors == ("north", "front")
    assert (list_pairs(early), early.map) == ([], None)
    assert [(p.one, p.other) for p in list_pairs(find_alignment(folder))] == [("north", "band")]
    before = find_alignment(folder, view=View(known_at=date(2024, 5, 1)))
    assert (before.actors, before.alignment, before.history) == ((), None, ())
    assert alignment_json(before)["pairs"] == []


def test_silence_that_decides_who_agrees_is_told(tmp_path):
    told = [said("2024-05-02", ("north", FIRST), ("front", FIRST))]
    folder = make_folder(tmp_path / "talks", told)
    assert find_alignment(folder).turned_by_silence == ()
    later = find_alignment(folder, view=View(as_of=date(2026, 5, 2)))
    assert later.turned_by_silence == (("front", "north"),)


def test_the_same_seed_gives_the_same_numbers(folder):
    one, other = (alignment_json(find_alignment(folder, seed=7)) for _ in range(2))
    assert one == other
    assert one["seed"] == 7
    assert one["pairs"] != alignment_json(find_alignment(folder, seed=8))["pairs"]


def test_what_is_asked_wrongly_is_named(folder):
    with pytest.raises(RangeError, match="0 draws"):
        find_alignment(folder, draws=0)
    with pytest.raises(UnknownNameError, match="truse"):
        find_alignment(folder, query=PositionQuery(issue="truse"))
