"""``pourparler commitments`` and ``events``, as a person and as a program would use it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "json.md").read_text("utf-8")
DOCUMENTED = set(re.findall(r"[a-z_]+", " ".join(re.findall(r"`([^`]+)`", PAGE))))
THREAT = """\
 date 2024-05-13 A threat
publisher: River Post

Northland threatened the River Front with "a blockade" unless it agreed to a truce by Friday.
"""


@pytest.fixture
def threatened(run, talks: Path) -> Path:
    (talks / "reports" / "third.txt").write_text(THREAT, "utf-8")
    assert run("read", talks).code == 0
    return talks


def test_commitments_as_a_table(run, threatened):
    ran = run("commitments", threatened)
    assert ran.code == 0
    assert "a blockade" in ran.out
    assert "2024-05-17" in ran.out
    assert "1 threats and promises, their fates as of 2024-05-13" in ran.out


def test_commitments_for_programs(run, threatened):
    found = run("commitments", threatened, "--json", "--as-of", "2024-06-01").json
    (threat,) = found["commitments"]
    assert (threat["actor"], threat["kind"], threat["fate"]) == ("north", "threat", "lapsed")
    assert threat["condition"] == "unless it agreed to a truce by Friday"
    assert set(threat) | set(threat["tellings"][0]) | set(found) <= DOCUMENTED
    said = run("statements", threatened, "--json").json["statements"]
    (named,) = [s for s in said if s["commitment"]]
    assert (named["commitment"], named["id"]) == (threat["id"], threat["tellings"][0]["statement"])


def test_reading_again_changes_no_id(run, threatened):
    before = run("commitments", threatened, "--json").out
    assert run("read", threatened).code == 0
    assert run("commitments", threatened, "--json").out == before


def test_a_mistyped_fate_is_answered_with_the_nearest_one(run, threatened):
    ran = run("commitments", threatened, "--fate", "droped")
    assert (ran.code, "did you mean 'dropped'?" in ran.err) == (2, True)


MEETING = """\
 date 2024-05-14 A meeting
publisher: River Post

Northland and the River Front met in Oberfeld on Monday. After the meeting, Ana Torvald said that \
the ferries would run again in June.
"""


@pytest.fixture
def met(run, talks: Path) -> Path:
    (talks / "reports" / "third.txt").write_text(MEETING, "utf-8")
    assert run("read", talks).code == 0
    return talks


def test_events_as_a_table(run, met):
    ran = run("events", met)
    assert ran.code == 0
    assert "Oberfeld" in ran.out
    assert "1 events." in ran.out


def test_events_for_programs(run, met):
    found = run("events", met, "--json").json
    (event,) = found["events"]
    assert (event["kind"], event["status"], event["held_on"]) == ("meeting", "held", "2024-05-13")
    assert (event["actors"], event["place"]) == (["north", "front"], "Oberfeld")
    assert [said["when"] for said in event["said"]] == ["after"]
    assert set(event) | set(event["tellings"][0]) | set(event["said"][0]) <= DOCUMENTED
    assert run("events", met, "--json", "--kind", "call").json["events"] == []
    assert run("events", met, "--json", "--until", "2024-05-12").json["events"] == []
    assert run("events", met, "--json", "--known-at", "2024-05-13").json["events"] == []
