"""Which http(s) addresses may be fetched: public ones, and that is checked after resolution.

A page must not lead this program into the network it runs in. So a name is resolved here,
every address it resolves to is checked, and the one that was checked is the one that is
connected to: resolving again could give another answer.
"""

from __future__ import annotations

import ipaddress
import queue
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from pourparler.errors import FetchError
from pourparler.reader.sources.converted import load_library, one_line

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], list[str]]
"""From the name of a host and a port to the addresses it stands for, or OSError."""

SCHEMES: Final = ("http://", "https://")
MAX_LENGTH: Final = 4_000
RESOLVE_SECONDS: Final = 10.0
_PORTS: Final = range(1, 65_536)
_V6_UNICAST: Final = ipaddress.ip_network("2000::/3")
_SPECIAL: Final = tuple(
    ipaddress.ip_network(block)
    for block in (
        "192.0.0.0/24",  # protocol assignments
        "192.88.99.0/24",  # former 6to4 relays
        "2001::/23",  # protocol assignments, Teredo among them
        "2002::/16",  # 6to4: holds an IPv4 address that was not checked
        "3fff::/20",  # documentation
    )
)


def is_public(ip: IPAddress) -> bool:
    """Say whether an address is one that anybody on the internet could reach.

    Examples
    --------
    >>> [is_public(ipaddress.ip_address(ip)) for ip in ("1.1.1.1", "10.0.0.1", "::ffff:1.1.1.1")]
    [True, False, False]
    """
    if ip.version == 6 and ip not in _V6_UNICAST:
        return False
    special = any(ip in block for block in _SPECIAL if block.version == ip.version)
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or special)


def resolve_name(host: str, port: int) -> list[str]:
    """Resolve a name as the system does, in at most ten seconds.

    Raises
    ------
    OSError
        The name stands for nothing, or there was no answer in time.
    """
    answer: queue.SimpleQueue[list[str] | OSError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answer.put([str(entry[4][0]) for entry in found])
        except (OSError, UnicodeError) as error:
            answer.put(error if isinstance(error, OSError) else OSError(str(error)))

    threading.Thread(target=ask, daemon=True).start()
    try:
        found = answer.get(timeout=RESOLVE_SECONDS)
    except queue.Empty:
        raise OSError(f"no answer in {RESOLVE_SECONDS:.0f} seconds") from None
    if isinstance(found, OSError):
        raise found
    return found


@dataclass(frozen=True, slots=True)
class Network:
    """How the network is reached. Only tests give anything but the defaults.

    Attributes
    ----------
    resolve : callable
        From a host and a port to its addresses.
    is_allowed : callable
        Whether an address may be connected to.
    transport : callable, optional
        Makes what carries a request; an ``httpx2.HTTPTransport`` without proxies if left out.
    """

    resolve: Resolve = resolve_name
    is_allowed: Callable[[IPAddress], bool] = is_public
    transport: Callable[[], Any] | None = None


def is_address(target: str) -> bool:
    """Say whether a target is an http(s) address rather than the name of a file."""
    return target.lower().startswith(SCHEMES)


def parse_address(text: str) -> Any:
    """Return an address as an ``httpx2.URL``, in the one form that is also requested.

    Raises
    ------
    FetchError
        It is not an http(s) address, is too long, or holds a password.
    """
    httpx = load_library("httpx2", name=one_line(text))
    shown = one_line(text)[:200]
    if len(text) > MAX_LENGTH:
        raise FetchError(f"{shown}… has {len(text):,} letters; at most {MAX_LENGTH:,} are taken")
    try:
        url = httpx.URL(text)
        port = 443 if url.port is None else url.port
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchError(f"{shown} is not an address: {one_line(error)}") from error
    if url.scheme not in ("http", "https") or not url.host or port not in _PORTS:
        raise FetchError(f"{shown} is not an http(s) address")
    if url.userinfo:
        raise FetchError(
            f"the address at {url.host} holds a name or password",
            hint="Fetch the page in a browser and give the saved file.",
        )
    return url


def checked_addresses(url: Any, network: Network) -> list[IPAddress]:
    """Resolve the host of an address and return what it stands for, all of it allowed.

    Raises
    ------
    FetchError
        The name stands for nothing, or for one address that is not public.
    """
    port = url.port or (443 if url.scheme == "https" else 80)
    try:
        found = [ipaddress.ip_address(ip) for ip in network.resolve(url.host, port)]
    except (OSError, ValueError) as error:
        raise FetchError(
            f"{one_line(url)}: {url.host} cannot be resolved: {one_line(error)}",
            hint="Check the spelling and the connection.",
        ) from error
    for ip in found:
        if not network.is_allowed(ip):
            raise FetchError(
                f"{one_line(url)}: {url.host} stands for {ip}, which is not a public address",
                hint="Only public pages are fetched; save the page and give the file.",
            )
    if not found:
        raise FetchError(f"{one_line(url)}: {url.host} stands for no address")
    return list(dict.fromkeys(found))
