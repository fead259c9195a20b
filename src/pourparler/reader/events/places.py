"""Where an event took place, and when, from the words around those that tell of it."""

from __future__ import annotations

import re
from typing import Final

from pourparler.case.records import Span
from pourparler.reader.events.words import Named
from pourparler.reader.outline import Outline
from pourparler.reader.reading import Sentence
from pourparler.reader.when.edtf import EdtfDate
from pourparler.reader.when.expressions import Expression, find_expressions
from pourparler.reader.when.forms import Setting
from pourparler.reader.when.tense import find_tense
from pourparler.reader.when.units import bounds

_NAME: Final = r"(?-i:[A-ZÀ-Þ][\w’.-]*(?:\s+(?:of\s+|de\s+|a[dlnrs]-|el-)?[A-ZÀ-Þ][\w’.-]*){0,3})"
_AT: Final = re.compile(
    rf"\b(?:in|at|to|near|outside)\s+(?:the\s+)?(?P<place>{_NAME}(?:\s+(?:headquarters|palace|airport))?)",
    re.I,
)
_DATELINE: Final = re.compile(r"(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{2,40}?)\s+[—–-]{1,2}\s")
_WHERE: Final = re.compile(rf"\bIn\s+(?:the\s+)?(?P<place>{_NAME}),\s+where\b")
_COMPOUND: Final = re.compile(rf"(?P<place>{_NAME})\s+(?:\w+\s+)?$")
_DATE_WORDS: Final = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:January|February|March|April|May|June|July|"
    r"August|September|October|November|December)\b|(?:The|A|An|In|At|After|Before|During|On)$"
)
_BETWEEN: Final = re.compile(
    r"[;:“”\"]|\b(?:that|who|which|said|told|wrote|after|before|since|while|ended|because)\b", re.I
)
_TURN: Final = re.compile(r"[;:“”\"]|,\s|\b(?:that|which|said|told|wrote|about|since)\b", re.I)
_REACH: Final = 90
_NEAR: Final = 40
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
_LISTS_LATER: Final = frozenset("after_event before_event afterward beforehand".split())


def find_place(outline: Outline, sentence: Sentence, named: Named) -> tuple[Span, ...]:
    """Return where it took place: after "in" or "at", or before the noun ("the Oslo talks")."""
    text = outline.text
    until = min(sentence.end, named.end + _REACH)
    stop = _BETWEEN.search(text, named.end, until)
    begin = (
        named.start
        if text[named.start : named.end].lower().endswith((" to", " in", " at"))
        else named.end
    )
    for found in _AT.finditer(text, begin, stop.start() if stop else until):
        if _is_place(outline, found):
            return (_without_stop(found),)
    where = _WHERE.match(text, sentence.start, named.start)
    if where and _is_place(outline, where):
        return (where.span("place"),)
    compound = _COMPOUND.search(text, max(sentence.start, named.start - _NEAR), named.start)
    if named.noun and compound and _is_place(outline, compound, is_compound=True):
        return (compound.span("place"),)
    return ()


def find_dateline(outline: Outline, sentence: Sentence, named: Named) -> tuple[Span, ...]:
    """Return the place that a report is sent from, for talks that its first sentence tells of."""
    found = _DATELINE.match(outline.text, sentence.start, named.start)
    here = found and named.noun and named.kind != "call" and named.status == "held"
    return (found.span("place"),) if found and here else ()


def _without_stop(found: re.Match[str]) -> Span:
    """Leave out the full stop after a place, but not of "Washington, D.C."."""
    start, end = found.span("place")
    word = found["place"].split()[-1]
    return start, end - int(word.endswith(".") and "." not in word[:-1])


def _is_place(outline: Outline, found: re.Match[str], *, is_compound: bool = False) -> bool:
    """Leave out dates and people; before a noun also actors: "the Northlander meeting"."""
    start, end = found.span("place")
    if _DATE_WORDS.match(found["place"]):
        return False
    near = outline.reading.mentions_in(start, end + _NEAR)
    kinds = {m.kind for m in near if m.start <= start}
    barred = {"person", "title", "role", "adjective"} | ({"actor"} if is_compound else set())
    return kinds.isdisjoint(barred)


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
        apart = _TURN.search(between) and not _is_aside(outline.text, named.end, expression)
        if (apart and not _is_set(outline.text, expression)) or len(between) > _REACH:
            break
        if named.status == "called_off" and not _is_set(outline.text, expression):
            continue  # the day on which it was called off
        if _SINCE.search(outline.text, sentence.start, expression.start + len("since ")):
            continue  # no day of its own: "have met three times since Monday"
        if value := _value(outline, number, expression, named):
            return value, (expression.start, expression.end)
    for expression in reversed(earlier):
        if _stands_before(outline, sentence, expression, named):
            value = _value(outline, number, expression, named)
            return (value, (expression.start, expression.end)) if value else None
    return None


def _opened_and_closed(
    outline: Outline, number: int, later: list[Expression], named: Named
) -> tuple[EdtfDate, Span] | None:
    """Return the days from "opened on Monday" to "closed on Friday", or the one that is told."""
    if not named.noun:
        return None
    found = []
    for expression in later:
        lead = outline.text[named.end : expression.start]
        if len(lead) > 2 * _REACH:
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
    lead = text[max(0, expression.start - _NEAR) : expression.start]
    return bool(
        re.search(r"\b(?:planned|due|set|scheduled|slated)\s+(?:(?:for|on)\s+)?(?:the\s+)?$", lead)
    )


def _stands_before(
    outline: Outline, sentence: Sentence, expression: Expression, named: Named
) -> bool:
    between = outline.text[expression.end : named.start]
    if named.noun:
        led = _DURING.fullmatch(between) and named.status != "called_off"
        return bool(led or expression.possessive) and len(between) < _NEAR and "," not in between
    opens = not outline.text[sentence.start : expression.start].strip(" “\"'")
    return (opens or len(between) < _NEAR) and not _BETWEEN.search(between)


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
    set_for = named.status == "planned" or _is_set(outline.text, expression)
    tense = "future" if set_for else find_tense(before, after)
    return expression.resolve(Setting(outline.report.reported_on, tense))
