"""When an event took place, from the words around those that tell of it."""

from __future__ import annotations

import re
from typing import Final

from pourparler.case.records import Span
from pourparler.reader.events.status import match_off
from pourparler.reader.events.words import Named
from pourparler.reader.outline import Outline
from pourparler.reader.reading import Sentence
from pourparler.reader.when.edtf import EdtfDate
from pourparler.reader.when.expressions import Expression, find_expressions
from pourparler.reader.when.forms import Setting
from pourparler.reader.when.tense import find_tense
from pourparler.reader.when.units import add_days, bounds, move

CUT: Final = re.compile(
    r"[;:“”\"]|\b(?:that|who|which|said|told|wrote|announced|declared|confirmed|added|after|before|since|while|"
    r"ended|because)\b",
    re.I,
)
"""Words at which what is told of an event ends."""

REACH: Final = 90
"""Characters after the words for an event in which its place and day stand."""

NEAR: Final = 40
"""The same before them."""

_TURN: Final = re.compile(r"[;:“”\"]|,\s|\b(?:that|which|said|told|wrote|about|since)\b", re.I)
_OPENED: Final = re.compile(
    r"\b(?:opened|began|started|closed|ended|concluded|broke\s+up|took\s+place|(?:was|were|be)\s+held)\s+"
    r"(?:late\s+|early\s+)?$",
    re.IGNORECASE,
)
_COMMA: Final = re.compile(r",\s+(?:(?:from|on|in|between)\s+)?$", re.IGNORECASE)
_SINCE: Final = re.compile(r"\bsince\s+(?:(?:early|late|on|the)\s+)*$", re.IGNORECASE)
_DURING: Final = re.compile(
    r",?\s*(?:during|in|at)\s+(?:a|an|the|his|her|their)\s+(?:[\w-]+\s+){0,3}$", re.IGNORECASE
)
_TIMES: Final = re.compile(r"\b(?:times|twice)\b", re.IGNORECASE)
_LATEST: Final = re.compile(
    r"\b(?:most\s+recently|lastly|the\s+last\s+time|last\s+in)\b", re.IGNORECASE
)
_WEEK_OF: Final = re.compile(r"\bweek\s+(?:of|beginning|starting)\s+(?:on\s+)?$", re.IGNORECASE)
_DAYS_ON: Final = 6
_LISTS_LATER: Final = frozenset("after_event before_event afterward beforehand".split())


def find_date(outline: Outline, number: int, named: Named) -> tuple[EdtfDate, Span] | None:
    """Return when it took place, with the words that say so.

    Looked at are dates after the words, up to a comma or another clause; then "Monday's"
    before a noun, and what opens the sentence or stands close before a verb.
    """
    sentence = outline.reading.sentences[number]
    found = find_expressions(outline.text, sentence.start, sentence.end)
    later = [e for e in found if e.start >= named.end - 1]
    earlier = [e for e in found if e.end <= named.start]
    if told := _opened_and_closed(outline, number, later, named):
        return told
    for expression in later:
        between = outline.text[named.end : expression.start]
        latest = _TIMES.search(between) and _LATEST.search(between)
        apart = (
            not latest
            and _TURN.search(between)
            and not _is_aside(outline.text, named.end, expression)
        )
        if (apart and not _is_set(outline.text, expression)) or len(between) > REACH:
            break
        if _TIMES.search(between) and not _LATEST.search(between):
            continue  # "have met four times this year"
        if named.status == "called_off" and not (
            _is_set(outline.text, expression)
            or _was_off_later(outline, sentence, named, expression)
        ):
            continue  # the day on which it was called off
        if _SINCE.search(outline.text, sentence.start, expression.start + len("since ")):
            continue  # no day of its own: "have met three times since Monday"
        if value := _value(outline, number, expression, named):
            return _with_next_day(outline, number, expression, value, later, named)
    for expression in reversed(earlier):
        if _stands_before(outline, sentence, expression, named):
            value = _value(outline, number, expression, named)
            return (value, (expression.start, expression.end)) if value else None
    return None


def _was_off_later(
    outline: Outline, sentence: Sentence, named: Named, expression: Expression
) -> bool:
    """Say whether it is called off only behind the date: "the talks on Friday were called off"."""
    off = match_off(outline.text, named.end, sentence.end)
    return off is not None and expression.end <= off


def _with_next_day(
    outline: Outline,
    number: int,
    expression: Expression,
    value: EdtfDate,
    later: list[Expression],
    named: Named,
) -> tuple[EdtfDate, Span]:
    """Return a date with the words for it; of "on Monday and Tuesday" both days."""
    end = expression.end
    for other in later:
        if other.start > end and outline.text[end : other.start].split() in (
            ["and"],
            ["and", "on"],
        ):
            following = _value(outline, number, other, named)
            if following and value.is_day and bounds(following) == bounds(move(value, "day", 1)):
                return EdtfDate(value.first, following.last), (expression.start, other.end)
    return value, (expression.start, end)


def _opened_and_closed(
    outline: Outline, number: int, later: list[Expression], named: Named
) -> tuple[EdtfDate, Span] | None:
    """Return the days from "opened on Monday" to "closed on Friday", or the one that is told."""
    if not named.noun:
        return None
    found = []
    for expression in later:
        lead = outline.text[named.end : expression.start]
        if len(lead) > 2 * REACH:
            break
        if _OPENED.search(lead) and (value := _value(outline, number, expression, named)):
            found.append((value, (expression.start, expression.end)))
    if not found:
        return None
    first, last = bounds(found[0][0])[0], bounds(found[-1][0])[1]
    whole = EdtfDate(first, last) if len(found) > 1 and first <= last else found[-1][0]
    return whole, found[-1][1]


def _is_aside(text: str, end: int, expression: Expression) -> bool:
    """Say whether a date stands alone between commas: "the session in Rome, on Monday, lasted"."""
    between = text[end : expression.start]
    comma = _COMMA.search(between)
    alone = bool(comma and not _TURN.search(between[: comma.start()]))
    return alone and text[expression.end : expression.end + 1] in (",", ".")


def _is_set(text: str, expression: Expression) -> bool:
    """Say whether a date is the one that something was set for."""
    lead = text[max(0, expression.start - NEAR) : expression.start]
    return bool(
        re.search(
            r"\b(?:(?:planned|due|set|scheduled|slated)\s+(?:(?:for|on)\s+)?|"
            r"(?:postponed|put\s+off|moved|rescheduled|brought\s+forward)\s+(?:to|until|till|for)\s+)"
            r"(?:the\s+)?$",
            lead,
        )
    )


def _stands_before(
    outline: Outline, sentence: Sentence, expression: Expression, named: Named
) -> bool:
    between = outline.text[expression.end : named.start]
    if named.noun:
        led = _DURING.fullmatch(between) and named.status != "called_off"
        return bool(led or (expression.possessive and "," not in between)) and len(between) < NEAR
    opens = not outline.text[sentence.start : expression.start].strip(" “\"'")
    return (opens or len(between) < NEAR) and not CUT.search(between)


def _value(outline: Outline, number: int, expression: Expression, named: Named) -> EdtfDate | None:
    sentence = outline.reading.sentences[number]
    if expression.rule in _LISTS_LATER:
        return None
    if expression.is_anchored:
        dated = [
            d.value for d in outline.scene[number].dates if d.expression.start == expression.start
        ]
        return dated[0] if dated else None
    before = outline.text[sentence.start : expression.start]
    after = outline.text[expression.end : sentence.end]
    week = _WEEK_OF.search(before)
    set_for = named.status == "planned" or _is_set(outline.text, expression)
    tense = "future" if set_for else find_tense(before, after)
    value = expression.resolve(Setting(outline.report.reported_on, tense))
    if week and value and value.first and value.is_day:
        monday = add_days(value.first, -value.first.weekday())
        return EdtfDate(monday, add_days(monday, _DAYS_ON))
    return value
