"""What a sentence hands on to the next ones: when things happened and were said.

A report dates an occasion once and goes on about it, also in the next paragraph. What is
carried on is the date of the same speaker, or of what was told of the speaker's actor.
"""

from __future__ import annotations

import re
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

    happened: list[_Told] = field(default_factory=list)
    said: list[_Said] = field(default_factory=list)
    written: list[_Told] = field(default_factory=list)

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
            occasions = [told for told in self.happened if len(told.actors) > 1]
            return (occasions or self.happened)[-1]
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
            if here and _same_speaker(draft, said.draft):
                return told
            if draft.speaker and draft.speaker == said.draft.speaker:
                near = told and paragraph - told.paragraph <= _PARAGRAPHS
                return told if near and _is_named(reading, draft) else None
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
        papers = [t for t in (*self.happened, *(s.told for s in self.said)) if t and t.is_paper]
        papers = self.written or papers
        papers = [t for t in papers if sentence.paragraph - t.paragraph <= _PAPER_PARAGRAPHS]
        opens = _IN_IT.match(reading.report.text, sentence.start, sentence.end)
        opens = opens or _PAPER.search(reading.text_of(draft.source))
        if papers and (opens or _WRITES.search(reading.text_of(draft.cue))):
            return max(papers, key=lambda told: told.sentence)
        for said in reversed(self.said):
            if draft.speaker and said.draft.speaker == draft.speaker:
                told, here = said.told, sentence.paragraph
                read_out = told and told.is_paper and told.pick.rule.startswith(CARRIED)
                near = told and here - told.paragraph <= _PARAGRAPHS
                return told if read_out and near else None
        return None

    def add_said(self, reading: Reading, draft: Draft, number: int, pick: Pick | None) -> None:
        """Remember when a statement was made; what had been said before hands nothing on."""
        cue = reading.text_of(draft.cue)
        if pick is None or is_pluperfect(cue):
            self.said.append(_Said(draft, None))
            return
        sentence = reading.sentences[number]
        opens = _IN_IT.match(reading.report.text, sentence.start, sentence.end)
        written = _WRITTEN.search(reading.report.text, draft.anchor, sentence.end)
        paper = bool(opens or written or (pick.rule.startswith(CARRIED) and is_present(cue)))
        paragraph = sentence.paragraph
        self.said.append(_Said(draft, _Told(pick, number, paragraph, is_paper=paper)))

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
                self.happened.append(
                    _Told(
                        Pick(value, dated.expression.rule),
                        number,
                        sentence.paragraph,
                        frozenset(actor for mention in named for actor in mention.actors),
                        bool(_PAPER.search(text, sentence.start, sentence.end)),
                    )
                )
                return


def own_document(reading: Reading, draft: Draft) -> Pick | None:
    """Return the report's day for what "we" say in a document of our own."""
    if draft.rules.get("speaker") != OWN_DOCUMENT or is_perfect(reading.text_of(draft.cue)):
        return None
    return Pick(EdtfDate.of_day(reading.report.reported_on), OWN_DAY)


def had_said(reading: Reading, draft: Draft) -> Pick | None:
    """Return the time up to the report, open at its beginning, for what "had" been said."""
    if not is_pluperfect(reading.text_of(draft.cue)):
        return None
    return Pick(EdtfDate(None, reading.report.reported_on), BEFORE_THEN)


def _from_then(pick: Pick, today: date) -> Pick:
    """Return the time from what was said before up to the report: "later said"."""
    first = bounds(pick.value)[0]
    return Pick(EdtfDate(first, today), pick.rule) if first <= today else pick


def _is_inside(draft: Draft, other: Draft) -> bool:
    """Say whether a statement is told within the content of another."""
    return any(start <= draft.anchor < end for start, end in other.content)


def _same_speaker(draft: Draft, other: Draft) -> bool:
    if draft.speaker and other.speaker:
        return draft.speaker == other.speaker
    return bool(set(draft.actors) & set(other.actors))


def _is_named(reading: Reading, draft: Draft) -> bool:
    """Say whether the speaker is a person, not "it" or "a spokesman"."""
    return any(person.name == draft.speaker for person in reading.case.people)
