"""Reports are hostile: whatever they hold is shown harmlessly."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from pourparler.case.folder import open_case_folder
from pourparler.case.records import Report, Spans, Statement, report_id
from pourparler.report.marked import mark_report, same_length
from pourparler.workbench.reading import read_reports
from web.conftest import open_client
from web.links import Page

CASE = """\
title: '<script>alert("title")</script> talks'
actors:
  - {id: north, name: 'Northland <img src=x onerror=alert(1)>', kind: state, aliases: [Norburg]}
issues:
  - id: truce
    question: 'When does the <b>fighting</b> stop?'
    scale: ordered
    options:
      - {id: first, at: 0, words: '<i>A truce</i> before talks', examples: [immediate truce]}
      - {id: after, at: 100, words: A truce only with a treaty}
"""
SCRIPT = "</a></p><script>alert(1)</script><img src=x onerror=alert(2)>"
TURNED = "\u202egnitirw drawkcab\u202c"
HIDDEN = "im\u200bmediate\u2060 tr\u00aduce"
REPORT = f"""\
 date 2024-05-02 {SCRIPT}
publisher: {SCRIPT}
url: javascript:alert(3)

Norburg said on Wednesday that an immediate truce {SCRIPT} must come first.

Norburg said that {TURNED} must stop. Norburg demanded an {HIDDEN}.

{"Norburg said the truce was far. " * 400}
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """A case whose words are all meant to do harm."""
    folder: Path = tmp_path_factory.mktemp("hostile")
    (folder / "reports").mkdir()
    (folder / "case.yaml").write_text(CASE, "utf-8")
    (folder / "reports" / "first.txt").write_text(REPORT, "utf-8")
    opened = open_case_folder(folder)
    read_reports(opened)
    return open_client(opened)


def _paths(client: TestClient) -> list[str]:
    reports = [
        link for link in Page(client.get("/reports").text).links if link.startswith("/report/")
    ]
    return ["/", "/issues", "/issue/truce", "/actors", "/actor/north", "/reports", *reports[:1]]


def test_nothing_from_a_report_or_a_case_becomes_markup(hostile: TestClient) -> None:
    for path in _paths(hostile):
        text = hostile.get(path).text
        page = Page(text)
        assert page.inline == [], path
        assert "<script>alert" not in text
        assert "<img" not in text
        assert not any(link.startswith("javascript:") for link in page.links)


def test_nothing_steers_the_screen_or_hides(hostile: TestClient) -> None:
    for path in _paths(hostile):
        text = hostile.get(path).text
        assert not set(text) & set("\u202e\u202c\u200b\u2060\u00ad"), path


def test_an_error_shows_harmlessly_what_was_asked_for(hostile: TestClient) -> None:
    text = hostile.get("/issue/<script>alert(1)<%2fscript>").text
    assert "<script>alert" not in text
    text = hostile.get("/", params={"as_of": '"><script>alert(1)</script>'}).text
    assert "<script>alert" not in text


def test_a_marked_report_counts_as_the_stored_text_does() -> None:
    text = "A\u200b said \u202eb\tc\u200d.\n\nD."
    report = Report(
        id=report_id(text), text=text, raw=b"", encoding="utf-8",
        reported_on=_day(), title="t",
    )  # fmt: skip
    spans = Spans(source=((0, 2),), cue=((3, 7),), content=((8, 12), (90, 95)))
    overlap = Spans(source=((0, 1),), cue=((3, 7),), content=((9, 11),))
    statements = [_statement(report, "a", spans), _statement(report, "b", overlap)]
    runs = [run for line in mark_report(report, statements) for run in line.runs]
    assert all(len(run.text) == run.end - run.start for run in runs)
    assert "".join(text[run.start : run.end] for run in runs) == text.replace("\n", "")
    said = next(run for run in runs if run.start == 9)
    assert (said.depth, said.role_of("a"), said.role_of("b")) == (2, "content", "content")
    assert not set(same_length(text)) & set("\u200b\u202e\u200d")


def _day():
    from datetime import date

    return date(2024, 5, 2)


def _statement(report: Report, name: str, spans: Spans) -> Statement:
    return Statement(
        id=name, report=report.id, spans=spans, source="", cue="", content="", context="",
        actors=(), speaker=None, attribution="indirect", force="description", said_on="2024-05-02",
        said_first=_day(), said_last=_day(), said_rule="", confidence=0.9, reported_on=_day(),
    )  # fmt: skip
