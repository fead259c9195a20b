"""The verbs that tell of events, and what has to stand with each."""

from __future__ import annotations

import re
from typing import Final, Literal

from pourparler.case.events import EventKind

Needs = Literal["", "two", "guest", "person", "delegates", "signers", "after", "coming"]
"""What a verb tells an event with: two who take part, a guest or person as its object,
people who negotiate as its subject, or two who sign something at a place; ``after`` whose
subject follows it ("after meeting Lind, she said"), ``coming`` with a day to come ("they meet
on Friday")."""

_AUDIENCE: Final = (
    r"(?!\s+(?:(?:with|to)\s+)?(?:[\w’'-]+\s+){0,2}?(?:reporters|journalists|(?:the\s+)?press|"
    r"supporters|voters|residents|students|soldiers|viewers|worshippers)\b)"
)
_TALKS: Final = "talks|meetings?|consultations|negotiations|discussions"
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
_VERBS: Final[tuple[tuple[EventKind, bool, Needs, str], ...]] = (
    ("meeting", False, "after", rf"(?<=\bafter\s)meeting(?=\s+(?:the\s+)?(?-i:[A-Z])){_AUDIENCE}"),
    ("meeting", False, "", rf"(?:is|are|was|were)\s+meeting{_AUDIENCE}{_ABSTRACT}"),
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
        r"(?:is|are)\s+(?:due|expected)\s+(?:in|at)\b|left\s+for(?=\s+(?-i:[A-Z]))|"
        rf"(?:was|were|is|are)\s+in(?=\s+[^,.;]{{2,40}}\bfor\s+(?:[\w-]+\s+){{0,3}}(?:{_TALKS})\b)|"
        r"(?:arrived|landed)\s+(?:in|at)|returned\s+to|(?:came|arrived)\s+here",
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
VERB_PATTERNS: Final = tuple(
    (kind, is_base, needs, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for kind, is_base, needs, words in _VERBS
)
"""Kind, whether the verb is in its base form or the present, what it needs, and its words."""
