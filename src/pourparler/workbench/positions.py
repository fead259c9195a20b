"""Where every actor says it stands on every issue, at a date, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from pourparler.case.folder import CaseFolder
from pourparler.case.issues import Issue
from pourparler.models.positions.estimate import Track
from pourparler.models.positions.spaces import Floats
from pourparler.models.positions.summary import Summary, summarise_density
from pourparler.workbench.evidence import Series, Testimony, said_days
from pourparler.workbench.series import (
    Heard,
    PositionQuery,
    estimate_series,
    hear,
    option_points,
    space_of,
)
from pourparler.workbench.view import View

STALE_DAYS: Final = 90
"""A position not heard for longer is marked: silence is no evidence that it holds."""


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
    reviewed_share : float, in [0, 1]
        Share of these that a person made or confirmed.
    reports : int
        Number of reports they stand in.
    days_since_last : int or None
        Days from the last of them that says where the actor stands, up to the date; None
        where none does.
    """

    actor: str
    issue: Issue
    date: date
    density: Floats
    summary: Summary
    testimonies: tuple[Testimony, ...]
    reviewed_share: float
    reports: int
    days_since_last: int | None

    @property
    def is_stale(self) -> bool:
        """Whether the actor was long silent, or never said where it stands."""
        return self.days_since_last is None or self.days_since_last > STALE_DAYS


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
    issue, evidence = series.issue, series.evidence
    reviewed = evidence.reviewed if evidence.reviewed is not None else np.zeros(len(evidence))
    return Position(
        actor=series.actor,
        issue=issue,
        date=day,
        density=density,
        summary=summarise_density(space_of(issue), density, option_points(issue)),
        testimonies=series.testimonies,
        reviewed_share=float(np.mean(reviewed)),
        reports=len({t.statement.report for t in series.testimonies}),
        days_since_last=days_since(series, day),
    )


def days_since(series: Series, day: date) -> int | None:
    """Return how long before a date the actor last said where it stands; None if never."""
    said = [
        said_days(testimony.statement)[1]
        for testimony, informs in zip(series.testimonies, series.evidence.informative, strict=True)
        if informs
    ]
    before = [last for last in said if last <= day]
    return (day - max(before)).days if before else None


def favoured(position: Position) -> Sequence[tuple[str, float]]:
    """Return the words of the options with their shares, the largest first."""
    words = [option.words for option in position.issue.options]
    pairs = zip(words, position.summary.shares.tolist(), strict=True)
    return sorted(pairs, key=lambda pair: -pair[1])
