"""What a whole text says of its time: what kind of text it is, and which day it opens with."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pourparler.reader.interview import is_interview
from pourparler.reader.reading import Reading
from pourparler.reader.when.edtf import EdtfDate
from pourparler.reader.when.scene import DATELINE, SceneSentence
from pourparler.reader.when.units import bounds

_OPENING: Final = 3
_LONGEST: Final = 7
_TITLES: Final = (
    (
        "conference",
        re.compile(
            r"\b(?:(?:press|news|noon)\s+(?:conference|briefing)|briefing|before\s+the\s+press|"
            r"hearing|debate|answers\s+given|questions\s+to)\b",
            re.IGNORECASE,
        ),
    ),
    ("readout", re.compile(r"\b(?:read-?out|(?:tele)?phone\s+call|call\s+with)\b", re.IGNORECASE)),
    (
        "record",
        re.compile(
            r"\b(?:minutes|proceedings|transcript|(?:daily|weekly|situation)\s+report|"
            r"bulletin|communiqu[eé])\b",
            re.IGNORECASE,
        ),
    ),
)
_LEADS: Final = (
    (
        "conference",
        re.compile(
            r"\b(?:highlights\s+of|(?:appeared|went)\s+before\s+the\s+press|answers\s+given|"
            r"(?:gave|held)\s+a\s+(?:joint\s+)?(?:press|news)\s+conference)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "readout",
        re.compile(
            r"\b(?:spoke\s+(?:today\s+)?by\s+(?:tele)?phone|"
            r"(?:received|met(?:\s+with)?)\b[^.]{0,80}\btoday)\b",
            re.IGNORECASE,
        ),
    ),
)
"""What kind of text it is, by its title and by its first sentence."""
_OFFICIAL: Final = frozenset({"communique", "transcript", "note"})


@dataclass(frozen=True, slots=True)
class Document:
    """A text as a whole.

    ``kind`` is ``interview``, ``conference``, ``readout``, ``record``, ``official`` or ``news``;
    ``opening`` is the first time, of a week at most, that its first sentences tell, ``opened`` the
    number of the sentence that does, and ``days`` how many different days are told in it, outside
    what is said. ``datelines`` are the numbers of the sentences, in order, that begin with one.
    """

    kind: str
    opening: EdtfDate | None
    opened: int
    days: int
    datelines: tuple[int, ...]

    @property
    def is_of_one_occasion(self) -> bool:
        """True for a text that records one occasion from its beginning to its end."""
        return self.kind in ("conference", "readout", "record", "official", "interview")

    def is_cut(self, before: int, number: int) -> bool:
        """Say whether a dateline stands between two sentences: another item begins."""
        found = bisect_right(self.datelines, number)
        return found > 0 and self.datelines[found - 1] > before


def describe(reading: Reading, scene: Sequence[SceneSentence]) -> Document:
    """Return what a whole text says of its time."""
    today = reading.report.reported_on
    told = [
        (number, value)
        for number, sentence in enumerate(scene)
        for dated in sentence.dates
        if not dated.is_said and dated.relation != "none" and (value := dated.value.until(today))
    ]
    short = [(n, value) for n, value in told if value.first and _length(value) < _LONGEST]
    opened, opening = next(((n, value) for n, value in short if n < _OPENING), (0, None))
    text = reading.report.text
    datelines = tuple(
        number
        for number, sentence in enumerate(reading.sentences)
        if DATELINE.match(text, sentence.start, sentence.end)
    )
    days = len({value for _, value in short})
    return Document(_kind(reading), opening, opened, days, datelines)


def _length(value: EdtfDate) -> int:
    first, last = bounds(value)
    return (last - first).days


def _kind(reading: Reading) -> str:
    report = reading.report
    if is_interview(report):
        return "interview"
    opening = reading.sentences[0] if reading.sentences else None
    lead = report.text[opening.start : opening.end] if opening else ""
    for words, kinds in ((report.title or "", _TITLES), (lead, _LEADS)):
        for name, pattern in kinds:
            if pattern.search(words):
                return name
    return "official" if report.kind in _OFFICIAL else "news"
