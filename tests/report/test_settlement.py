"""The settlement in words, as a section of the page, and in charts."""

from __future__ import annotations

import dataclasses
import re
from datetime import date
from xml.etree import ElementTree

import pytest

from pourparler.report import delay_words, driver_words, settlement_words
from pourparler.report import settlement_charts as charts
from pourparler.report.brief_content import BriefContent
from pourparler.report.chart_svg import chart_svg
from pourparler.report.html import render_html
from pourparler.report.markdown import render_markdown
from pourparler.report.settlement_part import settlement_section
from report.settled import solution
from report.valley import valley_case

SOLUTION = solution()
DRAWN = {
    "signing": charts.draw_signing,
    "survival": charts.draw_survival,
    "packages": charts.draw_packages,
    "contributions": charts.draw_contributions,
    "land": charts.draw_land,
    "drivers": charts.draw_drivers,
}


def without_a_front():
    designs = tuple(
        dataclasses.replace(d, sign={}, signable=None, both=None, priced=None, some_package=None)
        for d in SOLUTION.designs
    )
    return dataclasses.replace(
        SOLUTION, advancing=None, other=None, designs=designs, maps=(), delay=None, private=(),
        attribution=None, drivers=(), turns=(),
    )  # fmt: skip


def content():
    section = settlement_section(SOLUTION, seed_words="512 draws, seed 1.")
    return BriefContent(
        case=valley_case(), reports=(), statements=(), digest="0" * 12, mark="m", version="0",
        command="pourparler brief", as_of=date(2024, 5, 21), parts=(section,),
    )  # fmt: skip


def test_the_answer_says_in_how_many_draws_and_no_more():
    text = " ".join(settlement_words.answer_words(SOLUTION))
    assert "by North in 20 of 100 draws and by South in more than 99 of 100 draws" in text
    assert "both in fewer than 1 of 100 draws" in text
    assert "preferred to fighting on, in this model" in text
    assert "the relief at which North would stop fighting on is 0.0 to 22.0 u (median 7.0)" in text


def test_no_figure_without_the_inputs_that_drive_it_their_author_and_range():
    deciding = driver_words.deciding_words(SOLUTION)
    assert "attack gain, 15 to 60 u, assumption of A. Nalyst" in deciding
    assert "The band: reliability, 0.1 to 0.9, Treaty of 1648" in deciding
    assert "cost advancing, 2 to 8 u/year" in deciding


@pytest.mark.parametrize(
    ("told", "piece"),
    [
        (delay_words.delay_words, "Backtest of the front: 6 of 9 forecasts held."),
        (delay_words.delay_words, "loses less land in 4 of 100 draws"),
        (settlement_words.attribution_words, "goes from 0.40 without it to 0.70 with all of it"),
        (settlement_words.attribution_words, "if nobody depended on the lead, 0.001 to 0.100"),
        (
            driver_words.driver_words,
            "What decides whether it holds (The full <design>): attack gain",
        ),
        (driver_words.turn_words, "attack gain at 27 (median 30)"),
        (driver_words.turn_words, "turned by none of the largest drivers within its range"),
        (driver_words.reversal_words, "attack gain at 4,352"),
        (driver_words.private_words, "would have to lie 12 points of 100"),
        (driver_words.private_words, "no private line on the scale would change that"),
        (settlement_words.join_words, "The full <design>: The band in 39 of 100 draws."),
        (settlement_words.order_words, "one that is not signed holds for nobody"),
    ],
)
def test_every_part_is_told_in_words(told, piece):
    assert piece in " ".join(told(SOLUTION))


def test_without_a_front_only_how_long_it_holds_is_told():
    bare = without_a_front()
    text = " ".join(settlement_words.answer_words(bare))
    assert "holds for 10 years with at least 80% in 50 of 100 draws" in text
    assert "fighting on" not in text
    assert delay_words.delay_words(bare) == settlement_words.attribution_words(bare) == ()
    section = settlement_section(bare, seed_words="")
    assert section.values.heads == ("holds", "survival, 90 % of draws")
    titles = [chart.title for chart in section.values.charts]
    assert titles == ["In how many draws", "How long it holds"]


@pytest.mark.parametrize("name", DRAWN)
def test_every_chart_is_drawn_as_svg_that_brings_no_script_and_no_address(name):
    svg = chart_svg(DRAWN[name](SOLUTION), title="A <b>title</b>", name=name)
    ElementTree.fromstring(svg)
    assert "&lt;b&gt;" in svg
    assert "<b>" not in svg
    assert "<script" not in svg
    assert not re.search(r"\b(?:href|src|style)=", svg)


def rows_of(chart):
    """Return the rows a chart of one data set is drawn from."""
    (rows,) = chart.to_dict()["datasets"].values()
    return rows


def test_charts_show_the_figures_they_are_given():
    rows = rows_of(charts.draw_signing(SOLUTION))
    shares = {(row["design"], row["kind"]): row["share"] for row in rows}
    assert shares["The full <design>", "both"] == pytest.approx(51.5 / 513)
    assert all(0 < row["share"] < 1 for row in rows)
    steps = rows_of(charts.draw_contributions(SOLUTION))
    assert (steps[1]["start"], steps[1]["end"], steps[-1]["end"]) == pytest.approx((0.4, 0.7, 0.7))


def test_the_page_shows_table_charts_words_and_assumptions_escaped():
    page = render_html(content())
    assert page == render_html(content())
    assert "Who would sign, and whether it would hold" in page
    assert "The full &lt;design&gt;" in page
    assert "<design>" not in page
    assert "Wide &lt;b&gt;" in page
    assert page.count('class="chart ') == len(DRAWN)
    assert "shares of draws in a model, not forecasts" in page
    assert "Treaty of 1648" in page


def test_markdown_has_the_table_and_the_words():
    text = render_markdown(content())
    assert "| The full &lt;design&gt; | 20 | over 99 | 39 | 20 | 50 | 10 |" in text
    assert "These figures hang most on" in text
    assert "| attack gain | 15 to 60 u | A. Nalyst |" in text


def test_a_notebook_shows_a_plain_table():
    table = SOLUTION._repr_html_()
    assert table.startswith("<table>")
    assert "The full &lt;design&gt;" in table
    assert "<td>50.0 %</td>" in table
