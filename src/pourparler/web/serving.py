"""Starting the server: find a port, say where it listens, open the browser, serve."""

from __future__ import annotations

import contextlib
import socket
import webbrowser
from collections.abc import Callable
from dataclasses import replace
from typing import Final
from urllib.parse import quote

import uvicorn

from pourparler.errors import ServeError
from pourparler.web.app import create_app
from pourparler.web.settings import PORT, Settings, is_loopback

SHORTEST_TOKEN: Final = 10
"""Characters; nothing slows down who tries one token after another."""


def serve(
    settings: Settings, *, port: int | None, opens_browser: bool, say: Callable[[str], None]
) -> None:
    """Serve a case until it is interrupted.

    Parameters
    ----------
    settings : Settings
        With the host; the port is chosen here.
    port : int or None
        The port to listen at; None takes the usual one, or a free one where that is taken.
    opens_browser : bool
        Whether to show the first page in the browser.
    say : callable
        Told the address once it is listened at.

    Raises
    ------
    ServeError
        The address cannot be listened at, or others could reach it without a token.
    """
    check_reach(settings)
    listener = listen(settings.host, port)
    with contextlib.closing(listener):
        settings = replace(settings, port=listener.getsockname()[1])
        address = first_address(settings)
        say(address)
        if opens_browser:
            webbrowser.open(address)
        config = uvicorn.Config(
            create_app(settings), log_level="warning", access_log=False, server_header=False
        )
        uvicorn.Server(config).run(sockets=[listener])


def check_reach(settings: Settings) -> None:
    """Refuse to open a case to other machines without a token.

    Raises
    ------
    ServeError
        The host is not this machine's own address and there is no token, or a short one.
    """
    if not is_loopback(settings.host) and not settings.token:
        raise ServeError(
            f"--host {settings.host} can be reached from other machines, and there is no --token",
            hint="Give a long --token that visitors have to know, or leave --host out.",
        )
    if settings.token is not None and len(settings.token) < SHORTEST_TOKEN:
        raise ServeError(
            f"the token has {len(settings.token)} characters; it needs {SHORTEST_TOKEN} at least",
            hint='Make one nobody guesses: --token "$(openssl rand -hex 16)".',
        )


def listen(host: str, port: int | None) -> socket.socket:
    """Return a socket that listens at an address.

    Raises
    ------
    ServeError
        It is taken, or not an address of this machine.
    """
    if port is None:
        with contextlib.suppress(OSError):
            return _bind(host, PORT)
    number = port or 0
    try:
        return _bind(host, number)
    except OSError as error:
        raise ServeError(
            f"{host} port {number} cannot be listened at: {error.strerror or error}",
            hint="Choose another with --port, or leave --port out to take a free one.",
        ) from error


def _bind(host: str, port: int) -> socket.socket:
    family, kind, protocol, _, address = socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )[0]
    listener = socket.socket(family, kind, protocol)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(128)
    except OSError:
        listener.close()
        raise
    return listener


def first_address(settings: Settings) -> str:
    """Return the address to open first, with the token where one is asked for."""
    host = settings.host
    if host in ("0.0.0.0", "::"):  # noqa: S104 - compared, not bound
        host = socket.gethostname()
    name = f"[{host}]" if ":" in host else host
    start = f"http://{name}:{settings.port}/"
    return f"{start}enter?token={quote(settings.token)}" if settings.token else start
