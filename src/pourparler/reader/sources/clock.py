"""A limit on the time that a connection may take in all, however slowly it trickles."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from time import monotonic
from typing import Any, Final

_CONNECTED: Final = ("connection.connect_tcp.complete", "connection.start_tls.complete")


class Clock:
    """Knows how much time is left, and shuts the connection when there is none."""

    def __init__(self, seconds: float) -> None:
        self._end = monotonic() + seconds
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None

    @property
    def seconds_left(self) -> float:
        """Seconds until the end, at least a hundredth."""
        return max(self._end - monotonic(), 0.01)

    @property
    def is_over(self) -> bool:
        """Say whether the time is up."""
        return monotonic() >= self._end

    def watch(self, event: str, info: Mapping[str, Any]) -> None:
        """Take note of the connection that a request goes over; a ``trace`` of httpcore."""
        if event in _CONNECTED:
            with self._lock:
                self._socket = info["return_value"].get_extra_info("socket")
            if self.is_over:
                self.shut()

    def shut(self) -> None:
        """Wake up whoever waits for the other side: nothing more will come."""
        with self._lock, suppress(OSError, ValueError):
            if self._socket is not None:
                self._socket.shutdown(socket.SHUT_RDWR)


@contextmanager
def limit_time(seconds: float) -> Iterator[Clock]:
    """Give a clock that shuts what it watches when the seconds are over."""
    clock = Clock(seconds)
    timer = threading.Timer(seconds, clock.shut)
    timer.daemon = True
    timer.start()
    try:
        yield clock
    finally:
        timer.cancel()
