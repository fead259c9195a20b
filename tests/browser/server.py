"""The workbench on a free port of this machine, in a thread of this process."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from pourparler.web.app import create_app
from pourparler.web.serving import listen
from pourparler.web.settings import Settings


@dataclass(frozen=True, slots=True)
class Served:
    """A case that is being served, and the address of its first page."""

    path: Path
    address: str

    def at(self, path: str) -> str:
        """Return the full address of a page."""
        return self.address + path.lstrip("/")


@contextlib.contextmanager
def serve_case(path: Path) -> Iterator[Served]:
    """Serve a case while the block runs.

    The socket listens before the server starts, so the first request waits in its queue and
    nobody has to.
    """
    listener = listen("127.0.0.1", 0)
    port = listener.getsockname()[1]
    app = create_app(Settings(path=path, port=port, coder="ana"))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        yield Served(path, f"http://127.0.0.1:{port}/")
    finally:
        server.should_exit = True
        thread.join(20)
        listener.close()
    assert not thread.is_alive()
