"""Words that tell of events: verbs of meeting, calling and travelling, and nouns for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from pourparler.case.events import EventKind, EventStatus
from pourparler.reader.events.status import is_denied, is_unreal, status_of

Needs = Literal["", "two", "guest", "person", "delegates", "signers", "after", "coming"]
"""What a verb tells an event with: two who take part, a guest or person as its object,
people who negotiate as its subject, or two who sign something at a place; ``after`` whose
subject follows it ("after meeting Lind, she said"), ``coming`` with a day to come ("they meet
on Friday")."""

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
_AUDIENCE: Final = (
    r"(?!\s+(?:(?:with|to)\s+)?(?:[\w’'-]+\s+){0,2}?(?:reporters|journalists|(?:the\s+)?press|"
    r"supporters|voters|residents|students|soldiers|viewers|worshippers)\b)"
)
_ABSTRACT: Final = (
    r"(?!\s+(?:with\s+)?(?:[\w-]+\s+){0,2}?(?:resistance|opposition|criticism|approval|silence|refusal|rejection|"
    r"scepticism|skepticism|expectations|obstacles|success|failure|demands?|deadlines?|targets?|conditions?|needs?|"
    r"requirements?)\b)"
)
_ALONE: Final = (
    r"(?=\s+(?:(?:by|over|via|through)\s+(?:\w+\s+)?(?:tele)?(?:phone|video)|again|late|early|earlier|"
    r"yesterday|today|last|this|for\s+[\w-]+(?:\s+\w+)?\s+(?:minutes|hours?)|"
    r"(?:on\s+)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b)"
)
_NO_TALKS: Final = (
    r"(?!\s+(?:[\w-]+\s+){0,4}?(?:talks|negotiations|summit|meeting|conference|round)\b)"
)
_PHONED: Final = r"\bby\s+(?:phone|telephone|video)\b"
_DAY: Final = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\d)"
_VERBS: Final[tuple[tuple[EventKind, bool, Needs, str], ...]] = (
    ("meeting", False, "after", rf"(?<=\bafter\s)meeting(?=\s+(?:the\s+)?(?-i:[A-Z])){_AUDIENCE}"),
    (
        "meeting",
        False,
        "",
        rf"met{_AUDIENCE}{_ABSTRACT}|held\s+(?:a\s+meeting|meetings)|sat\s+down\s+with",
    ),
    ("talks", False, "", r"held\s+(?:\w+\s+)?(?:talks|negotiations)|negotiated\s+with|conferred"),
    ("summit", False, "", r"held\s+a\s+summit"),
    ("call", False, "", r"phoned|telephoned"),
    ("call", False, "person", r"called(?!\s+(?:for|on|off|it|an?|him|her|them)\b)"),
    (
        "talks",
        False,
        "two",
        rf"(?:spoke|spoken|talked){_AUDIENCE}(?=\s+(?:[\w-]+\s+){{0,3}}?(?:with|to)\s)",
    ),
    ("talks", False, "two", rf"(?:spoke|spoken|talked){_ALONE}"),
    (
        "meeting",
        False,
        "two",
        r"sat\s+down|gathered|(?:re)?convened|assembled|(?:came|got)\s+(?:face\s+to\s+face|together)|"
        r"shook\s+hands|sat\s+(?:across|opposite|around|round)",
    ),
    ("meeting", False, "guest", rf"(?:hosted|received|greeted|briefed){_NO_TALKS}{_AUDIENCE}"),
    ("meeting", False, "two", r"(?:was|were|been)\s+(?:briefed|received|hosted)\s+by"),
    ("call", False, "two", rf"discussed(?=[^.;:“”]{{1,80}}{_PHONED})"),
    (
        "talks",
        False,
        "signers",
        r"(?:signed|initial+ed|inked)(?!\s+off)|put\s+(?:his|her|their)\s+(?:names?|signatures?)\s+to",
    ),
    ("visit", False, "", r"(?:travel+ed|flew|flown|headed)\s+to|visited"),
    (
        "visit",
        False,
        "delegates",
        r"(?:is|are)\s+(?:due|expected)\s+(?:in|at)\b|(?:arrived|landed)\s+(?:in|at)|returned\s+to|(?:came|arrived)\s+here",
    ),
    (
        "meeting",
        True,
        "",
        r"meets?(?!\s+(?:the\s+)?(?:demand|need|condition|deadline|target|term)s?\b)",
    ),
    ("talks", True, "", r"hold\s+(?:\w+\s+)?talks|(?:speak|talk)\s+(?:with|to)"),
    ("talks", True, "two", rf"(?:speak|talk){_ALONE}"),
    ("meeting", True, "two", r"sits?\s+down|gather|(?:re)?convene|come\s+together"),
    ("meeting", True, "guest", rf"(?:hosts?|receives?){_NO_TALKS}{_AUDIENCE}"),
    (
        "talks",
        True,
        "signers",
        r"sign(?!\s+off)|initial|put\s+(?:his|her|their)\s+(?:names?|signatures?)\s+to",
    ),
    ("visit", True, "", r"(?:travels?|fl(?:y|ies)|heads?)\s+to|visits?(?=\s+[A-Z])"),
    ("visit", True, "delegates", r"arrives?\s+(?:in|at)|returns?\s+to|(?:comes?|arrives?)\s+here"),
    (
        "meeting",
        False,
        "",
        r"(?:sitting|standing|speaking|appearing)\s+(?:beside|alongside|next\s+to)",
    ),
    ("meeting", False, "", r"at\s+(?:his|her)\s+side"),
)
_VERB_PATTERNS: Final = tuple(
    (kind, is_base, needs, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for kind, is_base, needs, words in _VERBS
)
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
    for kind, is_base, needs, pattern in _VERB_PATTERNS:
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
