"""The paragraph on methods and data: every figure is the ledger's, and none above the ceiling."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pourparler.ledger import Ledger
from pourparler.ledger.history import LogQuery
from pourparler.reader.pipeline import Reader
from pourparler.reader.scoring.published import published_scores
from pourparler.report.method_forms import METHOD_FORMS, render_method
from pourparler.report.method_words import method_words
from pourparler.workbench import review
from pourparler.workbench.method import find_method, method_json
from pourparler.workbench.remarks import note
from pourparler.workbench.second_coding import code_second, mark_report
from pourparler.workbench.view import View
from workbench.restricted import SECRET, make_restricted
from workbench.talks import make_coding, make_folder, make_report, make_statement

READER_PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "reader.md"


def choose(issue, option):
    return review.CodingChoice(
        issue=issue, from_option=option, to_option=option, modality="supports"
    )


def words(folder, **view) -> str:
    return "\n".join(method_words(find_method(folder, view=View(**view))))


@pytest.fixture
def talks(tmp_path):
    first = make_report("2025-03-01", "Post")
    second = make_report("2025-03-08", "Gazette", kind="interview", words="More.")
    told = [
        (first, [make_statement(first, "north", make_coding("truce", "first"))]),
        (
            second,
            [
                make_statement(second, "front", make_coding("truce", "after", probability=0.4)),
                make_statement(second, "north", make_coding("truce", "first"), place=30),
            ],
        ),
    ]
    return make_folder(tmp_path / "talks", told), told


def test_what_people_did_is_counted(talks):
    folder, told = talks
    (one,), (_, gone) = (statements for _, statements in told)
    before = find_method(folder).statements
    assert (before.count, before.by_machine, before.reviewed, before.weak) == (3, 3, 0, 1)
    review.accept(folder, one.id, coder="anna")
    review.reject(folder, gone.id, coder="boris")
    note_ = review.Note(text="They met on the bridge.", written_on=date(2025, 3, 9))
    added = review.NewStatement(actors=("front",), codings=(choose("bridge", "trust"),))
    review.add(folder, note_, added, coder="anna")
    facts = find_method(folder, view=View(ceiling="internal")).statements
    assert (facts.count, facts.by_machine, facts.by_hand) == (3, 2, 1)
    assert (facts.reviewed, facts.rejected, facts.coders) == (1, 1, 1)
    assert (facts.codings, facts.codings_by_people) == (3, 2)
    assert "people added 1 more and took 1 back as misread" in words(folder, ceiling="internal")
    review.undo(folder, coder="boris")
    assert find_method(folder).statements.rejected == 0


def test_reports_are_told_by_kind_and_date_and_follow_the_view(talks):
    folder, _ = talks
    assert words(folder).startswith(
        "The data are 2 reports dated 1 Mar 2025 to 8 Mar 2025 (1 interview and 1 news report; "
        "2 publishers)."
    )
    early = words(folder, known_at=date(2025, 3, 2))
    assert early.startswith("The data are 1 report dated 1 Mar 2025 (1 news report; 1 publisher).")
    assert "Only reports dated up to 2 Mar 2025 were used." in early


def test_the_reader_is_the_one_that_the_log_names(valley):
    facts = find_method(valley)
    assert facts.reports.readers == ((Reader(valley.case).version, facts.reports.count),)
    assert f"version {facts.reports.readers[0][0]}, found" in words(valley)


def test_what_is_above_the_ceiling_is_counted_and_nowhere_quoted(tmp_path):
    folder = make_restricted(tmp_path / "case")
    note(folder, "truce", f"{SECRET} said so", coder="anna", handling="confidential")
    said = words(folder)
    assert SECRET not in said
    assert "Left out for a handling above public" in said
    assert "1 report with 1 statement and 1 note" in said
    assert "The data are 1 report" in said
    whole = find_method(folder, view=View(ceiling="confidential"))
    assert whole.reports.count == 2
    assert (whole.left_out.reports, whole.left_out.notes) == (0, 0)


def test_agreement_of_coders_is_told_once_there_is_a_second_coding(talks):
    folder, told = talks
    report, (one, other) = told[1]
    assert find_method(folder).agreement is None
    for statement in (one, other):
        review.accept(folder, statement.id, coder="anna")
    mark_report(folder, report.id, coder="anna")
    for statement in (one, other):
        code_second(folder, report.id, statement.id, [choose("truce", "after")], coder="boris")
    found = find_method(folder).agreement
    assert (found.reports, found.coders) == (1, 2)
    truce = next(one for one in found.measures if one.what == "truce")
    assert (truce.level, truce.units) == ("ordinal", 2)
    assert "coded independently by 2 coders" in words(folder)
    assert find_method(folder, view=View(recorded_at=_now(folder))).agreement is None


def _now(folder):
    with Ledger.open(folder.ledger_path) as ledger:
        return ledger.find_commands(LogQuery(limit=1))[0].at


def test_the_forms_say_the_same_and_let_nothing_through(talks):
    folder, _ = talks
    facts = find_method(folder)
    made = {form: render_method(facts, form) for form in METHOD_FORMS}
    assert made["md"].startswith("## Methods and data\n")
    assert r"\section*{Methods and data}" in made["latex"]
    found = {name: value for name, value, *_ in published_scores()[0].scores}["statement.recall"]
    assert rf"{found:.1f} \% " in made["latex"]
    assert made["text"].count("\n\n") == len(method_words(facts)) - 1
    said = method_json(facts)["method"]
    assert said["paragraphs"] == list(method_words(facts))
    assert said["reports"]["first"] == "2025-03-01"


def test_the_figures_that_ship_are_those_of_the_readers_page():
    page = READER_PAGE.read_text("utf-8")
    for measured in published_scores():
        assert measured.reader.rpartition("-")[2] in page
        for name, value, low, high in measured.scores:
            assert f"{value:.1f}" in page, (measured.gold, name)
            assert low < value < high
