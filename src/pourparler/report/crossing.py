"""Latest words that point elsewhere than the estimate: said wherever the estimate is shown."""

from __future__ import annotations

from dataclasses import dataclass

from pourparler.case.issues import Issue, Option
from pourparler.case.records import Coding, Statement
from pourparler.report.dates import edtf_words
from pourparler.report.plain import shorten
from pourparler.report.words import (
    LOW_CONFIDENCE,
    MODALITY_WORDS,
    count_words,
    option_words,
)

_SHORT = 70


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossed:
    """The latest words of an actor on an issue, which leave out where it is said to stand.

    Attributes
    ----------
    issue : Issue
    statement, coding : Statement, Coding
        The latest words.
    option : Option
        Where the estimate puts the actor first, with ``share``.
    agreeing, occasions : int
        On how many of all occasions the words leave that open.
    is_told, is_reviewed : bool
        Whether another tells of the latest words, and whether a person checked their reading.
    """

    issue: Issue
    statement: Statement
    coding: Coding
    option: Option
    share: float
    agreeing: int
    occasions: int
    is_told: bool
    is_reviewed: bool


def crossed_words(found: Crossed | None) -> str:
    """Say what the latest words are, where the estimate still is, and why; nothing for None."""
    if found is None:
        return ""
    named = shorten(option_words(found.issue, found.coding), _SHORT)
    still = shorten(found.option.words, _SHORT)
    return (
        f"latest words ({edtf_words(found.statement.said_on)}): "
        f"{MODALITY_WORDS[found.coding.modality]} “{named}”; estimate still “{still}” "
        f"({found.share:.2f}), because {because_words(found)}"
    )


def crossed_flag(found: Crossed | None) -> str:
    """Say the same in few words, for a cell that has the latest words above it already.

    Examples
    --------
    >>> crossed_flag(None)
    ''
    """
    if found is None:
        return ""
    return (
        f"latest words: {MODALITY_WORDS[found.coding.modality]}; estimate still "
        f"“{shorten(found.option.words, _SHORT)}” ({found.share:.2f}), because "
        f"{because_words(found)}"
    )


def because_words(found: Crossed) -> str:
    """Say what keeps an estimate where it is against the latest words."""
    reasons = []
    if found.agreeing:
        reasons.append(
            f"what was said on {found.agreeing} of {count_words(found.occasions, 'occasion')} "
            "leads there"
        )
    if found.coding.modality == "conditional":
        reasons.append("the latest words are on a condition")
    if found.is_told:
        reasons.append("another tells of the latest words")
    sure = found.coding.probability * found.statement.confidence
    if not found.is_reviewed and sure < LOW_CONFIDENCE:
        reasons.append(f"the latest words were read with little confidence ({sure:.2f})")
    return " and ".join(reasons) or "one occasion may be misread, or not meant"
