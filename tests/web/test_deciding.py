"""Programs decide as people do: each decision on a version that was read, none sent by others."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from pourparler.case.folder import CaseFolder
from pourparler.workbench import review
from web.conftest import open_client
from web.test_review import OTHER, REPORT, SPOKEN, folder, held
from workbench.talks import make_coding, make_folder, make_report, make_statement

__all__ = ["folder"]
FIRST = {"issue": "truce", "from_option": "first", "to_option": "first"}
SECRET = make_report("2024-05-03", words="A private word of the north.", handling="internal")
UNSEEN = make_statement(SECRET, "north", make_coding("truce", "after"), handling="internal")


@pytest.fixture
def client(folder: CaseFolder) -> Iterator[TestClient]:
    with open_client(folder, coder="ana") as client:
        yield client


def version(client: TestClient, statement: str) -> str:
    return str(client.get(f"/api/statements/{statement}").json()["statement_version"])


def decide(client: TestClient, statement: str, verb: str, **more: Any):
    body = {"version": version(client, statement)} | more
    return client.post(f"/api/statements/{statement}/{verb}", json=body)


def test_a_statement_comes_with_its_version_and_history(client: TestClient) -> None:
    decide(client, SPOKEN.id, "accept", reason="it says so")
    said = client.get(f"/api/statements/{SPOKEN.id}").json()
    assert said["statement"]["id"] == SPOKEN.id
    assert said["statement"]["reviewed"]
    assert [(d["name"], d["coder"], d["reason"]) for d in said["decisions"][:1]] == [
        ("accept", "ana", "it says so")
    ]
    assert said["statement_version"] == said["decisions"][0]["command"]


def test_each_decision_is_written_and_undone(client: TestClient, folder: CaseFolder) -> None:
    before = held(folder)
    accepted = decide(client, SPOKEN.id, "accept").json()["decision"]
    assert accepted["changed"] == [{"before": SPOKEN.id, "after": SPOKEN.id}]
    assert held(folder)[SPOKEN.id].reviewed
    assert client.post("/api/undo", json={}).json()["decision"]["undone"]["name"] == "accept"
    assert held(folder) == before

    decide(client, SPOKEN.id, "reject")
    assert SPOKEN.id not in held(folder)
    client.post("/api/undo", json={})
    client.post("/api/redo", json={})
    assert SPOKEN.id not in held(folder)
    client.post("/api/undo", json={"coder": "ana"})

    decide(client, OTHER.id, "recode", codings=[FIRST], coder="bea")
    codings = held(folder)[OTHER.id].codings
    assert [(c.issue, c.from_option, c.coder) for c in codings] == [("truce", "first", "bea")]

    changes = {"hedged": True, "actors": ["front"]}
    new = decide(client, SPOKEN.id, "correct", changes=changes).json()["decision"]
    now = held(folder)[new["changed"][0]["after"]]
    assert (now.hedged, now.actors) == (True, ("front",))


def test_a_statement_is_added(client: TestClient, folder: CaseFolder) -> None:
    before = held(folder)
    body = {
        "statement": {"content": [[4, 20]], "source": ["a source"], "actors": ["front"]},
        "codings": [FIRST],
    }
    said = client.post(f"/api/reports/{REPORT.id}/statements", json=body)
    assert said.status_code == 200, said.text
    (new,) = held(folder).keys() - before.keys()
    added = held(folder)[new]
    assert (added.source, added.actors, added.reviewed) == ("a source", ("front",), True)
    assert added.spans.content == ((4, 20),)


def test_a_trial_writes_nothing(client: TestClient, folder: CaseFolder) -> None:
    before = held(folder)
    said = decide(client, SPOKEN.id, "reject", dry_run=True).json()["decision"]
    assert (said["dry_run"], said["command"]) == (True, None)
    assert held(folder) == before


@pytest.mark.parametrize("verb", ["accept", "reject", "recode", "correct"])
def test_what_changed_meanwhile_is_told_and_kept(
    client: TestClient, folder: CaseFolder, verb: str
) -> None:
    more = {"recode": {"codings": [FIRST]}, "correct": {"changes": {"hedged": True}}}.get(verb, {})
    read = version(client, SPOKEN.id)
    theirs = review.recode(folder, SPOKEN.id, [], coder="bea", reason="no option").command
    body = {"version": read} | more
    answer = client.post(f"/api/statements/{SPOKEN.id}/{verb}", json=body)
    said = answer.json()
    assert (answer.status_code, said["code"]) == (409, "PP404")
    assert "changed by bea" in said["error"]
    assert said["statement"]["codings"] == []
    assert said["statement_version"] == theirs
    assert [(d["name"], d["coder"], d["reason"]) for d in said["decisions"]] == [
        ("recode", "bea", "no option")
    ]
    assert held(folder)[SPOKEN.id].codings == ()
    body["version"] = said["statement_version"]
    assert client.post(f"/api/statements/{SPOKEN.id}/{verb}", json=body).status_code == 200


def test_what_somebody_took_back_is_told(client: TestClient, folder: CaseFolder) -> None:
    read = version(client, SPOKEN.id)
    review.reject(folder, SPOKEN.id, coder="bea")
    answer = client.post(f"/api/statements/{SPOKEN.id}/accept", json={"version": read})
    said = answer.json()
    assert answer.status_code == 409
    assert (said["statement"], said["decisions"][0]["name"]) == (None, "reject")
    assert SPOKEN.id not in held(folder)


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/api/statements/nothing/accept", {"version": "x"}, 404),
        (f"/api/statements/{SPOKEN.id}/accept", {}, 422),
        (f"/api/statements/{SPOKEN.id}/accept", {"version": "x", "force": True}, 422),
        (f"/api/statements/{SPOKEN.id}/accept", {"version": "x", "coder": "machine"}, 400),
        (f"/api/statements/{SPOKEN.id}/correct", {"version": "x", "changes": {}}, 400),
        (f"/api/statements/{SPOKEN.id}/correct", {"version": "x", "changes": {"id": "a"}}, 422),
        (f"/api/statements/{SPOKEN.id}/recode", {"version": "x", "codings": [{}]}, 422),
        (f"/api/reports/{REPORT.id}/statements", {"statement": {"content": [[9, 4]]}}, 422),
        (f"/api/reports/{REPORT.id}/statements", {"statement": {"content": ["not there"]}}, 422),
        (f"/api/reports/{REPORT.id}/statements", {"statement": {"actors": ["nobody"]}}, 404),
        ("/api/reports/nothing/statements", {"statement": {}}, 404),
        ("/api/undo", {"command": "nothing"}, 404),
        ("/api/undo", {}, 409),
        ("/api/redo", {}, 409),
    ],
)
def test_what_cannot_be_decided_is_said_in_one_shape(
    client: TestClient, folder: CaseFolder, path: str, body: dict[str, Any], status: int
) -> None:
    before = held(folder)
    if "actors" in body.get("statement", {}):
        body = {"statement": body["statement"] | {"content": [[4, 20]]}}
    answer = client.post(path, json=body)
    said = answer.json()
    assert answer.status_code == status, said
    assert {"ok", "error", "errors", "status", "code", "hint"} <= said.keys()
    assert (said["ok"], said["status"]) == (False, status)
    assert held(folder) == before


@pytest.mark.parametrize(
    "headers",
    [
        {"content-type": "text/plain"},
        {"content-type": "application/x-www-form-urlencoded"},
        {"content-type": "multipart/form-data; boundary=x"},
        {"content-type": ""},
        {"content-type": "application/json", "origin": "http://evil.example"},
        {"content-type": "application/json", "origin": "null"},
        {"content-type": "application/json", "sec-fetch-site": "cross-site"},
        {"content-type": "application/json", "sec-fetch-site": "same-site"},
        {"content-type": "application/json", "host": "rebound.example"},
    ],
)
def test_no_other_site_decides(
    client: TestClient, folder: CaseFolder, headers: dict[str, str]
) -> None:
    body = json.dumps({"version": version(client, SPOKEN.id)})
    path = f"/api/statements/{SPOKEN.id}/accept"
    assert client.post(path, content=body, headers=headers).status_code in (400, 403)
    assert not held(folder)[SPOKEN.id].reviewed
    kind = {"content-type": "application/json; charset=utf-8"}
    assert client.post(path, content=body, headers=kind).status_code == 200


def test_another_site_is_not_told_that_it_may_ask(client: TestClient) -> None:
    asked = {
        "origin": "http://evil.example",
        "access-control-request-method": "POST",
        "access-control-request-headers": "content-type",
    }
    answer = client.options(f"/api/statements/{SPOKEN.id}/accept", headers=asked)
    assert not [name for name in answer.headers if name.startswith("access-control")]


def test_a_program_from_elsewhere_shows_the_token_and_says_who_decides(folder: CaseFolder) -> None:
    with open_client(folder, host="0.0.0.0", token="long-token") as client:
        path = f"/api/statements/{SPOKEN.id}/accept"
        assert client.post(path, json={"version": "x"}).status_code == 401
        client.headers["authorization"] = "Bearer long-token"
        body = {"version": version(client, SPOKEN.id)}
        nameless = client.post(path, json=body)
        assert (nameless.status_code, "answers for it" in nameless.text) == (400, True)
        assert client.post(path, json=body | {"coder": "Zoë"}).status_code == 200
    assert review.history(folder).entries[0].coder == "Zoë"


def test_what_is_above_the_ceiling_cannot_be_decided_on(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "talks", [(REPORT, [SPOKEN]), (SECRET, [UNSEEN])])
    with open_client(folder, coder="ana") as client:
        assert client.get(f"/api/statements/{UNSEEN.id}").status_code == 404
        known = review.versions(folder, [UNSEEN.id])[UNSEEN.id]
        answer = client.post(f"/api/statements/{UNSEEN.id}/reject", json={"version": known})
        assert answer.status_code == 404
        new = {"statement": {"content": [[0, 9]], "actors": ["front"]}}
        assert client.post(f"/api/reports/{SECRET.id}/statements", json=new).status_code == 404
        mark = decide(client, SPOKEN.id, "accept").json()["ledger"]
    assert "1 report, 1 statement" in mark
    assert UNSEEN.id in held(folder)
