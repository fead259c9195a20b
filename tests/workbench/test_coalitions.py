"""Coalitions beside their members' own lines, and what a long silence leaves of a position."""

from __future__ import annotations

from datetime import date

import pytest

from pourparler.errors import UnknownNameError
from pourparler.workbench.coalitions import coalition_json, find_coalitions
from pourparler.workbench.positions import find_positions
from pourparler.workbench.series import PositionQuery
from pourparler.workbench.view import View
from workbench.talks import make_coding, make_folder, make_report, make_statement

FIRST, AFTER = make_coding("truce", "first"), make_coding("truce", "after")


@pytest.fixture
def folder(tmp_path):
    """The band and north ask for a truce first; the Front does not until 20 June."""
    may, june = make_report("2024-05-02"), make_report("2024-06-20", "Wire")
    told = [
        (
            may,
            [
                make_statement(may, actor, coding, place=20 * n, reviewed=True)
                for n, (actor, coding) in enumerate(
                    (("band", FIRST), ("north", FIRST), ("front", AFTER))
                )
            ],
        ),
        (
            june,
            [
                make_statement(june, "front", FIRST, reviewed=True),
                make_statement(june, "band", FIRST, place=20, reviewed=True),
            ],
        ),
    ]
    return make_folder(tmp_path / "talks", told)


def test_who_parts_from_its_coalition_and_until_when(folder):
    (line,) = find_coalitions(folder)
    north, front = line.members
    assert (line.coalition, line.issue.id) == ("band", "truce")
    assert (north.actor, front.actor) == ("north", "front")
    assert north.parted == ()
    assert front.parted == ((date(2024, 5, 2), date(2024, 5, 2)),)
    assert front.apart_probability < 0.5
    day = date(2024, 6, 1)
    earlier = find_coalitions(folder, view=View(as_of=day, known_at=day))[0].members[1]
    assert earlier.apart_probability > 0.5
    assert earlier.distance > front.distance
    assert earlier.parted == ((date(2024, 5, 2), day),)


def test_lines_are_those_that_positions_tells(folder):
    (line,) = find_coalitions(folder)
    places = {p.actor: p.summary.median for p in find_positions(folder).positions}
    assert line.place.median == places["band"]
    assert {m.actor: m.place.median for m in line.members} == {
        actor: places[actor] for actor in ("north", "front")
    }


def test_a_member_that_is_asked_for_is_shown_beside_its_coalition(folder):
    (line,) = find_coalitions(folder, query=PositionQuery(actor="front"))
    assert [member.actor for member in line.members] == ["north", "front"]
    assert find_coalitions(folder, query=PositionQuery(issue="bridge")) == ()
    with pytest.raises(UnknownNameError, match="frnt"):
        find_coalitions(folder, query=PositionQuery(actor="frnt"))


def test_silence_parts_nobody(folder):
    (line,) = find_coalitions(folder, view=View(as_of=date(2025, 6, 20)))
    assert not any(member.comparable for member in line.members)
    assert find_coalitions(folder, view=View(known_at=date(2024, 5, 1))) == ()


def test_the_json_names_of_the_contract(folder):
    shown = coalition_json(find_coalitions(folder)[0])
    place = {"median", "low", "high", "options"}
    assert set(shown) == {"coalition", "issue", "members"} | place
    for member in shown["members"]:
        assert set(member) == place | {
            "actor", "distance", "apart_probability", "comparable", "parted",
        }  # fmt: skip
        assert 0 < member["apart_probability"] < 1


def test_a_stale_position_is_given_as_last_stated_too(tmp_path):
    """North turned late: what was said long before weighs more the longer it is silent."""
    told = []
    for day, coding in (("2024-05-02", FIRST), ("2024-05-20", AFTER)):
        report = make_report(day, f"Post of {day}")
        told.append((report, [make_statement(report, "north", coding, reviewed=True)]))
    folder = make_folder(tmp_path / "talks", told)

    def north(day):
        return find_positions(folder, view=View(as_of=day)).positions[0]

    said, fresh, stale = north(date(2024, 5, 20)), north(date(2024, 6, 1)), north(date(2025, 6, 1))
    assert (fresh.held, fresh.survives_silence) == (None, True)
    assert stale.held is not None
    assert stale.held.median == said.summary.median
    assert stale.held.shares.tolist() == pytest.approx(said.summary.shares.tolist())
    assert stale.held.certainty > stale.summary.certainty
    assert stale.survives_silence == (stale.summary.shares.argmax() == 2)
