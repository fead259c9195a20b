"""What changed between two looks at a case, and what is new since a day."""

from __future__ import annotations

from datetime import date

import pytest

from pourparler.errors import UnknownNameError
from pourparler.ledger import Ledger
from pourparler.workbench.change_shapes import diff_json, news_json
from pourparler.workbench.changes import Look, find_changes, find_news, read_look
from pourparler.workbench.series import PositionQuery
from pourparler.workbench.view import View
from workbench.talks import CASE, make_coding, make_folder, make_report, make_statement

DAYS = ("2024-01-10", "2024-02-10", "2024-03-10", "2024-05-10", "2024-06-10", "2024-07-10")


@pytest.fixture
def folder(tmp_path):
    told = []
    for number, day in enumerate(DAYS):
        report = make_report(day)
        words = make_coding("truce", "first" if number < 3 else "after")
        told.append((report, [make_statement(report, "north", words, content=f"no {number}")]))
    last = make_report("2024-07-11", "Wire")
    told.append((last, [make_statement(last, "front", make_coding("bridge", "trust"))]))
    return make_folder(tmp_path / "talks", told)


def look(day, *, known=False):
    return read_look(day, view=View(), as_known=known)


def test_two_dates_with_all_that_is_known(folder):
    diff = find_changes(folder, look("2024-02-01"), look("2024-06-01"))
    moved = {(c.actor, c.issue.id): c for c in diff.moved}
    north = moved["north", "truce"]
    assert north.before.summary.median < 20 < 80 < north.after.summary.median
    assert [t.statement.content for t in north.news] == ["no 1", "no 2", "no 3"]
    assert [(s.actor, s.last) for s in diff.shifts] == [("north", date(2024, 5, 10))]


def test_a_look_against_itself_finds_nothing(folder):
    diff = find_changes(folder, look("2024-06-01"), look("2024-06-01"))
    assert diff.changes
    assert diff.moved == ()
    assert diff.shifts == ()
    assert diff.contradictions == ()


def test_what_was_known_at_two_dates(folder):
    diff = find_changes(folder, look("2024-02-01", known=True), look("2024-07-11", known=True))
    front = {c.actor: c for c in diff.changes}["front"]
    assert (front.before, front.moved) == (None, True)
    assert len(front.news) == 1


def test_two_versions_of_a_case_are_compared_by_digest(folder):
    wider = CASE.replace("{id: after, at: 100", "{id: after, at: 90")
    other = CASE.replace("{id: alongside, at: 50", "{id: alongside, at: 95")
    with Ledger.open(folder.ledger_path) as ledger:
        digests = [ledger.record_case(text) for text in (wider, other)]
    diff = find_changes(folder, *(Look(View(), version=digest[:12]) for digest in digests))
    north = {c.actor: c for c in diff.changes}["north"]
    assert north.before.summary.median < 95 < north.after.summary.median
    with pytest.raises(UnknownNameError, match="abcdef"):
        find_changes(folder, Look(View(), version="abcdef"), look("2024-01-01"))


def test_news_is_what_later_reports_brought(folder):
    news = find_news(folder, date(2024, 4, 1))
    assert [r.reported_on.isoformat() for r in news.reports] == [*DAYS[3:], "2024-07-11"]
    assert {t.statement.content for t in news.statements} >= {"no 3", "no 4", "no 5"}
    assert [s.actor for s in news.diff.shifts] == ["north"]
    assert not news.is_nothing
    assert find_news(folder, date(2024, 7, 11)).is_nothing


def test_what_was_open_before_is_no_news(folder):
    news = find_news(folder, date(2024, 4, 1), query=PositionQuery(issue="bridge"))
    assert not news.questions
    assert [c.actor for c in news.diff.moved] == ["front"]


def test_a_date_or_a_digest_and_nothing_else():
    for word in ("May", "2024-13-01", "abc", "xyzxyzxyz"):
        with pytest.raises(UnknownNameError, match=word):
            read_look(word, view=View(), as_known=False)


def test_programs_get_every_change_and_what_it_rests_on(folder):
    diff = find_changes(folder, look("2024-02-01"), look("2024-06-01"))
    shown = diff_json(diff)
    assert {c["actor"] for c in shown["changes"]} == {"north", "front"}
    assert shown["before"]["date"] == "2024-02-01"
    news = news_json(find_news(folder, date(2024, 4, 1)))
    assert news["since"] == "2024-04-01"
    assert all(change["moved"] for change in news["changes"])
