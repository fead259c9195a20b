"""Asking the endpoint: bounded in size and time, sent again when it is busy."""

from __future__ import annotations

import importlib
import time
from collections.abc import Callable
from types import ModuleType
from typing import Any, Final

from pourparler import __version__
from pourparler.errors import ModelError
from pourparler.reader.llm.contract import Answer, read_answer, request_body
from pourparler.reader.llm.settings import KEY_VARIABLE, ModelSettings

Sleep = Callable[[float], None]

_BUSY: Final = frozenset({408, 409, 425, 429, 500, 502, 503, 504})
_LONGEST_WAIT: Final = 30.0


class Asking:
    """An open line to one endpoint; use it in a ``with`` statement.

    Parameters
    ----------
    settings : ModelSettings
    sleep : callable, optional
        Waits so many seconds between tries.

    Raises
    ------
    ModelError
        The library of the extra ``llm`` is not installed.
    """

    def __init__(self, settings: ModelSettings, *, sleep: Sleep = time.sleep) -> None:
        self._settings, self._sleep = settings, sleep
        self._httpx = _library()
        headers = {"User-Agent": f"pourparler/{__version__}", "Accept": "application/json"}
        if settings.key:
            headers["Authorization"] = f"Bearer {settings.key}"
        self._client: Any = self._httpx.Client(
            headers=headers,
            timeout=settings.seconds,
            follow_redirects=False,
            trust_env=False,
        )

    def close(self) -> None:
        """Let go of the line."""
        self._client.close()

    def ask(self, text: str) -> Answer:
        """Return what the model marks in a part of a report.

        A busy endpoint, a broken line and an answer in another form are tried again, after
        1, 2, 4 ... seconds or what the endpoint asks for, thirty at most.

        Raises
        ------
        ModelError
            It did not answer in the form asked for within the tries, or it refuses.
        """
        why = ""
        for number in range(self._settings.tries):
            if number:
                self._sleep(self._wait)
            self._wait = min(2.0**number, _LONGEST_WAIT)
            try:
                status, raw = self._send(text)
            except self._httpx.HTTPError as error:
                why = str(error) or type(error).__name__
                continue
            if status == 200 and (answer := read_answer(raw)) is not None:
                return answer
            why = "its answer is in another form" if status == 200 else f"it says {status}"
            if status != 200 and status not in _BUSY:
                break
        raise ModelError(
            f"the language model '{self._settings.model}' gave no answer: {why}",
            hint=f"Check the address, the model's name and {KEY_VARIABLE}; reading again goes on.",
        )

    _wait: float = 1.0

    def _send(self, text: str) -> tuple[int, bytes]:
        """Return the status and the body, cut off where it gets too long."""
        body, started = request_body(self._settings.model, text), time.monotonic()
        with self._client.stream("POST", self._settings.address, json=body) as response:
            self._wait = _asked_to_wait(response.headers.get("retry-after"), self._wait)
            raw = bytearray()
            for chunk in response.iter_bytes():
                raw += chunk
                if len(raw) > self._settings.answer_bytes:
                    raise ModelError(
                        f"the answer of '{self._settings.model}' is longer than "
                        f"{self._settings.answer_bytes:,} bytes",
                        hint="Another model, or fewer letters in one part, may help.",
                    )
                if time.monotonic() - started > self._settings.seconds:
                    raise self._httpx.ReadTimeout("it did not finish in time")
            return response.status_code, bytes(raw)


def _asked_to_wait(header: str | None, otherwise: float) -> float:
    try:
        return min(max(float(header or ""), 0.0), _LONGEST_WAIT)
    except ValueError:
        return otherwise


def _library() -> ModuleType:
    try:
        return importlib.import_module("httpx2")
    except ModuleNotFoundError as error:
        raise ModelError(
            "asking a language model needs the package 'httpx2', which is not installed",
            hint="Run `pip install 'pourparler[llm]'`.",
        ) from error
