"""What a threat or promise depends on, as spans of the text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from pourparler.case.records import Span, Statement
from pourparler.reader.outline import Outline
from pourparler.reader.when.expressions import find_expressions

_OPENER: Final = re.compile(
    r"(?<!even\s)(?<!as\s)(?<!what\s)(?<!asked\s)\b(?:(?:only\s+)?if|unless|provided(?:\s+that)?|"
    r"providing(?:\s+that)?|(?:as|so)\s+long\s+as|once(?!\s+(?:more|again|a)\b)|"
    r"(?:up)?on\s+(?:the\s+)?condition\s+(?:that|of)|in\s+(?:return|exchange)\s+for|"
    r"in\s+case|only\s+(?:after|when)|until|till|whoever|anyone\s+who|those\s+who|"
    r"should(?=\s+(?:the\s+)?\w+\s+(?:not\s+)?\w+))\b",
    re.IGNORECASE,
)
_OTHERWISE: Final = re.compile(r"[\s\"“'‘]*(?:otherwise|if not|or else)\b", re.IGNORECASE)
_OR: Final = re.compile(r"[\s\"“'‘,]*or\b(?!\s+else)", re.IGNORECASE)
_STOP: Final = re.compile(r"[;!?]|\.(?=\s|$)|,(?=\s)|\s[–—]\s|(?<=\w)[”\"](?=,)")
_AFTER: Final = " ,\"”’'"
_MARKS: Final = " ,.;"
_GAP: Final = 3


def find_condition(outline: Outline, statement: Statement) -> tuple[Span, ...]:
    """Return the spans of the clause a statement's act depends on, empty when there is none."""
    place = outline.sentence_of(statement)
    if place is None or not statement.spans.content:
        return ()
    first = statement.spans.content[0][0]
    if _OTHERWISE.match(outline.text, first):
        return _told_before(outline, statement, place[0])
    if _OR.match(outline.text, first):
        sentence = place[1]
        stop = _STOP.search(outline.text, sentence.start, first)
        return ((sentence.start, stop.start()),) if stop else ()
    for start, end in statement.spans.content:
        found = _within(outline.text, start, end)
        if found:
            return (found,)
    return _right_after(outline.text, statement, place[1].end)


def without(text: str, spans: Iterable[Span], cut: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans less what the other spans cover, and less the marks around them.

    Examples
    --------
    >>> without("If so, we go.", ((0, 13),), ((0, 5),))
    ((7, 12),)
    """
    left = list(spans)
    for low, high in cut:
        left = [
            piece
            for start, end in left
            for piece in ((start, min(end, low)), (max(start, high), end))
            if piece[0] < piece[1]
        ]
    trimmed = (_trimmed(text, start, end) for start, end in left)
    return tuple(dict.fromkeys((start, end) for start, end in trimmed if start < end))


def _within(text: str, start: int, end: int) -> Span | None:
    for opener in _OPENER.finditer(text, start, end):
        if _is_date(text, opener, end):
            continue
        stop = _STOP.search(text, opener.end(), end)
        until = stop.start() if stop else end
        return _trimmed(text, opener.start(), until)
    return None


def _right_after(text: str, statement: Statement, sentence_end: int) -> tuple[Span, ...]:
    """Return the clause right after the content, where the tagger left it outside."""
    for _, end in statement.spans.content:
        begin = end
        while begin < min(sentence_end, end + _GAP) and text[begin] in _AFTER:
            begin += 1
        opener = _OPENER.match(text, begin, sentence_end)
        if opener and not _is_date(text, opener, sentence_end):
            stop = _STOP.search(text, opener.end(), sentence_end)
            return (_trimmed(text, begin, stop.start() if stop else sentence_end),)
    return ()


def _is_date(text: str, opener: re.Match[str], end: int) -> bool:
    """Say whether "until" leads to a date: that is a deadline."""
    if not opener.group().lower().startswith(("until", "till")):
        return False
    found = find_expressions(text, opener.start(), end)
    return bool(found) and found[0].start <= opener.end() + _GAP


def _told_before(outline: Outline, statement: Statement, number: int) -> tuple[Span, ...]:
    """Return what the sentence before says has to happen, which "otherwise" takes up."""
    for sentence in outline.before(number, 1):
        told = [
            s.spans.content
            for s in outline.statements
            if s.spans.content and sentence.start <= s.spans.content[0][0] < sentence.end
        ]
        return told[-1] if told else (_trimmed(outline.text, sentence.start, sentence.end),)
    return ()


def _trimmed(text: str, start: int, end: int) -> Span:
    while end > start and text[end - 1] in _MARKS:
        end -= 1
    while start < end and text[start] in _MARKS:
        start += 1
    return start, end
