"""Which statements of a report were made at an event, after it or before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from pourparler.case.events import EventKind, SaidWhen
from pourparler.case.records import Statement
from pourparler.reader.events.occurrence import Occurrence
from pourparler.reader.events.words import find_words
from pourparler.reader.outline import Outline
from pourparler.reader.when.candidates import CARRIED
from pourparler.reader.when.units import bounds

_LEADS: Final[dict[str, SaidWhen]] = {
    "in": "at", "at": "at", "during": "at", "told": "at", "to": "at", "addressing": "at",
    "after": "after", "following": "after", "before": "before", "ahead of": "before",
}  # fmt: skip
_LEAD: Final = re.compile(
    rf"\b(?P<lead>{'|'.join(lead.replace(' ', chr(92) + 's+') for lead in _LEADS)})\s+"
    r"(?:(?!(?:with|familiar|about|on|for|who|involved)\b)[\w’'-]+\s+){0,4}$",
    re.IGNORECASE,
)
_WHERE: Final = re.compile(r"\bIn\s+[^,]{2,40},\s+where\b[^,]*$")
_BESIDE: Final = re.compile(r"beside|alongside|next\s+to|at\s+(?:his|her)\s+side", re.IGNORECASE)
_MEANT: Final[dict[EventKind, frozenset[str]]] = {
    "meeting": frozenset({"meeting", "summit", "talks"}),
    "summit": frozenset({"summit", "meeting"}),
    "talks": frozenset({"talks", "meeting", "call"}),
    "call": frozenset({"call", "talks"}),
    "visit": frozenset({"visit"}),
}
_CARRIED_FOR: Final = 3
_LOOKED_AT: Final = 60


def find_said(
    outline: Outline, occurrences: Sequence[Occurrence]
) -> Iterator[tuple[int, Statement, SaidWhen]]:
    """Yield the number of an event, and a statement made there with when.

    A statement belongs to an event that its own sentence names outside of what is said,
    and to the last one told before where it says no more than "after the meeting".
    """
    for statement in outline.statements:
        place = outline.sentence_of(statement)
        if place is None:
            continue
        number, sentence = place
        here = [n for n, o in enumerate(occurrences) if o.sentence == number]
        link = _named(outline, statement, here, occurrences)
        link = link or _pointed_at(outline, statement, number, occurrences)
        link = link or _carried_on(outline, statement, number, occurrences)
        if link and sentence:
            yield link[0], statement, link[1]


def _named(
    outline: Outline, statement: Statement, here: Sequence[int], occurrences: Sequence[Occurrence]
) -> tuple[int, SaidWhen] | None:
    for number in here:
        event = occurrences[number]
        if _is_within(statement, event.start):
            continue
        if _BESIDE.search(outline.text, event.start, event.end):
            return number, "at"
        begin = outline.reading.sentences[event.sentence].start
        before = outline.text[max(begin, event.start - _LOOKED_AT) : event.start]
        if _WHERE.search(outline.text, begin, event.start):
            return number, "at"
        if (lead := _lead(before)) and not (lead == "at" and not event.noun):
            return number, lead
    return None


def _pointed_at(
    outline: Outline, statement: Statement, number: int, occurrences: Sequence[Occurrence]
) -> tuple[int, SaidWhen] | None:
    """Return the last event told before that "after the meeting" can mean."""
    sentence = outline.reading.sentences[number]
    for named in find_words(outline.text, sentence.start, sentence.end):
        if not named.noun or _is_within(statement, named.start):
            continue
        before = outline.text[max(sentence.start, named.start - _LOOKED_AT) : named.start]
        lead = (
            _lead(before) if re.search(r"\b(?:the|that|this|their|his|her)\s+$", before) else None
        )
        meant = [
            index
            for index, event in enumerate(occurrences)
            if event.sentence < number and event.kind in _MEANT[named.kind]
        ]
        if lead and meant:
            return meant[-1], lead
    return None


def _carried_on(
    outline: Outline, statement: Statement, number: int, occurrences: Sequence[Occurrence]
) -> tuple[int, SaidWhen] | None:
    """Return the event right before whose day a statement was dated by, without one of its own."""
    sentence = outline.reading.sentences[number]
    paragraph = sentence.paragraph
    others = find_words(outline.text, sentence.start, sentence.end)
    of_another = any(not _is_within(statement, named.start) for named in others)
    if of_another or not statement.said_rule.startswith(CARRIED):
        return None
    for index in reversed(range(len(occurrences))):
        event = occurrences[index]
        near = 0 < number - event.sentence <= _CARRIED_FOR
        here = outline.reading.sentences[event.sentence].paragraph == paragraph
        if near and here and event.value and event.value.is_day:
            same = (statement.said_first, statement.said_last) == bounds(event.value)
            return (index, "at") if same else None
    return None


def _is_within(statement: Statement, offset: int) -> bool:
    return any(start <= offset < end for start, end in statement.spans.content)


def _lead(before: str) -> SaidWhen | None:
    found = _LEAD.search(before)
    return _LEADS[" ".join(found["lead"].lower().split())] if found else None
