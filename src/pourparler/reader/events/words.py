"""Words that tell of events: verbs of meeting, calling and travelling, and nouns for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pourparler.case.events import EventKind, EventStatus

_PLANS: Final = re.compile(
    r"\b(?:will|shall|would|(?:is|are|was|were)\s+(?:due\s+|set\s+|expected\s+|scheduled\s+|going\s+)?to|"
    r"(?:plan|plans|planned|agreed|intends?|intended)\s+to)\s+(?:\w+ly\s+|also\s+|then\s+)?$",
    re.IGNORECASE,
)
_UNREAL: Final = re.compile(
    r"\b(?:not|never|no|if|unless|should|could|might|may|must|until|once|to|without)\s+"
    r"(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_VERBS: Final[tuple[tuple[EventKind, bool, str], ...]] = (
    ("meeting", False, r"met|held\s+(?:a\s+meeting|meetings)|sat\s+down\s+with"),
    ("talks", False, r"held\s+(?:\w+\s+)?(?:talks|negotiations)|negotiated\s+with|conferred"),
    ("summit", False, r"held\s+a\s+summit"),
    ("call", False, r"phoned|telephoned"),
    ("talks", False, r"(?:spoke|spoken|talked)(?=\s+(?:[\w-]+\s+){0,3}?(?:with|to)\s)"),
    ("visit", False, r"(?:travel+ed|flew|flown)\s+to|visited"),
    (
        "meeting",
        True,
        r"meets?(?!\s+(?:the\s+)?(?:demand|need|condition|deadline|target|term)s?\b)",
    ),
    ("talks", True, r"hold\s+(?:\w+\s+)?talks|(?:speak|talk)\s+(?:with|to)"),
    ("visit", True, r"(?:travel|fly)\s+to|visits?(?=\s+[A-Z])"),
    ("meeting", False, r"(?:sitting|standing|speaking|appearing)\s+(?:beside|alongside|next\s+to)"),
    ("meeting", False, r"at\s+(?:his|her)\s+side"),
)
_VERB_PATTERNS: Final = tuple(
    (kind, is_base, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for kind, is_base, words in _VERBS
)
_NOUNS: Final[tuple[tuple[EventKind, str], ...]] = (
    ("summit", r"summits?"),
    ("call", r"(?:phone\s+|video\s+|telephone\s+|conference\s+)?call(?!s?\s+(?:for|on|to)\b)"),
    ("call", r"(?:phone\s+|telephone\s+)conversation|videoconference|video\s+conference"),
    (
        "talks",
        r"(?:round|rounds)\s+of\s+(?:[\w-]+\s+){0,2}(?:talks|negotiations)|talks|negotiations",
    ),
    ("meeting", r"meetings?|session|encounter|(?<!news\s)(?<!press\s)(?-i:conference)"),
    ("visit", r"visit|trip"),
)
_NOUN_PATTERNS: Final = tuple(
    (kind, re.compile(rf"(?<![\w’'])(?:{words})\b(?!\s+room\b)", re.IGNORECASE))
    for kind, words in _NOUNS
)
_COMING: Final = re.compile(
    r"\b(?:upcoming|planned|next|forthcoming|scheduled|coming|future|proposed|possible)\s+"
    r"(?:\w+\s+){0,3}$",
    re.IGNORECASE,
)
_OFF: Final = re.compile(
    r"\b(?:put\s+off|cancel+ed|called\s+off|postponed|no|without|refused|rejected|if|proposed|"
    r"offered|suggested|ask(?:ed|s)?\s+for|call(?:ed|s)?\s+for|imagine|possible|invitation\s+to)\s+"
    r"(?:[\w’']+\s+){0,4}$",
    re.IGNORECASE,
)
_LOOKED_AT: Final = 60


@dataclass(frozen=True, slots=True)
class Named:
    """Words that tell of an event. ``noun`` is empty for a verb."""

    start: int
    end: int
    kind: EventKind
    status: EventStatus
    noun: str


def find_words(text: str, start: int, end: int) -> Iterator[Named]:
    """Yield the words between two offsets that tell of an event, none inside another.

    Left out is what was proposed, refused, put off or only imagined.

    Examples
    --------
    >>> [(n.kind, n.status) for n in find_words("They met at talks. They will meet again.", 0, 40)]
    [('meeting', 'held'), ('talks', 'held'), ('meeting', 'planned')]
    >>> list(find_words("She proposed a meeting; he called for talks.", 0, 44))
    []
    """
    found = sorted((*_verbs(text, start, end), *_nouns(text, start, end)), key=_place)
    last = start
    for named in found:
        if named.start >= last:
            yield named
            last = named.end


def _place(named: Named) -> tuple[int, int]:
    return named.start, -named.end


def _verbs(text: str, start: int, end: int) -> Iterator[Named]:
    for kind, is_base, pattern in _VERB_PATTERNS:
        for found in pattern.finditer(text, start, end):
            before = text[max(start, found.start() - _LOOKED_AT) : found.start()]
            plans = bool(_PLANS.search(before))
            present = found.group().lower() in ("meets", "visits")
            if is_base and not (plans or present):
                continue
            if not plans and _UNREAL.search(before):
                continue
            status: EventStatus = "planned" if is_base else "held"
            yield Named(found.start(), found.end(), kind, status, "")


def _nouns(text: str, start: int, end: int) -> Iterator[Named]:
    for kind, pattern in _NOUN_PATTERNS:
        for found in pattern.finditer(text, start, end):
            before = text[max(start, found.start() - _LOOKED_AT) : found.start()]
            if _OFF.search(before):
                continue
            status: EventStatus = "planned" if _COMING.search(before) else "held"
            noun = found.group().lower().split()[-1].removesuffix("s")
            yield Named(found.start(), found.end(), kind, status, noun)
