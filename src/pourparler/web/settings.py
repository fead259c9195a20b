"""What a server was started with."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import Final

from pourparler.case.records import Handling

LOOPBACK: Final = "127.0.0.1"
LOCAL_NAMES: Final = frozenset({"localhost", "127.0.0.1", "[::1]"})
PORT: Final = 8713


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where a case is served, and to whom.

    Attributes
    ----------
    path : Path
        The case folder.
    host, port
        The address that is listened at.
    token : str or None
        What a visitor has to know. None only where the address is this machine's own.
    coder : str
        In whose name decisions are recorded when a visitor gives no other.
    ceiling : Handling
        The highest handling that pages show.
    names : frozenset of str
        Further names this machine goes by, as a browser would write them.
    secret : bytes
        Signs cookies and forms; fresh for every start.
    most_bytes : int
        The largest body that is taken.
    """

    path: Path
    host: str = LOOPBACK
    port: int = PORT
    token: str | None = None
    coder: str = "me"
    ceiling: Handling = "public"
    names: frozenset[str] = frozenset()
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
    most_bytes: int = 25_000_000

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach the address."""
        return is_loopback(self.host)

    def knows_host(self, host: str) -> bool:
        """Say whether a request's Host header names this server.

        A page elsewhere can make a browser ask here under a name of its own (DNS
        rebinding), but not under an address, nor under a name that is listed.
        """
        name = _without_port(host).lower()
        if name in LOCAL_NAMES or name in self.names:
            return True
        return not self.is_local and _is_address(name)

    @property
    def cookie(self) -> str:
        """The cookie's name: browsers share cookies among the ports of a host."""
        return f"pourparler-{self.port}"


def is_loopback(host: str) -> bool:
    """Say whether an address can be reached from this machine alone."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _without_port(host: str) -> str:
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.partition(":")[0]


def _is_address(name: str) -> bool:
    try:
        ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True
