"""What a codebook holds: issues with their options, codes with their meaning, and counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pourparler.case.issues import Issue, Option
from pourparler.report.method_facts import Agreed, Agreement


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A statement that was coded so. Frozen. ``reviewed`` where a person confirmed it."""

    statement: str
    report: str
    who: str
    said_on: str
    words: str
    reviewed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionCodes:
    """An option with the codings that name it alone. Frozen.

    ``codings`` counts them by modality; ``by_people`` are those made or confirmed by people.
    """

    option: Option
    codings: Mapping[str, int]
    by_people: int
    example: Example | None

    @property
    def count(self) -> int:
        """How many codings name it alone."""
        return sum(self.codings.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueCodes:
    """An issue with its options. Frozen.

    Attributes
    ----------
    issue : Issue
    options : tuple of OptionCodes
    between, without_option : int
        Codings that reach over several options, or name none.
    weak : int
        Codings by the machine that are likelier wrong than right; in no other count.
    agreement : Agreed or None
        Of coders on the option, where reports were coded twice.
    """

    issue: Issue
    options: tuple[OptionCodes, ...]
    between: int
    without_option: int
    by_people: int
    weak: int
    agreement: Agreed | None

    @property
    def count(self) -> int:
        """How many codings are on the issue, weak ones left out."""
        return sum(one.count for one in self.options) + self.between + self.without_option


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A word of the vocabulary: what it means, and how often it was given. Frozen."""

    code: str
    meaning: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Codebook:
    """A case's codebook. Frozen.

    ``vocabulary`` has, by the name of the field, the codes in the order in which they are
    tried; modality is counted per coding, attribution and force per statement.
    """

    title: str
    language: str
    notice: str
    statements: int
    reports: int
    issues: tuple[IssueCodes, ...]
    vocabulary: Mapping[str, tuple[Code, ...]]
    rules: tuple[str, ...]
    agreement: Agreement | None
    stamp: str
