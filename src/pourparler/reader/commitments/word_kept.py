"""Fates told by the word that was given: kept, taken back, broken, still due or let pass."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from pourparler.case.commitments import Telling
from pourparler.reader.commitments.followed import Followed, generic_stems
from pourparler.reader.lexicon import is_negated, word_pattern, words
from pourparler.reader.outline import Outline
from pourparler.reader.reading import Sentence
from pourparler.reader.similarity import stems
from pourparler.reader.when.edtf import EdtfDate

_POSSESSIVE: Final = r"(?:its|his|her|their)\s+(?:own\s+)?"
_GIVEN: Final = r"(?:threats?|promises?|pledges?|vows?|ultimatum|offer|commitment|word)"
_AS_SAID: Final = re.compile(
    r"\bas\s+(?:(?!if\b|though\b)[\w’'-]+\s+){0,3}?(?:been\s+)?(?:promised|pledged|vowed|undertaken|threatened|"
    r"warned)\b|\btrue\s+to\s+(?:[\w’'-]+\s+){1,4}?word\b|"
    rf"\b(?:kept|made\s+good\s+on|lived\s+up\s+to)\s+{_POSSESSIVE}{_GIVEN}\b",
    re.IGNORECASE,
)
_TAKEN_BACK: Final = re.compile(
    r"\b(?:took\s+back|takes\s+back|withdrew|withdraws|retracted|rescinded|revoked|lifted|dropped|abandoned|"
    rf"went\s+back\s+on|reneged\s+on|broke|backed\s+(?:down|away)\s+from)\s+{_POSSESSIVE}{_GIVEN}\b",
    re.IGNORECASE,
)
_CALLS_OFF: Final = re.compile(r"\b(?:calls\s+off|ends|breaks|resumes)\b", re.IGNORECASE)
_STILL_DUE: Final = re.compile(
    r"\b(?:ha(?:s|ve)\s+(?:yet\s+to|still\s+not)|(?:is|are)\s+still|remains?\s+to\s+be)\b",
    re.IGNORECASE,
)
_WAS_DUE: Final = re.compile(r"\b(?:due|promised|pledged|planned|scheduled)\b", re.IGNORECASE)
_WENT_BY: Final = re.compile(
    r"\b(?:deadline|date|day|week|month|year|term)\s+(?:has\s+|had\s+|then\s+)?(?:passed|went\s+by|gone\s+by|"
    r"came\s+and\s+went|ended|ran\s+out|expired|elapsed)\s+(?:without|with\s+no)\b",
    re.IGNORECASE,
)
_TIMES: Final = (
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May "
    "June July August September October November December hour day week month year morning night "
    "end promise threat"
)
_SENTENCES_BACK: Final = 2


@dataclass(frozen=True, slots=True)
class Told:
    """The number of the commitment that a sentence tells of, what became of it, and when.

    ``value`` is None where the sentence itself dates it, by what stands nearest to ``offset``.
    """

    index: int
    telling: Telling
    rule: str
    offset: int
    value: EdtfDate | None = None


@dataclass(frozen=True, slots=True)
class _Place:
    outline: Outline
    number: int
    sentence: Sentence
    followed: Sequence[Followed]

    @property
    def text(self) -> str:
        """The words of the sentence."""
        return self.outline.text[self.sentence.start : self.sentence.end]

    def actors(self, until: int) -> set[str]:
        """Return who is named before an offset of the sentence."""
        names = self.outline.reading.mentions_in(self.sentence.start, self.sentence.start + until)
        return {actor for mention in names for actor in mention.actors}

    def meant(
        self, told_in: str, entries: Iterable[tuple[int, Followed]], *, before: int
    ) -> int | None:
        """Return the commitment that shares most words, the latest of those that share as many.

        ``before``: who is named up to there has to be among those who made it; where nobody
        is, it may be anybody's.
        """
        own = self.outline.reading.case.actors
        names = {stem for actor in own for stem in stems(actor.name)}
        told = {stem for stem in stems(told_in) if not stem.isdigit()} - names - _empty()
        named = self.actors(before)
        fitting = [
            (len(shared), entry.latest, index)
            for index, entry in entries
            if (shared := told & entry.what) and (not named or entry.is_of(named))
        ]
        return max(fitting)[2] if fitting else None

    def open_entries(self, kind: str = "") -> Iterator[tuple[int, Followed]]:
        """Yield the commitments that were open when the report appeared."""
        today = self.outline.report.reported_on
        for index, entry in enumerate(self.followed):
            if entry.is_open_on(today) and kind in ("", entry.mentions[0].kind):
                yield index, entry


def told_word(outline: Outline, number: int, followed: Sequence[Followed]) -> Told | None:
    """Return the fate that a sentence tells by what it says of the word that was given."""
    place = _Place(outline, number, outline.reading.sentences[number], followed)
    for rule in _RULES:
        if told := rule(place):
            return told
    return None


def _let_pass(place: _Place) -> Told | None:
    """Find "the month went by without one", right after what was to be done in it."""
    found = _WENT_BY.search(place.text)
    if found is None:
        return None
    near = [place.sentence, *place.outline.before(place.number, _SENTENCES_BACK)]
    begins, report = min(sentence.start for sentence in near), place.outline.report
    due: list[tuple[int, int, date]] = [
        (mention.start, index, mention.deadline_last)
        for index, entry in enumerate(place.followed)
        for mention in entry.mentions
        if mention.report == report.id
        and begins <= mention.start < place.sentence.end
        and mention.deadline_last
        and mention.deadline_last <= report.reported_on
    ]
    if not due:
        return None
    _, index, day = max(due)
    return Told(
        index, "lapsed", "its time is said to have passed", found.start(), EdtfDate.of_day(day)
    )


def _taken_back(place: _Place) -> Told | None:
    found = _TAKEN_BACK.search(place.text)
    if found is None or is_negated(place.text[: found.start()]):
        return None
    kind = "threat" if "threat" in found.group().lower() else ""
    after = place.text[found.end() :]
    index = place.meant(after, place.open_entries(kind), before=found.start())
    return (
        None
        if index is None
        else Told(index, "dropped", "the word is said to be taken back", found.start())
    )


def _broken(place: _Place) -> Told | None:
    """Find "called off the truce", "resumed its attacks" of one who promised to stop them."""
    is_entry = place.sentence.paragraph in place.outline.labels
    found = word_pattern("broken").search(place.text)
    found = found or (_CALLS_OFF.search(place.text) if is_entry else None)
    if found is None or is_negated(place.text[: found.start()]):
        return None
    if not place.actors(found.start()):
        return None
    stopping = [
        (index, entry) for index, entry in place.open_entries("promise") if entry.what & _stopping()
    ]
    index = place.meant(place.text[found.end() :], stopping, before=found.start())
    return (
        None
        if index is None
        else Told(index, "dropped", "what was to stop is said to go on", found.start())
    )


def _as_said(place: _Place) -> Told | None:
    found = _AS_SAID.search(place.text)
    if found is None or is_negated(place.text):
        return None
    index = place.meant(place.text, place.open_entries(), before=len(place.text))
    return (
        None
        if index is None
        else Told(index, "carried_out", "the word is said to be kept", found.start())
    )


def _still_due(place: _Place) -> Told | None:
    found = _STILL_DUE.search(place.text)
    if found is None or not _WAS_DUE.search(place.text[: found.start()]):
        return None
    index = place.meant(place.text, place.open_entries("promise"), before=len(place.text))
    return (
        None
        if index is None
        else Told(index, "on_hold", "the act is said to be still due", found.start())
    )


@cache
def _stopping() -> frozenset[str]:
    return frozenset(stem for word in words("stopping") for stem in stems(word))


@cache
def _empty() -> frozenset[str]:
    """Return stems by which no commitment is known: those of dates, and the generic."""
    return frozenset(stems(_TIMES)) | generic_stems()


_RULES: Final[tuple[Callable[[_Place], Told | None], ...]] = (
    _let_pass,
    _taken_back,
    _broken,
    _as_said,
    _still_due,
)
