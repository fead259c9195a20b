"""The first case: valid, dated and marked as it has to be, and no quotation without an origin."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from pourparler.case.bundled import copy_bundled
from pourparler.case.folder import CaseFolder, open_case_folder
from pourparler.ledger.query import StatementQuery
from pourparler.reader.sources.locate import locate
from pourparler.reader.sources.text import read_text_report
from pourparler.workbench.checking import check_case
from pourparler.workbench.opening import FIRST_CASE
from pourparler.workbench.reading import ReadSummary, read_reports
from pourparler.workbench.statements import FoundStatements, find_statements


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
        read_text_report(entry.read_bytes(), name=entry.name, today=date(2025, 8, 20))
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


class Expected(NamedTuple):
    """What a person finds: report, who, a piece of what was said, and where it stands."""

    day: str
    actor: str
    piece: str
    issue: str = ""
    option: str | None = None
    modality: str = "supports"
    said_on: str = ""


NO, IF, OPEN, DECLINED = "opposes", "conditional", "ambiguous", "declined"

FOUND_BY_A_PERSON = [
    Expected("2025-02-13", "us", "pre-2014 borders", "territory", "restored", NO, "2025-02-12"),
    Expected("2025-02-13", "us", "NATO membership", "guarantee_kind", "membership", NO),
    Expected("2025-02-13", "us", "American troops in Ukraine", "lead_role", "troops", NO),
    Expected("2025-02-13", "russia", "root causes", "ceasefire", "after"),
    Expected("2025-02-18", "uk", "British troops", "foreign_troops", "rear", IF, "2025-02-16"),
    Expected("2025-02-18", "uk", "there must be a US backstop", "lead_role", "backstop"),
    Expected("2025-02-18", "poland", "will not send soldiers", "foreign_troops", "none"),
    Expected("2025-02-18", "russia", "troops of NATO countries", "foreign_troops", "rear", NO),
    Expected("2025-02-18", "ukraine", "decided about Ukraine without Ukraine"),
    Expected("2025-03-05", "ukraine", "in the air and at sea", "ceasefire", "alongside", IF),
    Expected("2025-03-05", "russia", "the truce", "ceasefire", "alongside", DECLINED),
    Expected("2025-03-05", "uk", "boots on the ground", "foreign_troops", "rear"),
    Expected("2025-03-05", "italy", "not send troops", "foreign_troops", "none"),
    Expected("2025-03-12", "ukraine", "immediate ceasefire of thirty", "ceasefire", "first", IF),
    Expected("2025-03-12", "us", "accept an unconditional ceasefire", "ceasefire", "first"),
    Expected("2025-03-19", "russia", "root causes of the crisis", "ceasefire", "after"),
    Expected("2025-03-19", "us", "halt to strikes on energy", "ceasefire", "alongside"),
    Expected("2025-03-19", "russia", "end to foreign military aid", "army", "cut"),
    Expected("2025-03-31", "us", "secondary tariffs", "pressure", "tightened", IF, "2025-03-30"),
    Expected("2025-03-31", "europe", "time to lift sanctions", "pressure", "eased", NO),
    Expected("2025-03-31", "uk", "rather be tightened", "pressure", "tightened"),
    Expected("2025-04-25", "us", "freeze the front line", "territory", "line"),
    Expected("2025-04-25", "ukraine", "not recognise Crimea", "territory", "ceded", NO),
    Expected("2025-04-25", "ukraine", "immediate and unconditional", "ceasefire", "first"),
    Expected("2025-05-12", "us", "30-day ceasefire", "ceasefire", "first", said_on="2025-05-08"),
    Expected("2025-05-12", "ukraine", "expected a ceasefire first", "ceasefire", "first"),
    Expected("2025-06-05", "russia", "from the four regions", "territory", "ceded"),
    Expected("2025-06-05", "russia", "ban on foreign troops", "foreign_troops", "none"),
    Expected("2025-06-05", "russia", "no ceasefire until", "ceasefire", "after"),
    Expected("2025-06-05", "ukraine", "at least thirty days", "ceasefire", "first"),
    Expected("2025-06-05", "ukraine", "no limits on its armed forces", "army", "strong"),
    Expected("2025-07-15", "us", "very severe tariffs", "pressure", "tightened", IF),
    Expected("2025-07-29", "us", "secondary tariffs", "pressure", "tightened"),
    Expected("2025-07-29", "ukraine", "an immediate ceasefire", "ceasefire", "first"),
    Expected("2025-07-29", "eu", "package of sanctions", "pressure", "tightened"),
    Expected("2025-08-10", "us", "swapping of territories", "territory", "swap"),
    Expected("2025-08-10", "ukraine", "the idea", "territory", "swap", NO),
    Expected("2025-08-10", "europe", "line of contact", "territory", "line"),
    Expected("2025-08-14", "us", "severe consequences", "ceasefire", "first", said_on="2025-08-13"),
    Expected("2025-08-14", "germany", "must come first", "ceasefire", "first"),
    Expected("2025-08-14", "coalition", "reassurance force", "foreign_troops", "rear", IF),
    Expected("2025-08-14", "russia", "withdraw its troops", "territory", "ceded"),
    Expected("2025-08-17", "us", "an immediate ceasefire", "ceasefire", "first", NO, "2025-08-16"),
    Expected("2025-08-17", "us", "Peace Agreement", "ceasefire", "after", said_on="2025-08-16"),
    Expected("2025-08-17", "europe", "no limits on Ukraine's", "army", "strong"),
    Expected("2025-08-17", "us", "Article 5-like", "guarantee_kind", "pledge"),
    Expected("2025-08-18", "us", "unnecessary", "ceasefire", "after", said_on="2025-08-18"),
    Expected("2025-08-18", "us", "all of us would", "ceasefire", "first", said_on="2025-08-18"),
    Expected("2025-08-18", "france", "a truce"),
    Expected("2025-08-18", "us", "American troops", "lead_role", "troops", OPEN),
    Expected("2025-08-18", "russia", "troops of NATO countries", "foreign_troops", "rear", NO),
    # with the constructions of the report of that day that set the reader's task
    Expected("2025-08-19", "ukraine", "assurances that Russia cannot", "guarantee_kind"),
    Expected("2025-08-19", "ukraine", "strong Ukrainian army", "army", "strong"),
    Expected("2025-08-19", "europe", "set up a force", "foreign_troops", "rear"),
    Expected("2025-08-19", "coalition", "that initiative", "foreign_troops", "rear"),
    Expected("2025-08-19", "europe", "American military power", "lead_role", "backstop"),
    Expected("2025-08-19", "us", "would not be sent", "lead_role", "troops", NO, "2025-08-19"),
    Expected("2025-08-19", "russia", "not accept NATO troops", "foreign_troops", "none"),
    Expected("2025-08-19", "ukraine", "while peace talks", "ceasefire", "alongside"),
    Expected("2025-08-19", "europe", "while peace talks", "ceasefire", "alongside"),
    Expected("2025-08-19", "russia", "the idea", "ceasefire", "alongside", NO),
    Expected(
        "2025-08-19", "us", "severe consequences", "pressure", "tightened", IF,
        "2025-08-11/2025-08-17",
    ),
    Expected("2025-08-19", "us", "comprehensive peace deal", "ceasefire", "after"),
    Expected("2025-08-19", "us", "unnecessary", "ceasefire", "after", said_on="2025-08-18"),
    Expected("2025-08-19", "us", "prefer an immediate", "ceasefire", "first"),
    Expected("2025-08-19", "", "the part that the United States", "lead_role", None, OPEN),
]  # fmt: skip


@pytest.fixture(scope="module")
def summary(folder: CaseFolder) -> ReadSummary:
    return read_reports(folder)


@pytest.fixture(scope="module")
def found(folder: CaseFolder, summary: ReadSummary) -> FoundStatements:
    return find_statements(folder, StatementQuery())


def test_every_report_is_read(folder: CaseFolder, summary: ReadSummary):
    assert summary.new_reports == len(list(folder.reports_path.iterdir()))
    assert summary.skipped == summary.unread == []


@pytest.mark.parametrize("expected", FOUND_BY_A_PERSON, ids=lambda e: f"{e.day} {e.piece}")
def test_the_reader_finds_what_a_person_finds(found: FoundStatements, expected: Expected):
    fitting = [
        s
        for s in found.statements
        if str(s.reported_on) == expected.day
        and expected.actor in (s.actors or ("",))
        and expected.piece in s.content
    ]
    assert len(fitting) == 1, [(s.actors, s.content) for s in fitting]
    if expected.said_on:
        assert fitting[0].said_on == expected.said_on
    if expected.issue:
        coding = {c.issue: c for c in fitting[0].codings}[expected.issue]
        assert coding.modality == expected.modality
        assert coding.from_option == coding.to_option
        if expected.option:
            assert coding.from_option == expected.option


def test_nobody_who_speaks_is_left_without_an_actor(found: FoundStatements):
    unmatched = [s.source for s in found.statements if s.source and not s.actors]
    assert unmatched == ["two people familiar with the talks"]


def test_an_office_holder_is_not_anonymous_and_an_unnamed_official_is(found: FoundStatements):
    by_source = {s.source.strip(" ,"): s.attribution for s in found.statements}
    assert by_source["The chief negotiator"] == "indirect"
    (unnamed,) = [a for s, a in by_source.items() if s.startswith("A White House official, who")]
    assert unnamed == "anonymous"
