"""Reports that are meant to do harm, in a browser that would let them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from browser.conftest import Open
from browser.server import Served, serve_case
from browser.watch import overhang, settle
from pourparler.case.folder import open_case_folder
from pourparler.workbench.reading import read_reports
from web.test_hostile import CASE, REPORT

ENTICED = """
for (const name of ["alert", "confirm", "prompt"]) {
  window[name] = () => { window.ran = name; };
}
"""
PLANTED = """() => [...document.querySelectorAll(
  "script:not([src]), img, iframe, object, embed, base, style, [style], main i, main [onerror]"
)].map((node) => node.outerHTML.slice(0, 200))"""
MORE = f"""\
{"a" * 30_000}

\u05d0\u05de\u05e8 \u202e<script>window.ran = 1</script>
Norburg said \u05e9\u05dc\u05d5\u05dd \u05e2\u05db\u05e9\u05d9\u05d5.

Norburg said {"<svg onload=alert(7)>" * 50} that a tru\u200dce\u200b\ufeff was near.
"""
LONG = f"""\
title: {"T" * 300}
date: 2024-05-09
publisher: {"P" * 120}

Norburg said {"w" * 200} that a truce was near.
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "reports").mkdir()
    (folder / "case.yaml").write_text(CASE, "utf-8")
    (folder / "reports" / "first.txt").write_text(REPORT + MORE, "utf-8")
    (folder / "reports" / "second.txt").write_text(LONG, "utf-8")
    read_reports(open_case_folder(folder))
    with serve_case(folder) as served:
        yield served


@pytest.mark.parametrize("width", [1280, 400])
def test_no_script_of_a_report_runs_and_none_breaks_the_page(
    show: Open, hostile: Served, width: int
) -> None:
    page = show(hostile, "/reports", width=width)
    page.context.add_init_script(ENTICED)
    report = page.locator("main a[href*='/report/']").first.get_attribute("href") or ""
    visited = ["/", "/issues", "/issue/truce", "/actor/north", "/reports", "/search?q=truce"]
    for path in (
        *visited,
        "/speakers",
        "/queue",
        "/changes",
        "/history",
        report,
        f"{report}?new=0-40",
    ):
        page.goto(hostile.at(path))
        settle(page)
        assert page.evaluate("window.ran") is None, path
        assert page.evaluate(PLANTED) == [], path
        assert overhang(page) <= 0, path
    page.goto(hostile.at(report))
    shown = page.locator("article.text").inner_text()
    assert "<script>alert(1)</script>" in shown
    assert not set(shown) & set("\u202e\u200b\u200d\ufeff")
    page.keyboard.press("a")
    page.locator("#toast p").wait_for()
    assert page.evaluate("window.ran") is None
    assert page.evaluate(PLANTED) == []


def test_a_script_that_gets_in_is_seen(show: Open, hostile: Served) -> None:
    page = show(hostile, "/reports")
    page.evaluate("document.body.append(document.createElement('img'))")
    assert page.evaluate(PLANTED) != []
