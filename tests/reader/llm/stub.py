"""A language model of our own on this machine: it answers what it is told to, and remembers."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = tuple[int, bytes, dict[str, str]]


def answer(*places: dict[str, Any]) -> Answer:
    """Return a sound answer with these statements."""
    content = json.dumps({"statements": list(places)})
    return 200, json.dumps({"choices": [{"message": {"content": content}}]}).encode(), {}


def place(source: str | None, cue: str, *content: str) -> dict[str, Any]:
    return {"source": source, "cue": cue, "content": list(content)}


class Stub:
    """A server on 127.0.0.1. ``respond`` turns the n-th request's text into an answer."""

    def __init__(self) -> None:
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.paths: list[str] = []
        self.respond: Callable[[int, str], Answer] = lambda n, text: answer()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        stub = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["content-length"])))
                stub.requests.append(body)
                stub.headers.append({k.lower(): v for k, v in self.headers.items()})
                stub.paths.append(self.path)
                text = body["messages"][1]["content"]
                status, content, headers = stub.respond(len(stub.requests), text)
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("content-length", str(len(content)))
                self.end_headers()
                try:
                    self.wfile.write(content)
                except (BrokenPipeError, ConnectionResetError):
                    return

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

        return Handler
