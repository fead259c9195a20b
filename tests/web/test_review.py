"""Reviewing in the browser: each decision is that of the workbench, leads on, and is undone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from pourparler.case.folder import CaseFolder
from pourparler.case.records import Statement
from pourparler.ledger import Ledger, StatementQuery
from pourparler.workbench import review
from pourparler.workbench.learning import explain
from web.conftest import open_client
from web.links import Page
from workbench.talks import make_coding, make_folder, make_report, make_statement

REPORT = make_report("2024-05-02", words="The north wants a truce first, a source said.")
SPOKEN = make_statement(REPORT, "north", make_coding("truce", "first"), place=3)
OTHER = make_statement(REPORT, "front", make_coding("bridge", "trust"), place=20)
OVER = make_statement(REPORT, "north", place=6)


@pytest.fixture
def folder(tmp_path: Path) -> CaseFolder:
    return make_folder(tmp_path / "talks", [(REPORT, [SPOKEN, OTHER, OVER])])


@pytest.fixture
def client(folder: CaseFolder) -> Iterator[TestClient]:
    with open_client(folder, coder="ana") as client:
        yield client


def held(folder: CaseFolder) -> dict[str, Statement]:
    with Ledger.open(folder.ledger_path) as ledger:
        return {s.id: s for s in ledger.find_statements(StatementQuery())}


def fields(client: TestClient, path: str, action: str) -> dict[str, str]:
    """Return the hidden fields of the form of a page that sends to an address."""
    text = client.get(path).text
    form = re.search(rf'<form[^>]*action="{re.escape(action)}".*?</form>', text, re.DOTALL)
    assert form, f"no form to {action} on {path}"
    return {
        f["name"]: f.get("value", "") for f in Page(form[0]).fields if f.get("type") == "hidden"
    }


def decide(client: TestClient, statement: str, verb: str, **more: str):
    page = f"/report/{REPORT.id}?statement={statement}"
    action = f"/statement/{statement}/{verb}"
    return client.post(action, data=fields(client, page, action) | more)


def chosen(page: str) -> str:
    return re.search(r'<li id="s-(\w+)" class="chosen', page)[1]


def test_accepting_leads_to_the_next_statement_and_offers_to_undo(
    client: TestClient, folder: CaseFolder
) -> None:
    order = [SPOKEN.id, OVER.id, OTHER.id]
    assert chosen(client.get(f"/report/{REPORT.id}").text) == order[0]
    for here, following in zip(order, [*order[1:], order[-1]], strict=True):
        answer = decide(client, here, "accept")
        assert answer.history[0].status_code == 303
        assert chosen(answer.text) == following
        assert "<b>Accepted</b>" in answer.text
        assert held(folder)[here].reviewed
    assert "3 statements, 3 reviewed" in answer.text


def test_rejecting_and_undoing_gives_back_what_was_there(
    client: TestClient, folder: CaseFolder
) -> None:
    before = held(folder)
    answer = decide(client, SPOKEN.id, "reject")
    assert SPOKEN.id not in held(folder)
    assert chosen(answer.text) == OVER.id
    undone = client.post("/undo", data=fields(client, str(answer.url), "/undo"))
    assert held(folder) == before
    assert chosen(undone.text) == SPOKEN.id
    again = client.post("/redo", data=fields(client, str(undone.url), "/redo"))
    assert again.status_code == 200
    assert SPOKEN.id not in held(folder)


def test_an_option_is_chosen_by_its_form(client: TestClient, folder: CaseFolder) -> None:
    answer = decide(client, SPOKEN.id, "recode", option="after", modality="opposes")
    assert answer.status_code == 200
    (coding,) = held(folder)[SPOKEN.id].codings
    assert (coding.issue, coding.from_option, coding.to_option) == ("truce", "after", "after")
    assert (coding.modality, coding.coder) == ("opposes", "ana")
    decide(client, SPOKEN.id, "recode", option="none")
    assert held(folder)[SPOKEN.id].codings == ()


def test_a_reading_on_another_issue_is_added(client: TestClient, folder: CaseFolder) -> None:
    page = f"/report/{REPORT.id}?statement={SPOKEN.id}&issue=bridge"
    text = client.get(page).text
    form = next(f for f in re.findall(r"<form.*?</form>", text, re.DOTALL) if 'value="new"' in f)
    assert "recode" in form
    assert 'data-key="1"' in form
    sent = {f["name"]: f["value"] for f in Page(form).fields if f["type"] == "hidden"}
    client.post(f"/statement/{SPOKEN.id}/recode", data=sent | {"option": "trust"})
    assert [c.issue for c in held(folder)[SPOKEN.id].codings] == ["truce", "bridge"]


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"coding": "7", "option": "after"}, 400),
        ({"coding": "-1", "option": "after"}, 400),
        ({"option": "never"}, 404),
        ({"option": "after", "modality": "shouts"}, 404),
        ({"option": "after", "reason": "x" * 2000}, 422),
    ],
)
def test_what_cannot_be_is_refused(
    client: TestClient, folder: CaseFolder, more: dict[str, str], status: int
) -> None:
    before = held(folder)
    assert decide(client, SPOKEN.id, "recode", **more).status_code == status
    assert held(folder) == before


def test_statements_in_the_same_words_lead_to_each_other(client: TestClient) -> None:
    text = client.get(f"/report/{REPORT.id}?statement={SPOKEN.id}").text
    assert "In the same words" in text
    runs = re.findall(r'<a class="run d2 chosen[^"]*"[^>]*href="([^"]*)"', text)
    assert runs
    assert all(f"statement={OVER.id}" in run for run in runs)


def test_what_does_not_hold_any_more_is_said(client: TestClient, folder: CaseFolder) -> None:
    review.reject(folder, SPOKEN.id, coder="bea")
    text = client.get(f"/report/{REPORT.id}?statement={SPOKEN.id}").text
    assert f"Statement {SPOKEN.id} does not hold here any more" in text
    assert client.get(f"/statement/{SPOKEN.id}").status_code == 404


def test_history_shows_who_did_what_and_undoes_it(client: TestClient, folder: CaseFolder) -> None:
    before = held(folder)
    review.reject(folder, SPOKEN.id, coder="bea", reason="never said")
    decide(client, OTHER.id, "accept")
    text = client.get("/history").text
    for words in ("<bdi>bea</bdi>", "<bdi>ana</bdi>", "Reason: never said", "2 decisions"):
        assert words in text
    assert "1 decision," in client.get("/history", params={"coder": "bea"}).text
    assert "Accepted" not in client.get("/history", params={"statement": SPOKEN.id}).text
    for _ in range(2):
        answer = client.post("/undo", data=fields(client, "/history", "/undo"))
        assert answer.url.path == "/history"
    assert held(folder) == before
    assert "Nobody decided" not in client.get("/history").text
    assert client.post("/undo", data=fields(client, "/history", "/redo")).status_code == 409


def test_nobody_is_led_to_another_site(client: TestClient) -> None:
    page, action = f"/report/{REPORT.id}?statement={SPOKEN.id}", f"/statement/{SPOKEN.id}/accept"
    for back in ("//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:x"):
        sent = fields(client, page, action) | {"back": back}
        answer = client.post(action, data=sent, follow_redirects=False)
        assert answer.headers["location"].startswith("/report/"), back


def test_a_decision_needs_the_token_of_the_visit(client: TestClient, folder: CaseFolder) -> None:
    assert client.post(f"/statement/{SPOKEN.id}/reject").status_code == 403
    assert SPOKEN.id in held(folder)


def test_what_is_above_the_ceiling_cannot_be_decided_on(tmp_path: Path) -> None:
    secret = make_report("2024-05-02", words="The north wants a truce.", handling="confidential")
    said = make_statement(secret, "north", place=3)
    folder = make_folder(tmp_path / "secret", [(secret, [said])])
    with open_client(folder) as low, open_client(folder, ceiling="confidential") as high:
        token = Page(low.get("/enter").text).fields[0]["value"]
        for path in (f"/report/{secret.id}", f"/statement/{said.id}"):
            assert low.get(path).status_code == 404
            assert high.get(path).status_code == 200
        answer = low.post(f"/statement/{said.id}/reject", data={"csrf_token": token})
        assert answer.status_code == 404
    assert said.id in held(folder)


def test_a_field_is_corrected_and_the_rest_stays(client: TestClient, folder: CaseFolder) -> None:
    page, action = (
        f"/report/{REPORT.id}?statement={OTHER.id}&edit=yes",
        f"/statement/{OTHER.id}/correct",
    )
    text = client.get(page).text
    assert 'id="edit"' in text
    sent = _typed(text) | {"said_on": "2024-05-01", "actor": ["north"], "hedged": "yes"}
    answer = client.post(action, data=sent)
    assert "<b>Corrected: actors, hedged, said_on</b>" in answer.text
    now = held(folder)[chosen(answer.text)]
    assert (now.actors, now.said_on, now.hedged) == (("north",), "2024-05-01", True)
    assert (now.spans, now.codings, now.force) == (OTHER.spans, OTHER.codings, OTHER.force)
    assert not now.reviewed
    same = client.post(
        f"/statement/{now.id}/correct",
        data=_typed(client.get(f"/report/{REPORT.id}?statement={now.id}&edit=yes").text),
    )
    assert "Corrected" not in same.text


def _typed(text: str) -> dict[str, object]:
    """Return what the form to correct or to add sends if it is sent as it stands."""
    form = re.search(r'<form id="(?:edit|new)".*?</form>', text, re.DOTALL)[0]
    values: dict[str, object] = {
        f["name"]: f.get("value", "")
        for f in Page(form).fields
        if f.get("type") != "checkbox" or "checked" in f
    }
    for name, body in re.findall(r'<select name="(\w+)">(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', body)
        values.setdefault(name, chosen[1] if chosen else "")
    return values


def test_a_statement_is_added_from_a_selection(client: TestClient, folder: CaseFolder) -> None:
    start = REPORT.text.index("a truce first")
    piece = f"{start}-{start + len('a truce first')}"
    text = client.get(f"/report/{REPORT.id}?new={piece}").text
    assert "a truce first" in re.search(r'id="w-content"[^>]*>([^<]*)', text)[1]
    sent = _typed(text) | {"source": "The north", "actor": ["north"], "reading": "truce:first"}
    answer = client.post(f"/report/{REPORT.id}/add", data=sent)
    assert "<b>Added</b>" in answer.text
    new = held(folder)[chosen(answer.text)]
    assert (new.content, new.source, new.actors) == ("a truce first", "The north", ("north",))
    assert (new.codings[0].from_option, new.codings[0].coder, new.reviewed) == (
        "first",
        "ana",
        True,
    )


def test_a_selection_over_paragraphs_is_shown_in_one_line(client: TestClient) -> None:
    text = client.get(f"/report/{REPORT.id}?new=1-40").text
    shown = re.search(r'id="w-content"[^>]*>([^<]*)', text)[1]
    assert shown == " ".join(REPORT.text[1:40].split())


def test_what_is_wrong_with_a_form_is_said_beside_it(
    client: TestClient, folder: CaseFolder
) -> None:
    before = held(folder)
    text = client.get(f"/report/{REPORT.id}?new=words").text
    for wrong, said in (
        ({"content": "words <b>nobody</b> said"}, "does not stand in report"),
        ({"content": "5-900000"}, "is not in report"),
        ({"content": "."}, "stands"),
        ({"content": "12-18", "said_on": "2031-01-01"}, "is after the report"),
        ({"content": "12-18", "said_on": "soon"}, "soon"),
        ({"content": "12-18", "actor": ["nobody"]}, "nobody"),
        ({"content": "12-18", "reading": "truce:never"}, "never"),
        ({"content": "12-18", "reading": "truce:first", "modality": "shouts"}, "shouts"),
    ):
        whole = _typed(text) | {"actor": "front", "reading": "truce:first"}
        answer = client.post(f"/report/{REPORT.id}/add", data=whole | wrong)
        assert answer.status_code == 422, wrong
        alert = re.search(r'role="alert">(.*?)</p>', answer.text, re.DOTALL)[1]
        assert said in alert
        assert "<b>nobody" not in answer.text
        assert f'value="{wrong["content"]}"'.replace("<b>", "&lt;b&gt;")[:16] in answer.text
    assert held(folder) == before


def test_the_queue_says_what_to_review_first_and_why(
    client: TestClient, folder: CaseFolder
) -> None:
    text = client.get("/queue").text
    rows = re.findall(r'<tr id="q-(\w+)"', text)
    assert set(rows) == {SPOKEN.id, OTHER.id, OVER.id}
    assert rows[-1] == OVER.id
    assert "Nothing else tells where" in text
    assert "No reading of it counts" in text
    decide(client, rows[0], "accept")
    assert rows[0] not in re.findall(r'<tr id="q-(\w+)"', client.get("/queue").text)


@pytest.mark.parametrize(
    ("lacks", "field", "words"),
    [("actor", "actor", "Choose who said it"), ("reading", "reading", "Choose an issue")],
)
def test_a_statement_by_hand_says_who_and_on_what(
    client: TestClient, folder: CaseFolder, lacks: str, field: str, words: str
) -> None:
    before = held(folder)
    page = f"/report/{REPORT.id}?new=4-20"
    sent = fields(client, page, f"/report/{REPORT.id}/add")
    sent |= {"content": "4-20", "actor": "front", "reading": "truce:first", "said_on": "2024-05-02"}
    answer = client.post(f"/report/{REPORT.id}/add", data=sent | {lacks: ""})
    assert answer.status_code == 422
    told = re.search(rf'<span class="wrong" id="no-{field}">(.*?)</span>', answer.text)
    assert told is not None
    assert words in told[1]
    assert f'name="{field}" aria-invalid="true" aria-describedby="no-{field}"' in answer.text
    assert 'value="4-20"' in answer.text
    assert held(folder) == before

    answer = client.post(f"/report/{REPORT.id}/add", data=sent)
    (new,) = held(folder).keys() - before.keys()
    shown = re.search(rf'<li id="s-{new}".*?</li>', answer.text, re.S)
    assert shown is not None
    assert "marked by hand" in shown[0]
    assert "read by <bdi>ana</bdi>" in shown[0]
    assert "confidence" not in shown[0]
    assert "found with" in answer.text, "what the machine found says how sure it is"


def test_what_decisions_taught_is_told_word_by_word(tmp_path: Path) -> None:
    told = []
    for day in range(1, 5):
        report = make_report(f"2024-05-0{day}")
        words = "lunch at the <b>ford</b>" if day % 2 else "a halt to the guns"
        coding = make_coding("truce", "first", probability=0.7)
        told.append((report, [make_statement(report, "north", coding, content=words)]))
    folder = make_folder(tmp_path / "talks", told)
    ids = [said[0].id for _, said in told]
    with open_client(folder) as client:
        page = f"/report/{told[2][0].id}?statement={ids[2]}"
        assert 'class="taught"' not in client.get(page).text
        review.reject(folder, ids[0], coder="ana")
        text = client.get(page).text
        lesson = re.search(r'<details class="taught">.*?</details>', text, re.S)
        assert lesson is not None
        (learned,) = explain(folder, ids[2])
        assert learned.after < learned.before == 0.7
        assert f"less likely, {learned.after:.2f} after 0.70" in lesson[0]
        assert ">lunch</b> speaks against it" in lesson[0]
        assert "<b>ford" not in lesson[0]
        other = client.get(f"/report/{told[1][0].id}?statement={ids[1]}").text
        assert "lunch" not in re.search(r'<details class="taught">.*?</details>', other, re.S)[0]
        review.accept(folder, ids[2], coder="ana")
        assert 'class="taught"' not in client.get(page).text
