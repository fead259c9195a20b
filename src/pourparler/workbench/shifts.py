"""Dated changes of what actors say, and what they said that does not go together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pourparler.case.folder import CaseFolder
from pourparler.case.issues import Issue
from pourparler.models.positions import shifts as model
from pourparler.models.positions.contradictions import find_contradictions as find_pairs
from pourparler.models.positions.estimate import Track
from pourparler.models.positions.evidence import Integers
from pourparler.models.positions.summary import Summary, summarise_density
from pourparler.workbench.evidence import Series, Testimony
from pourparler.workbench.series import (
    Heard,
    PositionQuery,
    estimate_series,
    hear,
    option_points,
    space_of,
)
from pourparler.workbench.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A stated position that was in one place and is in another.

    ``first`` and ``last`` are the days between which it moved, ``before`` and ``after`` the
    position on these days; the statements are those on both sides of it.
    """

    actor: str
    issue: Issue
    first: date
    last: date
    before: Summary
    after: Summary
    odds: float
    change_probability: float
    said_before: tuple[Testimony, ...]
    said_after: tuple[Testimony, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two utterances of one actor within days of which one was wrong, or it jumped.

    ``probability`` is that of an error or a jump, in view of these two alone; the
    testimonies report the earlier and the later utterance.
    """

    actor: str
    issue: Issue
    first: date
    last: date
    probability: float
    odds: float
    said_first: tuple[Testimony, ...]
    said_last: tuple[Testimony, ...]


@dataclass(frozen=True, slots=True)
class FoundShifts:
    """Shifts and contradictions by date, with what they were found from."""

    shifts: tuple[Shift, ...]
    contradictions: tuple[Contradiction, ...]
    heard: Heard


def find_shifts(
    folder: CaseFolder, *, view: View | None = None, query: PositionQuery | None = None
) -> FoundShifts:
    """Return the shifts and the contradictions of a case, up to the view's date.

    Parameters
    ----------
    folder : CaseFolder
    view : View, optional
        ``as_of`` leaves out what moved later; all that is known bears on what moved
        before. With ``known_at`` the same day, it is what one could have said then.
    query : PositionQuery, optional
        Whose shifts on what.

    Raises
    ------
    UnknownNameError
        The query names an actor or issue that the case does not have.
    LedgerError
        Nothing has been read yet, or the ledger cannot be opened.
    """
    heard = hear(folder, view=view, query=query)
    return detect(heard)


def detect(heard: Heard, tracks: Sequence[Track] | None = None) -> FoundShifts:
    """Find shifts and contradictions in what was heard; ``tracks`` where they are at hand."""
    day = heard.day
    if day is None:
        return FoundShifts((), (), heard)
    tracks = tracks or estimate_series(heard.series, [[day]] * len(heard.series))
    shifts = [
        s for one, track in zip(heard.series, tracks, strict=True) for s in read_shifts(one, track)
    ]
    pairs = [pair for one in heard.series for pair in _at_odds(one)]
    return FoundShifts(
        tuple(sorted((s for s in shifts if s.last <= day), key=lambda s: (s.last, s.first))),
        tuple(sorted((c for c in pairs if c.last <= day), key=lambda c: (c.last, c.first))),
        heard,
    )


def read_shifts(series: Series, track: Track) -> list[Shift]:
    """Return the shifts of one series, with its statements."""
    points = option_points(series.issue)
    return [
        Shift(
            actor=series.actor,
            issue=series.issue,
            first=date.fromordinal(int(found.first_day)),
            last=date.fromordinal(int(found.last_day)),
            before=summarise_density(track.space, found.before, points),
            after=summarise_density(track.space, found.after, points),
            odds=found.odds,
            change_probability=found.change_probability,
            said_before=pick(series, found.statements_before),
            said_after=pick(series, found.statements_after),
        )
        for found in model.find_shifts(track, series.evidence, points)
    ]


def _at_odds(series: Series) -> list[Contradiction]:
    return [
        Contradiction(
            actor=series.actor,
            issue=series.issue,
            first=date.fromordinal(int(found.first_day)),
            last=date.fromordinal(int(found.last_day)),
            probability=found.probability,
            odds=found.odds,
            said_first=pick(series, found.first_statements),
            said_last=pick(series, found.last_statements),
        )
        for found in find_pairs(space_of(series.issue), series.evidence)
    ]


def pick(series: Series, rows: Integers) -> tuple[Testimony, ...]:
    """Return the testimonies in these rows of the evidence."""
    return tuple(series.testimonies[row] for row in rows.tolist())
