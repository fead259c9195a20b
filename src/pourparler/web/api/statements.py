"""Statements, reports, speakers and commitments as the interface gives them."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from pourparler.case.records import (
    Attribution,
    Force,
    Handling,
    Modality,
    ReportKind,
    Translation,
)
from pourparler.web.api.shared import Shape, Share, Stamped

Offsets = list[tuple[int, int]]


class Coding(Shape):
    """One reading of a statement."""

    issue: str
    from_option: str | None
    to_option: str | None
    low: float | None
    high: float | None
    modality: Modality
    about: str | None
    probability: Share
    coder: str
    rule: str


class Spans(Shape):
    """Where the parts stand, in code points of the stored text."""

    source: Offsets
    cue: Offsets
    content: Offsets


class Statement(Shape):
    """A span of a report in which somebody says, thinks, wants or does something."""

    id: str
    report: str
    utterance: str | None
    reported_on: date
    said_on: str = Field(description="EDTF")
    said_rule: str
    said_order: int | None
    actor: str | None
    actors: list[str]
    speaker: str | None
    attribution: Attribution
    force: Force
    audience: str | None
    source: str
    cue: str
    content: str
    context: str
    start: int
    end: int
    spans: Spans
    hedged: bool
    negated: bool
    conditional: bool
    confidence: Share
    reviewed: bool
    language: str
    translation: str | None
    handling: Handling
    rules: dict[str, str]
    codings: list[Coding]
    commitment: str | None


class Statements(Stamped):
    """Statements, in the order of their reports."""

    statements: list[Statement]


class Report(Shape):
    """One dated document."""

    id: str
    reported_on: date
    dated_by: str
    title: str
    publisher: str | None
    author: str | None
    url: str | None
    retrieved_at: str | None
    language: str
    is_read: bool
    detected_language: str | None
    unread: str | None
    translation: Translation
    kind: ReportKind
    licence: str | None
    handling: Handling
    duplicate_of: str | None
    statements: int
    path: str | None
    is_kept: bool
    sha256: str


class Syndicated(Shape):
    """A text that several reports print."""

    report: str
    title: str
    publishers: list[str]
    copies: list[str]


class Reports(Stamped):
    """Reports by date."""

    reports: list[Report]
    syndicated: list[Syndicated]
    withheld: int


class ReportText(Stamped):
    """The text of a report, which offsets count in."""

    report: str
    text: str


class Speaker(Shape):
    """A source that is nobody in the case."""

    source: str
    count: int
    first_reported_on: date
    last_reported_on: date
    rule: str
    quotes: list[str]
    statements: list[str]


class Speakers(Stamped):
    """Sources without an actor, the most frequent first."""

    speakers: list[Speaker]


class Telling(Shape):
    """A place that tells of a commitment."""

    telling: str
    report: str
    reported_on: date
    statement: str | None
    told_on: str
    what: str
    condition: str | None
    deadline: str | None
    sentence: str
    start: int
    end: int
    rule: str


class Commitment(Shape):
    """A threat or promise, and what became of it."""

    id: str
    kind: str
    actor: str
    actors: list[str]
    speaker: str | None
    issues: list[str]
    what: str
    condition: str | None
    deadline: str | None
    made_on: str
    fate: str
    fate_on: str | None
    fate_rule: str
    tellings: list[Telling]


class Commitments(Stamped):
    """Threats and promises made by a day, the latest first."""

    commitments: list[Commitment]
    as_of: date | None


class SaidAt(Shape):
    """A statement that was made at an event, after it or before it."""

    statement: str
    when: str
    actors: list[str]
    content: str


class EventTelling(Shape):
    """A place that tells of an event."""

    report: str
    reported_on: date
    kind: str
    status: str
    held_on: str
    place: str | None
    sentence: str
    start: int
    end: int
    rule: str


class Event(Shape):
    """A meeting, call, summit, round of talks or visit."""

    id: str
    kind: str
    status: str
    held_on: str
    place: str | None
    actors: list[str]
    people: list[str]
    said: list[SaidAt]
    tellings: list[EventTelling]


class Events(Stamped):
    """Events, the latest first."""

    events: list[Event]
