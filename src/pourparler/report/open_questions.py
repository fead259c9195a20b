"""What the reports leave open: unclear, declined, and never said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pourparler.case.case import Case
from pourparler.case.issues import Issue
from pourparler.report.readings import Reading
from pourparler.report.words import actor_name


@dataclass(frozen=True, slots=True)
class OpenQuestions:
    """Readings that inform nobody, newest first, and what parties have not been heard on."""

    unclear: tuple[Reading, ...]
    declined: tuple[Reading, ...]
    unheard: tuple[tuple[str, tuple[Issue, ...]], ...]


def build_open_questions(case: Case, readings: tuple[Reading, ...]) -> OpenQuestions:
    """Collect the unclear and declined readings, and the empty cells of the parties."""
    heard = {(reading.actor, reading.issue.id) for reading in readings}
    missing = (
        (actor_name(case, party), tuple(i for i in case.issues if (party, i.id) not in heard))
        for party in case.parties
    )
    return OpenQuestions(
        unclear=_once(readings, lambda reading: reading.coding.modality == "ambiguous"),
        declined=_once(readings, lambda reading: reading.coding.modality == "declined"),
        unheard=tuple((party, issues) for party, issues in missing if issues),
    )


def _once(readings: tuple[Reading, ...], wanted: Callable[[Reading], bool]) -> tuple[Reading, ...]:
    """Keep one reading per statement and issue: a joint statement is one question."""
    found = {
        (reading.entry.statement.id, reading.issue.id): reading
        for reading in reversed(readings)
        if wanted(reading)
    }
    return tuple(found.values())
