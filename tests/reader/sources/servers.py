"""A web server on this machine, and a network that leads to it and nowhere else."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from pourparler.reader.sources.address import Network, is_public

LOCAL = "127.0.0.1"


@dataclass
class Site:
    """What a server answers by path, and what it was asked for."""

    port: int
    answers: dict[str, Callable[[BaseHTTPRequestHandler], None]] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)

    def at(self, path: str, host: str = "wire.test") -> str:
        return f"http://{host}:{self.port}{path}"

    def give(self, path: str, body: bytes, kind: str = "text/html", **headers: str) -> None:
        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(200)
            handler.send_header("Content-Type", kind)
            handler.send_header("Content-Length", str(len(body)))
            for name, value in headers.items():
                handler.send_header(name.replace("_", "-"), value)
            handler.end_headers()
            handler.wfile.write(body)

        self.answers[path] = answer

    def redirect(self, path: str, target: str, status: int = 302) -> None:
        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            handler.send_header("Location", target)
            handler.send_header("Content-Length", "0")
            handler.end_headers()

        self.answers[path] = answer

    @property
    def network(self) -> Network:
        """Names that end in .test lead here; every other address must be public."""

        def resolve(host: str, port: int) -> list[str]:
            if host.endswith(".test"):
                return [LOCAL]
            if host == "name.invalid":
                raise OSError("no such name")
            return [host.strip("[]")]

        used = set()

        def is_allowed(ip):
            # Only what a .test name gave: the address itself, typed in, is not let through.
            return is_public(ip) or (str(ip) == LOCAL and bool(used))

        def noted(host: str, port: int) -> list[str]:
            used.clear()
            if host.endswith(".test"):
                used.add(host)
            return resolve(host, port)

        return Network(resolve=noted, is_allowed=is_allowed)


@contextmanager
def serve() -> Iterator[Site]:
    """Serve until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append((self.path, self.headers["Host"]))
            try:
                site.answers[self.path](self)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def log_message(self, *words: object) -> None:
            pass

    server = ThreadingHTTPServer((LOCAL, 0), Handler)
    server.daemon_threads = True
    site = Site(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
