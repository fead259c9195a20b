"""A case as a folder of plain pages: read-only, without script, from any web server or a disk.

The pages are those of the workbench, asked for without a network as a visitor would who may see
what the ceiling admits. Forms, scripts and whatever needs a server are left out, and links lead
from file to file.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import tempfile
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from pourparler.errors import ExportError, OutputError
from pourparler.web.address import Dates
from pourparler.web.app import create_app
from pourparler.web.settings import Settings
from pourparler.web.still import still
from pourparler.workbench.view import View

_PAGE: Final = re.compile(
    r"/|/(issues|actors|reports|changes|commitments|events|assumptions|settlement|"
    r"settlement/account)|/(issue|actor|report)/[\w.-]+"
)
_FILE: Final = re.compile(
    r"/static/[\w-]+\.(css|svg)|/download/(settlement/|lines/)?[\w-]+\.(csv|svg)"
)
_STATEMENT: Final = re.compile(r"/statement/[\w.-]+")
_START: Final = ("/", "/issues", "/actors", "/reports", "/changes", "/commitments", "/events")
_RECKONED: Final = ("/settlement", "/settlement/account")
_MOST_PAGES: Final = 100_000

Answer = tuple[int, dict[str, str], bytes]


@dataclass(frozen=True, slots=True)
class Site:
    """What was written: how many pages and other files, and their bytes in all."""

    folder: Path
    pages: int
    files: int
    size: int


def write_site(settings: Settings, folder: Path, *, dates: Dates | None = None) -> Site:
    """Write a case as a folder of pages.

    Parameters
    ----------
    settings : Settings
        The case and the ceiling.
    folder : Path
        New, or empty. It appears when all is written.
    dates : Dates, optional
        The day that pages describe.

    Raises
    ------
    OutputError
        The folder holds something, or cannot be written.
    ExportError
        A page cannot be made.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise OutputError(f"{folder} is not empty", hint="Name a new folder with -o FOLDER.")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".site-") as place:
            made = Path(place) / "site"
            made.mkdir()
            site = asyncio.run(_Writer(settings, made, dates or Dates()).write())
            if folder.exists():
                folder.rmdir()
            shutil.move(made, folder)
    except OSError as error:
        raise OutputError(f"{folder} cannot be written: {error.strerror}") from error
    return Site(folder, site.pages, site.files, site.size)


def write_case(path: Path, folder: Path, view: View) -> Site:
    """Write a case as seen through a view: what `write_site` does, for the command line."""
    dates = Dates(as_of=view.as_of, known_at=view.known_at)
    return write_site(Settings(path=path, ceiling=view.ceiling), folder, dates=dates)


class _Writer:
    """Goes from page to page until all that is linked is written."""

    def __init__(self, settings: Settings, folder: Path, dates: Dates) -> None:
        self._app = create_app(settings)
        self._host = f"127.0.0.1:{settings.port}"
        self._folder, self._dates = folder, dates
        self._seen: dict[str, None] = {}
        self._waiting: deque[str] = deque()
        self._led: dict[str, str] = {}

    async def write(self) -> Site:
        """Write everything that can be reached from the first pages."""
        for path in (*_START, *_RECKONED, "/assumptions"):
            self._want(path)
        pages = files = size = 0
        while self._waiting:
            address = self._waiting.popleft()
            content, is_page = await self._make(address)
            target = self._folder / file_of(address)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
            pages, files, size = pages + is_page, files + (not is_page), size + len(content)
            if pages > _MOST_PAGES:
                raise ExportError(f"the site has more than {_MOST_PAGES:,} pages")
        return Site(self._folder, pages, files, size)

    async def _make(self, address: str) -> tuple[bytes, bool]:
        status, headers, body = await self._ask(self._question(address))
        if status != 200:
            raise ExportError(f"page {address} cannot be made: status {status}")
        if not headers.get("content-type", "").startswith("text/html"):
            return body, False
        text = body.decode()
        for link in _statements(text):
            await self._follow(link)
        return still(text, lambda target: self._relative(address, target)).encode(), True

    def _question(self, address: str) -> str:
        """Return what the workbench is asked for a page of the site."""
        parts = urlsplit(address)
        asked = dict(parse_qsl(parts.query))
        if _PAGE.fullmatch(parts.path) or parts.path.startswith("/download/"):
            asked |= self._dates.parameters()
        if parts.path in _RECKONED:
            asked["now"] = "1"
        return parts.path + (f"?{urlencode(asked)}" if asked else "")

    def _relative(self, here: str, target: str) -> str | None:
        """Return a link of a page as it is in the site; None where it leads out of it."""
        parts = urlsplit(target)
        if parts.scheme or parts.netloc:
            return target if parts.scheme in ("http", "https") else None
        if not parts.path:
            return f"#{parts.fragment}" if parts.fragment else None
        if _STATEMENT.fullmatch(parts.path):
            led = self._led.get(parts.path)
            return self._relative(here, led) if led else None
        address = address_of(target)
        if address is None:
            return None
        self._want(address)
        way = os.path.relpath(file_of(address), os.path.dirname(file_of(here)) or ".")
        return way + (f"#{parts.fragment}" if parts.fragment else "")

    def _want(self, address: str) -> None:
        if address not in self._seen:
            self._seen[address] = None
            self._waiting.append(address)

    async def _follow(self, link: str) -> None:
        """Find out in which report a statement stands."""
        if link in self._led:
            return
        status, headers, _ = await self._ask(link)
        self._led[link] = headers.get("location", "") if 300 <= status < 400 else ""

    async def _ask(self, address: str) -> Answer:
        """Ask the workbench for an address, without a network."""
        parts = urlsplit(address)
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET",
            "scheme": "http", "path": unquote(parts.path), "raw_path": parts.path.encode(),
            "root_path": "", "query_string": parts.query.encode(),
            "headers": [(b"host", self._host.encode())],
            "client": ("127.0.0.1", 0), "server": ("127.0.0.1", 80),
        }  # fmt: skip
        status, headers, body = 500, {}, b""

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Any) -> None:
            nonlocal status, headers, body
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = {k.decode().lower(): v.decode() for k, v in message["headers"]}
            elif message["type"] == "http.response.body":
                body += message.get("body", b"")

        await self._app(scope, receive, send)
        return status, headers, body


def address_of(target: str) -> str | None:
    """Return the page of the site that a link leads to; None where the site has none.

    Examples
    --------
    >>> address_of("/report/ab12?statement=cd&as_of=2025-08-18"), address_of("/reports?page=2")
    ('/report/ab12', '/reports?page=2')
    >>> address_of("/search?q=truce"), address_of("/static/style.css?v=1")
    (None, '/static/style.css')
    """
    parts = urlsplit(target)
    asked = dict(parse_qsl(parts.query))
    if _FILE.fullmatch(parts.path):
        is_whole = parts.path.startswith("/static/") or not asked.keys() - {"as_of", "known_at"}
        return parts.path if is_whole else None
    if not _PAGE.fullmatch(parts.path):
        return None
    page = asked.get("page", "")
    return parts.path + (f"?page={page}" if page.isdecimal() and page != "1" else "")


def file_of(address: str) -> str:
    """Return the file of a page, below the folder of the site.

    Examples
    --------
    >>> file_of("/"), file_of("/issue/truce"), file_of("/reports?page=2")
    ('index.html', 'issue/truce.html', 'reports-2.html')
    """
    parts = urlsplit(address)
    path = parts.path.strip("/") or "index"
    if _FILE.fullmatch(parts.path):
        return path
    page = dict(parse_qsl(parts.query)).get("page", "")
    return f"{path}-{page}.html" if page else f"{path}.html"


def _statements(text: str) -> Iterator[str]:
    yield from dict.fromkeys(re.findall(r'href="(/statement/[\w.-]+)"', text))
