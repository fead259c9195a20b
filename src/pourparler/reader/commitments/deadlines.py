"""By when something threatened or promised is due."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from pourparler.case.records import Span, Statement
from pourparler.reader.outline import Outline
from pourparler.reader.when.edtf import EdtfDate
from pourparler.reader.when.expressions import find_expressions
from pourparler.reader.when.forms import Setting
from pourparler.reader.when.units import COUNT, add_days, bounds, read_count, shift

_DUE: Final = re.compile(
    r"\b(?:by|before|until|till|no\s+later\s+than|within|ahead\s+of)\s+(?:the\s+)?$", re.IGNORECASE
)
_DUE_INSIDE: Final = re.compile(r"(?:by|before|until|till|within|in)\b", re.IGNORECASE)
_BEFORE: Final = re.compile(r"\b(?:before|ahead\s+of)\s+(?:the\s+)?(?:\S+\s*){1,4}$", re.IGNORECASE)
_START: Final = re.compile(r"\b(?:from|since|after|of|for|starting|last)\s+$", re.IGNORECASE)
_ON: Final = frozenset(
    "weekday pointed_weekday weekday_of_week day_and_month full_date relative_day calendar_unit "
    "part_of_month".split()
)
_TERM: Final = re.compile(
    rf"{COUNT}(?:[\"”]?\s*(?:or|to|-|–)\s*{COUNT.replace('count', 'more')})?[\s-]+"
    r"(?P<unit>hour|day|week|month|year)s?\b",
    re.IGNORECASE,
)
_GIVEN: Final = re.compile(
    r"\b(?:giv(?:e|es|en|ing)|gave|has|have|had|gets?|got|allow(?:s|ed)?|left|deadline|"
    r"ultimatum)\b[^.;:]{0,40}$",
    re.IGNORECASE,
)
_DEADLINE: Final = re.compile(r"[\"”]?[\s-]*(?:deadline|ultimatum)\b", re.IGNORECASE)
_ENDS: Final = re.compile(r"[\"”]?\s*(?:$|[.,;:]|to\s+\w+|or\b|and\b|before\b)", re.IGNORECASE)
_LENGTH: Final = re.compile(r"\b(?:for|of|after)\s+[\"“]?$", re.IGNORECASE)
_THEN: Final = re.compile(r"\b(?:by|before|until)\s+then\b|\botherwise\b|\bdeadline\b", re.I)
_SENTENCES_BACK: Final = 2


def find_deadline(
    outline: Outline, statement: Statement, what: Iterable[Span], condition: Iterable[Span]
) -> EdtfDate | None:
    """Return the days by which an act, or what it depends on, is due; None if none is told.

    "Fifty days" count from the day on which they were given. What lies before that day is
    no deadline.
    """
    said = statement.said_last
    for number, part in enumerate((condition, what)):
        for start, end in part:
            value = _in_words(outline.text, start, end, said, is_act=bool(number))
            if value:
                return value
    for start, end in _regions(outline, statement):
        value = _term(outline.text, start, end, said)
        if value:
            return value
    return None


def _in_words(text: str, start: int, end: int, said: date, *, is_act: bool) -> EdtfDate | None:
    for expression in find_expressions(text, start, end):
        before = text[max(0, expression.start - 20) : expression.start]
        due = _DUE.search(before) or _DUE_INSIDE.match(expression.text)
        on = is_act and expression.rule in _ON and not _START.search(before)
        if expression.is_anchored or not (due or on):
            continue
        value = expression.resolve(Setting(said, "future"))
        if value and value.first and _BEFORE.search(f"{before}{expression.text}"):
            value = EdtfDate.of_day(add_days(value.first, -1))
        if value and bounds(value)[1] >= said:
            return value
    return None


def _regions(outline: Outline, statement: Statement) -> Iterator[Span]:
    """Yield where a term may be told: the statement's sentence, and before "by then"."""
    place = outline.sentence_of(statement)
    if place is None:
        return
    number, sentence = place
    yield sentence.start, sentence.end
    if _THEN.search(outline.text, sentence.start, sentence.end):
        for earlier in outline.before(number, _SENTENCES_BACK):
            yield earlier.start, earlier.end


def _term(text: str, start: int, end: int, said: date) -> EdtfDate | None:
    for found in _TERM.finditer(text, start, end):
        before = text[max(start, found.start() - 60) : found.start()]
        after = text[found.end() : min(end, found.end() + 20)]
        given = _GIVEN.search(before) and _ENDS.match(after) and not _LENGTH.search(before)
        if not given and not _DEADLINE.match(after):
            continue
        unit = found["unit"].lower()
        least = read_count(found["count"])[0]
        most = read_count(found["more"])[1] if found["more"] else read_count(found["count"])[1]
        if unit == "hour":
            unit, least, most = "day", least // 24, -(-most // 24)
        return EdtfDate(shift(said, unit, least), shift(said, unit, max(least, most)))
    return None
