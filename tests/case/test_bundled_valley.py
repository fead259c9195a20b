"""The fictional case: it validates, reads, and yields what a person finds in its reports."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from pourparler.case.bundled import bundled_names, copy_bundled
from pourparler.case.folder import CaseFolder, open_case_folder
from pourparler.case.records import Statement
from pourparler.ledger.query import StatementQuery
from pourparler.reader.sources.text import read_text_report
from pourparler.workbench.checking import check_case
from pourparler.workbench.reading import ReadSummary, read_reports
from pourparler.workbench.shapes import statement_json
from pourparler.workbench.statements import FoundStatements, find_statements

NAME = "sarn-valley"
NEAR_COPY = "First talks on Sarn end without a breakthrough"


YES, NO, IF = "supports", "opposes", "conditional"


class Expected(NamedTuple):
    """What a person finds: who, a piece of what was said, and where it stands."""

    day: str
    actor: str
    piece: str
    issue: str
    option: str
    modality: str = "supports"
    about: str | None = None


FOUND_BY_A_PERSON = [
    Expected("2024-02-06", "veldmark", "ordinary district of Veldmark", "autonomy", "district"),
    Expected("2024-02-06", "veldmark", "full disarmament before", "disarmament", "first"),
    Expected("2024-02-06", "assembly", "own police and budget", "autonomy", "self_government"),
    Expected("2024-02-06", "assembly", "valley authorities run the Karst dam", "dam", "valley"),
    Expected("2024-02-06", "lorvia", "international trust to run it", "dam", "trust"),
    Expected("2024-02-06", "ostrany", "joint board of both sides", "dam", "board"),
    Expected("2024-02-20", "hearths", "all of the displaced be allowed", "return", "all"),
    Expected("2024-02-20", "veldmark", "no amnesty for those who fired", "amnesty", "none"),
    Expected("2024-03-22", "veldmark", "right to inspect depots", "monitors", "inspect"),
    Expected("2024-03-24", "veldmark", "Unarmed observers were the most", "monitors", "observe"),
    Expected("2024-04-16", "assembly", "disarm in stages", "disarmament", "stages"),
    Expected("2024-04-16", "veldmark", "amnesty except for grave crimes", "amnesty", "limited"),
    Expected("2024-05-14", "veldmark", "half of the displaced return", "return", "half"),
    Expected("2024-05-14", "assembly", "will run the Karst dam", "dam", "board"),
    # the harder half: against, under a condition, pointing back, on somebody else's word
    Expected("2024-02-06", "veldmark", "a vote on independence", "autonomy", "independence", NO),
    Expected("2024-02-06", "assembly", "that demand", "disarmament", "first", NO),
    Expected("2024-02-20", "veldmark", "the idea", "monitors", "inspect", NO),
    Expected("2024-03-22", "lorvia", "unless an international trust", "dam", "trust"),
    Expected("2024-03-22", "veldmark", "no longer a taboo", "autonomy", "self_government"),
    Expected("2024-03-24", "veldmark", "no inspection of army depots", "monitors", "inspect", NO),
    Expected("2024-03-24", "assembly", "had asked for armed monitors", "monitors", "enforce", NO),
    Expected("2024-03-24", "", "yet agree to disarm", "disarmament", "stages", YES, "assembly"),
    Expected("2024-04-16", "assembly", "would accept a joint board", "dam", "board", IF),
    Expected("2024-04-16", "assembly", "could not run the dam alone", "dam", "valley", NO),
    Expected("2024-05-14", "assembly", "right to inspect depots", "monitors", "inspect"),
    Expected(
        "2024-05-21", "", "three quarters of the displaced", "return", "most", YES, "assembly"
    ),
    Expected("2024-05-21", "assembly", "without a general amnesty", "amnesty", "general"),
    Expected("2024-05-21", "veldmark", "except for grave crimes", "amnesty", "limited"),
    Expected("2024-05-21", "lorvia", "a seat on it", "dam", "board", IF),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> CaseFolder:
    return open_case_folder(copy_bundled(NAME, tmp_path_factory.mktemp("cases")))


@pytest.fixture(scope="module")
def summary(folder: CaseFolder) -> ReadSummary:
    return read_reports(folder)


@pytest.fixture(scope="module")
def found(folder: CaseFolder, summary: ReadSummary) -> FoundStatements:
    return find_statements(folder, StatementQuery())


def test_the_case_is_bundled_and_valid(folder):
    assert NAME in bundled_names()
    check = check_case(folder)
    assert check.stale == check.orphans == ()
    assert all(number.author == "pourparler" for number in check.numbers)


def test_it_is_another_kind_of_conflict(folder):
    case = folder.case
    assert case.settlement is not None
    assert case.settlement.advancing is None
    assert case.settlement.other is None
    assert not [name for name in case.settlement.inputs if "km2" in name or "land" in name]
    assert {issue.scale for issue in case.issues} == {"interval", "ordered", "unordered"}
    assert {actor.kind for actor in case.actors} == {
        "state", "organisation", "movement", "coalition",
    }  # fmt: skip


def test_a_minister_is_replaced_and_a_surname_is_shared(folder):
    people = folder.case.people
    ministers = {
        person.name: person.holds_role_on(date(2024, 3, 21))
        for person in people
        if person.role == "defence minister"
    }
    assert ministers == {"Tomas Aldren": False, "Ines Korvath": True}
    namesakes = {person.actor for person in people if person.name.endswith(" Aldren")}
    assert namesakes == {"veldmark", "assembly"}


@pytest.mark.parametrize("form", [".txt", ".md"])
def test_reports_state_their_date_and_an_invented_publisher(folder, form):
    files = sorted(folder.reports_path.glob(f"*{form}"))
    assert files
    for file in files:
        report = read_text_report(file.read_bytes(), name=file.name, today=date(2024, 6, 1))
        assert file.name.startswith(str(report.reported_on))
        assert report.publisher.endswith("(fictional)")
        assert 150 <= len(report.text[report.body_start :].split()) <= 300


def test_every_report_is_read(folder: CaseFolder, summary: ReadSummary):
    files = [f for f in folder.reports_path.iterdir() if f.suffix in (".txt", ".md")]
    assert summary.new_reports == len(files) >= 6
    assert summary.skipped == summary.unread == []


@pytest.mark.parametrize("expected", FOUND_BY_A_PERSON, ids=lambda e: e.piece)
def test_the_reader_finds_what_a_person_finds(found: FoundStatements, expected: Expected):
    fitting = [s for s in found.statements if is_meant(s, expected)]
    assert len(fitting) == 1
    codings = {c.issue: c for c in fitting[0].codings}
    coding = codings[expected.issue]
    assert coding.from_option == coding.to_option == expected.option
    assert (coding.modality, coding.about) == (expected.modality, expected.about)


def is_meant(statement: Statement, expected: Expected) -> bool:
    return (
        str(statement.reported_on) == expected.day
        and expected.actor in (statement.actors or ("",))
        and expected.piece in statement.content
    )


def test_who_was_asked_and_declined_has_said_nothing_on_it(found: FoundStatements):
    asked = [s for s in found.statements if s.content == "an amnesty"]
    assert [(s.speaker, s.codings[0].modality) for s in asked] == [("Ines Korvath", "declined")]


def test_a_shared_surname_is_the_one_last_named(found: FoundStatements):
    called = [s for s in found.statements if s.source.startswith("Mr Aldren")]
    assert [s.speaker for s in called] == ["Jon Aldren"]


def test_the_near_copy_is_flagged(found: FoundStatements, summary: ReadSummary):
    reports = {report.id: report for report in found.reports}
    copies = [report for report in reports.values() if report.duplicate_of]
    assert [copy.title for copy in copies] == [NEAR_COPY]
    assert reports[copies[0].duplicate_of].publisher == "Sarn Courier (fictional)"
    assert summary.duplicates == 1


def test_reading_twice_adds_nothing(folder: CaseFolder, found: FoundStatements):
    again = read_reports(folder)
    assert (again.added, again.retracted, again.new_reports) == (0, 0, 0)
    assert again.reports == len(found.reports)
    assert find_statements(folder, StatementQuery()).statements == found.statements


def test_statements_carry_the_names_other_programs_rely_on(
    folder: CaseFolder, found: FoundStatements
):
    promised = {
        "id", "report", "utterance", "reported_on", "said_on", "said_rule", "actor", "actors",
        "speaker", "attribution", "force", "audience", "source", "cue", "content", "context",
        "start", "end", "spans", "hedged", "negated", "conditional", "confidence", "reviewed",
        "language", "handling", "codings", "commitment",
    }  # fmt: skip
    coded = {
        "issue", "from_option", "to_option", "low", "high", "modality", "about", "probability",
        "coder",
    }  # fmt: skip
    texts = {report.id: report.text for report in found.reports}
    for statement in found.statements:
        shape = statement_json(statement, folder.case)
        assert promised <= set(shape)
        assert set(shape["spans"]) == {"source", "cue", "content"}
        assert all(coded <= set(coding) for coding in shape["codings"])
        for start, end in shape["spans"]["content"]:
            assert texts[shape["report"]][start:end] in shape["content"]


def test_the_folder_says_that_all_of_it_is_invented(folder: CaseFolder):
    lines = (Path(folder.path) / "SOURCES.md").read_text("utf-8").splitlines()
    assert len(lines) == 1
    assert "invented" in lines[0]
