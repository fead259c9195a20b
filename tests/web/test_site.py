"""A case as a folder of pages: all that may be shown, nothing that needs a server, no secret."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from pourparler.case.folder import CaseFolder
from pourparler.errors import OutputError
from pourparler.web.settings import Settings
from pourparler.web.site import write_site
from pourparler.web.still import still
from web.links import Page
from workbench.cases import read_copy
from workbench.restricted import SECRET, make_restricted


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> CaseFolder:
    return read_copy("sarn-valley", tmp_path_factory.mktemp("valley"))


@pytest.fixture(scope="module")
def site(folder: CaseFolder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("out") / "site"
    settings = Settings(path=folder.path, coder="SOMEBODYHERE")
    found = write_site(settings, target)
    written = [file for file in target.rglob("*") if file.is_file()]
    assert found.pages + found.files == len(written)
    assert found.size == sum(file.stat().st_size for file in written)
    return target


def test_every_page_of_the_case_is_there(site: Path, folder: CaseFolder) -> None:
    names = {str(file.relative_to(site)) for file in site.rglob("*.html")}
    assert {"index.html", "reports.html", "changes.html", "settlement.html", "assumptions.html",
            "events.html", "commitments.html", "settlement/account.html"} <= names  # fmt: skip
    assert {f"issue/{issue.id}.html" for issue in folder.case.issues} <= names
    assert {f"actor/{actor.id}.html" for actor in folder.case.actors} <= names
    reports = list(folder.path.glob("reports/*.txt"))
    assert len([name for name in names if name.startswith("report/")]) >= len(reports) - 1
    assert 'id="answer-both"' in (site / "settlement.html").read_text("utf-8")


def test_links_are_relative_and_lead_to_what_is_there(site: Path) -> None:
    pages = {file: Page(file.read_text("utf-8")) for file in site.rglob("*.html")}
    followed = 0
    for file, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme in ("http", "https"):
                continue
            assert not parts.scheme, link
            assert not link.startswith("/"), link
            assert not parts.query, link
            target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
            assert target.is_file(), f"{file.name}: {link}"
            if parts.fragment and target in pages:
                assert unquote(parts.fragment) in pages[target].ids, f"{file.name}: {link}"
            followed += 1
    assert followed > 200


def test_nothing_is_there_that_needs_a_server(site: Path) -> None:
    for file in site.rglob("*.html"):
        text = file.read_text("utf-8")
        page = Page(text)
        assert page.forms == [], file
        assert page.fields == [], file
        assert page.inline == [], file
        assert "<a>" not in text.partition("</header>")[0], file
        for word in ("<script", "<button", "hx-", "csrf", "SOMEBODYHERE", "/history", "/coder"):
            assert word not in text, f"{file.name}: {word}"
        assert "script-src &#x27;none&#x27;" in text


def test_no_byte_of_a_restricted_report_is_in_it(tmp_path: Path) -> None:
    folder = make_restricted(tmp_path / "case")
    target = tmp_path / "site"
    write_site(Settings(path=folder.path), target)
    for file in target.rglob("*"):
        if file.is_file():
            assert SECRET.encode() not in file.read_bytes(), file
            assert SECRET not in file.name
    allowed = tmp_path / "all"
    write_site(Settings(path=folder.path, ceiling="confidential"), allowed)
    assert any(SECRET.encode() in file.read_bytes() for file in allowed.rglob("*.html"))


def test_a_folder_that_holds_something_is_left_alone(folder: CaseFolder, tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine", "utf-8")
    with pytest.raises(OutputError):
        write_site(Settings(path=folder.path), tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["mine"]


def test_hostile_words_stay_words() -> None:
    page = (
        "<p>&lt;script&gt;alert(1)&lt;/script&gt; &#34;&amp;lt;b&gt;</p>"
        '<a href="javascript:alert(1)" title="&#34;&gt;&lt;script&gt;">x</a>'
        '<form><p>&lt;/form&gt;</p><input value="</form><script>"></form><b>after</b>'
    )
    made = still(page, lambda _: None)
    assert "<script" not in made
    assert "javascript:" not in made
    assert made.endswith("<b>after</b>")
    assert "&lt;script&gt;alert(1)" in made


def test_the_command_says_how_large_it_is(tmp_path: Path) -> None:
    folder = make_restricted(tmp_path / "case")
    command = [sys.executable, "-m", "pourparler", "export", str(folder.path), "site",
               "-o", str(tmp_path / "out"), "--json"]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    said = json.loads(done.stdout)
    size = sum(file.stat().st_size for file in (tmp_path / "out").rglob("*") if file.is_file())
    assert (said["format"], said["bytes"]) == ("site", size)
