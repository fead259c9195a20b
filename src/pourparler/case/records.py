"""The records that travel between layers: reports, statements and codings.

All are frozen. A changed record is a new record; the ledger keeps both.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, get_args

Span = tuple[int, int]
"""Start (inclusive) and end (exclusive) in code points of the report's stored text."""

Attribution = Literal["deed", "anonymous", "direct", "mixed", "indirect"]
Force = Literal[
    "wish", "demand", "red_line", "offer", "acceptance",
    "refusal", "threat", "promise", "deed", "description",
]  # fmt: skip
Modality = Literal["supports", "opposes", "conditional", "ambiguous", "declined"]
Translation = Literal["none", "official", "agency", "machine", "own"]
ReportKind = Literal["news", "communique", "transcript", "interview", "note"]
Handling = Literal["public", "internal", "confidential"]

ATTRIBUTIONS: tuple[str, ...] = get_args(Attribution)
FORCES: tuple[str, ...] = get_args(Force)
MODALITIES: tuple[str, ...] = get_args(Modality)
TRANSLATIONS: tuple[str, ...] = get_args(Translation)
REPORT_KINDS: tuple[str, ...] = get_args(ReportKind)
SAID_ORDER = "said_order"
"""The rule of a statement that begins with its place within the day: ``1: after his meeting``."""
HANDLINGS: tuple[Handling, ...] = get_args(Handling)

BY_HAND = "by hand"
"""The rule that fills what a person fills."""

TRANSLATION = "translation"
"""The field of a statement's ``rules`` that says who translated its quotation."""

_ID_DIGITS = 12


def text_digest(text: str) -> str:
    """Return the sha256 of a text in UTF-8, as 64 hex digits.

    Examples
    --------
    >>> text_digest("peace")[:12]
    'c2e10c20bf46'
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def report_id(text: str) -> str:
    """Return the identity of a report: 12 hex digits of the sha256 of its text."""
    return text_digest(text)[:_ID_DIGITS]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spans:
    """Where a statement's parts stand in the report; each part may be in pieces."""

    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...] = ()

    def extent(self) -> Span:
        """Return the smallest span that covers every piece."""
        pieces = self.source + self.cue + self.content
        return min(start for start, _ in pieces), max(end for _, end in pieces)


def statement_id(report: str, spans: Spans, actors: Iterable[str]) -> str:
    """Return the identity of a statement: a digest of report, spans and actors.

    Reading the same report again with the same result therefore gives the same
    statement, on any machine.
    """
    parts = [report, spans.source, spans.cue, spans.content, list(actors)]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:_ID_DIGITS]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One dated document. ``raw`` holds its bytes as given; offsets count in ``text``.

    ``body_start`` is the offset of the first code point after the header lines.
    ``duplicate_of`` names the earlier report of which this one is a near copy.
    """

    id: str
    text: str
    raw: bytes = field(repr=False)
    encoding: str
    reported_on: date
    title: str
    body_start: int = 0
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    retrieved_at: datetime | None = None
    language: str = "en"
    translation: Translation = "none"
    kind: ReportKind = "news"
    licence: str | None = None
    handling: Handling = "public"
    path: str | None = None
    duplicate_of: str | None = None

    @property
    def sha256(self) -> str:
        """The sha256 of the bytes as given, 64 hex digits."""
        return hashlib.sha256(self.raw).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """One interpretation of a statement: which issue, which options, how meant.

    ``wording`` is the digest of the issue's wording when the coding was made;
    ``about`` names the actor whose position is reported when it is not the speaker's.
    ``probability`` is in (0, 1): how likely this issue and these options are right.
    """

    issue: str
    from_option: str | None
    to_option: str | None
    modality: Modality
    probability: float
    coder: str
    wording: str
    about: str | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A span of a report in which somebody says, thinks, wants or does something.

    ``said_on`` is EDTF; ``said_first`` and ``said_last`` are its bounds (``said_first``
    is None where the text leaves the beginning open). ``rules`` names, field by field,
    the rule that filled it. ``confidence`` is in (0, 1).
    """

    id: str
    report: str
    spans: Spans
    source: str
    cue: str
    content: str
    context: str
    actors: tuple[str, ...]
    speaker: str | None
    attribution: Attribution
    force: Force
    said_on: str
    said_first: date | None
    said_last: date
    said_rule: str
    confidence: float
    reported_on: date
    audience: str | None = None
    hedged: bool = False
    negated: bool = False
    conditional: bool = False
    language: str = "en"
    handling: Handling = "public"
    reviewed: bool = False
    rules: tuple[tuple[str, str], ...] = ()
    codings: tuple[Coding, ...] = ()

    @property
    def said_order(self) -> int:
        """The place within the day, where the text gives it; 0 where it does not."""
        found = re.match(r"-?\d{1,6}(?=:|$)", dict(self.rules).get(SAID_ORDER, ""))
        return int(found[0]) if found else 0

    @property
    def actor(self) -> str | None:
        """The first of the actors, or None when the source is nobody in the case."""
        return self.actors[0] if self.actors else None

    @property
    def is_added(self) -> bool:
        """Whether a person marked it, with all its parts."""
        rules = dict(self.rules)
        return all(rules.get(part) == BY_HAND for part in ("source", "cue", "content"))

    @property
    def translated_by(self) -> str | None:
        """Who translated what is quoted, ``unstated`` where that is not told; None if nobody."""
        return dict(self.rules).get(TRANSLATION)
