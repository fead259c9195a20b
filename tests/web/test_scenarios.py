"""Scenarios and numbers changed in the browser: in the case file, logged, undone byte for byte."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from pourparler.case.folder import CaseFolder, open_case_folder
from pourparler.workbench.review import history
from web.conftest import open_client
from web.links import Page
from workbench.cases import read_copy

HOSTILE = "<script>alert(1)</script> : {a: [b]} # no"


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> CaseFolder:
    return read_copy("sarn-valley", tmp_path_factory.mktemp("own"))


@pytest.fixture(scope="module")
def browser(own: CaseFolder) -> TestClient:
    return open_client(own, coder="anna")


def _send(browser: TestClient, path: str, **fields: str) -> str:
    page = Page(browser.get("/assumptions").text)
    token = next(f["value"] for f in page.fields if f.get("name") == "csrf_token")
    sent = browser.post(path, data=fields | {"csrf_token": token}, follow_redirects=False)
    assert sent.status_code in (303, 400, 404, 409, 422), sent.text[:400]
    return sent.headers.get("location", "") or sent.text


def _undo(browser: TestClient, own: CaseFolder, back: str) -> None:
    command = next(
        e.command for e in history(open_case_folder(own.path)).entries if e.can_be_undone
    )
    sent = _send(browser, "/undo", command=command, back=back)
    assert sent.startswith(back), sent


def test_a_scenario_is_kept_listed_compared_and_undone(
    browser: TestClient, own: CaseFolder
) -> None:
    before = (own.path / "case.yaml").read_bytes()
    view = "/settlement?design=full&against=observers&parts=monitors&bar=0.6&high.attack_gain=30"
    where = _send(
        browser, "/settlement/scenarios", view=view, name=HOSTILE, author="Anna", reason="to see"
    )
    assert where.startswith("/settlement?design=full&against=observers")
    kept = open_case_folder(own.path).case.settlement
    assert kept is not None
    one = kept.scenarios[0]
    assert (one.name, one.author, one.reason, one.components, one.bar) == (
        HOSTILE, "Anna", "to see", ["monitors"], 0.6,
    )  # fmt: skip
    assert one.inputs == {"attack_gain": [5, 30]}
    page = browser.get(where).text
    assert "Scenario saved" in page
    assert "<script>alert" not in page
    assert "# no" in page
    compared = browser.get("/settlement/compare", params={"one": one.id, "other": "case"})
    assert compared.status_code == 200
    for words in (
        "made of: Monitors of the Mission",
        "with a chance of at least 0.6",
        "&lt;script",
    ):
        assert words in compared.text
    assert "<script>alert" not in compared.text
    _undo(browser, own, "/settlement")
    assert (own.path / "case.yaml").read_bytes() == before


def test_a_scenario_held_against_itself_differs_in_no_draw(
    browser: TestClient, own: CaseFolder
) -> None:
    page = browser.get("/settlement/compare", params={"one": "case", "other": "case"}).text
    row = page[page.index('<th scope="row">Does better</th>') :].partition("</tr>")[0]
    cells = re.findall(r"<td data-label=[^>]*>(.*?)</td>", row)
    assert cells == ["under 1 (0 to 1)", "under 1 (0 to 1)", "over 99 (99 to 100)"]


def test_a_scenario_is_taken_out_and_that_is_undone(browser: TestClient, own: CaseFolder) -> None:
    for name in ("One", "One"):
        _send(browser, "/settlement/scenarios", view="/settlement?bar=0.5", name=name, reason="x")
    kept = open_case_folder(own.path).case.settlement
    assert kept is not None
    assert [one.id for one in kept.scenarios] == ["one", "one_2"]
    both = (own.path / "case.yaml").read_bytes()
    _send(browser, "/settlement/scenarios/one/remove")
    left = open_case_folder(own.path).case.settlement
    assert left is not None
    assert [one.id for one in left.scenarios] == ["one_2"]
    _undo(browser, own, "/settlement")
    assert (own.path / "case.yaml").read_bytes() == both


def test_a_number_is_changed_with_author_and_reason(browser: TestClient, own: CaseFolder) -> None:
    file: Path = own.path / "case.yaml"
    before = file.read_text("utf-8")
    for place in ("settlement.attack_gain", "guarantors.donors.benefit",
                  "settlement.designs.full.refusal_cost"):  # fmt: skip
        where = _send(
            browser, "/assumptions", place=place, low="7", high="21.5", author="Anna",
            reason=HOSTILE, known_on="2024-06-01",
        )  # fmt: skip
        assert where.startswith("/assumptions?done=")
        assert where.endswith(f"#{place}")
        number = dict(open_case_folder(own.path).case.quantities())[place]
        assert number.bounds == (7, 21.5)
        assert number.assumption is not None
        assert (number.assumption.author, number.assumption.reason) == ("Anna", HOSTILE)
        page = browser.get(where).text
        assert "Number changed" in page
        assert "<script>alert" not in page
        assert history(open_case_folder(own.path)).entries[0].coder == "anna"
    comments = [line for line in before.splitlines() if line.lstrip().startswith("#")]
    after = file.read_text("utf-8").splitlines()
    assert all(line in after for line in comments)
    for _ in range(3):
        _undo(browser, own, "/assumptions")
    assert file.read_text("utf-8") == before


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"place": "settlement.attack_gian", "low": "1"}, "attack_gain"),
        ({"place": "settlement.attack_gain", "low": ""}, "low is empty"),
        ({"place": "settlement.attack_gain", "low": "9", "high": "3"}, "low 9 is above high 3"),
        ({"place": "settlement.attack_gain", "low": "-4"}, "must not be below 0"),
        ({"place": "settlement.attack_gain", "low": "4", "reason": "  "}, "reason is empty"),
        ({"place": "settlement.attack_gain", "low": "4", "known_on": "soon"}, "not a date"),
    ],
)
def test_a_number_that_cannot_be_is_refused_and_nothing_is_written(
    browser: TestClient, own: CaseFolder, fields: dict[str, str], said: str
) -> None:
    before = (own.path / "case.yaml").read_bytes()
    given = {"author": "Anna", "reason": "because", "known_on": "2024-06-01"} | fields
    assert said in _send(browser, "/assumptions", **given)
    assert (own.path / "case.yaml").read_bytes() == before


def test_a_change_without_the_token_of_the_visit_is_refused(browser: TestClient) -> None:
    for path in ("/assumptions", "/settlement/scenarios", "/settlement/scenarios/one/remove"):
        assert browser.post(path, data={"name": "x"}).status_code == 403
