"""One case has one set of figures: in the brief, on the command line and in the browser."""

from __future__ import annotations

import json
import sys
from contextlib import redirect_stdout
from io import BytesIO, TextIOWrapper
from typing import Any

import pytest
from starlette.testclient import TestClient

from pourparler.case.folder import CaseFolder
from pourparler.cli import main
from pourparler.models.sensitivity.shares import Share
from pourparler.report.comparison_words import comparison_rows, per_hundred
from pourparler.workbench.settle.surface import Answer

FIGURES = ("designs", "delay", "order", "drivers", "attribution", "packages", "break_even", "draws")


def printed(*arguments: str) -> Any:
    """Run a command as a person would, and return what it prints for programs."""
    written = BytesIO()
    stream = TextIOWrapper(written, "utf-8")
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(stream):
        patch.setattr(sys, "argv", ["pourparler", *arguments, "--json"])
        with pytest.raises(SystemExit) as ended:
            main()
    assert ended.value.code in (0, None)
    return json.loads(written.getvalue())


@pytest.fixture(scope="module")
def settled(first_case: CaseFolder) -> Any:
    """What ``settle --json`` says of the first case."""
    return printed("settle", str(first_case.path))


@pytest.fixture(scope="module")
def page(client: TestClient) -> str:
    """The settlement page of the first case as it is."""
    return client.get("/settlement", params={"now": "1"}).text


@pytest.fixture(scope="module")
def answer(client: TestClient, page: str) -> Answer:
    """What the page was made from."""
    assert 'id="answer-both"' in page
    surface = client.app.state.desk.find(("settlement surface", None))  # type: ignore[attr-defined]
    found: Answer = surface.answer(surface.start)
    return found


def test_the_brief_prints_the_figures_of_settle(first_case: CaseFolder, settled: Any) -> None:
    brief = printed("brief", str(first_case.path))
    for name in FIGURES:
        assert brief["settle"][name] == settled[name], name
    assert brief["seed"] == settled["seed"] == 20250819


def test_the_interface_for_programs_gives_the_figures_of_settle(
    client: TestClient, settled: Any
) -> None:
    given = client.get("/api/settle").json()
    for name in FIGURES:
        assert given[name] == settled[name], name
    assert given["seed"] == settled["seed"]


def test_the_page_prints_the_figures_of_settle(answer: Answer, page: str, settled: Any) -> None:
    def same(mine: Share | None, other: dict[str, float]) -> None:
        assert mine is not None
        assert mine.share == other["share"]

    assert (answer.draws, answer.seed) == (settled["draws"], settled["seed"])
    designs = {design["design"]: design for design in settled["designs"]}
    assert set(designs) == {design.design for design in answer.designs}
    for design in answer.designs:
        other = designs[design.design]
        for name in ("signable", "durable", "both"):
            same(getattr(design, name), other[name])
        for party, share in design.sign.items():
            same(share, other["sign"][party])
        assert design.priced is not None
        same(design.priced.both, other["at_price"]["both"])
        assert design.survival.median == other["survival"]["median"]
    focus = answer.design(answer.scenario.design)
    assert focus.both is not None
    assert per_hundred(focus.both) in page
    pair = {answer.scenario.design, answer.scenario.against}
    (order,) = [o for o in settled["order"] if {o["design"], o["beats"]} == pair]
    found = answer.comparison
    same(found.better if order["design"] == focus.design else found.worse, order)
    for row in comparison_rows(found, dict(answer.names)):
        assert f">{row.words}</th>" in page
        assert per_hundred(row.one) in page
    assert answer.delay is not None
    same(answer.delay.loses_less, settled["delay"]["break_even"]["loses_less_land"])


def test_each_sentence_of_the_page_ends_once(page: str) -> None:
    assert "Backtest of the front: " in page
    assert ".." not in page.partition("Backtest of the front: ")[2].partition("</p>")[0]
