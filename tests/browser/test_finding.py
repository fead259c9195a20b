"""What somebody new to it does first: start it, find who said what, and what was said before."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import Open
from browser.server import Served
from browser.watch import settle


@pytest.fixture
def started(tmp_path: Path) -> Iterator[Served]:
    """What `pourparler serve` alone serves, in a folder with nothing in it."""
    words = ["serve", "--no-browser", "--port", "0", "--coder", "ana", "--json"]
    server = subprocess.Popen(
        [sys.executable, "-m", "pourparler", *words],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert server.stdout is not None
        said = json.loads("".join(server.stdout.readline() for _ in range(3)))
        yield Served(tmp_path / "ukraine-2025", said["address"])
    finally:
        server.terminate()
        server.wait(20)
        server.stdout.close()


def test_the_first_run_shows_where_everybody_stands(show: Open, started: Served) -> None:
    page = show(started)
    expect(page.get_by_role("heading", level=1)).to_have_text("Where actors say they stand")
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="United States"))
    assert row.locator("svg.strip .mass").count() > 0
    for link in page.get_by_role("navigation", name="Pages").get_by_role("link").all():
        opened = page.context.request.get(started.at(link.get_attribute("href") or ""))
        assert opened.ok, opened.url
    assert (started.path / "ledger.db").is_file()


def test_what_was_said_on_a_day_and_what_before(show: Open, first_case: Served) -> None:
    page = show(first_case)
    page.get_by_role("link", name="United States on Timing of a ceasefire").click()
    standing = page.locator("#a-us")
    expect(standing).to_be_in_viewport()
    standing.get_by_role("link", name="statements").click()
    expect(page.locator("#said")).to_contain_text("What was said by United States")
    days = page.locator(".entries .entry .when").all_inner_texts()
    assert "18 Aug 2025" in days[0]
    earlier = [day for day in days if "18 Aug" not in day and "19 Aug" not in day]
    assert earlier, "nothing from before stands below it"
    said = page.locator(".entry", has_text="18 Aug 2025").first
    words = said.locator("blockquote").inner_text()
    assert "ceasefire" in words
    said.locator(".meta a").first.click()
    page.wait_for_url("**/report/**")
    marked = page.locator(".text .run.chosen.content")
    expect(marked.first).to_be_in_viewport()
    assert " ".join(marked.all_inner_texts()).split()[0] in words.split()


def test_a_word_is_found_and_leads_to_its_report(show: Open, first_case: Served) -> None:
    page = show(first_case, "/search")
    page.get_by_label("Words", exact=False).first.fill("ceasefire")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator(".entry", has_text="ceasefire").count() > 5
    page.locator(".entry .meta a").first.click()
    expect(page.get_by_role("article", name="The report")).to_be_visible()


def test_a_page_moves_through_time(show: Open, first_case: Served) -> None:
    page = show(first_case, "/issue/ceasefire?actor=us")
    now = _positions(page)
    slide = page.get_by_role("slider", name="Day")
    slide.focus()
    with page.expect_navigation():
        page.keyboard.press("ArrowLeft")
    assert "as_of=2025-08-19&known_at=2025-08-19" in page.url
    with page.expect_navigation():
        page.get_by_role("link", name="Report before").click()
    with page.expect_navigation():
        page.get_by_label("On", exact=True).fill("2025-08-14")
        page.get_by_role("button", name="Show").click()
    assert "as_of=2025-08-14&known_at=2025-08-14" in page.url
    then = _positions(page)
    assert then != now
    assert "18 Aug 2025" not in page.locator("main").inner_text()
    with page.expect_navigation():
        page.locator("select[name=known]").select_option("now")
    assert "as_of=2025-08-14" in page.url
    assert "known_at" not in page.url
    page.get_by_role("link", name="Overview").click()
    assert "as_of=2025-08-14" in page.url
    page.get_by_role("link", name="All that is known").click()
    assert "as_of" not in page.url


def _positions(page: Page) -> list[str]:
    settle(page)
    return page.locator("table.standing tbody tr").all_inner_texts()


@pytest.mark.parametrize("form", ["svg", "png"])
def test_a_drawing_is_taken_out(show: Open, first_case: Served, form: str, tmp_path: Path) -> None:
    page = show(first_case)
    with page.expect_download() as waiting:
        page.locator(f"a[download][href$='matrix.{form}']").click()
    taken = tmp_path / "matrix"
    waiting.value.save_as(taken)
    assert waiting.value.suggested_filename == f"matrix.{form}"
    assert taken.read_bytes().startswith({"svg": b"<svg", "png": b"\x89PNG"}[form])
