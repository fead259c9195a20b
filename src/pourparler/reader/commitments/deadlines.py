"""By when something threatened or promised is due."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from pourparler.case.records import Span, Statement
from pourparler.reader.outline import Outline
from pourparler.reader.when.edtf import EdtfDate
from pourparler.reader.when.expressions import Expression, find_expressions
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
_TO_ITS_END: Final = re.compile(
    r"\b(?:by|before|until|till)\s+(?:the\s+|its\s+)?end\b", re.IGNORECASE
)
_WITHIN: Final = re.compile(
    rf"\bwithin\s+(?:the\s+next\s+)?{COUNT}[\s-]+(?P<unit>hour|day|week|month|year)s?\b",
    re.IGNORECASE,
)
_FROM_ELSEWHERE: Final = re.compile(r"\s+(?:of|from|after)\b", re.IGNORECASE)
_ORDINALS: Final = tuple(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first "
    "twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh "
    "twenty-eighth twenty-ninth thirtieth thirty-first".split()
)
_ORDINAL_DAY: Final = re.compile(
    rf"\b(?:by|before|until|till)\s+the\s+(?:(?P<word>{'|'.join(reversed(_ORDINALS))})|"
    r"(?P<number>[12]\d|3[01]|[1-9])(?:st|nd|rd|th))(?=\s*(?:[.,;:”\")]|$|or\b|and\b))",
    re.IGNORECASE,
)
_MONTHS_ON: Final = 3


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
    """Return what "by Friday" says, else, of an act, on which day it is to follow."""
    if value := _within(text, start, end, said) or _day_of_month(text, start, end, said):
        return value
    expressions = [e for e in find_expressions(text, start, end) if not _is_counted_from(text, e)]
    for expression in expressions:
        before = text[max(0, expression.start - 20) : expression.start]
        due = _DUE.search(before) or _DUE_INSIDE.match(expression.text)
        if due and (value := _due_by(expression, before, said)):
            return value
    for expression in expressions if is_act else ():
        before = text[max(0, expression.start - 20) : expression.start]
        opens = not text[start : expression.start].removeprefix("on").strip()
        on = expression.rule in _ON and not _START.search(before) and not opens
        if on and (value := _resolve(expression, said)):
            return value
    return None


def _due_by(expression: Expression, before: str, said: date) -> EdtfDate | None:
    value = _resolve(expression, said)
    if value and value.first and _BEFORE.search(f"{before}{expression.text}"):
        day = add_days(value.first, -1)
        return EdtfDate.of_day(day) if day >= said else None
    if value and value.last and _TO_ITS_END.search(f"{before}{expression.text}"):
        return EdtfDate.of_day(value.last)
    return value


def _resolve(expression: Expression, said: date) -> EdtfDate | None:
    if expression.is_anchored:
        return None
    value = expression.resolve(Setting(said, "future"))
    return value if value and bounds(value)[1] >= said else None


def _within(text: str, start: int, end: int, said: date) -> EdtfDate | None:
    """Return the last day of "within a year", counted from the day on which it was said."""
    found = _WITHIN.search(text, start, end)
    if found is None or _FROM_ELSEWHERE.match(text, found.end()):
        return None
    most = read_count(found["count"])[1]
    unit = found["unit"].lower()
    if unit == "hour":
        unit, most = "day", -(-most // 24)
    return EdtfDate.of_day(shift(said, unit, most))


def _is_counted_from(text: str, expression: Expression) -> bool:
    """Say whether a term is counted from something else: "within ten days of the signature"."""
    within = _WITHIN.match(text, expression.start)
    return bool(within and _FROM_ELSEWHERE.match(text, within.end()))


def _day_of_month(text: str, start: int, end: int, said: date) -> EdtfDate | None:
    """Return the next such day after it was said, of "by the fifteenth"."""
    found = _ORDINAL_DAY.search(text, start, end)
    if found is None:
        return None
    number = _ORDINALS.index(found["word"].lower()) + 1 if found["word"] else int(found["number"])
    for month in range(_MONTHS_ON):
        moved = shift(said.replace(day=1), "month", month)
        if number <= monthrange(moved.year, moved.month)[1]:
            day = moved.replace(day=number)
            if day >= said:
                return EdtfDate.of_day(day)
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
