"""What can be downloaded is what the page shows, and harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

from web.links import Page


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_positions_are_those_of_the_interface(client: TestClient) -> None:
    answer = client.get("/download/positions.csv", params={"issue": "ceasefire"})
    assert "attachment" in answer.headers["content-disposition"]
    rows = _rows(answer.text)
    said = client.get("/api/positions", params={"issue": "ceasefire"}).json()["positions"]
    assert [row["actor"] for row in rows] == [position["actor"] for position in said]
    medians = [float(row["median"]) for row in rows if row["median"]]
    assert medians == pytest.approx([p["median"] for p in said if p["median"] is not None])


def test_a_table_of_a_day_holds_what_was_known_then(client: TestClient) -> None:
    day = {"as_of": "2025-08-17", "known_at": "2025-08-17", "actor": "us"}
    rows = _rows(client.get("/download/statements.csv", params=day).text)
    assert rows
    assert {row["actor"] for row in rows} == {"us"}
    assert max(row["reported_on"] for row in rows) <= "2025-08-17"


@pytest.mark.parametrize("name", ["statements", "reports", "positions", "shifts"])
def test_workbooks_open(client: TestClient, name: str) -> None:
    from openpyxl import load_workbook

    answer = client.get(f"/download/{name}.xlsx")
    book = load_workbook(io.BytesIO(answer.content))
    assert name in book.sheetnames


@pytest.mark.parametrize("path", ["/download/matrix", "/download/lines/ceasefire"])
def test_drawings_stand_alone(client: TestClient, path: str) -> None:
    svg = client.get(f"{path}.svg")
    root = ElementTree.fromstring(svg.text)
    assert root.tag.endswith("svg")
    assert "United States" in svg.text
    assert "class=" not in svg.text
    png = client.get(f"{path}.png").content
    assert png.startswith(b"\x89PNG")


def test_charts_of_a_settlement_come_with_their_rows(valley: TestClient) -> None:
    page = Page(valley.get("/settlement/account", params={"now": "1"}).text)
    charts = [link for link in page.links if link.startswith("/download/settlement/")]
    assert len(charts) >= 8
    rows = _rows(valley.get("/download/settlement/signing.csv").text)
    assert {"design", "kind", "share", "low", "high"} <= set(rows[0])
    assert valley.get("/download/settlement/survival.svg").text.startswith("<svg")


@pytest.mark.parametrize(
    "path",
    [
        "/download/nothing.csv",
        "/download/positions.exe",
        "/download/matrix.csv",
        "/download/lines/nothing.svg",
        "/download/lines/ceasefire.csv",
        "/download/settlement/nothing.svg",
    ],
)
def test_what_is_not_there_is_said(client: TestClient, valley: TestClient, path: str) -> None:
    asked = valley if "settlement" in path else client
    assert asked.get(path).status_code == 404
