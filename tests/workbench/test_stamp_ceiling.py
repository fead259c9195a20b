"""What an output prints of the ledger does not count what is above its ceiling."""

from __future__ import annotations

import pytest

from pourparler.workbench.brief import gather_brief, render_brief
from pourparler.workbench.export import export
from pourparler.workbench.forecast import forecast_issues
from pourparler.workbench.positions import find_positions
from pourparler.workbench.shifts import find_shifts
from pourparler.workbench.view import View
from workbench.restricted import make_restricted

PUBLIC = "(1 report, 2 statements, 2 codings)"
WHOLE = "(2 reports, 3 statements, 3 codings)"

MARKS = {
    "brief": lambda folder, view: gather_brief(folder, view=view).mark,
    "positions": lambda folder, view: find_positions(folder, view=view).heard.stamp.mark,
    "shifts": lambda folder, view: find_shifts(folder, view=view).heard.stamp.mark,
    "forecast": lambda folder, view: forecast_issues(folder, view=view, draws=8).heard.stamp.mark,
    **{
        name: lambda folder, view, name=name: export(name, folder, view).stamp.mark
        for name in ("csv", "jsonl", "bibtex", "annotations", "graphml", "docx", "bundle")
    },
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return make_restricted(tmp_path_factory.mktemp("restricted") / "case")


@pytest.mark.parametrize("name", MARKS)
def test_only_what_the_ceiling_admits_is_counted(folder, name):
    assert PUBLIC in MARKS[name](folder, View())
    assert WHOLE in MARKS[name](folder, View(ceiling="confidential"))


@pytest.mark.parametrize("suffix", [".html", ".md"])
def test_the_page_prints_the_count_below_its_ceiling(folder, suffix):
    text = render_brief(gather_brief(folder), suffix=suffix).decode()
    assert "2 statements" in text
    assert "3 statements" not in text
