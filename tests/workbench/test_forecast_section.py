"""Forecasts and packages as a section of the brief, as a page and as Markdown."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree

import pytest

from pourparler.workbench.brief import gather_brief, render_brief
from pourparler.workbench.forecast import forecast_issues
from pourparler.workbench.forecast_section import build_forecasts
from pourparler.workbench.packages import find_packages
from pourparler.workbench.statements import FoundStatements
from pourparler.workbench.view import View
from workbench.test_packages import CASE, open_talks


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return open_talks(tmp_path_factory.mktemp("section"))


def test_the_section_prints_records_basis_and_who_accepts(folder):
    content = gather_brief(folder)
    page = render_brief(content, suffix=".html").decode()
    text = render_brief(content, suffix=".md").decode()
    for rendered in (page, text):
        assert "What models make of the positions" in rendered
        assert "None was measured on peace talks" in rendered
        assert "Rests on 2 stated positions, 0 of them" in rendered
        assert "Packages across issues" in rendered
        assert "Some package suits every party in" in rendered
        assert "largest product of gains (Nash)" in rendered
        assert "Terms in brackets" in rendered
        for term in ("kalai-smorodinsky", "survives re-spacing", "robust 1"):
            assert term not in rendered
    assert "| plain mean of positions |" in text
    assert "23\\.6 |" in text
    for name in ("forecast-1", "frontier", "accepting"):
        start = page.index(f'<svg xmlns="http://www.w3.org/2000/svg" class="chart {name}"')
        drawn = page[start : page.index("</svg>", start) + len("</svg>")]
        assert ElementTree.fromstring(drawn).tag.endswith("svg")


def test_the_section_prints_the_figures_of_the_commands(folder):
    none: FoundStatements = None  # not looked at
    part = build_forecasts(folder, View(), none).values
    (line,), (one,) = part.issues, forecast_issues(folder, view=View()).forecasts
    told = [(m.low, m.high, m.survives, m.share) for m in line.models]
    assert told == [
        (m.low, m.high, m.survives, max((s for _, s in m.shares), key=lambda share: share.share))
        for m in one.models
    ]
    found = find_packages(folder, view=View())
    named = {name: package.together for name, package in found.named.items() if package}
    assert {package.term: package.together for package in part.packages.named} == named
    assert part.seed_words.startswith(f"{found.draws} draws, seed {found.seed}: the same as")


def test_there_is_no_section_where_nothing_can_be_forecast(folder, tmp_path):
    none: FoundStatements = None  # not looked at
    assert build_forecasts(folder, View(known_at=date(2024, 5, 1)), none) is None
    alone = open_talks(tmp_path, CASE.replace("parties: [north, front]\n", ""))
    section = build_forecasts(alone, View(), none)
    assert section.values.packages is None
    assert section.lines[0].startswith("Truce: plain mean of positions at ")
