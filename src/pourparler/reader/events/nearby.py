"""What the sentences around an event tell of it: the day, and who was present."""

from __future__ import annotations

import re
from typing import Final

from pourparler.reader.events.words import find_words
from pourparler.reader.outline import Outline
from pourparler.reader.reading import Mention
from pourparler.reader.when.edtf import EdtfDate

_PRESENT: Final = re.compile(
    r"\bpresent\s+(?:were|was)\b|\b(?:was|were)\s+(?:also\s+)?(?:present|represented\s+by|attended\s+by)\b|"
    r"\b(?:present|in\s+attendance|participants|attending)\s*:|\bin\s+attendance\s+(?:were|was)\b",
    re.IGNORECASE,
)
_POINTS_BACK: Final = re.compile(
    r"\b(?:they|both|the\s+(?:two|three|four)|the\s+(?:talks|meeting|session|summit|round))\b",
    re.IGNORECASE,
)


def find_attendance(outline: Outline, number: int) -> list[Mention]:
    """Return who is said to have been present, in the sentence of an event or next to it.

    "Present were Ana Torvald for Northland and ..."; "Northland was represented by ...".
    """
    sentences = outline.reading.sentences
    return [
        mention
        for sentence in sentences[max(0, number - 1) : number + 2]
        if _PRESENT.search(outline.text, sentence.start, sentence.end)
        for mention in outline.reading.mentions_in(sentence.start, sentence.end)
        if mention.actors and mention.kind != "adjective"
    ]


def find_day_near(outline: Outline, number: int) -> EdtfDate | None:
    """Return the day that the sentence before or after one tells, where it tells only one.

    The one before has to stand in the same paragraph, the one after has to point back
    ("they declared on Thursday"); neither may tell of an event of its own.
    """
    sentences = outline.reading.sentences
    own = sentences[number].paragraph
    if (
        number
        and sentences[number - 1].paragraph == own
        and (day := _only_day(outline, number - 1))
    ):
        return day
    if number + 1 == len(sentences) or sentences[number + 1].paragraph > own + 1:
        return None
    after = sentences[number + 1]
    points_back = _POINTS_BACK.search(outline.text, after.start, after.end)
    return _only_day(outline, number + 1) if points_back else None


def _only_day(outline: Outline, number: int) -> EdtfDate | None:
    sentence = outline.reading.sentences[number]
    if any(find_words(outline.text, sentence.start, sentence.end)):
        return None
    told = {dated.value for dated in outline.scene[number].dates if dated.relation == "at"}
    for value in told if len(told) == 1 else ():
        if value.is_day and not value.approximate and value.until(outline.report.reported_on):
            return value
    return None
