"""Reports pasted and uploaded, and notes: read as files are, refused with the way out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from pourparler.case.folder import CaseFolder
from pourparler.ledger import Ledger, ReportQuery
from web.conftest import open_client
from web.links import Page
from web.test_review import fields
from workbench.talks import make_folder


@pytest.fixture
def folder(tmp_path: Path) -> CaseFolder:
    return make_folder(tmp_path / "talks", [])


@pytest.fixture
def client(folder: CaseFolder) -> Iterator[TestClient]:
    with open_client(folder, coder="ana", most_bytes=200_000) as client:
        yield client


def reports(folder: CaseFolder) -> list:
    with Ledger.open(folder.ledger_path) as ledger:
        return ledger.find_reports(ReportQuery())


def send(client: TestClient, way: str, file: tuple[str, bytes] | None = None, **sent: str):
    data = fields(client, "/bring", f"/bring/{way}") | sent
    return client.post(f"/bring/{way}", data=data, files={"file": file} if file else None)


TEXT = "Northland said that a truce must come first.\r\n\r\nNo <b>more</b> was said."


def test_a_pasted_report_is_read_and_opened(client: TestClient, folder: CaseFolder) -> None:
    answer = send(client, "text", day="2025-08-19", title="A\nday", publisher="Post", text=TEXT)
    (report,) = reports(folder)
    assert answer.url.path == f"/report/{report.id}"
    assert (str(report.reported_on), report.title) == ("2025-08-19", "A day")
    assert report.publisher == "Post"
    assert "&lt;b&gt;more" in answer.text
    assert (folder.path / str(report.path)).read_bytes() == report.raw
    again = send(client, "text", day="2025-08-19", title="A day", publisher="Post", text=TEXT)
    assert "0 of them new" in again.text
    assert len(reports(folder)) == 1


def test_an_uploaded_file_is_read(client: TestClient, folder: CaseFolder) -> None:
    answer = send(client, "file", ("../../2025-08-18-talks.txt", TEXT.encode()))
    assert answer.url.path.startswith("/report/")
    (report,) = reports(folder)
    assert report.path == "reports/2025-08-18-talks.txt"
    assert not list(folder.path.parent.glob("*.txt"))


@pytest.mark.parametrize(
    ("way", "file", "sent", "said"),
    [
        ("text", None, {"day": "", "text": "Words."}, "no date"),
        ("text", None, {"day": "soon", "text": "Words."}, "soon"),
        ("text", None, {"day": "2025-08-19", "text": "  "}, "no text"),
        ("text", None, {"day": "2999-01-01", "text": "Words."}, "in the future"),
        ("file", ("talks.txt", b"Undated words."), {}, "no date"),
        ("file", ("talks.exe", b"MZ\x00\x01"), {"day": "2025-08-19"}, "talks.exe"),
        ("note", None, {"note": "  "}, "empty"),
        ("note", None, {"note": "Words.", "handling": "secret"}, "secret"),
        ("note", None, {"note": "Words.", "actor": "nobody"}, "nobody"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_way_out(
    client: TestClient,
    folder: CaseFolder,
    way: str,
    file: tuple[str, bytes] | None,
    sent: dict[str, str],
    said: str,
) -> None:
    answer = send(client, way, file, **sent)
    assert answer.status_code == 422
    alert = re.search(r'role="alert">(.*?)<div class="ways', answer.text, re.DOTALL)
    assert said in alert[1]
    assert reports(folder) == []
    if sent.get("text", "").strip():
        assert sent["text"] in answer.text  # what was typed is there still


def test_more_than_is_taken_is_refused(client: TestClient) -> None:
    answer = send(client, "file", ("2025-08-18.txt", b"word " * 50_000))
    assert answer.status_code == 413


def test_a_note_is_a_statement_of_its_own(folder: CaseFolder) -> None:
    with open_client(folder, coder="ana", ceiling="internal") as client:
        note = "The envoy told us that Northland would wait."
        answer = send(client, "note", note=note, actor="north", written_on="2025-08-19")
        assert "<b>Added</b>" in answer.text
        assert note.rstrip(".") in answer.text
    (report,) = reports(folder)
    assert (report.kind, report.author, report.handling) == ("note", "ana", "internal")
    with open_client(folder) as public:
        assert public.get(f"/report/{report.id}").status_code == 404
        hidden = send(public, "note", note="Another thing that is known.")
        assert hidden.url.path == "/history"
        assert "Another thing" not in hidden.text


def test_the_page_says_what_there_is_to_do(client: TestClient) -> None:
    page = Page(client.get("/bring").text)
    assert {"paste", "upload", "note"} <= page.ids
    assert "/bring" in Page(client.get("/reports").text).links
