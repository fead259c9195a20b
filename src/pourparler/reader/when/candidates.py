"""The times at which a statement without a date of its own may have been made.

Each candidate is a time that the text has told before, the report's own day, or the open time
before it, with what speaks for it: how far back it was told, by whom and of whom, and in which
tense the cue is. ``dating`` chooses among them.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from pourparler.reader.names import is_pronoun
from pourparler.reader.reading import Draft, Reading
from pourparler.reader.when.document import Document
from pourparler.reader.when.edtf import EdtfDate
from pourparler.reader.when.occasion import OCCASION
from pourparler.reader.when.scene import Dated, SceneSentence
from pourparler.reader.when.scope import Pick, is_coming
from pourparler.reader.when.tense import is_perfect, is_pluperfect, is_simple_past
from pourparler.reader.when.units import bounds

CARRIED: Final = "carried "
BEFORE_THEN: Final = "had_said"
OPENING: Final = f"{OCCASION}opening"
REPORT_DAY: Final = "report_day"
_BACK: Final = 6  # sentences back to look for dates that were told
_SAID_BACK: Final = 8  # statements back
_NEAR: Final = 600  # characters around a cue
_DATES: Final = 12  # of a sentence
_LONGEST: Final = 31  # days of a time that is carried on
_DAYS: Final = 7
_OFTEN: Final = 3
_OF_DAYS: Final = frozenset({"weekday", "relative_day", "pointed_weekday"})
_REPLY: Final = re.compile(
    r"\b(?:answer|repli|reply|respon|retort|dismiss|reject|denied|denies|counter|react|welcom)\w*",
    re.IGNORECASE,
)
_LASTING: Final = re.compile(
    r"\b(?:repeatedly|long|always|so far|until now|consistently|often|previously)\b",
    re.IGNORECASE,
)
_OF_THEM: Final = re.compile(
    r"(?:(?:one|another|some|most|both|neither|two|none) of them|(?:(?:the|a|an)\s+)?"
    r"(?:other|first|second|third|former|latter)|another|both|neither|"
    r"the (?:two|officials?|diplomats?|envoys?|source))$",
    re.IGNORECASE,
)
_AT_HAND: Final = re.compile(
    r"\b(?:up)?on\s+(?:his|her|their|its)\s+(?:return|arrival|departure|way)\b|\bat\s+(?:the\s+end\s+of\s+)?"
    r"the\s+(?:ceremony|table|signing|session|meeting|event|summit|conference|talks|rally|funeral|"
    r"airport|podium|opening)\b(?!\s+(?:in|of|with|on|between)\b)",
    re.IGNORECASE,
)
_FIRST: Final = re.compile(r"(?:i|we)$", re.IGNORECASE)
_PARTICIPLE: Final = re.compile(r"^[\W]*(?:\w+ly\s+)?\w+ing\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A time, the rule that tells it, and the names of what speaks for it or against it."""

    value: EdtfDate
    rule: str
    features: frozenset[str]


@dataclass(slots=True)
class _Said:
    draft: Draft
    sentence: int
    value: EdtfDate
    rule: str


@dataclass(slots=True)
class Times:
    """What a report has dated so far, statement by statement."""

    reading: Reading
    scene: Sequence[SceneSentence]
    document: Document
    _said: deque[_Said] = field(default_factory=lambda: deque(maxlen=_SAID_BACK))
    _uses: dict[EdtfDate, int] = field(default_factory=dict)
    _told: dict[int, tuple[bool, set[str]]] = field(default_factory=dict)

    def add(self, draft: Draft, number: int, pick: Pick | None) -> None:
        """Remember when a statement of sentence ``number`` was made, if the text tells."""
        if pick is not None and pick.value.first is not None:
            self._said.append(_Said(draft, number, pick.value, pick.rule))
            self._uses[pick.value] = self._uses.get(pick.value, 0) + 1

    def candidates(self, draft: Draft, number: int, ruled: Pick | None) -> list[Candidate]:
        """Return the times that a statement of sentence ``number`` may have been made at.

        Parameters
        ----------
        draft : Draft
            Without a date in its own sentence that counts for it.
        number : int
            Of that sentence.
        ruled : Pick, optional
            What rules for minutes, timelines, documents and letters would take.
        """
        found: dict[EdtfDate, tuple[str, set[str]]] = {}
        tense = tense_of(self.reading.text_of(draft.cue))
        if self._is_of_another(draft) and tense in ("present", "perfect"):
            return []  # "Hale says that": who is interviewed tells what another says
        if ruled is not None:
            found[ruled.value] = (ruled.rule, {"ruled", f"ruled: {ruled.rule.partition(' ')[0]}"})
        for value, rule, features in (
            *self._of_said(draft, number, tense),
            *self._of_told(draft, number, tense),
            *self._of_opening(draft, tense),
            *self._of_today(tense),
            *self._open(draft, tense),
        ):
            found.setdefault(value, (rule, set()))[1].update(features)
        return [
            Candidate(value, rule, frozenset({*features, *self._of_text(value)}))
            for value, (rule, features) in found.items()
        ]

    def _is_of_another(self, draft: Draft) -> bool:
        source = self.reading.text_of(draft.source).strip(" ,")
        return self.document.kind == "interview" and bool(source) and not _FIRST.match(source)

    def occasion(self, draft: Draft, ruled: Pick | None) -> frozenset[str]:
        """Return what is known of a statement whatever its time: what speaks for none."""
        cue = self.reading.text_of(draft.cue)
        source = self.reading.text_of(draft.source).strip(" ,")
        features = {f"cue {tense_of(cue)}", f"text {self.document.kind}"}
        features.add("ruled" if ruled else "not ruled")
        if not self._said:
            features.add("nothing dated yet")
        if not source:
            features.add("no source")
        elif is_pronoun(source):
            features.add("pronoun")
        elif not draft.actors:
            features.add("nobody of the case")
        if draft.attribution == "anonymous":
            features.add("anonymous")
        if self.document.days == 1:
            features.add("one day told")
        return frozenset(features)

    def _of_said(
        self, draft: Draft, number: int, tense: str
    ) -> Iterator[tuple[EdtfDate, str, set[str]]]:
        text, paragraphs = self.reading, self.reading.sentences
        source, cue = text.text_of(draft.source).strip(" ,"), text.text_of(draft.cue)
        for back, said in enumerate(reversed(self._said)):
            apart = paragraphs[number].paragraph - paragraphs[said.sentence].paragraph
            where = _where(number - said.sentence, apart)
            features = {f"said {where}", f"said {where}, {_who(draft, said.draft)}"}
            features |= {f"said {where}, cue {tense}", f"said, cue {tense}"}
            if back == 0:
                features |= {"said last", f"said last, {_who(draft, said.draft)}"}
            if _REPLY.search(cue):
                features.add(f"said {where}, reply")
            if back == 0 and _OF_THEM.match(source):
                features.add("said last, of them")
            if is_pronoun(source) or not source:
                features.add(f"said {where}, pronoun")
            if self.document.is_cut(said.sentence, number):
                features.add("said before the dateline")
            yield said.value, CARRIED + said.rule.removeprefix(CARRIED), features

    def _of_told(
        self, draft: Draft, number: int, tense: str
    ) -> Iterator[tuple[EdtfDate, str, set[str]]]:
        sentences, today = self.reading.sentences, self.reading.report.reported_on
        latest = True
        sentence, text = sentences[number], self.reading.report.text
        begin = max(sentence.start, draft.anchor - _NEAR)
        at_hand = _AT_HAND.search(text, begin, min(sentence.end, draft.anchor + _NEAR))
        nearest = number - 1 if tense in ("present", "perfect") else number
        for told in range(nearest, max(-1, number - _BACK), -1):
            apart = sentences[number].paragraph - sentences[told].paragraph
            where = _where(number - told, apart)
            of_place = {f"told {where}", f"told {where}, cue {tense}", f"told, cue {tense}"}
            of_place.add(f"told {where}, {self._about(draft, told)}")
            if self.document.is_cut(told, number):
                of_place.add("told before the dateline")
            for dated in reversed(self.scene[told].dates[-_DATES:]):
                value = dated.value.until(today)
                if value is None or not _is_told(dated, value, today):
                    continue
                features = of_place | _how_told(dated, value)
                if latest:
                    features.add("told last")
                    features |= {"told last, at hand"} if at_hand else set()
                if self.scene[told].clauses[dated.clause].stands_apart:
                    features.add("told apart")
                latest = False
                carried = CARRIED if told < number else ""
                yield value, carried + dated.expression.rule, features

    def _about(self, draft: Draft, told: int) -> str:
        """Return of whom a sentence tells, as seen from the speaker of another."""
        if told not in self._told:
            sentence = self.reading.sentences[told]
            speaks = bool(self.reading.drafts_between(sentence.start, sentence.end))
            named = self.reading.mentions_in(sentence.start, sentence.end)
            self._told[told] = speaks, {actor for mention in named for actor in mention.actors}
        speaks, actors = self._told[told]
        whom = "them" if actors & set(draft.actors) else "others" if actors else "nobody"
        return f"{'speaks' if speaks else 'tells'} of {whom}"

    def _of_opening(self, draft: Draft, tense: str) -> Iterator[tuple[EdtfDate, str, set[str]]]:
        if self.document.opening is not None:
            features = {"told first", f"told first, text {self.document.kind}"}
            features.add(f"told first, {self._about(draft, self.document.opened)}")
            if self.document.is_of_one_occasion:
                features |= {
                    "told first of one occasion",
                    f"told first of one occasion, cue {tense}",
                }
            yield self.document.opening, OPENING, features

    def _of_today(self, tense: str) -> Iterator[tuple[EdtfDate, str, set[str]]]:
        features = {"report day", f"report day, cue {tense}"}
        features.add(f"report day, text {self.document.kind}")
        if self.document.opening == EdtfDate.of_day(self.reading.report.reported_on):
            features |= {"report day told first", f"report day told first, cue {tense}"}
            if self.document.is_of_one_occasion:
                features |= {
                    "report day of one occasion",
                    f"report day of one occasion, cue {tense}",
                }
        yield EdtfDate.of_day(self.reading.report.reported_on), REPORT_DAY, features

    def _open(self, draft: Draft, tense: str) -> Iterator[tuple[EdtfDate, str, set[str]]]:
        if tense in ("perfect", "pluperfect"):
            features = {"open", f"open, cue {tense}"}
            if _LASTING.search(self.reading.text_of(draft.cue)):
                features.add("open, lasting")
            yield EdtfDate(None, self.reading.report.reported_on), BEFORE_THEN, features

    def _of_text(self, value: EdtfDate) -> Iterator[str]:
        """Yield how a time stands in the whole text."""
        kind = self.document.kind
        if self._uses.get(value, 0) >= _OFTEN:
            yield "dated more with it"
        if self._uses and len(self._uses) == 1 and value in self._uses:
            yield "dated only with it"
        if self.document.days == 1 and value in (self.document.opening, *self._uses):
            yield f"the one day told, text {kind}"


def tense_of(cue: str) -> str:
    """Return the tense of a cue: past, perfect, pluperfect, participle or present.

    Examples
    --------
    >>> [tense_of(cue) for cue in ("said", "has said", "had said", ", adding that", "wants")]
    ['past', 'perfect', 'pluperfect', 'participle', 'present']
    """
    if is_pluperfect(cue):
        return "pluperfect"
    if is_perfect(cue):
        return "perfect"
    if is_simple_past(cue):
        return "past"
    return "participle" if _PARTICIPLE.match(cue) else "present"


def _where(sentences: int, paragraphs: int) -> str:
    if sentences == 0:
        return "in the sentence"
    if paragraphs == 0:
        return "right before" if sentences == 1 else "in the paragraph"
    return "a paragraph before" if paragraphs == 1 else "farther"


def _who(draft: Draft, other: Draft) -> str:
    if draft.speaker and draft.speaker == other.speaker:
        return "same speaker"
    if set(draft.actors) & set(other.actors):
        return "same actor"
    return "other actor" if draft.actors and other.actors else "unknown"


def _is_told(dated: Dated, value: EdtfDate, today: date) -> bool:
    """Say whether a date of the text, outside what is said, is one that can be carried on."""
    if dated.is_said or value.first is None or is_coming(dated, today):
        return False
    first, last = bounds(value)
    return (last - first).days < _LONGEST


def _how_told(dated: Dated, value: EdtfDate) -> set[str]:
    first, last = bounds(value)
    features = {f"told {dated.relation}", "told a day" if first == last else "told days"}
    if (last - first).days >= _DAYS:
        features.add("told weeks")
    if dated.expression.rule in _OF_DAYS:
        features.add("told by weekday")
    return features
