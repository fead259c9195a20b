"""The matrix: where every actor stands on every issue, by its latest statement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from pourparler.case.case import Case
from pourparler.case.issues import Issue
from pourparler.report.dates import edtf_words
from pourparler.report.entries import likely_day
from pourparler.report.readings import Reading
from pourparler.report.words import actor_name

MOST_COLUMNS: Final = 7
"""Issues side by side in one table; a case with more gets several tables."""


@dataclass(frozen=True, slots=True)
class Aside:
    """A reading that must not be lost beside the one a cell shows, and why, in words."""

    why: str
    reading: Reading


@dataclass(frozen=True, slots=True)
class Cell:
    """What one actor said on one issue.

    ``latest`` is the latest of the actor's own readings that inform; where there is none,
    the latest that another tells of it; where there is none, the latest of all. ``asides``
    are other stances on the same day, a different one that another tells since, and a
    later one that was unclear or declined. ``count`` is the number of statements.
    """

    latest: Reading
    asides: tuple[Aside, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Row:
    """One actor with its cells, in the order of the issues; None where nothing is known."""

    actor: str
    name: str
    is_party: bool
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows for actors of whom something is known, and the names of the others."""

    issues: tuple[Issue, ...]
    rows: tuple[Row, ...]
    silent: tuple[str, ...]

    def bands(self) -> tuple[tuple[int, ...], ...]:
        """Split the columns into tables of alike width, `MOST_COLUMNS` at most."""
        count = len(self.issues)
        tables = -(-count // MOST_COLUMNS)
        edges = [round(count * n / tables) for n in range(tables + 1)]
        return tuple(tuple(range(a, b)) for a, b in pairwise(edges))


def build_matrix(case: Case, readings: tuple[Reading, ...]) -> Matrix:
    """Arrange the readings by actor and issue: parties first, then by number of statements."""
    grouped: dict[tuple[str, str], list[Reading]] = defaultdict(list)
    statements: dict[str, set[str]] = defaultdict(set)
    for reading in readings:
        if reading.actor is not None:
            grouped[reading.actor, reading.issue.id].append(reading)
            statements[reading.actor].add(reading.entry.statement.id)
    actors = [a.id for a in case.actors]
    actors += sorted(set(statements) - set(actors))
    actors.sort(key=lambda a: (_party_rank(case, a), -len(statements[a])))
    rows = tuple(
        Row(actor, actor_name(case, actor), actor in case.parties, _cells(case, actor, grouped))
        for actor in actors
        if actor in case.parties or statements[actor]
    )
    silent = tuple(a.name for a in case.actors if a.id not in {row.actor for row in rows})
    return Matrix(tuple(case.issues), rows, silent)


def _party_rank(case: Case, actor: str) -> int:
    return case.parties.index(actor) if actor in case.parties else len(case.parties)


def _cells(
    case: Case, actor: str, grouped: dict[tuple[str, str], list[Reading]]
) -> tuple[Cell | None, ...]:
    return tuple(_cell(grouped.get((actor, issue.id), [])) for issue in case.issues)


def _cell(readings: list[Reading]) -> Cell | None:
    """Choose what a cell shows from its readings, given in any order."""
    if not readings:
        return None
    ordered = sorted(readings, key=_latest_last)
    informative = [reading for reading in ordered if reading.informative]
    own = [reading for reading in informative if reading.told_by is None]
    latest = (own or informative or ordered)[-1]
    count = len({reading.entry.statement.id for reading in readings})
    return Cell(latest, tuple(_asides(latest, ordered)), count)


def _asides(latest: Reading, ordered: list[Reading]) -> Iterator[Aside]:
    """Yield what differs from the shown reading on its day, and the last that came later."""
    day = likely_day(latest.entry.statement)
    seen = {_stance(latest)}
    for reading in reversed(ordered):
        alike = reading.informative and reading.told_by == latest.told_by
        if alike and likely_day(reading.entry.statement) == day and _stance(reading) not in seen:
            seen.add(_stance(reading))
            yield Aside("Same day also", reading)
    later = [reading for reading in ordered if likely_day(reading.entry.statement) > day]
    told = [r for r in later if r.informative and r.told_by and _stance(r) not in seen]
    vague = [r for r in later if not r.takes_a_side]
    for reading in [*told[-1:], *vague[-1:]]:
        yield Aside(f"Later, {edtf_words(reading.entry.statement.said_on)}", reading)


def _latest_last(reading: Reading) -> tuple[object, ...]:
    return (reading.entry.order, reading.coding.probability)


def _stance(reading: Reading) -> tuple[str, str | None, str | None]:
    coding = reading.coding
    return coding.modality, coding.from_option, coding.to_option
