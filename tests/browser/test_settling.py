"""The settlement: the answers stand at the top, and follow what is changed beside them."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from browser.conftest import Open
from browser.server import Served
from browser.watch import settle

OF_A_HUNDRED = re.compile(r"^(over |under )?\d+ \(\d+ to \d+\)$")


def answers(page: Page) -> list[str]:
    return page.locator("#results table.shares").first.locator("tbody td").all_inner_texts()


def test_how_often_it_is_signed_and_holds_beats_another_and_what_reverses_it(
    show: Open, first_case: Served
) -> None:
    page = show(first_case)
    page.get_by_role("link", name="Settlement").click()
    expect(page.locator("#answer-both")).to_have_text(OF_A_HUNDRED, timeout=60_000)
    expect(page.locator("#design")).to_have_value("european_force_backstop")
    expect(page.locator("#against")).to_have_value("european_force")
    expect(page.locator("#answer-better")).to_have_text(OF_A_HUNDRED)
    assert page.locator("#answer-reverses").inner_text().strip()
    expect(page.locator("#answer-both")).to_be_in_viewport()


def test_what_is_changed_shows_at_once_and_can_be_handed_on(show: Open, valley: Served) -> None:
    page = show(valley, "/settlement")
    page.locator("#controls").wait_for()
    settle(page)
    as_it_is = answers(page)
    assert as_it_is
    page.evaluate("window.stayed = true")
    page.locator("#controls input[name=part]:checked").first.uncheck()
    expect(page.locator("#results > .lead")).to_contain_text("1 thing changed from the case")
    changed = answers(page)
    assert changed != as_it_is
    assert page.evaluate("window.stayed")
    page.locator("#here").click()
    page.locator("#results > .lead", has_text="1 thing changed").wait_for()
    assert answers(page) == changed
    page.get_by_role("link", name="As in the case").click()
    expect(page.locator("#results > .lead")).not_to_contain_text("changed from the case")
    assert answers(page) == as_it_is


def test_what_cannot_be_is_said_beside_the_controls(show: Open, valley: Served) -> None:
    page = show(valley, "/settlement?now=1", expected=(422,))
    page.locator("#bar").evaluate("(box) => { box.removeAttribute('max'); box.value = '7'; }")
    page.locator("#bar").dispatch_event("change")
    expect(page.locator("#results [role=alert]")).to_contain_text("7")
