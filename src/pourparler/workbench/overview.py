"""Everything a page shows of a case seen through a view: who stands where, and what moved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np

from pourparler.case.case import Case
from pourparler.models.positions.estimate import Track
from pourparler.report.brief_content import BriefContent
from pourparler.report.chronology import ReadEntry, read_entries, reread_entries
from pourparler.report.entries import list_entries
from pourparler.report.estimates import Estimate
from pourparler.report.matrix import Matrix, build_matrix
from pourparler.report.readings import list_readings
from pourparler.workbench.brief_positions import draw_estimates
from pourparler.workbench.evidence import Series
from pourparler.workbench.positions import FoundPositions, Position, describe
from pourparler.workbench.series import Heard, hear_found
from pourparler.workbench.shifts import Contradiction, FoundShifts, Shift, detect
from pourparler.workbench.statements import FoundStatements, known_by, said_by
from pourparler.workbench.view import View

Key = tuple[str, str]
"""Actor and issue."""


@dataclass(frozen=True)
class Overview:
    """A case through a view.

    Attributes
    ----------
    content : BriefContent
        The case, the reports known and the statements made by the view's dates.
    heard : Heard
        The series behind the positions.
    positions : FoundPositions
    moved : FoundShifts
    estimates : mapping
        By actor and issue, ready to be drawn.
    """

    content: BriefContent
    heard: Heard
    positions: FoundPositions
    moved: FoundShifts
    estimates: dict[tuple[str, str], Estimate]

    @property
    def case(self) -> Case:
        """The case."""
        return self.content.case

    @cached_property
    def entries(self) -> tuple[ReadEntry, ...]:
        """The statements with the readings a page shows, oldest first, near copies once."""
        return read_entries(self.content, list_entries(self.content))

    @cached_property
    def matrix(self) -> Matrix:
        """Actors by issues, with the latest statement of each."""
        entries = tuple(read.entry for read in self.entries)
        return build_matrix(self.case, list_readings(self.content, entries))


def look_over(
    case: Case,
    found: FoundStatements,
    *,
    view: View | None = None,
    before: Overview | None = None,
) -> Overview:
    """Estimate where everybody stands and what moved, from statements that were found before.

    Positions are those of the view's date in the light of all that the view knows;
    statements are listed up to that date.

    Parameters
    ----------
    case : Case
    found : FoundStatements
        Of any dates; `known_by` and `said_by` leave out what the view does not admit.
    view : View, optional
    before : Overview, optional
        An earlier look through the same view: what rests on the same statements is taken
        from it, so that one decision costs the estimation of what it touches.
    """
    view = view or View()
    heard = hear_found(case, found, view=view, before=before.heard if before else None)
    positions, moved = _estimate(heard, _unchanged(heard, before))
    told = said_by(known_by(found, view.known_at), view.as_of)
    content = BriefContent(
        case=case,
        reports=told.reports,
        statements=told.statements,
        digest=found.stamp.digest,
        mark=found.stamp.mark,
        version=found.stamp.version,
        command="",
        as_of=view.as_of,
        known_at=view.known_at,
        utterances=found.utterances,
    )
    drawn = draw_estimates(positions, moved, {})
    estimates = {(e.actor, e.issue): e for e in drawn}
    look = Overview(content, heard, positions, moved, estimates)
    if before is not None and (entries := _entries(look, before)) is not None:
        vars(look)["entries"] = entries
    return look


def _entries(look: Overview, before: Overview) -> tuple[ReadEntry, ...] | None:
    """Return the entries of a look from those of an earlier one, where these are at hand."""
    listed = vars(before).get("entries")
    if listed is None or look.case is not before.case:
        return None
    if look.content.reports != before.content.reports:
        return None
    return reread_entries(look.content, listed)


@dataclass(frozen=True, slots=True)
class _Kept:
    """Of an earlier look: positions and tracks by actor and issue, and what moved there."""

    found: dict[Key, tuple[Position, Track]]
    moved: tuple[Shift, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()


def _unchanged(heard: Heard, before: Overview | None) -> _Kept:
    """Return what an earlier look estimated from the very same evidence."""
    if before is None or before.heard.day != heard.day or before.case != heard.case:
        return _Kept({})
    then = {(s.actor, s.issue.id): s for s in before.heard.series}
    now = {(s.actor, s.issue.id): s for s in heard.series}
    same = {key for key, one in now.items() if key in then and _is_same(one, then[key])}
    estimated = zip(before.positions.positions, before.positions.tracks, strict=True)
    return _Kept(
        {(p.actor, p.issue.id): (p, t) for p, t in estimated if (p.actor, p.issue.id) in same},
        tuple(s for s in before.moved.shifts if (s.actor, s.issue.id) in same),
        tuple(c for c in before.moved.contradictions if (c.actor, c.issue.id) in same),
    )


def _is_same(one: Series, other: Series) -> bool:
    """Say whether two series are the same, whatever numbers their occasions go by."""
    if one is other:
        return True
    mine, theirs = (np.unique(s.evidence.utterance, return_inverse=True)[1] for s in (one, other))
    return one.testimonies == other.testimonies and bool(np.array_equal(mine, theirs))


def _estimate(heard: Heard, kept: _Kept) -> tuple[FoundPositions, FoundShifts]:
    """Estimate what is not kept, and put both together in order."""
    keys = [(s.actor, s.issue.id) for s in heard.series]
    rest = replace(
        heard,
        series=tuple(s for s, key in zip(heard.series, keys, strict=True) if key not in kept.found),
    )
    fresh = describe(rest)
    moved = detect(rest, fresh.tracks)
    made = zip(fresh.positions, fresh.tracks, strict=True)
    every = kept.found | {(p.actor, p.issue.id): (p, t) for p, t in made}
    ordered = [every[key] for key in keys if key in every]
    place = {key: number for number, key in enumerate(keys)}

    def when(one: Shift | Contradiction) -> tuple[date, date, int]:
        return one.last, one.first, place[one.actor, one.issue.id]

    shifts = sorted((*kept.moved, *moved.shifts), key=when)
    pairs = sorted((*kept.contradictions, *moved.contradictions), key=when)
    return (
        FoundPositions(tuple(p for p, _ in ordered), tuple(t for _, t in ordered), heard),
        FoundShifts(tuple(shifts), tuple(pairs), heard),
    )
