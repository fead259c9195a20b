"""Where every actor says it stands on every issue, at a date, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pourparler.case.folder import CaseFolder
from pourparler.case.issues import Issue
from pourparler.models.positions.basis import Basis, describe_basis
from pourparler.models.positions.estimate import Track
from pourparler.models.positions.spaces import Floats
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
class Position:
    """The stated position of one actor on one issue at one date.

    What is estimated is what the actor says, not what it may privately want.

    Attributes
    ----------
    actor : str
    issue : Issue
    date : date
    density : shape (N,)
        Over the places of the issue's scale: 101 points, or its options.
    summary : Summary
        Median, intervals, share per option, certainty.
    testimonies : tuple of Testimony
        Everything it was estimated from, in the order of reports.
    basis : Basis
        What had been said by the date: how much, how long ago, who checked it.
    """

    actor: str
    issue: Issue
    date: date
    density: Floats
    summary: Summary
    testimonies: tuple[Testimony, ...]
    basis: Basis


@dataclass(frozen=True, slots=True)
class FoundPositions:
    """Positions in the case's order, with what they were found from.

    ``tracks`` has one for each position, in the same order.
    """

    positions: tuple[Position, ...]
    tracks: tuple[Track, ...]
    heard: Heard


def find_positions(
    folder: CaseFolder, *, view: View | None = None, query: PositionQuery | None = None
) -> FoundPositions:
    """Return the stated positions of a case at a date.

    Parameters
    ----------
    folder : CaseFolder
    view : View, optional
        ``as_of`` is the date described, the last day that reports reach if left out. With
        ``known_at`` the same day, it is what one could have said then.
    query : PositionQuery, optional
        Whose positions on what. Where nothing was heard there is no position.

    Raises
    ------
    UnknownNameError
        The query names an actor or issue that the case does not have.
    LedgerError
        Nothing has been read yet, or the ledger cannot be opened.
    """
    return describe(hear(folder, view=view, query=query))


def describe(heard: Heard, day: date | None = None) -> FoundPositions:
    """Return the positions of what was heard, at its own date or another."""
    day = day or heard.day
    if day is None:
        return FoundPositions((), (), heard)
    tracks = estimate_series(heard.series, [[day]] * len(heard.series))
    positions = tuple(
        make_position(one, track.density[0], day)
        for one, track in zip(heard.series, tracks, strict=True)
    )
    return FoundPositions(positions, tuple(tracks), heard)


def make_position(series: Series, density: Floats, day: date) -> Position:
    """Return one position from its density at a date."""
    issue = series.issue
    return Position(
        actor=series.actor,
        issue=issue,
        date=day,
        density=density,
        summary=summarise_density(space_of(issue), density, option_points(issue)),
        testimonies=series.testimonies,
        basis=describe_basis(series.evidence, day.toordinal()),
    )
