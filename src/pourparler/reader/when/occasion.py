"""The occasion that a whole text is about: a session in its minutes, an interview, a day's entry.

Such texts tell once when it was, at the beginning or as a label ("May 9 - "), and go on about it
to their end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pourparler.reader.interview import is_interview
from pourparler.reader.reading import OWN_DOCUMENT, Draft, Reading
from pourparler.reader.when.edtf import EdtfDate
from pourparler.reader.when.expressions import find_expressions
from pourparler.reader.when.forms import Setting
from pourparler.reader.when.scene import SceneSentence
from pourparler.reader.when.scope import Pick
from pourparler.reader.when.tense import is_perfect, is_pluperfect, is_present
from pourparler.reader.when.units import bounds

OCCASION: Final = "occasion "
OWN_DAY: Final = "own_document"
_RECORD: Final = re.compile(
    r"\b(?:minutes|proceedings|protocol|transcript|summary records?|records?)\s+(?:of|from)\b",
    re.IGNORECASE,
)
_JOINT: Final = re.compile(
    r"\b(?:communiqu[eé]|joint (?:statement|declaration)|final (?:statement|declaration|document)|"
    r"declaration)\b",
    re.IGNORECASE,
)
_AUTHORS: Final = re.compile(
    r"(?:both|they|we|the (?:two )?(?:sides?|parties|delegations|governments|ministers|leaders|"
    r"participants|undersigned|signatories|heads))\b",
    re.IGNORECASE,
)
_FIRST: Final = re.compile(r"(?:i|we)$", re.IGNORECASE)
_WOULD: Final = re.compile(r"\b(?:would|could)\b", re.IGNORECASE)
_LABEL_ENDS: Final = re.compile(r"\s*(?:[–—:]|-(?=\s)|\.(?=\s))\s*")
_DAYS: Final = frozenset(
    {"full_date", "day_and_month", "days_of_month", "weekday", "month_and_year", "month"}
)
_LONGEST: Final = 31
_OPENING: Final = 3
_FEWEST_LABELS: Final = 2


@dataclass(frozen=True, slots=True)
class Occasions:
    """When what a text records was said.

    ``labels`` are the dates that paragraphs begin with, by their number, ``whole`` is that
    of all of it; ``kind`` is ``record``, ``joint``, ``interview`` or nothing.
    """

    kind: str
    whole: EdtfDate | None
    labels: dict[int, EdtfDate]

    def find(self, reading: Reading, draft: Draft, paragraph: int) -> Pick | None:
        """Return the date that the text gives a statement of a paragraph, or None."""
        cue = reading.text_of(draft.cue)
        if is_pluperfect(cue):
            return None
        if label := self.labels.get(paragraph):
            return None if is_perfect(cue) else Pick(label, f"{OCCASION}label")
        source = reading.text_of(draft.source)
        if self.kind == "joint":
            return self._of_joint(reading, draft, cue)
        own = _FIRST.match(source) or not (source or is_perfect(cue))
        past = _WOULD.search(cue) or not is_present(cue)
        told = self.kind == "record" and past and not is_perfect(cue)
        if self.whole is None or not self.kind or not (own or told):
            return None
        return Pick(self.whole, f"{OCCASION}{self.kind}")

    def _of_joint(self, reading: Reading, draft: Draft, cue: str) -> Pick | None:
        """Return the day of a joint text for what its authors say, else that of the round."""
        if is_perfect(cue):
            return None
        if not is_present(cue) or _WOULD.search(cue):
            return Pick(self.whole, f"{OCCASION}joint") if self.whole else None
        source = reading.text_of(draft.source)
        if source and not _AUTHORS.match(source) and len(draft.actors) < len(reading.case.parties):
            return None
        return Pick(EdtfDate.of_day(reading.report.reported_on), OWN_DAY)


def find_occasions(reading: Reading, scene: Sequence[SceneSentence]) -> Occasions:
    """Return what a text says of when all of it, or a paragraph of it, was said."""
    kind = _kind(reading)
    return Occasions(kind, _opening(reading, scene) if kind else None, find_labels(reading))


def _kind(reading: Reading) -> str:
    title, kind = reading.report.title or "", reading.report.kind
    if is_interview(reading.report):
        return "interview"
    if kind == "transcript" or _RECORD.search(title):
        return "record"
    return "joint" if kind == "communique" and _JOINT.search(title) else ""


def _opening(reading: Reading, scene: Sequence[SceneSentence]) -> EdtfDate | None:
    """Return the first date, of a month at most, in the sentences that a text opens with."""
    today = reading.report.reported_on
    for dates in (sentence.dates for sentence in scene[:_OPENING]):
        for dated in dates:
            first, last = bounds(dated.value)
            if last <= today and (last - first).days < _LONGEST:
                return dated.value
    return None


def find_labels(reading: Reading) -> dict[int, EdtfDate]:
    """Return the dates that paragraphs begin with, if two or more do."""
    text, today = reading.report.text, reading.report.reported_on
    found: dict[int, EdtfDate] = {}
    for number, paragraph in enumerate(reading.paragraphs):
        opening = text[paragraph.start : min(paragraph.end, paragraph.start + 60)]
        for expression in find_expressions(opening)[:1]:
            ends = _LABEL_ENDS.match(opening, expression.end)
            if expression.start or expression.rule not in _DAYS or not ends:
                continue
            value = expression.resolve(Setting(today, "past"))
            if value and bounds(value)[0] <= today:
                found[number] = value.until(today) or value
    return found if len(found) >= _FEWEST_LABELS else {}


def own_document(reading: Reading, draft: Draft) -> Pick | None:
    """Return the report's day for what "we" say in a document of our own."""
    if draft.rules.get("speaker") != OWN_DOCUMENT or is_perfect(reading.text_of(draft.cue)):
        return None
    return Pick(EdtfDate.of_day(reading.report.reported_on), OWN_DAY)
