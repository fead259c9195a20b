"""The brief in the browser is the command's, and is remembered as one that was handed on."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from pourparler.case.folder import CaseFolder, open_case_folder
from pourparler.ledger.outputs import WrittenOutput
from pourparler.workbench.brief import gather_brief, render_brief
from pourparler.workbench.checking import check_case
from pourparler.workbench.review import reject
from pourparler.workbench.view import View, open_ledger
from web.conftest import open_client
from workbench.cases import read_copy

CASE = "sarn-valley"


@pytest.fixture(scope="module")
def read_case(tmp_path_factory: pytest.TempPathFactory) -> CaseFolder:
    """The fictional case, read; its settlement is quick."""
    return read_copy(CASE, tmp_path_factory.mktemp("brief"))


@pytest.fixture
def folder(read_case: CaseFolder, tmp_path: Path) -> CaseFolder:
    """A copy of it, of one's own."""
    return open_case_folder(Path(shutil.copytree(read_case.path, tmp_path / CASE)))


@pytest.fixture
def desk(folder: CaseFolder) -> Iterator[TestClient]:
    with open_client(folder, coder="ana") as client:
        yield client


def outputs(folder: CaseFolder) -> list[WrittenOutput]:
    with open_ledger(folder) as ledger:
        return ledger.find_outputs()


def test_what_is_downloaded_is_what_the_command_writes_and_is_remembered(
    desk: TestClient, folder: CaseFolder
) -> None:
    content, before = gather_brief(folder), desk.get("/").text
    frame = re.search(r'<iframe[^>]* src="([^"]+)"', desk.get("/brief").text)
    assert frame is not None
    assert desk.get(frame[1]).content == render_brief(content, suffix=".html")
    assert outputs(folder) == []
    for form in ("html", "md", "md"):
        answer = desk.get(f"/download/brief.{form}")
        assert answer.content == render_brief(content, suffix=f".{form}")
        assert f'filename="{CASE}-brief.{form}"' in answer.headers["content-disposition"]
    word = desk.get("/download/brief.docx").content
    assert "word/document.xml" in zipfile.ZipFile(io.BytesIO(word)).namelist()

    noted = outputs(folder)
    assert [one.file for one in noted] == [
        f"{CASE}-brief.{form}" for form in ("html", "md", "docx")
    ]
    assert {(one.kind, one.coder) for one in noted} == {("brief", "ana")}
    assert set(noted[0].statements) == {statement.id for statement in content.statements}
    # It leaves the ledger's mark, and so all that is kept by it, as it was.
    assert _mark(desk.get("/").text) == _mark(before)
    assert "Written to a file" in desk.get("/history").text

    statement = content.statements[0].id
    reject(folder, statement, coder="ben")
    found = check_case(folder).outputs
    assert {one.output.file for one in found} == {one.file for one in noted}
    assert [(one.statement, one.how) for one in found[0].affected] == [(statement, "rejected")]


def test_the_preview_runs_nothing_and_stands_in_our_page_alone(valley: TestClient) -> None:
    page, shown = valley.get("/brief"), valley.get("/brief/preview")
    assert "frame-src 'self'" in page.headers["content-security-policy"]
    policy = shown.headers["content-security-policy"]
    assert "frame-ancestors 'self'" in policy
    assert "sandbox" in policy
    assert "script" not in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in valley.get("/").headers["content-security-policy"]


def test_a_day_and_since_are_kept(desk: TestClient, folder: CaseFolder) -> None:
    days = sorted({report.reported_on for report in gather_brief(folder).reports})
    day, since = days[-1], days[0]
    page = desk.get("/brief", params={"as_of": day, "known_at": day, "since": since}).text
    link = re.search(r'href="(/download/brief\.md[^"]*)"', page)
    assert link is not None
    made = desk.get(link[1].replace("&amp;", "&"))
    view = View(as_of=day, known_at=day)
    assert made.content == render_brief(gather_brief(folder, view=view, since=since), suffix=".md")
    assert f"brief-{day}.md" in made.headers["content-disposition"]


def test_what_is_above_the_ceiling_stays_out(folder: CaseFolder) -> None:
    with open_client(folder) as public, open_client(folder, ceiling="confidential") as all_:
        note = {"note": "Quoll said so.", "written_on": "2031-01-01", "handling": "internal"}
        token = re.search(r'name="csrf_token" value="([^"]+)"', all_.get("/bring").text)
        assert token is not None
        all_.post("/bring/note", data=note | {"csrf_token": token[1]})
        assert "Quoll" not in public.get("/download/brief.md").text
        whole = all_.get("/download/brief.md").text
    assert "internal" in whole


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/download/brief.pdf", 404),
        ("/brief?since=soon", 400),
        ("/brief?since=2031-02-01&as_of=2031-01-01", 400),
        ("/download/brief.md?since=2031-02-01&known_at=2031-01-01", 400),
    ],
)
def test_what_cannot_be_made_is_said(desk: TestClient, path: str, status: int) -> None:
    assert desk.get(path).status_code == status


def test_another_site_makes_none(desk: TestClient, folder: CaseFolder) -> None:
    answer = desk.get("/download/brief.md", headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403
    assert outputs(folder) == []


def _mark(page: str) -> str:
    found = re.search(r"ledger ([^,]+),", page)
    assert found is not None
    return found[1]
