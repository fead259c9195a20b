"""Where an event took place, from the words around those that tell of it."""

from __future__ import annotations

import re
from typing import Final

from pourparler.case.records import Span
from pourparler.reader.events.days import CUT, NEAR, REACH
from pourparler.reader.events.words import Named
from pourparler.reader.outline import Outline
from pourparler.reader.reading import Sentence

_NAME: Final = r"(?-i:[A-ZÀ-Þ][\w’.-]*(?:\s+(?:of\s+|de\s+|a[dlnrs]-|el-)?[A-ZÀ-Þ][\w’.-]*){0,3})"
_AT: Final = re.compile(
    rf"\b(?:in|at|to|near|outside)\s+(?:the\s+)?(?P<place>{_NAME}(?:\s+(?:headquarters|palace|airport))?)",
    re.I,
)
_SITE: Final = re.compile(
    r"\b(?:in|at|near|outside)\s+(?:the|an?|his|her|its|their)\s+(?P<place>(?:[\w’'-]+\s+){0,2}?(?:capital|palace|"
    r"hotel|manor|villa|castle|residence|ranch|monastery|lodge|resort|mansion|embassy|country\s+house|"
    r"guest\s+house|airport|air\s+base|military\s+base|border\s+post|headquarters)\b"
    rf"(?:\s+(?:in|near|outside)\s+(?:the\s+)?{_NAME})?)",
    re.IGNORECASE,
)
_VISITED: Final = re.compile(
    rf"(?:visit|visits|visited|left\s+for)\s+(?:the\s+)?(?P<place>{_NAME})", re.IGNORECASE
)
_THERE: Final = re.compile(r"\s+(?:[\w’'-]+\s+){0,4}?there\b", re.IGNORECASE)
_HERE: Final = re.compile(r"\s+(?:[\w’'-]+\s+){0,4}?here\b", re.IGNORECASE)
_OPENS: Final = re.compile(
    rf"\s*[“\"]?(?:in|at|near|outside)\s+(?:the\s+)?(?P<place>{_NAME})"
    r"(?=,\s|\s+(?:on|late|early|last|this|earlier)\s|\s+(?-i:[A-ZÀ-Þ]))",
    re.IGNORECASE,
)
_DATELINE: Final = re.compile(r"(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{2,40}?)\s+[—–-]{1,2}\s")
_DATELINE_DATED: Final = re.compile(
    r"(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{2,40}?)(?:,[^—–\n-]{1,40})?\s[—–-]{1,2}\s"
)
_WHERE: Final = re.compile(rf"\bIn\s+(?:the\s+)?(?P<place>{_NAME}),\s+where\b")
_COMPOUND: Final = re.compile(rf"(?P<place>{_NAME})\s+(?:\w+\s+)?$")
_DATE_WORDS: Final = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:January|February|March|April|May|June|July|"
    r"August|September|October|November|December)\b|(?:The|A|An|In|At|After|Before|During|On)$"
)


def find_place(outline: Outline, sentence: Sentence, named: Named) -> tuple[Span, ...]:
    """Return where it took place: after "in" or "at", or before the noun ("the Oslo talks")."""
    text = outline.text
    until = min(sentence.end, named.end + REACH)
    stop = CUT.search(text, named.end, until)
    begin = (
        named.start
        if text[named.start : named.end].lower().endswith((" to", " in", " at"))
        else named.end
    )
    last = stop.start() if stop else until
    visited = _VISITED.match(text, named.start, last)
    if visited and not named.noun and _is_place(outline, visited):
        return (_without_stop(visited),)
    named_places = (found for found in _AT.finditer(text, begin, last) if _is_place(outline, found))
    name, site = next(named_places, None), _SITE.search(text, begin, last)
    if site and (name is None or site.start() < name.start()):
        return (site.span("place"),)
    if name:
        return (_without_stop(name),)
    if _THERE.match(text, named.end, last) and (earlier := _told_before(outline, sentence)):
        return earlier
    if _is_here(text, named, last) and (dateline := _dateline_of(outline)):
        return (dateline,)
    for opening in (_WHERE, _OPENS):
        where = opening.match(text, sentence.start, named.start)
        if where and _is_place(outline, where):
            return (where.span("place"),)
    compound = _COMPOUND.search(text, max(sentence.start, named.start - NEAR), named.start)
    if named.noun and compound and _is_place(outline, compound, is_compound=True):
        return (compound.span("place"),)
    return ()


def find_dateline(outline: Outline, sentence: Sentence, named: Named) -> tuple[Span, ...]:
    """Return the place that a report is sent from, for talks that its first sentence tells of."""
    found = _DATELINE.match(outline.text, sentence.start, named.start)
    here = found and named.noun and named.kind != "call" and named.status == "held"
    return (found.span("place"),) if found and here else ()


def find_place_before(
    outline: Outline, sentence: Sentence, named: Named, dated: Span
) -> tuple[Span, ...]:
    """Return the place told before a date before a noun: "in Rome on Monday, at the end of"."""
    if not named.noun or dated[0] > named.start:
        return ()
    near = max(sentence.start, dated[0] - NEAR)
    for found in _AT.finditer(outline.text, near, dated[0]):
        gap = outline.text[found.end("place") : dated[0]].strip(" ,")
        if gap in ("", "on") and _is_place(outline, found):
            return (_without_stop(found),)
    return ()


def _told_before(outline: Outline, sentence: Sentence) -> tuple[Span, ...]:
    """Return the last place that the sentence before tells, for "there"."""
    number = outline.reading.sentence_number(sentence.start)
    for earlier in outline.before(number, 1) if number else ():
        found = [m for m in _AT.finditer(outline.text, earlier.start, earlier.end)]
        places = [m for m in found if _is_place(outline, m)]
        if places:
            return (_without_stop(places[-1]),)
    return ()


def _is_here(text: str, named: Named, until: int) -> bool:
    """Say whether it took place where the report was sent from: "met here", "comes here"."""
    own = text[named.start : named.end].lower().endswith(" here")
    return own or bool(_HERE.match(text, named.end, until))


def _dateline_of(outline: Outline) -> Span | None:
    """Return the place that a report is sent from, where its first sentence begins with it."""
    first = outline.reading.sentences[0].start if outline.reading.sentences else 0
    found = _DATELINE_DATED.match(outline.text, first)
    return found.span("place") if found else None


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
    near = outline.reading.mentions_in(start, end + NEAR)
    kinds = {m.kind for m in near if m.start <= start}
    barred = {"person", "title", "role", "adjective"} | ({"actor"} if is_compound else set())
    return kinds.isdisjoint(barred)
