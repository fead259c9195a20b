"""Several people on one server: each has a name, and nobody overwrites another unseen."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from pourparler.case.folder import CaseFolder
from pourparler.web.visitors import check_name
from pourparler.workbench import review
from web.conftest import open_client
from web.links import Page
from web.test_review import OTHER, REPORT, SPOKEN, fields, folder, held

__all__ = ["folder"]
PAGE = f"/report/{REPORT.id}?statement={SPOKEN.id}"


@pytest.fixture
def client(folder: CaseFolder) -> Iterator[TestClient]:
    with open_client(folder, coder="ana") as client:
        yield client


def take_name(client: TestClient, name: str):
    token = Page(client.get("/coder").text).fields[0]["value"]
    return client.post("/coder", data={"csrf_token": token, "name": name, "back": "/history"})


def test_a_name_is_kept_beyond_the_visit_and_signs_decisions(
    client: TestClient, folder: CaseFolder
) -> None:
    assert "<bdi>ana</bdi>" in client.get("/").text
    answer = take_name(client, "  Zoë  Lima ")
    assert answer.url.path == "/history"
    assert "<bdi>Zoë Lima</bdi>" in answer.text
    client.post(f"/statement/{SPOKEN.id}/accept", data=_sent(client, "accept"))
    assert review.history(folder).entries[0].coder == "Zoë Lima"
    with open_client(folder, coder="ana") as started_again:  # with another secret
        started_again.cookies.update(client.cookies)
        assert "<bdi>Zoë Lima</bdi>" in started_again.get("/").text


@pytest.mark.parametrize("name", ["", "   ", "x" * 61, "machine", "machine:reader", "a\x00b"])
def test_a_name_is_a_person_s(client: TestClient, name: str) -> None:
    assert take_name(client, name).status_code == 400
    assert "<bdi>ana</bdi>" in client.get("/").text


def test_a_name_is_shown_harmlessly(client: TestClient) -> None:
    assert check_name("<b>Ana</b>")
    assert "<b>Ana" not in take_name(client, "<b>Ana</b>").text


def test_visitors_from_elsewhere_say_who_they_are_first(folder: CaseFolder) -> None:
    with open_client(folder, host="0.0.0.0", token="long-token", coder="ana") as client:
        client.get("/enter", params={"token": "long-token"})
        assert "Say who you are" in client.get("/").text
        sent = _sent(client, "accept")
        answer = client.post(
            f"/statement/{SPOKEN.id}/accept",
            data=sent,
            headers={"referer": f"http://127.0.0.1:8713{PAGE}"},
        )
        assert (answer.url.path, answer.history[0].status_code) == ("/coder", 303)
        assert not held(folder)[SPOKEN.id].reviewed
        back = Page(answer.text).fields[1]["value"]
        assert back == PAGE
        take_name(client, "bea")
        client.post(f"/statement/{SPOKEN.id}/accept", data=sent)
        assert held(folder)[SPOKEN.id].reviewed


def _sent(client: TestClient, verb: str) -> dict[str, str]:
    return fields(client, PAGE, f"/statement/{SPOKEN.id}/{verb}")


@pytest.mark.parametrize("verb", ["accept", "reject", "recode"])
def test_who_decides_on_what_changed_meanwhile_sees_both_and_chooses(
    client: TestClient, folder: CaseFolder, verb: str
) -> None:
    sent = _sent(client, verb) | {"option": "after"}
    review.recode(folder, SPOKEN.id, [], coder="bea")
    answer = client.post(f"/statement/{SPOKEN.id}/{verb}", data=sent)
    assert answer.status_code == 409
    assert held(folder)[SPOKEN.id].codings == ()
    for words in ("<bdi>bea</bdi>: Read by hand", "<bdi>ana</bdi>", "A truce before talks"):
        assert words in answer.text
    form = re.search(rf'<form method="post" action="[^"]*/{verb}".*?</form>', answer.text, re.S)[0]
    again = {f["name"]: f["value"] for f in Page(form).fields}
    assert client.post(f"/statement/{SPOKEN.id}/{verb}", data=again).status_code == 200
    now = held(folder).get(SPOKEN.id)
    assert {
        "accept": lambda: now.reviewed and now.codings == (),
        "reject": lambda: now is None,
        "recode": lambda: [c.from_option for c in now.codings] == ["after"],
    }[verb]()


def test_what_somebody_took_back_can_be_brought_back(
    client: TestClient, folder: CaseFolder
) -> None:
    sent = _sent(client, "accept")
    review.reject(folder, SPOKEN.id, coder="bea", reason="never said")
    answer = client.post(f"/statement/{SPOKEN.id}/accept", data=sent)
    assert answer.status_code == 409
    assert "does not hold any more" in answer.text
    assert "Reason: never said" in answer.text
    form = re.search(r'<form method="post" action="/undo".*?</form>', answer.text, re.S)[0]
    client.post("/undo", data={f["name"]: f["value"] for f in Page(form).fields})
    assert SPOKEN.id in held(folder)


def test_what_somebody_corrected_leads_to_what_it_became(
    client: TestClient, folder: CaseFolder
) -> None:
    sent = _sent(client, "reject")
    new = review.correct(folder, SPOKEN.id, {"actors": ["front"]}, coder="bea").statement
    answer = client.post(f"/statement/{SPOKEN.id}/reject", data=sent)
    assert answer.status_code == 409
    assert f"statement={new}" in answer.text
    assert new in held(folder)


def test_a_correction_of_what_changed_meanwhile_is_not_written(
    client: TestClient, folder: CaseFolder
) -> None:
    sent = fields(client, f"{PAGE}&edit=yes", f"/statement/{SPOKEN.id}/correct")
    review.accept(folder, SPOKEN.id, coder="bea")
    sent |= {"content": "4-12", "source": "3-4", "actor": "front", "said_on": "2024-05-02"}
    answer = client.post(f"/statement/{SPOKEN.id}/correct", data=sent)
    assert answer.status_code == 409
    assert held(folder)[SPOKEN.id].actors == ("north",)


def test_a_statement_that_never_was_is_no_conflict(client: TestClient) -> None:
    sent = _sent(client, "accept")
    assert client.post("/statement/nothing/accept", data=sent).status_code == 404
    assert client.post(f"/statement/{OTHER.id}x/reject", data=sent).status_code == 404
