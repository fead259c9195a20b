"""What goes wrong unseen while somebody uses a page."""

from __future__ import annotations

from typing import Final

from playwright.sync_api import ConsoleMessage, Page, Request, Response

OBSERVER: Final = """
window.shifted = 0;
window.refused = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
}).observe({type: "layout-shift", buffered: true});
document.addEventListener("securitypolicyviolation", (event) => {
  console.error("policy: " + event.violatedDirective + " refused " + event.blockedURI);
});
"""
"""Runs before any script of a page; adds up layout shift and tells what the policy refused."""

SETTLED: Final = """() => new Promise((resolve) => {
  const waits = () => document.querySelector('.htmx-request, [hx-trigger="load"]');
  const look = () => waits() ? requestAnimationFrame(look)
    : requestAnimationFrame(() => requestAnimationFrame(() => resolve(true)));
  look();
})"""
"""Resolves once nothing is being fetched into the page and two frames were drawn."""


class Watch:
    """Collects the errors of a page: in its console, of its scripts, of what it fetches.

    Attributes
    ----------
    problems : list of str
        In words, in order.
    expected : set of int
        HTTP statuses of 400 and above that a test means to get.
    """

    def __init__(self, page: Page, address: str) -> None:
        self.problems: list[str] = []
        self.expected: set[int] = set()
        self._address = address
        page.add_init_script(OBSERVER)
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.problems.append(f"script: {error}"))
        page.on("request", self._see_request)
        page.on("requestfailed", self._see_failed)
        page.on("response", self._see_response)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type not in ("error", "warning"):
            return
        is_expected = any(f"status of {status}" in message.text for status in self.expected)
        # A sandboxed frame refuses the observer above, as it would any script.
        is_expected |= message.text.startswith("Blocked script execution in")
        if not is_expected:
            self.problems.append(f"console {message.type}: {message.text}")

    def _see_request(self, request: Request) -> None:
        if not request.url.startswith((self._address, "data:", "blob:")):
            self.problems.append(f"asked elsewhere: {request.url}")

    def _see_failed(self, request: Request) -> None:
        # What is saved instead of shown counts as broken off for the page that led to it.
        if request.is_navigation_request() and "/download/" in request.url:
            return
        self.problems.append(f"failed: {request.method} {request.url} {request.failure}")

    def _see_response(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.expected:
            self.problems.append(f"answered {response.status}: {response.url}")


def settle(page: Page) -> None:
    """Wait until a page has all it fetches and has drawn it."""
    page.wait_for_load_state("load")
    page.evaluate(SETTLED)


def shift_of(page: Page) -> float:
    """Return how much of the page moved without anybody touching it; below 0.1 is good."""
    return float(page.evaluate("window.shifted"))


def transferred(page: Page) -> int:
    """Return the bytes that the page and all it loads took on the wire."""
    return int(
        page.evaluate(
            "['navigation', 'resource'].flatMap((kind) => performance.getEntriesByType(kind))"
            ".reduce((sum, entry) => sum + entry.transferSize, 0)"
        )
    )


def overhang(page: Page) -> int:
    """Return by how many pixels the page is wider than its window."""
    return int(
        page.evaluate(
            "document.scrollingElement.scrollWidth - document.documentElement.clientWidth"
        )
    )
