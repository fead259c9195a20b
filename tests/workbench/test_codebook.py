"""The codebook: counts are those of the codings in view, and every form holds every code."""

from __future__ import annotations

import csv
import io

import pytest

from pourparler.case.folder import open_case_folder
from pourparler.case.records import ATTRIBUTIONS, FORCES, MODALITIES
from pourparler.report import vocabulary
from pourparler.report.codebook_forms import CODEBOOK_FORMS, render_codebook
from pourparler.workbench import review
from pourparler.workbench.codebook import codebook_json, find_codebook
from pourparler.workbench.second_coding import code_second, mark_report
from pourparler.workbench.view import View
from workbench.restricted import SECRET, make_restricted
from workbench.talks import CASE, make_coding, make_folder, make_report, make_statement


@pytest.fixture
def talks(tmp_path):
    report = make_report("2025-03-01")
    codings = [
        make_coding("truce", "first", modality="opposes"),
        make_coding("truce", "first"),
        make_coding("truce", "first", to_option="after"),
        make_coding("truce", None, modality="declined"),
        make_coding("truce", "after", probability=0.3),
        make_coding("ceasefire", "meanwhile"),
        make_coding("gone", "option"),
    ]
    told = [make_statement(report, "north", c, place=20 * n) for n, c in enumerate(codings)]
    return make_folder(tmp_path / "talks", [(report, told)]), told


def book(folder, **view):
    return find_codebook(folder, view=View(**view))[0]


def test_codings_are_counted_by_option_and_modality(talks):
    folder, _ = talks
    truce, bridge = book(folder).issues
    by_option = {one.option.id: dict(one.codings) for one in truce.options}
    assert by_option["first"] == {**dict.fromkeys(MODALITIES, 0), "supports": 1, "opposes": 1}
    assert by_option["alongside"]["supports"] == 1  # under the ids of before
    assert sum(by_option["after"].values()) == 0
    assert (truce.between, truce.without_option, truce.weak, truce.count) == (1, 1, 1, 5)
    assert bridge.count == 0
    modality = {code.code: code.count for code in book(folder).vocabulary["modality"]}
    assert sum(modality.values()) == truce.count


def test_the_example_is_one_that_a_person_looked_at(talks):
    folder, told = talks
    first = book(folder).issues[0].options[0]
    assert first.example.statement == told[1].id
    assert not first.example.reviewed
    review.recode(
        folder,
        told[4].id,
        [
            review.CodingChoice(
                issue="truce", from_option="first", to_option="first", modality="supports"
            )
        ],
        coder="anna",
    )
    first = book(folder).issues[0].options[0]
    assert first.example.statement == told[4].id
    assert (first.example.reviewed, first.by_people) == (True, 1)


def test_the_vocabulary_is_that_of_the_records():
    assert tuple(vocabulary.MODALITIES) == MODALITIES
    assert tuple(vocabulary.ATTRIBUTIONS) == ATTRIBUTIONS
    assert tuple(vocabulary.FORCES) == FORCES


@pytest.mark.parametrize("form", CODEBOOK_FORMS)
def test_every_form_holds_every_issue_option_and_word(talks, form):
    folder, _ = talks
    text = render_codebook(book(folder), form)
    plain = text.replace("\\", "").replace("{-}", "-").replace("&#39;", "'")
    words = [o.words for i in folder.case.issues for o in i.options]
    for word in (*words, *MODALITIES, *FORCES, *ATTRIBUTIONS):
        assert word.replace("_", " ") in plain.replace("_", " "), word
    assert text.endswith("\n")


def test_the_table_has_a_row_for_each_code(talks):
    rows = list(csv.DictReader(io.StringIO(render_codebook(book(talks[0]), "csv"))))
    options = [row for row in rows if row["field"] == "option" and row["issue"] == "truce"]
    assert [(row["code"], row["count"]) for row in options] == [
        ("first", "2"), ("alongside", "1"), ("after", "0"),
    ]  # fmt: skip
    assert len(rows) == 2 + 6 + len(MODALITIES) + len(FORCES) + len(ATTRIBUTIONS)


def test_nothing_of_a_report_becomes_markup(tmp_path):
    report = make_report("2025-03-01", words="<script>x</script> \\input{x} | *y*")
    at = report.text.index("<script>")
    said = make_statement(
        report,
        "north",
        make_coding("truce", "first"),
        place=at - 1,
        content=report.text[at : at + 40],
    )
    case = CASE.replace("A truce before talks", '"<b>before</b> _talks_"')
    folder = make_folder(tmp_path / "talks", [(report, [said])], case)
    made = {form: render_codebook(book(folder), form) for form in CODEBOOK_FORMS}
    assert "<script>" not in made["html"]
    assert "<b>before" not in made["html"]
    assert "<script>" not in made["md"]
    assert r"\input{" not in made["latex"]


def test_what_is_above_the_ceiling_is_in_no_count_or_example(tmp_path):
    folder = make_restricted(tmp_path / "case")
    for form in CODEBOOK_FORMS:
        assert SECRET not in render_codebook(book(folder), form)
    counts = [book(folder, ceiling=c).issues[0].count for c in ("public", "confidential")]
    assert counts == [2, 3]


def test_agreement_stands_with_its_issue(talks):
    folder, told = talks
    report = told[0].report
    assert "No report was coded a second time" in render_codebook(book(folder), "text")
    for statement in told[:2]:
        review.accept(folder, statement.id, coder="anna")
    mark_report(folder, report, coder="anna")
    for statement, option in zip(told[:2], ("first", "after"), strict=True):
        choice = review.CodingChoice(
            issue="truce", from_option=option, to_option=option, modality="supports"
        )
        code_second(folder, report, statement.id, [choice], coder="boris")
    said = codebook_json(book(open_case_folder(folder.path)))
    truce = said["issues"][0]["agreement"]
    assert (truce["level"], truce["units"]) == ("ordinal", 2)
    assert said["agreement"]["coders"] == 2
