"""When a letter or paper was written that a text goes through: "In it she asks for", "he writes".

What is read out of it, in the present, has its date: the one it was written on, if that is told,
else that of its reading.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from pourparler.reader.reading import Draft, Reading
from pourparler.reader.when.scene import SceneSentence
from pourparler.reader.when.scope import Pick, is_coming
from pourparler.reader.when.tense import (
    has_verb,
    is_perfect,
    is_pluperfect,
    is_present,
    is_simple_past,
)
from pourparler.reader.when.units import bounds

LETTER: Final = "letter "
_FAR: Final = 600  # characters between a verb and a date that can belong to it
_KEPT: Final = 60  # dates of each kind, so that no long text takes its length squared
_PARAGRAPHS: Final = 1  # how many paragraphs on a speaker is read out
_PAPER_PARAGRAPHS: Final = 5  # a letter is gone through at length
_PAPER: Final = re.compile(
    r"\b(?:letters?|papers?|notes?|memorandum|document|plan|draft|pages|sheets|article|message)\b",
    re.IGNORECASE,
)
_IN_IT: Final = re.compile(
    r"[\"“]?(?:in (?:it|them|the letter|the paper|the note|the plan|this letter)|"
    r"on (?:[\w-]+ ){1,3}pages)\b",
    re.IGNORECASE,
)
_WRITTEN: Final = re.compile(
    r"w(?:rote|rites?|ritten)\b[^,;.]*?\bletter|writes?\b|in an? (?:letter|paper|article)\b",
    re.IGNORECASE,
)
_PENNED: Final = re.compile(r"\b(?:written|dated|signed|penned)\b[^;“”]*$", re.IGNORECASE)
_LONGEST_LEAD: Final = 60
_WRITES: Final = re.compile(r"\bwrites?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Told:
    """A date of a paper, and where it was told."""

    pick: Pick
    sentence: int
    paragraph: int


@dataclass(slots=True)
class Letters:
    """The papers of which a text has told so far, the latest last.

    ``written`` says when they were written, ``read`` when they were sent, read or gone through;
    ``readers`` who spoke last out of one, by name.
    """

    written: deque[_Told] = field(default_factory=lambda: deque(maxlen=_KEPT))
    read: deque[_Told] = field(default_factory=lambda: deque(maxlen=_KEPT))
    readers: dict[str, _Told | None] = field(default_factory=dict)

    def find(self, reading: Reading, draft: Draft, number: int) -> Pick | None:
        """Return the date of the letter that a statement in sentence ``number`` is read out of."""
        cue = reading.text_of(draft.cue)
        if is_simple_past(cue) or is_perfect(cue):
            return None
        told = self._told(reading, draft, number)
        if told is None:
            return None
        return Pick(told.pick.value, LETTER + told.pick.rule.removeprefix(LETTER))

    def _told(self, reading: Reading, draft: Draft, number: int) -> _Told | None:
        sentence = reading.sentences[number]
        papers = _near(self.written, sentence.paragraph) or _near(self.read, sentence.paragraph)
        opens = _IN_IT.match(reading.report.text, sentence.start, sentence.end)
        opens = opens or _PAPER.search(reading.text_of(draft.source))
        if papers and (opens or _WRITES.search(reading.text_of(draft.cue))):
            return max(papers, key=lambda told: told.sentence)
        told = self.readers.get(draft.speaker or "")
        near = told and sentence.paragraph - told.paragraph <= _PARAGRAPHS
        return told if near else None

    def add_said(self, reading: Reading, draft: Draft, number: int, pick: Pick | None) -> None:
        """Remember who spoke, and what was read out of a paper."""
        told = None
        cue, sentence = reading.text_of(draft.cue), reading.sentences[number]
        if pick is not None and not is_pluperfect(cue):
            opens = _IN_IT.match(reading.report.text, sentence.start, sentence.end)
            end = min(sentence.end, draft.anchor + _FAR)
            written = _WRITTEN.search(reading.report.text, draft.anchor, end)
            read_out = pick.rule.startswith(LETTER) and is_present(cue)
            if opens or written or read_out:
                told = _Told(pick, number, sentence.paragraph)
                self.read.append(told)
            told = told if read_out else None
        if draft.speaker:
            self.readers[draft.speaker] = told

    def add_written(self, reading: Reading, number: int, scene: SceneSentence) -> None:
        """Remember when a paper that the text goes through was written: "dated 11 June"."""
        text, sentence = reading.report.text, reading.sentences[number]
        near, today = reading.sentences[max(0, number - 1)], reading.report.reported_on
        for dated in scene.dates:
            start, value = dated.expression.start, dated.value.until(today)
            if value is None or is_coming(dated, today):
                continue
            lead = text[max(sentence.start, start - _LONGEST_LEAD) : start]
            if _PENNED.search(lead) and _PAPER.search(text, near.start, sentence.end):
                pick = Pick(value, dated.expression.rule)
                self.written.append(_Told(pick, number, sentence.paragraph))

    def add_happened(self, reading: Reading, number: int, scene: SceneSentence) -> None:
        """Remember the one past date of a sentence on a paper in which nobody speaks."""
        text, today = reading.report.text, reading.report.reported_on
        sentence = reading.sentences[number]
        if not _PAPER.search(text, sentence.start, sentence.end):
            return
        for dated in scene.dates:
            clause, start = scene.clauses[dated.clause], dated.expression.start
            stop = next(
                (c.start for c in scene.clauses[dated.clause + 1 :] if c.opener), sentence.end
            )
            words = text[max(clause.start, start - _FAR) : min(stop, start + _FAR)]
            own = dated.relation == "at" and not clause.stands_apart
            if bounds(dated.value)[0] <= today and own and has_verb(words):
                pick = Pick(dated.value.until(today) or dated.value, dated.expression.rule)
                self.read.append(_Told(pick, number, sentence.paragraph))
                return


def _near(papers: Iterable[_Told], paragraph: int) -> list[_Told]:
    return [told for told in papers if paragraph - told.paragraph <= _PAPER_PARAGRAPHS]
