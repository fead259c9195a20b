"""Copies of agency copy are recognised, and different reports are not."""

from dataclasses import replace
from datetime import timedelta

from pourparler.reader.duplicates import DuplicateFinder, word_runs

WORDS = [f"word{n}" for n in range(200)]


def test_an_edited_copy_names_the_original(report_of):
    original = report_of(" ".join(WORDS))
    copy = report_of(" ".join([*WORDS[:90], "inserted", *WORDS[90:180]]))
    assert DuplicateFinder([original]).find(copy) == original


def test_a_copy_of_a_copy_names_the_first(report_of):
    original = report_of(" ".join(WORDS))
    copy = replace(report_of(" ".join(WORDS[:190])), duplicate_of=original.id)
    finder = DuplicateFinder([original, copy])
    assert finder.find(report_of(" ".join(WORDS[:185]))) == original


def test_other_reports_and_reports_of_another_month_are_not_copies(report_of):
    original = report_of(" ".join(WORDS))
    finder = DuplicateFinder([original])
    assert finder.find(report_of(" ".join(reversed(WORDS)))) is None
    later = replace(
        report_of(" ".join(WORDS[:190])), reported_on=original.reported_on + timedelta(30)
    )
    assert finder.find(later) is None
    assert finder.find(original) is None


def test_runs_of_a_short_text_are_the_text():
    assert word_runs("Too short.") == {"too short"}
    assert word_runs("") == {""}
