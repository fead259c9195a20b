"""A real browser, and cases served to it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from browser.chromium import MISSING, OPTIONS, find_chromium
from browser.server import Served, serve_case
from browser.watch import Watch
from pourparler.workbench.opening import FIRST_CASE
from workbench.cases import read_copy

Open = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's browser; each module starts it anew, as its loop must not outlive it."""
    path = find_chromium()
    if path is None:
        pytest.skip(MISSING)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(OPTIONS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def read_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first case, read; copies of it are served."""
    return read_copy(FIRST_CASE, tmp_path_factory.mktemp("browser")).path


@pytest.fixture(scope="session")
def first_case(read_case: Path) -> Iterator[Served]:
    """The first case, served; change nothing in it."""
    with serve_case(read_case) as served:
        yield served


@pytest.fixture(scope="session")
def valley(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The fictional case, served; its settlement is quick. Change nothing in it."""
    with serve_case(read_copy("sarn-valley", tmp_path_factory.mktemp("valley")).path) as served:
        yield served


@pytest.fixture
def own_case(read_case: Path, tmp_path: Path) -> Iterator[Served]:
    """A copy of the first case, served to one test, which may change it."""
    with serve_case(Path(shutil.copytree(read_case, tmp_path / read_case.name))) as served:
        yield served


@pytest.fixture
def own_valley(tmp_path: Path) -> Iterator[Served]:
    """The fictional case, served to one test, which may change it."""
    with serve_case(read_copy("sarn-valley", tmp_path).path) as served:
        yield served


@pytest.fixture
def show(browser: Browser) -> Iterator[Open]:
    """Open pages in windows of their own; whatever went wrong in one fails the test."""
    watched: list[Watch] = []

    def open_page(
        served: Served, path: str = "/", *, width: int = 1280, expected: tuple[int, ...] = ()
    ) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900})
        page = context.new_page()
        page.set_default_timeout(20_000)
        watch = Watch(page, served.address)
        watch.expected |= set(expected)
        watched.append(watch)
        page.goto(served.at(path))
        return page

    yield open_page
    for context in browser.contexts:
        context.close()
    assert [problem for watch in watched for problem in watch.problems] == []
