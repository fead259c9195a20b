"""Drafts of statements from a language model, in place of those of the tagger."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from pourparler.case.records import Span, Spans
from pourparler.errors import ModelRefusedError
from pourparler.reader.llm.asking import Asking, Sleep
from pourparler.reader.llm.contract import CONTRACT
from pourparler.reader.llm.kept import KeptAnswers
from pourparler.reader.llm.locating import locate_place
from pourparler.reader.llm.settings import ModelSettings
from pourparler.reader.reading import Draft, Reading

CONFIDENCE: Final = 0.7
"""Of every statement: a model's own certainty is not calibrated, so none is taken from it."""


@dataclass(slots=True)
class Drafted:
    """Counts of a run: statements that were kept and dropped, requests, answers kept before."""

    kept: int = 0
    dropped: int = 0
    requests: int = 0
    from_cache: int = 0


class ModelDrafter:
    """Marks statements by asking a language model; use it in a ``with`` statement.

    Parameters
    ----------
    settings : ModelSettings
    folder : Path, optional
        Where answers are kept, as offsets; in memory alone if none.
    sleep : callable, optional
        Waits between tries.

    Raises
    ------
    ModelError
        The library of the extra ``llm`` is not installed.
    """

    def __init__(
        self, settings: ModelSettings, *, folder: Path | None = None, sleep: Sleep = time.sleep
    ) -> None:
        self._settings = settings
        self._asking = Asking(settings, sleep=sleep)
        self._kept = KeptAnswers(folder)
        self.counts = Drafted()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._asking.close()

    @property
    def version(self) -> str:
        """Which model was asked what, where; the key is no part of it."""
        whole = f"{self._settings.address}\x1f{self._settings.model}\x1f{CONTRACT}"
        return f"llm-{hashlib.sha256(whole.encode()).hexdigest()[:12]}"

    def draft(self, reading: Reading) -> None:
        """Fill the drafts of a reading with what the model marks and the text holds.

        Raises
        ------
        ModelRefusedError
            The report is not public, or takes too many requests; nothing of it was sent.
        ModelError
            There was no sound answer.
        """
        report = reading.report
        if report.handling != "public":
            raise ModelRefusedError(
                f"report '{report.title}' is {report.handling}: it is not sent to a language model",
                hint="Read it without --reader llm; only public reports leave this machine.",
            )
        key = KeptAnswers.key_of(report, self.version)
        known = self._kept.find(key, len(report.text))
        if known is None:
            spans, dropped = self._ask(reading)
            self._kept.keep(key, spans, dropped)
        else:
            spans, dropped = known
            self.counts.from_cache += 1
        self.counts.kept += len(spans)
        self.counts.dropped += dropped
        rule = f"language model {self._settings.model}"
        reading.drafts = [
            Draft(s.source, s.cue, s.content, CONFIDENCE, rules={"content": rule}) for s in spans
        ]

    def _ask(self, reading: Reading) -> tuple[tuple[Spans, ...], int]:
        parts = list(_parts(reading, self._settings.part_letters))
        if len(parts) > self._settings.most_parts:
            raise ModelRefusedError(
                f"report '{reading.report.title}' would take {len(parts)} requests; at most "
                f"{self._settings.most_parts} are sent",
                hint="Split the report, or read it without --reader llm.",
            )
        found: dict[Spans, None] = {}
        dropped = 0
        for start, end in parts:
            self.counts.requests += 1
            for place in self._asking.ask(reading.report.text[start:end]).statements:
                spans = locate_place(reading.report.text, start, end, place)
                if spans is None:
                    dropped += 1
                else:
                    found[spans] = None
        return tuple(sorted(found, key=Spans.extent)), dropped


def _parts(reading: Reading, letters: int) -> Iterator[Span]:
    """Yield stretches of whole paragraphs, none of another language, of so many letters at most.

    A paragraph that is longer by itself is cut at sentence ends, then anywhere.
    """
    begin: int | None = None
    end = 0
    for start, stop in _pieces(reading, letters):
        if begin is not None and stop - begin > letters:
            yield begin, end
            begin = None
        begin, end = (start if begin is None else begin), stop
    if begin is not None:
        yield begin, end


def _pieces(reading: Reading, letters: int) -> Iterator[Span]:
    for number, paragraph in enumerate(reading.paragraphs):
        if paragraph.is_heading or paragraph.is_foreign:
            continue
        if paragraph.end - paragraph.start <= letters:
            yield paragraph.start, paragraph.end
            continue
        for sentence in reading.sentences:
            if sentence.paragraph == number:
                for at in range(sentence.start, sentence.end, letters):
                    yield at, min(at + letters, sentence.end)
