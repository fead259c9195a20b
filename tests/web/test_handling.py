"""Who may see a report, set in the browser: the same command, shown nowhere below, undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from pourparler.case.folder import CaseFolder
from pourparler.ledger import Ledger
from web.conftest import open_client
from web.test_review import REPORT, SPOKEN, fields
from workbench.talks import make_folder, make_report

ACTION = f"/report/{REPORT.id}/handling"


@pytest.fixture
def folder(tmp_path: Path) -> CaseFolder:
    return make_folder(tmp_path / "talks", [(REPORT, [SPOKEN])])


@pytest.fixture
def client(folder: CaseFolder) -> Iterator[TestClient]:
    with open_client(folder, coder="ana") as client:
        yield client


def send(client: TestClient, level: str):
    known = fields(client, f"/report/{REPORT.id}", ACTION)
    return client.post(ACTION, data=known | {"level": level})


def test_a_report_above_the_ceiling_is_on_no_page_until_it_is_undone(client, folder):
    assert send(client, "internal").status_code == 200
    with Ledger.open(folder.ledger_path) as ledger:
        assert ledger.report(REPORT.id).handling == "internal"
    assert client.get(f"/report/{REPORT.id}").status_code == 404
    for page in ("/", "/reports", "/search?q=truce"):
        assert SPOKEN.id not in client.get(page).text
    token = fields(client, "/history", "/undo")
    assert client.post("/undo", data=token).status_code == 200
    assert client.get(f"/report/{REPORT.id}").status_code == 200


def test_without_the_token_or_with_another_word_nothing_is_set(client, folder):
    assert client.post(ACTION, data={"level": "internal"}).status_code == 403
    assert send(client, "secret").status_code == 422
    with Ledger.open(folder.ledger_path) as ledger:
        assert ledger.report(REPORT.id).handling == "public"


PAGES = f"/ /reports /report/{REPORT.id} /issues /actors /search?q=truce /queue /speakers"
MORE_PAGES = "/commitments /events /brief /assumptions /changes"


@pytest.mark.parametrize("page", f"{PAGES} {MORE_PAGES}".split())
def test_no_foot_counts_a_report_above_the_ceiling(tmp_path, page):
    hidden = make_report("2024-05-02", words="Nothing for everybody.", handling="internal")
    folder = make_folder(tmp_path / "talks", [(REPORT, [SPOKEN]), (hidden, [])])
    with open_client(folder) as client:
        shown = client.get(page)
    assert shown.status_code == 200
    foot = shown.text[shown.text.index("<footer") :]
    assert "(1 report, 1 statement" in foot
