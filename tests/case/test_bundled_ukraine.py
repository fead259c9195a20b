"""The first case: valid, dated and marked as it has to be, and no quotation without an origin."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from pourparler.case.bundled import copy_bundled
from pourparler.case.folder import CaseFolder, open_case_folder
from pourparler.reader.sources.locate import locate
from pourparler.workbench.checking import check_case
from pourparler.workbench.opening import FIRST_CASE


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> CaseFolder:
    return open_case_folder(copy_bundled(FIRST_CASE, tmp_path_factory.mktemp("cases")))


def test_the_case_is_valid_and_says_what_its_texts_are(folder):
    check = check_case(folder)
    assert check.stale == check.orphans == ()
    assert "demonstration texts" in folder.case.notice.lower()
    assert {issue.scale for issue in folder.case.issues} == {"ordered", "unordered"}
    assert len(folder.case.issues) >= 7


def test_every_report_says_that_it_is_a_retelling(folder):
    found = list(locate([str(folder.reports_path)]))
    assert len(found) >= 10
    reports = [
        entry.make_report(entry.read_bytes(), name=entry.name, today=date(2025, 8, 20))
        for entry in found
    ]
    for entry, report in zip(found, reports, strict=True):
        assert report.author == "Retelling for demonstration"
        assert report.publisher.startswith("Demonstration desk")
        assert Path(entry.name).name.startswith(str(report.reported_on))
    days = sorted(report.reported_on for report in reports)
    assert days[0] < date(2025, 3, 1)
    assert days[-1] == date(2025, 8, 19)


def test_sources_name_an_origin_for_every_report_and_quotation(folder):
    sources = (folder.path / "SOURCES.md").read_text("utf-8")
    for path in folder.reports_path.iterdir():
        assert f"| {path.name[:10]} |" in sources, path.name
        quoted = re.findall(r"“([^”]+)”", path.read_text("utf-8"))
        for quotation in quoted:
            assert any(_bare(quotation) in _bare(told) for told in _told(sources)), quotation


def _told(sources: str) -> list[str]:
    """Return what stands in quotation marks in SOURCES.md, whole and in pieces."""
    whole = re.findall(r"“([^”]+)”", sources)
    return [*whole, *(piece for quotation in whole for piece in quotation.split("…"))]


def _bare(words: str) -> str:
    return re.sub(r"[^\w ]", "", words).strip()
