"""The settlement page: choices in the address, answers that say what the solver says."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from pourparler.models.sensitivity.shares import Share
from pourparler.web.settlement_view import per_hundred
from pourparler.web.settling import read_scenario, write_scenario
from pourparler.workbench.settle.scenario import Scenario
from web.links import Page

START = Scenario(design="full", against="observers")
RANGES = {"attack_gain": (5.0, 15.0)}


def _answer(text: str, name: str) -> str:
    found = re.search(rf'id="answer-{name}"[^>]*>(.*?)</dd>', text, re.DOTALL)
    assert found, text[:300]
    return found[1]


@pytest.mark.parametrize(
    "scenario",
    [
        START,
        Scenario(design="pledge", against="full", components=("donors", "monitors"), relief=2.5),
        Scenario(design="full", against="observers", components=(), bar=0.6, horizon_years=3),
        Scenario(
            design="full", against="observers", inputs=(("attack_gain", 1.0, 2.0),),
            territory_km2=-100.0,
        ),
    ],
)  # fmt: skip
def test_a_scenario_is_read_from_the_address_it_was_written_to(scenario: Scenario) -> None:
    assert read_scenario(write_scenario(scenario, START), START, RANGES) == scenario


def test_one_end_of_a_range_leaves_the_other_as_it_is() -> None:
    found = read_scenario({"low.attack_gain": "7"}, START, RANGES)
    assert found.inputs == (("attack_gain", 7.0, 15.0),)


def test_shares_come_with_their_interval() -> None:
    assert per_hundred(Share(512, 512)) == "over 99 (99 to 100)"
    assert per_hundred(Share(256, 512)) == "50 (45 to 55)"


def test_the_page_answers_in_place_with_drivers_and_assumptions(valley: TestClient) -> None:
    page = valley.get("/settlement", params={"now": "1"})
    assert page.status_code == 200
    found = Page(page.text)
    assert {"controls", "results", "parts", "design", "against"} <= found.ids
    assert found.inline == []
    surface = valley.app.state.desk.find(("settlement surface", None))
    answer = surface.answer(surface.start)
    assert _answer(page.text, "better") == per_hundred(answer.comparison.better)
    assert _answer(page.text, "both") == per_hundred(answer.design(surface.start.design).durable)
    for decider in answer.deciders[:3]:
        assert f'name="low.{decider.input}"' in page.text
    assert "assumption of pourparler" in page.text


def test_a_form_without_script_leads_to_the_short_address(valley: TestClient) -> None:
    form = {
        "design": "full", "against": "pledge", "parts_of": "full", "horizon": "5", "bar": "0.6",
        "part": ["monitors", "donors"], "low.attack_gain": "5", "high.attack_gain": "9",
    }  # fmt: skip
    sent = valley.get("/settlement", params=form, follow_redirects=False)
    assert sent.status_code == 303
    assert sent.headers["location"] == (
        "/settlement?design=full&against=pledge&parts=monitors%2Cdonors&bar=0.6"
        "&low.attack_gain=5&high.attack_gain=9"
    )
    shown = valley.get(sent.headers["location"])
    assert "3 things changed" in shown.text
    assert "as changed" in shown.text
    script = valley.get("/settlement", params=form, headers={"hx-request": "true"})
    assert script.status_code == 200
    assert script.headers["hx-push-url"] == sent.headers["location"]
    assert _answer(script.text, "better") == _answer(shown.text, "better")


def test_another_design_brings_its_own_components(valley: TestClient) -> None:
    form = {"design": "observers", "against": "full", "parts_of": "full", "part": "donors"}
    page = valley.get("/settlement", params=form)
    ticked = {
        f["value"] for f in Page(page.text).fields if f.get("name") == "part" and "checked" in f
    }
    assert ticked == {"monitors"}


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        ({"bar": "abc"}, "bar is &#39;abc&#39;"),
        ({"bar": "2"}, "bar is 2"),
        ({"design": "fulll"}, "design &#39;fulll&#39;"),
        ({"parts": "monitors,nobody"}, "component &#39;nobody&#39;"),
        ({"low.attack_gain": "9", "high.attack_gain": "3"}, "low 9 is above high 3"),
        ({"low.nothing": "1", "high.nothing": "2"}, "input &#39;nothing&#39;"),
        ({"low.attack_gain": "nan"}, "not a number"),
        ({"high.ostrany_pledge.reliability": "1.5"}, "between 0 and 1"),
        ({"design": "<script>alert(1)</script>"}, "&lt;script&gt;"),
    ],
)
def test_what_cannot_be_asked_is_said_beside_the_case_as_it_is(
    valley: TestClient, choice: dict[str, str], said: str
) -> None:
    plain = valley.get("/settlement", params={"now": "1"})
    page = valley.get("/settlement", params=choice | {"now": "1"})
    assert page.status_code == 200
    assert said in page.text
    assert "Shown is the case as it is" in page.text
    assert _answer(page.text, "better") == _answer(plain.text, "better")
