from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.samples import make_report, make_statement
from pourparler.ledger import Ledger, ReportQuery, StatementQuery
from pourparler.ledger.search import Term, read_terms

TEXT = """Norland's leaders spoke of ceasefires and "security guarantees" in Årby.
停火協議將於明天簽署。 Міністр закордонних справ заявив про перемирʼя. C++ costs 5%."""


@pytest.fixture
def spoken(ledger) -> Ledger:
    report = make_report(TEXT)
    statement = make_statement(report, content=TEXT, context="Talks at the lake")
    ledger.record_reading(report, [statement], reader_version="1")
    return ledger


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ceasefire", True),
        ("CEASEFIRE leaders", True),
        ("ceasefire lake", True),
        ("ceasefire surrender", False),
        ('"security guarantees"', True),
        ('"guarantees security"', False),
        ('"security guarantees', True),
        ("secur*", True),
        ("ecurity", False),
        ("arby", True),
        ("停火", True),
        ("協議 ceasefire", True),
        ("停火 surrender", False),
        ("戰爭", False),
        ("міністр", True),
        ("МІНІСТР справ", True),
        ("c++", True),
        ("- ceasefire (", True),
        ("NOT", False),
        ("ceasefire OR surrender", False),
        ("content:ceasefire", False),
        ("()", False),
        ("*", False),
        ("   ", True),
        ("", True),
    ],
)
def test_a_search_finds_what_a_person_would_expect(spoken, text, found):
    assert bool(spoken.find_statements(StatementQuery(text=text))) == found


def test_reports_are_searched_in_title_and_text(spoken):
    assert spoken.find_reports(ReportQuery(text='"long river" ceasefire'))
    assert not spoken.find_reports(ReportQuery(text="lake"))


def test_retracted_rows_are_no_hits(spoken):
    (statement,) = spoken.find_statements(StatementQuery())
    spoken.record_statement(replace(statement, content="nothing", context=""), coder="anna")
    assert not spoken.find_statements(StatementQuery(text="ceasefire"))
    assert not spoken.find_statements(StatementQuery(text="停火"))
    spoken.retract_report(statement.report, coder="anna")
    assert not spoken.find_reports(ReportQuery(text="ceasefire"))


def test_a_replay_searches_what_held_then(spoken, clock):
    then = clock.instant
    (statement,) = spoken.find_statements(StatementQuery())
    spoken.retract_report(statement.report, coder="anna")
    assert spoken.find_statements(StatementQuery(text="ceasefire", recorded_at=then))
    assert spoken.find_reports(ReportQuery(text="ceasefire", recorded_at=then))


@pytest.mark.parametrize(
    "text", ["\0", "\ud800", "a\0b", '"""', "ceasefire " * 20_000, "x" * 10**6]
)
def test_nothing_that_is_typed_is_an_error(spoken, text):
    spoken.find_statements(StatementQuery(text=text))
    spoken.find_reports(ReportQuery(text=text))


def test_no_text_is_an_error(tmp_path_factory):
    with Ledger.open(tmp_path_factory.mktemp("search") / "ledger.db") as ledger:
        report = make_report(TEXT)
        ledger.record_reading(report, [make_statement(report)], reader_version="1")

        @settings(deadline=None)
        @given(st.text() | st.text('"*()+-:^{}~ANDORNOT 停é', max_size=12))
        def search(text: str) -> None:
            ledger.find_statements(StatementQuery(text=text))

        search()


@given(st.lists(st.from_regex(r"[a-z]{1,8}", fullmatch=True), min_size=1))
def test_plain_words_are_the_terms(words):
    assert read_terms(" ".join(words)) == [Term(word) for word in words]
