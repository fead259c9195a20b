"""Positions, shifts and changes as the interface gives them."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from pourparler.case.records import Handling
from pourparler.web.api.shared import Shape, Share, Stamped


class OptionShare(Shape):
    """The share of one option."""

    option: str
    share: Share


class Place(Shape):
    """Where a position is; points are null on an unordered scale."""

    median: float | None
    low: float | None
    high: float | None
    options: list[OptionShare]


class Held(Place):
    """Where a stale position was when last stated."""

    same_option: bool


class LatestWords(Shape):
    """The latest words, where they point elsewhere than the estimate, and why it stays."""

    statement: str
    said_on: str
    modality: str
    from_option: str | None
    to_option: str | None
    agreeing: int
    occasions: int
    because: str


class Position(Place):
    """Where one actor says it stands on one issue."""

    actor: str
    issue: str
    date: date
    intervals: list[tuple[float, float]]
    certainty: float
    reviewed_share: float | None
    reports: int
    days_since_last: int | None
    stale: bool
    held: Held | None
    latest_words: LatestWords | None
    density: list[float]


class Parted(Shape):
    """Days on which a member stood apart from its coalition."""

    first: date = Field(alias="from")
    last: date = Field(alias="to")


class Member(Place):
    """A member's own line beside its coalition's."""

    actor: str
    distance: float
    apart_probability: Share
    comparable: bool
    parted: list[Parted]


class Coalition(Place):
    """A coalition's line on an issue, and its members'."""

    coalition: str
    issue: str
    members: list[Member]


class Assessment(Shape):
    """An analyst's own estimate, beside what was said."""

    actor: str
    issue: str
    from_option: str | None
    to_option: str | None
    low: float | None
    high: float | None
    held_on: date
    reason: str
    handling: Handling
    coder: str
    command: str


class Positions(Stamped):
    """Stated positions at a date."""

    positions: list[Position]
    coalitions: list[Coalition]
    assessments: list[Assessment]


class Shift(Shape):
    """A stated position that was in one place and is in another."""

    actor: str
    issue: str
    first: date = Field(alias="from")
    last: date = Field(alias="to")
    before: Place
    after: Place
    odds: float
    change_probability: Share
    statements_before: list[str]
    statements_after: list[str]


class TakenBack(Shift):
    """A shift that later statements do not bear out."""

    known_at: date


class Contradiction(Shape):
    """Two utterances within days that do not go together."""

    actor: str
    issue: str
    first: date = Field(alias="from")
    last: date = Field(alias="to")
    probability: Share
    odds: float
    statements_first: list[str]
    statements_last: list[str]


class Shifts(Stamped):
    """What moved, and what does not go together, by date."""

    shifts: list[Shift]
    contradictions: list[Contradiction]
    taken_back: list[TakenBack]


class Look(Shape):
    """One of two looks at a case."""

    date: date | None
    reports: int
    statements: int


class ChangeSide(Place):
    """Where it stood in one of two looks."""

    certainty: float


class Change(Shape):
    """A position in both looks, null where nothing was heard."""

    actor: str
    issue: str
    before: ChangeSide | None
    after: ChangeSide | None
    moved: bool
    statements: list[str]


class Diff(Stamped):
    """What differs between two looks."""

    before: Look
    after: Look
    changes: list[Change]
    shifts: list[Shift]
    contradictions: list[Contradiction]
