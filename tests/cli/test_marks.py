"""What stands in a table in place of words is explained, and a missing name is asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ledger.samples import make_coding, make_report, make_statement
from pourparler.cli.commands.statements import _coding_words


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"probability": 0.8, "about": None}, "truce: now"),
        ({"probability": 0.3, "about": None}, "truce: now?"),
        ({"probability": 0.8, "about": "elsewhere"}, "truce: now@elsewhere"),
        ({"probability": 0.3, "about": "elsewhere"}, "truce: now@elsewhere?"),
    ],
)
def test_a_reading_says_whose_it_is_and_whether_it_counts(change, words):
    statement = make_statement(make_report("They met."))
    coding = make_coding()
    assert _coding_words(replace(statement, codings=(replace(coding, **change),))) == [words]


def test_a_missing_coder_is_asked_for_by_name(run, read_talks, monkeypatch):
    monkeypatch.delenv("POURPARLER_CODER", raising=False)
    ran = run("undo", read_talks)
    assert ran.code == 2
    assert "export POURPARLER_CODER=NAME" in ran.err
