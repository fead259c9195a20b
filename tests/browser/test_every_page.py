"""Every page at two widths, light and dark: nothing moves, nothing overflows, all can use it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from browser.conftest import Open
from browser.server import Served
from browser.watch import overhang, settle, shift_of, transferred

PAGES = [
    "/",
    "/?as_of=2025-08-17&known_at=2025-08-17",
    "/issues",
    "/issue/ceasefire",
    "/actors",
    "/actor/us",
    "/reports",
    "/speakers",
    "/changes",
    "/commitments",
    "/events",
    "/assumptions",
    "/search?q=ceasefire",
    "/queue",
    "/bring",
    "/new-case",
    "/history",
    "/coder",
    "/nowhere",
]
GRAVE = ("serious", "critical")
MOST_SHIFT = 0.1
MOST_BYTES = 500_000


def grave(page: Page, **options: Any) -> list[str]:
    """Return what axe holds to be a serious or critical obstacle, in words."""
    found = Axe().run(page, options={"resultTypes": ["violations"], **options})
    return list(_told(found.response["violations"]))


def _told(violations: list[dict[str, Any]]) -> Iterator[str]:
    for violation in violations:
        if violation["impact"] in GRAVE:
            for node in violation["nodes"][:3]:
                target = " ".join(str(part) for part in node["target"])
                yield f"{violation['id']}: {target}: {node['failureSummary']}"


@pytest.mark.parametrize("width", [1280, 400])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_holds_still_fits_and_is_for_everybody(
    show: Open, first_case: Served, path: str, width: int
) -> None:
    page = show(first_case, path, width=width, expected=(404,) if path == "/nowhere" else ())
    hold_to_it(page)


@pytest.mark.parametrize("width", [1280, 400])
def test_a_report_with_its_statements_is_for_everybody(
    show: Open, first_case: Served, width: int
) -> None:
    page = show(first_case, "/search?q=ceasefire", width=width)
    page.locator(".entry .meta a").first.click()
    page.wait_for_url("**/report/**")
    hold_to_it(page)


@pytest.mark.parametrize("width", [1280, 400])
@pytest.mark.parametrize("path", ["/settlement", "/settlement?now=1"])
def test_a_settlement_is_for_everybody(show: Open, valley: Served, path: str, width: int) -> None:
    hold_to_it(show(valley, path, width=width))


def hold_to_it(page: Page) -> None:
    """Check one page, light and then dark."""
    settle(page)
    assert shift_of(page) < MOST_SHIFT
    assert overhang(page) <= 0
    assert grave(page) == []
    page.emulate_media(color_scheme="dark")
    colours = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
    assert grave(page, **colours) == []


def test_the_first_page_is_light(show: Open, first_case: Served) -> None:
    page = show(first_case)
    settle(page)
    assert 10_000 < transferred(page) < MOST_BYTES


def test_axe_finds_what_is_wrong(show: Open, first_case: Served) -> None:
    page = show(first_case, "/issues")
    page.evaluate("document.querySelector('main').append(document.createElement('button'))")
    assert any(problem.startswith("button-name") for problem in grave(page))


def test_shift_is_seen(show: Open, first_case: Served) -> None:
    page = show(first_case, "/issues")
    settle(page)
    page.evaluate(
        "const block = document.createElement('div'); block.style.height = '400px';"
        "document.querySelector('h1').before(block)"
    )
    page.wait_for_function("window.shifted > 0")
    assert shift_of(page) > MOST_SHIFT
