"""The interface says what the command line prints with --json, and describes it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from pourparler.case.folder import CaseFolder
from pourparler.cli import main

Printed = Callable[..., Any]


@pytest.fixture
def printed(
    first_case: CaseFolder,
    monkeypatch: pytest.MonkeyPatch,
    capsysbinary: pytest.CaptureFixture[bytes],
) -> Printed:
    """What the command line prints of the first case."""

    def call(command: str, *words: str) -> Any:
        given = [command, str(first_case.path), *words, "--json"]
        monkeypatch.setattr(sys, "argv", ["pourparler", *given])
        with pytest.raises(SystemExit):
            main()
        return json.loads(capsysbinary.readouterr().out)

    return call


def undescribed(client: TestClient, path: str, said: object) -> list[str]:
    """Return the keys of an answer that its description does not name."""
    described = client.get("/api/openapi.json").json()
    shapes = described["components"]["schemas"]
    answer = described["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]
    return list(_undescribed(said, answer["schema"], shapes))


def _undescribed(said: object, schema: dict[str, Any], shapes: dict[str, Any]) -> Iterator[str]:
    choices = [schema, *schema.get("anyOf", [])]
    named = [shapes[c["$ref"].rpartition("/")[2]] for c in choices if "$ref" in c]
    if isinstance(said, list):
        for one in said:
            for choice in choices:
                yield from _undescribed(one, choice.get("items", {}), shapes)
    elif isinstance(said, dict) and named:
        for name, value in said.items():
            fields = named[0]["properties"]
            if name not in fields:
                yield f"{named[0]['title']}.{name}"
            else:
                yield from _undescribed(value, fields[name], shapes)


@pytest.mark.parametrize(
    ("address", "command"),
    [
        ("/api/statements", ["statements"]),
        (
            "/api/statements?actor=us&issue=ceasefire&known_at=2025-08-17",
            ["statements", "--actor", "us", "--issue", "ceasefire", "--known-at", "2025-08-17"],
        ),
        ("/api/reports", ["reports"]),
        ("/api/speakers", ["speakers"]),
        ("/api/commitments", ["commitments"]),
        ("/api/events", ["events"]),
        ("/api/positions", ["positions"]),
        (
            "/api/positions?issue=ceasefire&as_of=2025-08-17&known_at=2025-08-17",
            [
                "positions",
                "--issue",
                "ceasefire",
                "--as-of",
                "2025-08-17",
                "--known-at",
                "2025-08-17",
            ],
        ),
        ("/api/shifts?known_at=2025-08-17", ["shifts", "--known-at", "2025-08-17"]),
        (
            "/api/diff?before=2025-06-30&after=2025-08-19&as_known=true",
            ["diff", "2025-06-30", "2025-08-19", "--as-known"],
        ),
        ("/api/check", ["check"]),
    ],
)
def test_the_interface_says_what_the_command_prints(
    client: TestClient, printed: Printed, address: str, command: list[str]
) -> None:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text[:2000]
    assert answer.json() == printed(*command)
    assert undescribed(client, address.partition("?")[0], answer.json()) == []


def test_a_settlement_fits_its_description(valley: TestClient) -> None:
    answer = valley.get("/api/settle")
    assert answer.status_code == 200, answer.text[:2000]
    said = answer.json()
    assert said["seed"] is not None
    assert undescribed(valley, "/api/settle", said) == []
    assert said["levers"]
    assert all(0 < design["durable"]["share"] < 1 for design in said["designs"])


def test_a_report_s_text_is_what_offsets_count_in(client: TestClient) -> None:
    statement = client.get("/api/statements?limit=1").json()["statements"][0]
    text = client.get(f"/api/reports/{statement['report']}/text").json()["text"]
    start, end = statement["spans"]["content"][0]
    assert text[start:end] in statement["content"]


def test_the_description_names_every_address_and_every_field(client: TestClient) -> None:
    described = client.get("/api/openapi.json").json()
    assert {"/api/case", "/api/statements", "/api/positions", "/api/settle"} <= set(
        described["paths"]
    )
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            answers = operation["responses"]
            assert answers["200"]["content"]["application/json"]["schema"], (path, method)
            assert answers["404"]["content"]["application/json"]["schema"]["$ref"].endswith(
                "/Failed"
            )


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/api/statements?actor=nobody", 404, "PP501"),
        ("/api/statements?since=soon", 422, ""),
        ("/api/statements?limit=0", 422, ""),
        ("/api/positions?issue=nothing", 404, "PP501"),
        ("/api/diff?before=2025-01-01", 422, ""),
        ("/api/reports/000000000000/text", 404, "PP501"),
        ("/api/nothing", 404, ""),
    ],
)
def test_mistakes_have_the_one_shape(
    client: TestClient, address: str, status: int, code: str
) -> None:
    answer = client.get(address)
    said = answer.json()
    assert (answer.status_code, said["status"], said["code"]) == (status, status, code)
    assert said["ok"] is False
    assert said["errors"]


def test_only_what_is_allowed_can_be_done(client: TestClient) -> None:
    answer = client.delete("/api/statements", headers={"content-type": "application/json"})
    assert answer.status_code == 405
    assert answer.json()["ok"] is False
