"""Words that tell of events: verbs of meeting, calling and travelling, and nouns for these."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pourparler.case.events import EventKind, EventStatus
from pourparler.reader.events.status import is_denied, is_unreal, match_off, status_of
from pourparler.reader.events.verbs import VERB_PATTERNS, Needs

_PLANS: Final = re.compile(
    r"\b(?:will|shall|would|(?:is|are|was|were)\s+(?:due\s+|set\s+|expected\s+|scheduled\s+|going\s+)?to|"
    r"(?:plan|plans|planned|agreed|intends?|intended)\s+to)\s+(?:\w+ly\s+|also\s+|then\s+)?$",
    re.IGNORECASE,
)
_UNREAL: Final = re.compile(
    r"\b(?:not|never|no|if|unless|should|could|might|may|must|until|once|to|without|would\s+have)\s+"
    r"(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_DAY: Final = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\d)"
_WHICH: Final = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|new|fresh|latest|final|next"
)
_TAKES_PLACE: Final = (
    r"(?:will|is\s+to|was\s+to)\s+(?:be\s+held|take\s+place|begin|open|follow|start)|was\s+held|"
    r"took\s+place|(?:is|was|has\s+been)\s+(?:due|set|planned|scheduled)\s+(?:for|on)|"
    r"(?:opens|begins|follows|starts)\b"
)
_NOUNS: Final[tuple[tuple[EventKind, str], ...]] = (
    ("summit", r"summits?"),
    (
        "call",
        rf"(?:(?:phone|video|telephone|conference)\s+)?call(?!s?\s+(?:for|to|on(?!\s+{_DAY}))\b)",
    ),
    ("call", r"(?:phone|video|telephone|conference)\s+(?:call|conversation)|video\s?conference"),
    (
        "talks",
        r"(?:round|rounds)\s+of\s+(?:[\w-]+\s+){0,2}(?:talks|negotiations|consultations|discussions)|"
        r"talks|negotiations|consultations|discussions|"
        rf"(?:{_WHICH})\s+round(?!\s+of\b)|round\s+of\s+the\s+(?:[\w-]+\s+)?(?:talks|negotiations)|"
        rf"(?<=\bthe\s)(?:{_WHICH})(?=\s+(?:{_TAKES_PLACE}))",
    ),
    ("talks", r"session"),
    ("meeting", r"meetings?|encounter|(?<!news\s)(?<!press\s)(?-i:conference)"),
    ("visit", r"visit|trip"),
)
_NOUN_PATTERNS: Final = tuple(
    (kind, re.compile(rf"(?<![\w’'])(?:{words})\b(?!\s+room\b)", re.IGNORECASE))
    for kind, words in _NOUNS
)
_CONDITION: Final = re.compile(
    r"[^;:]*?(?<!even )\b(?:if|unless|provided|as\s+long\s+as|only\s+(?:once|after))\b",
    re.IGNORECASE,
)
_COUNTED: Final = re.compile(
    rf"\b(?:{_WHICH})(?:\s+(?:[\w-]+\s+)?(?:round|session|meeting|summit)\b[\w\s]*)?$",
    re.IGNORECASE,
)
_LOOKED_AT: Final = 60


@dataclass(frozen=True, slots=True)
class Named:
    """Words that tell of an event. ``noun`` is empty for a verb; ``needs`` is of verbs."""

    start: int
    end: int
    kind: EventKind
    status: EventStatus
    noun: str
    needs: Needs = ""


def find_words(text: str, start: int, end: int, *, is_entry: bool = False) -> Iterator[Named]:
    """Yield the words between two offsets that tell of an event, none inside another.

    ``is_entry``: it is the entry of a day, which tells in the present what took place.

    Left out is what was proposed, refused, hangs on a condition or is only imagined.

    Examples
    --------
    >>> [(n.kind, n.status) for n in find_words("They met at talks. They will meet again.", 0, 40)]
    [('meeting', 'held'), ('talks', 'held'), ('meeting', 'planned')]
    >>> list(find_words("She proposed a meeting; he called for talks.", 0, 44))
    []
    """
    found = sorted((*_verbs(text, start, end, is_entry), *_nouns(text, start, end)), key=_place)
    last = start
    for named in found:
        if named.start >= last:
            yield named
            last = named.end


def _place(named: Named) -> tuple[int, int]:
    return named.start, -named.end


def _verbs(text: str, start: int, end: int, is_entry: bool) -> Iterator[Named]:
    for kind, is_base, needs, pattern in VERB_PATTERNS:
        for found in pattern.finditer(text, start, end):
            before = text[max(start, found.start() - _LOOKED_AT) : found.start()]
            plans = bool(_PLANS.search(before))
            present = found.group().split()[0].lower().endswith("s")
            coming = found.group().lower() == "meet" and not (plans or is_entry)
            if is_base and not (plans or present or is_entry or coming):
                continue
            if (not plans and _UNREAL.search(before)) or is_denied(before):
                continue
            if is_base and _CONDITION.match(text, found.end(), end):
                continue
            told = not is_base or (is_entry and not plans)
            status: EventStatus = "held" if told else "planned"
            if not told and match_off(text, found.end(), end) is not None:
                status = "called_off"
            yield Named(found.start(), found.end(), kind, status, "", "coming" if coming else needs)


def _nouns(text: str, start: int, end: int) -> Iterator[Named]:
    for kind, pattern in _NOUN_PATTERNS:
        for found in pattern.finditer(text, start, end):
            before = text[max(start, found.start() - _LOOKED_AT) : found.start()]
            after = text[found.end() : end]
            if not is_unreal(before, after):
                noun = found.group().lower().split()[-1].removesuffix("s")
                status = status_of(before, after)
                yield Named(found.start(), found.end(), kind, status, noun)


def is_counted(text: str, start: int, named: Named) -> bool:
    """Say whether a number or the like tells which of several it is.

    Examples
    --------
    >>> text = "The third round of talks closed."
    >>> [is_counted(text, 0, named) for named in find_words(text, 0, len(text))]
    [True]
    """
    before = text[max(start, named.start - _LOOKED_AT) : named.start]
    return bool(named.noun and _COUNTED.search(before + text[named.start : named.end]))
