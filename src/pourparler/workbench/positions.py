"""Where every actor says it stands on every issue, at a date, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from pourparler.case.folder import CaseFolder
from pourparler.case.issues import Issue
from pourparler.models.positions.basis import Basis, describe_basis
from pourparler.models.positions.estimate import Track
from pourparler.models.positions.spaces import Floats
from pourparler.models.positions.summary import Summary, summarise_density
from pourparler.report.crossing import Crossed
from pourparler.workbench.evidence import Series, Testimony
from pourparler.workbench.latest_words import find_crossed
from pourparler.workbench.remarks import Assessment
from pourparler.workbench.series import (
    Heard,
    PositionQuery,
    estimate_series,
    estimate_series_twice,
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
    held : Summary or None
        Of a stale position: where it was when last stated, as if nothing had moved since.
        None where it is not stale.
    held_density : shape (N,) or None
        What ``held`` sums up.
    crossed : Crossed or None
        The actor's latest words, where they point elsewhere than ``summary``.
    mixed : tuple of Assessment
        Analysts' own estimates that were mixed in, see `mixing`; empty unless asked for.
    """

    actor: str
    issue: Issue
    date: date
    density: Floats
    summary: Summary
    testimonies: tuple[Testimony, ...]
    basis: Basis
    held: Summary | None = None
    held_density: Floats | None = None
    crossed: Crossed | None = None
    mixed: tuple[Assessment, ...] = ()

    @property
    def survives_silence(self) -> bool:
        """Whether the likeliest option is the same with and without drift since last stated."""
        held = self.held or self.summary
        return bool(held.shares.argmax() == self.summary.shares.argmax())

    def as_last_stated(self) -> Position:
        """Return the position as if nothing had moved since it was last stated."""
        if self.held is None or self.held_density is None:
            return self
        return replace(self, summary=self.held, density=self.held_density)


@dataclass(frozen=True, slots=True)
class FoundPositions:
    """Positions in the case's order, with what they were found from.

    ``tracks`` has one for each series, in the same order: one for each position, unless
    analysts' estimates are mixed in.
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
    positions = [
        make_position(one, track.density[0], day)
        for one, track in zip(heard.series, tracks, strict=True)
    ]
    return FoundPositions(_with_held(positions, heard.series, day), tuple(tracks), heard)


def _with_held(
    positions: Sequence[Position], series: Sequence[Series], day: date
) -> tuple[Position, ...]:
    """Add to stale positions where they were when last stated."""
    stale = [place for place, position in enumerate(positions) if position.basis.stale]
    twins = estimate_series_twice([series[place] for place in stale], [[day]] * len(stale))
    held = dict(zip(stale, twins, strict=True))
    return tuple(
        replace(
            position,
            held=_summarise(position.issue, held[place].held[0]),
            held_density=held[place].held[0],
        )
        if place in held
        else position
        for place, position in enumerate(positions)
    )


def _summarise(issue: Issue, density: Floats) -> Summary:
    return summarise_density(space_of(issue), density, option_points(issue))


def make_position(series: Series, density: Floats, day: date) -> Position:
    """Return one position from its density at a date."""
    issue = series.issue
    summary = _summarise(issue, density)
    return Position(
        actor=series.actor,
        issue=issue,
        date=day,
        density=density,
        summary=summary,
        testimonies=series.testimonies,
        basis=describe_basis(series.evidence, day.toordinal()),
        crossed=find_crossed(series, summary, day),
    )
