"""Stated positions in the brief: every figure opens to a statement that stands in the page."""

from __future__ import annotations

import re
from datetime import date

from pourparler.case.records import Coding
from pourparler.ledger import Ledger, StatementQuery
from pourparler.models.positions.estimate import estimate_position
from pourparler.report.estimates import Estimate, spark_words
from pourparler.workbench.brief import gather_brief, render_brief
from pourparler.workbench.opening import FIRST_CASE
from pourparler.workbench.series import PositionQuery, hear, space_of
from pourparler.workbench.shifts import find_shifts
from pourparler.workbench.view import View
from workbench.cases import read_copy

US = PositionQuery(actor="us", issue="ceasefire")


def contents(testimonies):
    return {t.statement.content for t in testimonies}


def test_two_answers_on_18_august_are_reported_as_a_contradiction(first_case):
    pairs = find_shifts(first_case, query=US).contradictions
    (pair,) = [p for p in pairs if p.first == p.last == date(2025, 8, 18)]
    said = sorted((contents(pair.said_first), contents(pair.said_last)), key=str)
    assert any("unnecessary" in words for words in said[0] | said[1])
    assert any("prefer the immediate ceasefire" in words for words in said[0] | said[1])


def test_they_widen_the_interval(first_case):
    (series,) = hear(first_case, query=US).series
    said_on = [t.statement.said_on for t in series.testimonies]
    against = [
        day == "2025-08-18" and t.coding.from_option == "after"
        for day, t in zip(said_on, series.testimonies, strict=True)
    ]
    assert any(against)
    day = [date(2025, 8, 19).toordinal()]
    space = space_of(series.issue)
    widths = []
    for evidence in (series.evidence, series.select(~_array(against)).evidence):
        reached = estimate_position(space, evidence, day).density[0].cumsum()
        widths.append(int((reached < 0.9).sum()) - int((reached < 0.1).sum()))
    assert widths[0] > widths[1]


def test_the_shift_around_15_august_as_known_on_the_17th(first_case):
    then = date(2025, 8, 17)
    found = find_shifts(first_case, view=View(as_of=then, known_at=then), query=US)
    (shift,) = [s for s in found.shifts if s.last > date(2025, 8, 1)]
    assert shift.first < date(2025, 8, 15) < shift.last <= then
    assert any("Peace Agreement" in words for words in contents(shift.said_after))
    assert shift.before.median < 25
    assert shift.after.shares.argmax() == 2


def test_reviewed_readings_show_the_shift_around_15_august(first_case, tmp_path):
    """It is seen through the two answers of the 18th once a person has read the sentences.

    What a person confirms here is what the sentences say: a demand until the 14th, a deal
    first from the 16th. The retelling of the 16th in the report of the 19th is joined to it.
    """
    folder = read_copy(FIRST_CASE, tmp_path)
    with Ledger.open(folder.ledger_path) as ledger:
        statements = ledger.find_statements(StatementQuery(actor="us", issue="ceasefire"))
        for statement in statements:
            ledger.record_statement(_reviewed(statement), coder="anna")
        told = [
            s.id for s in statements if re.search("Peace Agreement|better to go for", s.content)
        ]
        ledger.join_statements(told, coder="anna")
    found = find_shifts(folder, query=US)
    (shift,) = [s for s in found.shifts if s.last > date(2025, 8, 1)]
    assert date(2025, 8, 13) <= shift.first < date(2025, 8, 15) <= shift.last <= date(2025, 8, 18)
    assert any("severe consequences" in words for words in contents(shift.said_before))
    assert any("Peace Agreement" in words for words in contents(shift.said_after))
    assert shift.before.median < 25 < 75 < shift.after.median


def test_every_link_of_a_figure_leads_to_a_sentence_in_the_page(valley):
    content = gather_brief(valley, since=date(2024, 4, 1))
    page = render_brief(content, suffix=".html").decode()
    anchors = set(re.findall(r'id="([^"]+)"', page))
    linked = set(re.findall(r'href="#([^"]+)"', page))
    assert {name for name in linked if name.startswith("s-")}
    assert linked <= anchors
    assert page.count('class="strip"') > len(valley.case.issues)
    assert "What changed since 1 Apr 2024" in page
    assert "--since 2024-04-01" in page
    assert "moved" in render_brief(content, suffix=".md").decode()


def test_equal_content_gives_equal_bytes(valley):
    pages = {render_brief(gather_brief(valley), suffix=".html") for _ in range(2)}
    assert len(pages) == 1


def test_only_what_stands_in_the_page_is_used(valley):
    content = gather_brief(valley, view=View(as_of=date(2024, 3, 1)))
    shown = {s.id for s in content.statements}
    moved = next(part for part in content.parts if part.name == "moved").values
    assert moved.shifts == ()
    lines = next(part for part in content.parts if part.name == "lines").values
    targets = {dot.target for issue in lines for line in issue.lines for dot in line.dots}
    assert targets
    assert targets <= shown


def test_a_strip_stands_on_its_foot_and_an_arrow_points_the_way_it_moved():
    strip = Estimate(
        actor="a", issue="i", density=(0.0, 0.5, 0.5), points=(0.0, 100.0), words="",
        intervals=(), is_known=True, is_stale=False, moved_from=90.0, moved_to=10.0, shift=1,
    )  # fmt: skip
    assert strip.outline == "M0,14L0,14.0L50,0.0L100,0.0L100,14Z"
    assert strip.arrow.startswith("M90,-4H10")
    assert spark_words(strip, width=3) == "▁██"


def _array(flags):
    import numpy as np

    return np.array(flags, dtype=bool)


def _reviewed(statement):
    """Confirm a reading, and correct the two that the program could not place."""
    from dataclasses import replace

    def correct(coding: Coding) -> Coding:
        if coding.issue == "ceasefire" and coding.from_option is None:
            coding = replace(coding, from_option="first", to_option="first")
        return coding

    kept = tuple(correct(coding) for coding in statement.codings)
    return replace(statement, reviewed=True, codings=kept)
