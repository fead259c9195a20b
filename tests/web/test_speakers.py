"""Saying who a source is: for all its statements, in reports to come too, and undoably."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from pourparler.case.folder import CaseFolder, open_case_folder
from pourparler.ledger import StatementQuery
from pourparler.workbench.reading import read_reports
from pourparler.workbench.statements import UnmatchedSpeaker, find_statements, find_unmatched
from web.conftest import open_client
from web.links import Page

CASE = """\
title: River talks  # a comment that stays
actors:
  - {id: north, name: Northland, kind: state}
  - {id: front, name: River Front, kind: movement}
people:
  - {name: Ana Lima, actor: north, role: president}
issues:
  - id: truce
    question: When does the fighting stop?
    scale: ordered
    options:
      - {id: first, at: 0, words: A truce before talks, examples: [truce first]}
      - {id: after, at: 100, words: A truce with a treaty only}
"""
REPORT = """\
 date 2024-05-02 The river

Northland said on Wednesday that a truce must come first.

Zofia Brandt said that a truce must come first. "We want peace," Zofia Brandt said on Tuesday.

The fishermen said that the river is high.
"""


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("speakers") / "talks"
    (path / "reports").mkdir(parents=True)
    (path / "case.yaml").write_text(CASE, "utf-8")
    (path / "reports" / "first.txt").write_text(REPORT, "utf-8")
    read_reports(open_case_folder(path))
    return path


@pytest.fixture
def folder(read: Path, tmp_path: Path) -> CaseFolder:
    return open_case_folder(shutil.copytree(read, tmp_path / "talks"))


@pytest.fixture
def client(folder: CaseFolder) -> Iterator[TestClient]:
    with open_client(folder, coder="ana") as client:
        yield client


def unmatched(folder: CaseFolder) -> dict[str, UnmatchedSpeaker]:
    found = find_statements(open_case_folder(folder.path), StatementQuery())
    return {s.source: s for s in find_unmatched(found)}


def spoken(folder: CaseFolder, actor: str) -> set[str | None]:
    case = open_case_folder(folder.path)
    found = find_statements(case, StatementQuery(actor=actor)).statements
    return {s.speaker or s.source for s in found}


def send(client: TestClient, verb: str, **more: str):
    page = client.get("/speakers", params={"source": more["source"]}).text
    token = next(f["value"] for f in Page(page).fields if f["name"] == "csrf_token")
    return client.post(f"/speakers/{verb}", data={"csrf_token": token, **more})


def undo(client: TestClient, page: str):
    form = re.search(r'<form method="post" action="/undo".*?</form>', page, re.DOTALL)[0]
    return client.post("/undo", data={f["name"]: f["value"] for f in Page(form).fields})


NAME = "Zofia Brandt"


@pytest.mark.parametrize(
    ("verb", "fields", "actor", "in_case"),
    [
        ("assign", {"who": "actor:front"}, "front", False),
        ("assign", {"who": "person:Ana Lima"}, "north", False),
        ("assign", {"who": "actor:front", "always": "yes"}, "front", True),
        ("person", {"name": NAME, "actor": "front", "role": "envoy"}, "front", True),
        (
            "actor",
            {"name": "Brandt Mission", "id": "mission", "kind": "organisation"},
            "mission",
            1,
        ),
    ],
)
def test_all_statements_of_a_source_go_over_and_come_back(
    client: TestClient,
    folder: CaseFolder,
    verb: str,
    fields: dict[str, str],
    actor: str,
    in_case: bool,
) -> None:
    before, text = unmatched(folder), (folder.path / "case.yaml").read_text("utf-8")
    assert before[NAME].count == 2
    answer = send(client, verb, source=NAME, **fields)
    assert answer.status_code == 200
    assert answer.url.path == "/speakers"
    assert "2 statements" in client.get("/history").text or in_case
    assert NAME not in unmatched(folder)
    now = (folder.path / "case.yaml").read_text("utf-8")
    assert (NAME in now) == bool(in_case)
    assert "# a comment that stays" in now
    found = find_statements(open_case_folder(folder.path), StatementQuery(actor=actor)).statements
    assert sum(s.source == NAME for s in found) == 2
    back = undo(client, answer.text)
    assert back.status_code == 200
    assert (folder.path / "case.yaml").read_text("utf-8") == text
    assert unmatched(folder) == before


def test_a_further_name_counts_in_reports_to_come(client: TestClient, folder: CaseFolder) -> None:
    send(client, "assign", source=NAME, who="actor:front", always="yes")
    new = folder.path / "reports" / "second.txt"
    new.write_text(" date 2024-05-09 Later\n\nZofia Brandt said that a truce is near.\n", "utf-8")
    read_reports(open_case_folder(folder.path))
    found = find_statements(open_case_folder(folder.path), StatementQuery(actor="front")).statements
    assert {str(s.reported_on) for s in found} == {"2024-05-02", "2024-05-09"}


def test_what_is_put_aside_is_listed_no_more(client: TestClient, folder: CaseFolder) -> None:
    before = unmatched(folder)
    answer = send(client, "ignore", source="The fishermen")
    assert "The fishermen" in before
    assert "The fishermen" not in unmatched(folder)
    read_reports(open_case_folder(folder.path))  # reading again changes nothing about it
    assert "The fishermen" not in unmatched(folder)
    undo(client, answer.text)
    assert unmatched(folder) == before


@pytest.mark.parametrize(
    ("verb", "fields", "said"),
    [
        ("assign", {"who": "actor:nobody"}, "nobody"),
        ("assign", {"who": ""}, ""),
        ("person", {"name": "Zed", "actor": "north", "role": ""}, "role"),
        ("actor", {"name": "N", "id": "North Side", "kind": "state"}, "North Side"),
        ("actor", {"name": "N", "id": "north", "kind": "state"}, "north"),
        ("actor", {"name": "N", "id": "n", "kind": "planet"}, "planet"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_changes(
    client: TestClient, folder: CaseFolder, verb: str, fields: dict[str, str], said: str
) -> None:
    before, text = unmatched(folder), (folder.path / "case.yaml").read_text("utf-8")
    answer = send(client, verb, source=NAME, **fields)
    assert answer.status_code == 422
    assert said in re.search(r'role="alert">(.*?)</p>', answer.text, re.DOTALL)[1]
    assert unmatched(folder) == before
    assert (folder.path / "case.yaml").read_text("utf-8") == text


def test_only_what_waits_can_be_decided_on(client: TestClient) -> None:
    send(client, "ignore", source="The fishermen")
    token = Page(client.get("/coder").text).fields[0]["value"]
    for source in ("The fishermen", "Somebody else", ""):
        sent = {"csrf_token": token, "source": source}
        assert client.post("/speakers/ignore", data=sent).status_code == 404
    assert "Nothing waits" in client.get("/speakers", params={"source": "The fishermen"}).text
