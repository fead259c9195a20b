"""Fetching a page on request: public addresses only, bounded in size, time and redirects."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Any, Final

from pourparler import __version__
from pourparler.errors import FetchError
from pourparler.reader.sources.address import (
    IPAddress,
    Network,
    checked_addresses,
    parse_address,
)
from pourparler.reader.sources.body import TooLargeError, bounded, unpacked
from pourparler.reader.sources.clock import Clock, limit_time
from pourparler.reader.sources.converted import load_library, one_line

MAX_SENT_BYTES: Final = 50_000_000
MAX_UNPACKED_BYTES: Final = 50_000_000
MAX_REDIRECTS: Final = 5
MAX_TRIED: Final = 4
SECONDS: Final = 60.0
STEP_SECONDS: Final = 15.0
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_SUFFIXES: Final = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "message/rfc822": ".eml",
    "text/csv": ".csv",
    "application/jsonl": ".jsonl",
    "application/x-ndjson": ".jsonl",
    "application/rss+xml": ".xml",
    "application/atom+xml": ".xml",
    "application/xml": ".xml",
    "text/xml": ".xml",
}
_TEXTS: Final = (".md", ".csv", ".jsonl")
_UNTOLD: Final = frozenset({"", "application/octet-stream", "binary/octet-stream"})
_SAVE: Final = "Open it in a browser and give the saved file."


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave: the bytes unpacked, where they came from in the end, and when."""

    url: str
    file_name: str
    content: bytes = field(repr=False)
    retrieved_at: datetime


def fetch(
    address: str,
    *,
    network: Network | None = None,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    seconds: float = SECONDS,
) -> Fetched:
    """Fetch what lies at an http(s) address.

    Parameters
    ----------
    address : str
        The address, without a password.
    network : Network, optional
        How to reach it; the internet if left out.
    now : callable
        Returns the present instant.
    seconds : float
        For all of it, redirects included; 15 of them at most for one step.

    Raises
    ------
    FetchError
        The address, or one it redirects to, is not public; more than five redirects; an
        answer that is not 200, of a kind that is not read, or larger than 50 MB as sent or
        as unpacked; or no answer in time.
    """
    network = network or Network()
    httpx = load_library("httpx2", name=one_line(address))
    url = parse_address(address)
    with limit_time(seconds) as clock:
        for _ in range(MAX_REDIRECTS + 1):
            try:
                answer = _ask(httpx, url, network, clock)
            except httpx.TransportError as error:
                why = one_line(error) or type(error).__name__
                raise _failed(url, _late(seconds) if clock.is_over else why) from error
            if clock.is_over:
                raise _failed(url, _late(seconds))
            if isinstance(answer, tuple):
                file_name, content = answer
                return Fetched(str(url), file_name, content, now())
            url = answer
    raise FetchError(f"{one_line(address)} redirects more than {MAX_REDIRECTS} times", hint=_SAVE)


def _ask(httpx: Any, url: Any, network: Network, clock: Clock) -> Any | tuple[str, bytes]:
    """Return the address that the answer redirects to, or the name and bytes of a file."""
    addresses = checked_addresses(url, network)
    transport = network.transport() if network.transport else httpx.HTTPTransport(trust_env=False)
    with transport:
        response = _connect(httpx, transport, url, addresses, clock)
        try:
            if response.status_code in _REDIRECTS and "location" in response.headers:
                return parse_address(str(url.join(response.headers["location"])))
            if response.status_code != 200:
                raise _failed(url, f"the answer is {response.status_code}")
            file_name = _file_name(url, response.headers.get("content-type", ""))
            return file_name, _body(response, url)
        finally:
            response.close()


def _connect(httpx: Any, transport: Any, url: Any, addresses: list[IPAddress], clock: Clock) -> Any:
    """Send the request to the first of the checked addresses that takes it.

    The request goes to the address itself, so that nothing resolves the name again; the
    host line and the certificate are those of the name. No cookie, no password, no proxy.
    """
    failure: Exception = httpx.ConnectError("there is no address")
    for ip in addresses[:MAX_TRIED]:
        step = min(STEP_SECONDS, clock.seconds_left)
        request = httpx.Request(
            "GET",
            url.copy_with(host=str(ip), fragment=None),
            headers={
                "Host": url.netloc.decode("ascii"),
                "User-Agent": f"pourparler/{__version__}",
                "Accept": "text/html, application/pdf, text/plain, application/xml, */*;q=0.5",
                "Accept-Encoding": "gzip",
            },
            extensions={
                "sni_hostname": url.raw_host.decode("ascii"),
                "timeout": dict.fromkeys(("connect", "read", "write", "pool"), step),
                "trace": clock.watch,
            },
        )
        try:
            return transport.handle_request(request)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            failure = error
        if clock.is_over:
            break
    raise failure


def _body(response: Any, url: Any) -> bytes:
    """Return the body, unpacked, and never more of it than is allowed."""
    coding = response.headers.get("content-encoding", "identity").strip().lower()
    if coding not in ("identity", "gzip", "x-gzip", "deflate"):
        raise _failed(url, f"it is packed as '{one_line(coding)}', which is not read")
    try:
        sent = bounded(response.stream, MAX_SENT_BYTES)
        chunks = sent if coding == "identity" else unpacked(sent, MAX_UNPACKED_BYTES)
        return b"".join(chunks)
    except TooLargeError as error:
        why = f"it has more than {error.limit:,} bytes, the most that are read"
        raise _failed(url, why) from error
    except zlib.error as error:
        raise _failed(url, "what was sent cannot be unpacked") from error


def _file_name(url: Any, content_type: str) -> str:
    """Return what to call the file: the end of the path, with the suffix of its kind."""
    path = PurePosixPath(url.path)
    kind = content_type.split(";")[0].strip().lower()
    own = path.suffix.lower()
    if kind in _UNTOLD or (kind == "text/plain" and own in _TEXTS):
        suffix = own if own in _SUFFIXES.values() else ""
    else:
        suffix = _SUFFIXES.get(kind, "")
    if not suffix:
        raise _failed(url, f"it is '{one_line(kind) or 'of no stated kind'}', which is not read")
    stem = path.stem if own in {*_SUFFIXES.values(), ".htm"} else path.name
    return f"{stem.strip('.') or url.host}{suffix}"


def _failed(url: Any, why: str) -> FetchError:
    return FetchError(f"{one_line(url)} cannot be fetched: {why}", hint=_SAVE)


def _late(seconds: float) -> str:
    return f"there was no whole answer in {seconds:.0f} seconds"
