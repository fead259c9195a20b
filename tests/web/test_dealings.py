"""Commitments and events lead to the sentences that tell of them."""

from __future__ import annotations

from starlette.testclient import TestClient

from web.links import Page


def test_commitments_say_what_became_of_them(client: TestClient) -> None:
    said = client.get("/api/commitments").json()["commitments"]
    page = Page(client.get("/commitments").text)
    assert said
    assert {f"c-{one['id']}" for one in said[:40]} <= page.ids
    told = [t["statement"] for t in said[0]["tellings"] if t["statement"]]
    assert all(any(name in link for link in page.links) for name in told)
    actor = said[0]["actor"]
    kept = Page(client.get("/commitments", params={"actor": actor}).text)
    assert f"c-{said[0]['id']}" in kept.ids
    assert client.get("/commitments", params={"actor": "nobody"}).status_code == 404


def test_before_a_promise_was_made_there_is_none(client: TestClient) -> None:
    day = {"as_of": "2024-01-01", "known_at": "2024-01-01"}
    for path in ("/commitments", "/events"):
        assert "<table" not in client.get(path, params=day).text


def test_events_show_what_was_said_there(client: TestClient) -> None:
    said = client.get("/api/events").json()["events"]
    page = Page(client.get("/events").text)
    assert said
    assert {f"e-{one['id']}" for one in said[:40]} <= page.ids
    spoken = next(event["said"][0]["statement"] for event in said if event["said"])
    assert any(spoken in link for link in page.links)
