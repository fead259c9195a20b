"""What a sentence hands on to the next ones: when things happened and were said.

A report dates an occasion once and goes on about it, also in the next paragraph. What is
carried on is the date of the same speaker, or of what was told of the speaker's actor.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from pourparler.reader.names import is_pronoun
from pourparler.reader.reading import OWN_DOCUMENT, Draft, Reading
from pourparler.reader.when.edtf import EdtfDate
from pourparler.reader.when.scene import SceneSentence
from pourparler.reader.when.scope import Pick
from pourparler.reader.when.tense import (
    has_verb,
    is_perfect,
    is_pluperfect,
    is_present,
    is_simple_past,
)
from pourparler.reader.when.units import bounds

CARRIED: Final = "carried "
BEFORE_THEN: Final = "had_said"
OWN_DAY: Final = "own_document"
_LONGEST_CARRIED: Final = 7
_FAR: Final = 600  # characters between a verb and a date that can belong to it
_KEPT: Final = 60  # dates of each kind, so that no long text takes its length squared
_PARAGRAPHS: Final = 1  # how many paragraphs on something is carried
_PAPER_PARAGRAPHS: Final = 5  # a letter is gone through at length
_AT_HAND: Final = re.compile(
    r"\b(?:up)?on\s+(?:his|her|their|its)\s+(?:return|arrival|departure|way)\b|\bat\s+(?:the\s+end\s+of\s+)?the\s+(?:ceremony|table|signing|session|meeting|event|summit|"
    r"conference|talks|rally|funeral|airport|podium|opening)\b(?!\s+(?:in|of|with|on|between)\b)",
    re.IGNORECASE,
)
_REPLY: Final = re.compile(
    r"\b(?:answered|replied|responded|retorted|(?:shot|hit|fired) back)\b", re.IGNORECASE
)
_LATER: Final = re.compile(r"\blater\b(?!\s+(?:than|on\b|this|that|in)\b)", re.IGNORECASE)
_OF_THEM: Final = re.compile(
    r"(?:(?:one|another|some|most|both|neither|two|none) of them|(?:(?:the|a|an)\s+)?"
    r"(?:other|first|second|third|former|latter)|another|both|neither|"
    r"the (?:two|officials?|diplomats?|envoys?|source))$",
    re.IGNORECASE,
)
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
_LASTING: Final = re.compile(
    r"\b(?:repeatedly|long|always|so far|until now|consistently|often|previously)\b", re.IGNORECASE
)
_WRITES: Final = re.compile(r"\bwrites?\b", re.IGNORECASE)


@dataclass(slots=True)
class _Told:
    """A date that may be carried on, and where it was told."""

    pick: Pick
    sentence: int
    paragraph: int
    actors: frozenset[str] = frozenset()
    is_paper: bool = False


@dataclass(slots=True)
class _Said:
    draft: Draft
    told: _Told | None


@dataclass(slots=True)
class Carry:
    """The dates so far: of what happened, and of what was said by whom, the latest last."""

    happened: deque[_Told] = field(default_factory=lambda: deque(maxlen=_KEPT))
    said: deque[_Said] = field(default_factory=lambda: deque(maxlen=_KEPT))
    papers: deque[_Told] = field(default_factory=lambda: deque(maxlen=_KEPT))
    written: deque[_Told] = field(default_factory=lambda: deque(maxlen=_KEPT))
    occasion: _Told | None = None
    speakers: dict[str, _Said] = field(default_factory=dict)

    def find(self, reading: Reading, draft: Draft, number: int) -> Pick | None:
        """Return the date that a statement in sentence ``number`` takes over, or None."""
        cue = reading.text_of(draft.cue)
        if is_simple_past(cue):
            told = self._of_past(reading, draft, number)
        elif not is_perfect(cue):
            told = self._of_paper(reading, draft, number)
        else:
            told = None
        if told is None:
            return None
        return Pick(told.pick.value, CARRIED + told.pick.rule.removeprefix(CARRIED))

    def _of_past(self, reading: Reading, draft: Draft, number: int) -> _Told | None:
        sentence = reading.sentences[number]
        if _AT_HAND.search(reading.report.text, sentence.start, sentence.end) and self.happened:
            return self.occasion or self.happened[-1]
        before = self.said[-1].told if self.said else None
        if before and before.paragraph == sentence.paragraph and number - before.sentence <= 1:
            if _REPLY.search(reading.text_of(draft.cue)):
                return before
            if _LATER.search(reading.report.text, sentence.start, draft.cue[-1][1]):
                return replace(before, pick=_from_then(before.pick, reading.report.reported_on))
        if told := self._of_group(reading, draft, number):
            return told
        paragraph = sentence.paragraph
        for said in reversed(self.said):
            told = said.told
            here = told and told.paragraph == paragraph and number - told.sentence == 1
            if here and _same_speaker(reading, draft, said.draft):
                return told
            if draft.speaker and draft.speaker == said.draft.speaker:
                near = told and paragraph - told.paragraph <= _PARAGRAPHS
                return told if near and _is_named(reading, draft) else None
        if draft.speaker in self.speakers:
            return None  # who spoke too long ago to go on
        return self._narrated(reading, draft, number)

    def _of_group(self, reading: Reading, draft: Draft, number: int) -> _Told | None:
        """Return the date of what nameless people said before, of whom "the other" is one."""
        source, paragraph = (
            reading.text_of(draft.source).strip(" ,"),
            reading.sentences[number].paragraph,
        )
        unknown = not draft.actors and is_pronoun(source)
        if not (_OF_THEM.match(source) or unknown):
            return None
        told = next(
            (s.told for s in reversed(self.said) if s.told or not _is_inside(s.draft, draft)), None
        )
        return told if told and paragraph - told.paragraph <= _PARAGRAPHS else None

    def _narrated(self, reading: Reading, draft: Draft, number: int) -> _Told | None:
        """Return the date of what the sentence right before tells of the speaker's actor.

        Where it names no actor, it is carried on to "she" in the same paragraph.
        """
        told = self.happened[-1] if self.happened else None
        if told is None or number - told.sentence != 1:
            return None
        if not told.actors and told.paragraph == reading.sentences[number].paragraph:
            source = reading.text_of(draft.source)
            return told if not source or is_pronoun(source) else None
        return told if told.actors & set(draft.actors) else None

    def _of_paper(self, reading: Reading, draft: Draft, number: int) -> _Told | None:
        """Return the date of the letter that a statement in the present is read out of."""
        sentence = reading.sentences[number]
        papers = _near(self.written, sentence.paragraph) or _near(self.papers, sentence.paragraph)
        opens = _IN_IT.match(reading.report.text, sentence.start, sentence.end)
        opens = opens or _PAPER.search(reading.text_of(draft.source))
        if papers and (opens or _WRITES.search(reading.text_of(draft.cue))):
            return max(papers, key=lambda told: told.sentence)
        said = self.speakers.get(draft.speaker or "")
        told = said.told if said else None
        read_out = told and told.is_paper and told.pick.rule.startswith(CARRIED)
        near = told and sentence.paragraph - told.paragraph <= _PARAGRAPHS
        return told if read_out and near else None

    def add_said(self, reading: Reading, draft: Draft, number: int, pick: Pick | None) -> None:
        """Remember when a statement was made; what had been said before hands nothing on."""
        cue = reading.text_of(draft.cue)
        if pick is None or is_pluperfect(cue):
            self._add(_Said(draft, None))
            return
        sentence = reading.sentences[number]
        opens = _IN_IT.match(reading.report.text, sentence.start, sentence.end)
        written = _WRITTEN.search(reading.report.text, draft.anchor, sentence.end)
        paper = bool(opens or written or (pick.rule.startswith(CARRIED) and is_present(cue)))
        paragraph = sentence.paragraph
        self._add(_Said(draft, _Told(pick, number, paragraph, is_paper=paper)))

    def _add(self, said: _Said) -> None:
        self.said.append(said)
        if said.draft.speaker:
            self.speakers[said.draft.speaker] = said
        if said.told and said.told.is_paper:
            self.papers.append(said.told)

    def add_written(self, reading: Reading, number: int, scene: SceneSentence) -> None:
        """Remember when a paper that the text goes through was written: "dated 11 June"."""
        text, sentence = reading.report.text, reading.sentences[number]
        near = reading.sentences[max(0, number - 1)]
        for dated in scene.dates:
            start = dated.expression.start
            lead = text[max(sentence.start, start - _LONGEST_LEAD) : start]
            if _PENNED.search(lead) and _PAPER.search(text, near.start, sentence.end):
                pick = Pick(dated.value, dated.expression.rule)
                self.written.append(_Told(pick, number, sentence.paragraph, is_paper=True))

    def add_happened(self, reading: Reading, number: int, scene: SceneSentence) -> None:
        """Remember the one past date, of a week at most, of a sentence in which nobody speaks."""
        text, today = reading.report.text, reading.report.reported_on
        sentence = reading.sentences[number]
        for dated in scene.dates:
            clause = scene.clauses[dated.clause]
            first, last = bounds(dated.value)
            short = (last - first).days < _LONGEST_CARRIED or _PAPER.search(
                text, sentence.start, sentence.end
            )
            own = dated.relation == "at" and not clause.stands_apart
            start = dated.expression.start
            stop = next(
                (c.start for c in scene.clauses[dated.clause + 1 :] if c.opener), sentence.end
            )
            words = text[max(clause.start, start - _FAR) : min(stop, start + _FAR)]
            if first <= today and short and own and has_verb(words):
                value = dated.value.until(today) or dated.value
                named = reading.mentions_in(sentence.start, sentence.end)
                self._add_told(
                    _Told(
                        Pick(value, dated.expression.rule),
                        number,
                        sentence.paragraph,
                        frozenset(actor for mention in named for actor in mention.actors),
                        bool(_PAPER.search(text, sentence.start, sentence.end)),
                    )
                )
                return

    def _add_told(self, told: _Told) -> None:
        self.happened.append(told)
        if len(told.actors) > 1:
            self.occasion = told
        if told.is_paper:
            self.papers.append(told)


def own_document(reading: Reading, draft: Draft) -> Pick | None:
    """Return the report's day for what "we" say in a document of our own."""
    if draft.rules.get("speaker") != OWN_DOCUMENT or is_perfect(reading.text_of(draft.cue)):
        return None
    return Pick(EdtfDate.of_day(reading.report.reported_on), OWN_DAY)


def had_said(reading: Reading, draft: Draft) -> Pick | None:
    """Return the time up to the report, open at its beginning, for what "had" been said.

    So has what "has long" or "has repeatedly" been said.
    """
    cue = reading.text_of(draft.cue)
    if not (is_pluperfect(cue) or (is_perfect(cue) and _LASTING.search(cue))):
        return None
    return Pick(EdtfDate(None, reading.report.reported_on), BEFORE_THEN)


def _from_then(pick: Pick, today: date) -> Pick:
    """Return the time from what was said before up to the report: "later said"."""
    first = bounds(pick.value)[0]
    return Pick(EdtfDate(first, today), pick.rule) if first <= today else pick


def _near(papers: Iterable[_Told], paragraph: int) -> list[_Told]:
    return [told for told in papers if paragraph - told.paragraph <= _PAPER_PARAGRAPHS]


def _is_inside(draft: Draft, other: Draft) -> bool:
    """Say whether a statement is told within the content of another."""
    return any(start <= draft.anchor < end for start, end in other.content)


def _same_speaker(reading: Reading, draft: Draft, other: Draft) -> bool:
    if _is_named(reading, draft) and _is_named(reading, other):
        return draft.speaker == other.speaker
    return bool(set(draft.actors) & set(other.actors))


def _is_named(reading: Reading, draft: Draft) -> bool:
    """Say whether the speaker is a person, not "it" or "a spokesman"."""
    return any(person.name == draft.speaker for person in reading.case.people)
