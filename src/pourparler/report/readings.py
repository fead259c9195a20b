"""Whose position on which issue a statement is read as."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pourparler.case.issues import Issue
from pourparler.case.records import Coding
from pourparler.report.brief_content import BriefContent
from pourparler.report.entries import Entry

INFORMATIVE: Final = frozenset({"supports", "opposes", "conditional"})
"""Modalities that say where an actor stands; the others are shown but inform nothing."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One coding of one entry, for one actor (None: the speaker is nobody in the case).

    ``told_by`` is the actor that reports the position of another.
    """

    entry: Entry
    issue: Issue
    coding: Coding
    actor: str | None
    told_by: str | None

    @property
    def informative(self) -> bool:
        """Whether it says where the actor stands: for, against or under a condition, and what."""
        return self.takes_a_side and self.coding.from_option is not None

    @property
    def takes_a_side(self) -> bool:
        """Whether it is for, against or under a condition; else it is unclear or declined."""
        return self.coding.modality in INFORMATIVE


def shown_codings(content: BriefContent, entry: Entry) -> tuple[Coding, ...]:
    """Return the best coding per issue and actor meant, the most probable first.

    Codings of issues that the case does not have, and codings below
    ``content.least_probability``, are left out; `count_weak` says how many those are.
    """
    best: dict[tuple[str, str | None], Coding] = {}
    known = {issue.id for issue in content.case.issues}
    codings = entry.statement.codings
    for coding in sorted(codings, key=_firmest_first) if len(codings) > 1 else codings:
        if coding.issue in known and coding.probability >= content.least_probability:
            best.setdefault((coding.issue, coding.about), coding)
    return tuple(best.values())


def list_readings(content: BriefContent, entries: tuple[Entry, ...]) -> tuple[Reading, ...]:
    """Return the readings of all entries in the order of saying."""
    issues = {issue.id: issue for issue in content.case.issues}
    return tuple(
        Reading(entry, issues[coding.issue], coding, actor, told_by)
        for entry in sorted(entries, key=lambda e: e.order)
        for coding in shown_codings(content, entry)
        for actor, told_by in _whose(entry, coding)
    )


def count_weak(content: BriefContent, entries: tuple[Entry, ...]) -> int:
    """Count the codings that are too improbable to be shown as a position."""
    return sum(
        coding.probability < content.least_probability
        for entry in entries
        for coding in entry.statement.codings
    )


def _whose(entry: Entry, coding: Coding) -> list[tuple[str | None, str | None]]:
    speakers = entry.statement.actors
    if coding.about is not None and coding.about not in speakers:
        return [(coding.about, entry.statement.actor)]
    return [(speaker, None) for speaker in speakers] or [(None, None)]


def _firmest_first(coding: Coding) -> tuple[float, str, str, str]:
    return (-coding.probability, coding.issue, coding.modality, coding.coder)
