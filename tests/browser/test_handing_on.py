"""The brief: looked at in the browser, and taken out as a file."""

from __future__ import annotations

from playwright.sync_api import expect

from browser.conftest import Open
from browser.server import Served
from browser.test_every_page import grave
from browser.watch import overhang
from pourparler.ledger import Ledger


def test_a_brief_is_seen_and_downloaded(show: Open, own_valley: Served) -> None:
    page = show(own_valley)
    page.get_by_role("link", name="Brief", exact=True).click()
    frame = page.frame_locator("iframe.preview")
    expect(frame.get_by_role("heading", level=1)).to_be_visible(timeout=60_000)
    # Its own style holds in the frame, and nothing of it can run.
    assert frame.locator("body").evaluate("(body) => getComputedStyle(body).maxWidth") != "none"
    assert grave(page) == []
    page.set_viewport_size({"width": 400, "height": 900})
    assert overhang(page) <= 0
    with page.expect_download() as taken:
        page.get_by_role("link", name="Web page").click()
    file = taken.value
    assert file.suggested_filename == "sarn-valley-brief.html"
    content = file.path().read_bytes()
    assert content.startswith(b"\n<!doctype html>") or content.startswith(b"<!doctype html>")
    with Ledger.open(own_valley.path / "ledger.db") as ledger:
        (noted,) = ledger.find_outputs()
    assert (noted.file, noted.kind, noted.coder) == ("sarn-valley-brief.html", "brief", "ana")
    for name, suffix in (("Word", ".docx"), ("Markdown", ".md")):
        with page.expect_download() as taken:
            page.get_by_role("link", name=name).click()
        assert taken.value.suggested_filename.endswith(suffix)
