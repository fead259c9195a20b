"""Positions of a case at a date: as known now, as known then, by whom, from what."""

from __future__ import annotations

from datetime import date

import pytest

from pourparler.errors import UnknownNameError
from pourparler.workbench.position_shapes import position_json
from pourparler.workbench.positions import find_positions
from pourparler.workbench.series import PositionQuery
from pourparler.workbench.view import View
from workbench.talks import make_coding, make_folder, make_report, make_statement

MAY, JUNE, JULY = "2024-05-02", "2024-06-03", "2024-07-01"


@pytest.fixture
def folder(tmp_path):
    may, june = make_report(MAY), make_report(JUNE, "Wire")
    secret = make_report(JULY, "Cable", handling="internal")
    truce = make_coding("truce", "first"), make_coding("truce", "after")
    told = [
        (may, [make_statement(may, "north", truce[0]), make_statement(may, "front", truce[1])]),
        (june, [make_statement(june, "north", truce[1], reviewed=True)]),
        (secret, [make_statement(secret, "front", make_coding("bridge", "front"))]),
    ]
    return make_folder(tmp_path / "talks", told)


def at(folder, query=None, **view):
    found = find_positions(folder, view=View(**view), query=query)
    return {(p.actor, p.issue.id): p for p in found.positions}


def test_the_last_day_that_reports_reach_is_described(folder):
    found = at(folder)
    assert set(found) == {("north", "truce"), ("front", "truce")}
    north = found["north", "truce"]
    assert north.date == date(2024, 6, 3)
    assert north.summary.median > 90
    assert (north.basis.reports, north.basis.reviewed_share) == (2, 0.5)
    assert north.basis.days_since_last == 0


def test_as_of_describes_a_day_with_all_that_is_known_and_known_at_with_what_was(folder):
    day = date(2024, 5, 20)
    now = at(folder, as_of=day)["north", "truce"]
    then = at(folder, as_of=day, known_at=day)["north", "truce"]
    assert now.summary.certainty != then.summary.certainty
    assert then.summary.median < 10
    assert (then.basis.reports, then.basis.days_since_last) == (1, 18)
    assert at(folder, known_at=day)["north", "truce"].date == day


def test_before_anything_was_said_nobody_was_heard(folder):
    assert at(folder, known_at=date(2024, 5, 1)) == {}
    early = at(folder, as_of=date(2024, 5, 1))["north", "truce"]
    assert early.basis.days_since_last is None
    assert early.basis.open_questions == ("silent",)


def test_a_ceiling_is_kept_to_and_a_higher_one_recomputes(folder):
    assert ("front", "bridge") not in at(folder)
    assert at(folder, ceiling="internal")["front", "bridge"].summary.median is None


def test_only_reviewed_readings_and_without_one_publisher(folder):
    reviewed = at(folder, PositionQuery(reviewed_only=True))
    assert set(reviewed) == {("north", "truce")}
    assert reviewed["north", "truce"].basis.reviewed_share == 1
    without = at(folder, PositionQuery(without_publisher="Wire", actor="north"))
    assert without["north", "truce"].summary.median < 10


def test_names_that_the_case_does_not_have(folder):
    with pytest.raises(UnknownNameError, match=r"actor 'nrth'.*'north'"):
        find_positions(folder, query=PositionQuery(actor="nrth"))


def test_the_json_names_of_the_contract(folder):
    for position in at(folder, ceiling="internal").values():
        shown = position_json(position)
        assert set(shown) == {
            "actor", "issue", "date", "median", "low", "high", "intervals", "certainty",
            "reviewed_share", "reports", "days_since_last", "stale", "held", "latest_words",
            "options", "density",
        }  # fmt: skip
        assert sum(shown["density"]) == pytest.approx(1, abs=1e-4)
        assert all(0 < option["share"] < 1 for option in shown["options"])
