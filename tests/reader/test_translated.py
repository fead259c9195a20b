"""Quotations that are translations are marked as such."""

from __future__ import annotations

from datetime import date

import pytest

from pourparler.reader.pipeline import Reader
from pourparler.reader.sources.text import read_text_report


@pytest.fixture(scope="module")
def reader(case) -> Reader:
    return Reader(case)


def translations(reader: Reader, body: str, header: str = "") -> set[str | None]:
    raw = f" date 2024-05-01 Title\n{header}\n\n{body}\n".encode()
    report = read_text_report(raw, name="report.txt", today=date(2025, 6, 1))
    found = reader.read(report)
    assert found
    return {statement.translated_by for statement in found}


QUOTE = 'Torvald said that "an immediate truce must come before any talks".'


def test_a_quotation_of_a_translated_report_is_a_translation(reader):
    assert translations(reader, QUOTE, "translation: official") == {"official"}
    assert translations(reader, QUOTE) == {None}


def test_what_is_not_quoted_is_in_the_reporters_words(reader):
    plain = "Torvald said that an immediate truce must come before any talks."
    assert translations(reader, plain, "translation: agency") == {None}


@pytest.mark.parametrize(
    ("body", "mark"),
    [
        ('Speaking through an interpreter, Torvald said: "The boats will stay."', "unstated"),
        ('Torvald said in Hungarian that "the boats will stay".', "unstated"),
        ('"The boats will stay," Torvald said, according to a translation.', "unstated"),
        ('Torvald said in Oberfeld that "the boats will stay".', None),
        ('Torvald said that "talks in Hungarian, and through an interpreter, were slow".', None),
    ],
)  # fmt: skip
def test_words_around_a_quotation_tell_that_it_was_translated(reader, body, mark):
    assert translations(reader, body) == {mark}
