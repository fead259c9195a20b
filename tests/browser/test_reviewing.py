"""Reviewing by keyboard, undoing, and adding a statement by hand; the ledger has the last word."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from browser.conftest import Open
from browser.server import Served
from browser.test_every_page import grave
from pourparler.case.records import Statement
from pourparler.ledger import Ledger, StatementQuery

CHANGED = """(before) => location.href !== before && !document.querySelector(".htmx-request")
  && document.querySelector("#toast p")"""


def held(path: Path) -> dict[str, Statement]:
    """Return the statements that hold, by id."""
    with Ledger.open(path / "ledger.db") as ledger:
        return {s.id: s for s in ledger.find_statements(StatementQuery())}


def reviewed(path: Path) -> int:
    return sum(s.reviewed for s in held(path).values())


def press(page: Page, key: str) -> str:
    """Press a key that decides, and return what the page then says was done."""
    before = page.url
    page.keyboard.press(key)
    page.wait_for_function(CHANGED, arg=before)
    return page.locator("#toast").inner_text()


def chosen(page: Page) -> str:
    return (page.locator(".beside li.chosen").get_attribute("id") or "").removeprefix("s-")


def open_long_report(page: Page) -> None:
    page.get_by_role("link", name="Reports", exact=True).click()
    page.locator("main li a, main td a, main th a").filter(
        has_text="What is left open after the White House meeting"
    ).first.click()
    expect(page.locator(".beside li.chosen")).to_be_visible()


def test_ten_reviews_by_keyboard_and_undo(show: Open, own_case: Served) -> None:
    page = show(own_case)
    before = held(own_case.path)
    open_long_report(page)
    seen = []
    for key in "aaxaaaxaaa":
        seen.append(chosen(page))
        said = press(page, key)
        assert ("Accepted" if key == "a" else "Rejected") in said
        assert chosen(page) not in seen
    assert len(set(seen)) == 10
    after = held(own_case.path)
    assert reviewed(own_case.path) == 8
    assert len(after) == len(before) - 2
    assert "Undone" in press(page, "u")
    assert reviewed(own_case.path) == 7
    page.get_by_role("link", name="History").click()
    decision = page.locator("main tbody tr", has_text="Rejected").first
    with page.expect_navigation():
        decision.get_by_role("button", name="Undo").click()
    assert len(held(own_case.path)) == len(after) + 1
    assert reviewed(own_case.path) == 7


def test_the_foot_and_the_count_follow_a_decision(show: Open, own_case: Served) -> None:
    page = show(own_case)
    open_long_report(page)

    def told() -> tuple[str, int]:
        count = page.locator("#waiting").inner_text().split()[0]
        return page.locator("#foot").inner_text(), int(count.replace(",", ""))

    foot, waiting = told()
    assert waiting == len(held(own_case.path)) - reviewed(own_case.path)
    press(page, "a")
    with Ledger.open(own_case.path / "ledger.db") as ledger:
        mark = str(ledger.mark())
    assert told()[0] != foot
    assert mark in told()[0]
    assert told()[1] == waiting - 1
    press(page, "u")
    assert told()[1] == waiting


def test_a_digit_says_what_it_means(show: Open, own_case: Served) -> None:
    page = show(own_case)
    open_long_report(page)
    page.locator(".beside li", has_text="Timing of a ceasefire").first.locator(".who a").click()
    page.wait_for_function("document.querySelector('.chosen .recode.active')")
    issue = page.locator(".chosen .recode.active [name=issue]").get_attribute("value")
    meant = page.locator(".chosen .recode.active button[data-key='2']").get_attribute("value")
    assert "Accepted" not in page.locator("#toast").inner_text()
    press(page, "2")
    now = [s for s in held(own_case.path).values() if s.reviewed]
    assert len(now) == 1
    assert (meant, meant) in [
        (c.from_option, c.to_option) for c in now[0].codings if c.issue == issue
    ]


def test_a_statement_is_added_by_hand(show: Open, own_case: Served) -> None:
    page = show(own_case)
    before = held(own_case.path)
    open_long_report(page)
    paragraph = page.locator(".text p:not(.heading)").nth(1)
    words = paragraph.locator("[data-start]").first
    start = int(words.get_attribute("data-start") or "")
    words.evaluate("(node) => document.getSelection().selectAllChildren(node)")
    text = words.inner_text()
    page.keyboard.press("n")
    page.wait_for_url("**new=**")
    form = page.locator("form#new")
    form.get_by_label("Actor").select_option("us")
    form.get_by_label("It means").select_option(index=1)
    form.get_by_role("button", name="Add the statement").click()
    page.wait_for_url("**done=**")
    added = [s for name, s in held(own_case.path).items() if name not in before]
    assert len(added) == 1
    assert added[0].spans.content[0][0] == start
    assert added[0].content.split() == text.split()
    assert (added[0].actors, added[0].reviewed) == (("us",), True)
    expect(page.locator(f"#s-{added[0].id}")).to_be_visible()
    assert "Undone" in press(page, "u")
    assert held(own_case.path).keys() == before.keys()


def test_the_keys_are_told_wherever_the_page_is_scrolled(show: Open, own_case: Served) -> None:
    page = show(own_case, width=400)
    open_long_report(page)
    before = held(own_case.path)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    expect(dialog).to_be_in_viewport(ratio=1)
    for _ in range(4):
        page.keyboard.press("Tab")
        inside = (
            "document.activeElement === document.body || document.activeElement.closest('dialog')"
        )
        assert page.evaluate(f"!!({inside})")
    assert grave(page) == []
    page.keyboard.press("a")
    assert held(own_case.path) == before
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.keyboard.press("?")
    page.keyboard.press("?")
    expect(dialog).to_be_hidden()
    assert "Accepted" in press(page, "a")
