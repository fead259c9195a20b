"""Answers that are kept by report: offsets alone, never words, so that nothing is asked twice."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from pourparler.case.records import Report, Span, Spans

FOLDER: Final = ".llm"
"""Where in a case folder answers are kept; it may be deleted at any time."""

_LARGEST: Final = 5_000_000


class KeptAnswers:
    """The verified spans of reports that were asked about, by digest of report and question.

    Parameters
    ----------
    folder : Path, optional
        Where to keep them; in memory alone if none.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._memory: dict[str, dict[str, Any]] = {}

    @staticmethod
    def key_of(report: Report, version: str) -> str:
        """Return the digest of a report's text and of what is asked of which model."""
        whole = f"{report.sha256}\x1f{report.id}\x1f{version}"
        return hashlib.sha256(whole.encode()).hexdigest()[:32]

    def find(self, key: str, length: int) -> tuple[tuple[Spans, ...], int] | None:
        """Return the spans and how many were dropped, or None when nothing sound is kept."""
        kept = self._memory.get(key) or self._load(key)
        if kept is None:
            return None
        try:
            found = tuple(_spans(entry, length) for entry in kept["statements"])
            return found, int(kept["dropped"])
        except (KeyError, TypeError, ValueError):
            return None

    def keep(self, key: str, spans: Sequence[Spans], dropped: int) -> None:
        """Keep what was found in a report."""
        entries = [{"source": s.source, "cue": s.cue, "content": s.content} for s in spans]
        self._memory[key] = {"statements": entries, "dropped": dropped}
        if self._folder is not None:
            with suppress(OSError):  # a convenience: a folder that cannot be written is no fault
                self._folder.mkdir(exist_ok=True)
                path = self._folder / f"{key}.json"
                path.write_text(json.dumps(self._memory[key]), "utf-8")

    def _load(self, key: str) -> dict[str, Any] | None:
        if self._folder is None:
            return None
        path = self._folder / f"{key}.json"
        try:
            if path.stat().st_size > _LARGEST:
                return None
            kept = json.loads(path.read_text("utf-8"))
        except (OSError, ValueError):
            return None
        return kept if isinstance(kept, dict) else None


def _spans(entry: Any, length: int) -> Spans:
    parts = {name: tuple(_span(pair, length) for pair in entry[name]) for name in _PARTS}
    if not parts["content"]:
        raise ValueError("a statement without content")
    return Spans(**parts)


_PARTS: Final = ("source", "cue", "content")


def _span(pair: Any, length: int) -> Span:
    start, end = pair
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= length):
        raise ValueError("a span outside the text")
    return start, end
