"""What a paragraph on methods and data is made from: counts, versions, settings; no words yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFacts:
    """Which reports were used. Frozen.

    ``kinds`` and ``languages`` count them by kind and language, the most frequent first;
    ``unread`` are in a language that the reader does not know; ``readers`` counts those that
    each version of the reader read.
    """

    count: int
    copies: int
    publishers: int
    first: date | None
    last: date | None
    kinds: tuple[tuple[str, int], ...]
    languages: tuple[tuple[str, int], ...]
    unread: int
    readers: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementFacts:
    """How many statements were used, and whose work they are. Frozen.

    ``by_machine`` were found by the reader, ``reviewed`` are those of them that a person
    confirmed or corrected; ``by_hand`` were added by people; ``rejected`` are no longer used.
    ``weak`` readings are by the machine and likelier wrong than right.
    """

    count: int
    by_machine: int
    reviewed: int
    by_hand: int
    rejected: int
    coders: int
    codings: int
    codings_by_people: int
    weak: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One figure of a reader in percent, with its 95 % interval. Frozen."""

    name: str
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderFigures:
    """What a version of the reader reached on texts that are not of this case. Frozen."""

    gold: str
    texts: str
    marked: int | None
    reader: str
    measured_on: date | None
    command: str
    scores: tuple[Score, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """How far coders agree: Krippendorff's alpha over so many units. Frozen.

    ``what`` names what they decided on; ``alpha`` is None where it has no meaning.
    """

    what: str
    level: str
    alpha: float | None
    units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Second coding: how many reports, by how many coders, and how far they agree. Frozen."""

    reports: int
    coders: int
    measures: tuple[Agreed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A number that the estimator goes by, with what it means. Frozen."""

    name: str
    value: float
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """Something that rests on random draws: how many, from which seed. Frozen."""

    what: str
    command: str
    draws: int
    seed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """What a ceiling of handling left out, by counts alone. Frozen."""

    ceiling: str
    reports: int
    statements: int
    notes: int
    assessments: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodFacts:
    """Everything that the paragraph is made from. Frozen.

    ``measured`` is what the reader reached elsewhere, ``audit`` the sentence on an audit of
    this case, empty without one; ``agreement`` is None without second coding, ``left_out``
    where it was not counted.
    """

    title: str
    issues: int
    actors: int
    reports: ReportFacts
    statements: StatementFacts
    measured: tuple[ReaderFigures, ...]
    audit: str
    agreement: Agreement | None
    settings: tuple[Setting, ...]
    drawings: tuple[Drawing, ...]
    left_out: LeftOut | None
    as_of: date | None
    known_at: date | None
    digest: str
    mark: str
    version: str
