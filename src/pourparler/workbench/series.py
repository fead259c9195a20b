"""The series of a case as seen through a view, and their estimation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

import numpy as np

from pourparler.case.case import Case
from pourparler.case.folder import CaseFolder
from pourparler.case.issues import Issue
from pourparler.case.nearest import unknown
from pourparler.case.records import Report, Statement
from pourparler.errors import UnknownNameError
from pourparler.ledger import StatementQuery
from pourparler.models.positions.estimate import Track, estimate_positions
from pourparler.models.positions.evidence import Evidence
from pourparler.models.positions.silence import Twin, estimate_twice
from pourparler.models.positions.spaces import Grid, OptionSet, Space
from pourparler.workbench.evidence import Gathered, Series, gather_series
from pourparler.workbench.statements import FoundStatements, find_statements, known_by
from pourparler.workbench.view import Stamp, View

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionQuery:
    """Whose positions on what, and from which statements.

    A field left at None does not filter. ``reviewed_only`` uses what a person made or
    confirmed and nothing else; ``without_publisher`` leaves one publisher's reports out.
    """

    actor: str | None = None
    issue: str | None = None
    reviewed_only: bool = False
    without_publisher: str | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard: the series asked for, and what they were gathered from.

    Attributes
    ----------
    case : Case
    series : tuple of Series
        By actor and issue in the case's order.
    left_out : tuple of (statement id, problem)
        Codings of what the case no longer has.
    statements, reports : tuple
        All that the view admits.
    day : date or None
        The date described: the view's, else the last day that reports reach. None when
        nothing was read.
    stamp : Stamp
    gathered : Gathered or None
        Of everybody on everything; what a later `hear_found` starts from.
    """

    case: Case
    series: tuple[Series, ...]
    left_out: tuple[tuple[str, str], ...]
    statements: tuple[Statement, ...]
    reports: tuple[Report, ...]
    day: date | None
    stamp: Stamp
    gathered: Gathered | None = field(default=None, repr=False, compare=False)

    def find(self, actor: str, issue: str) -> Series | None:
        """Return the series of an actor on an issue, None where nothing was heard."""
        return next((s for s in self.series if (s.actor, s.issue.id) == (actor, issue)), None)


def hear(
    folder: CaseFolder,
    *,
    view: View | None = None,
    query: PositionQuery | None = None,
    case: Case | None = None,
) -> Heard:
    """Gather the series of a case.

    Parameters
    ----------
    folder : CaseFolder
    view : View, optional
        ``known_at``, ``recorded_at`` and ``ceiling`` select statements. ``as_of`` does not:
        it is the date described, and what was said later bears on it, too.
    query : PositionQuery, optional
    case : Case, optional
        Another version of the case, with its own issues and options.

    Raises
    ------
    UnknownNameError
        The query names an actor or issue that the case does not have.
    LedgerError
        Nothing has been read yet, or the ledger cannot be opened.
    """
    view = view or View()
    check_names(case or folder.case, query or PositionQuery())
    found = find_statements(folder, StatementQuery(), view=replace(view, as_of=None))
    return hear_found(case or folder.case, found, view=view, query=query)


def hear_found(
    case: Case,
    found: FoundStatements,
    *,
    view: View | None = None,
    query: PositionQuery | None = None,
    before: Heard | None = None,
) -> Heard:
    """Gather the series of statements that were found before.

    Of the view, ``as_of`` and ``known_at`` are heeded: what was reported later is left out.
    Handling and the state of the ledger were chosen when the statements were found. What
    the same statements made in ``before``, an earlier gathering, is taken from it.

    Raises
    ------
    UnknownNameError
        The query names an actor or issue that the case does not have.
    """
    view, query = view or View(), query or PositionQuery()
    check_names(case, query)
    known = known_by(found, view.known_at)
    gathered = gather_series(
        case,
        known.statements,
        known.reports,
        known.utterances,
        before.gathered if before else None,
    )
    latest = max((report.reported_on for report in known.reports), default=None)
    return Heard(
        case=case,
        series=select_series(gathered.series, query),
        left_out=gathered.left_out,
        statements=known.statements,
        reports=known.reports,
        day=view.as_of or view.known_at or latest,
        stamp=known.stamp,
        gathered=gathered,
    )


def check_names(case: Case, query: PositionQuery) -> None:
    """Refuse an actor or issue that the case does not have.

    Raises
    ------
    UnknownNameError
        With the nearest name.
    """
    for kind, name, known in (
        ("actor", query.actor, [actor.id for actor in case.actors]),
        ("issue", query.issue, [issue.id for issue in case.issues]),
    ):
        if name is not None and name not in known:
            raise UnknownNameError(f"{kind} {unknown(name, known)}")


def select_series(series: Sequence[Series], query: PositionQuery) -> tuple[Series, ...]:
    """Return the series that are asked for, of the statements that are asked for."""
    wanted = [
        one
        for one in series
        if query.actor in (None, one.actor) and query.issue in (None, one.issue.id)
    ]
    if query.reviewed_only:
        wanted = [one.select(np.array([t.is_reviewed for t in one.testimonies])) for one in wanted]
    if query.without_publisher is not None:
        wanted = [
            one.select(np.array([t.publisher != query.without_publisher for t in one.testimonies]))
            for one in wanted
        ]
    return tuple(one for one in wanted if one.testimonies)


def space_of(issue: Issue) -> Space:
    """Return where positions on an issue can be."""
    return OptionSet(len(issue.options)) if issue.scale == "unordered" else Grid()


def option_points(issue: Issue) -> list[float] | None:
    """Return where the options stand, None on an unordered scale."""
    if issue.scale == "unordered":
        return None
    return [option.at or 0.0 for option in issue.options]


def estimate_series(series: Sequence[Series], days: Sequence[Sequence[date]]) -> list[Track]:
    """Estimate each series at its dates, in the order given.

    Series on spaces alike are worked on together.
    """
    return _estimate_by_space(estimate_positions, series, days)


def estimate_series_twice(series: Sequence[Series], days: Sequence[Sequence[date]]) -> list[Twin]:
    """Estimate each series at its dates as drifted since the last word, and as last stated."""
    return _estimate_by_space(estimate_twice, series, days)


def _estimate_by_space(
    estimate: Callable[[Space, list[Evidence], list[list[int]]], list[Found]],
    series: Sequence[Series],
    days: Sequence[Sequence[date]],
) -> list[Found]:
    groups: dict[Space, list[int]] = defaultdict(list)
    for index, one in enumerate(series):
        groups[space_of(one.issue)].append(index)
    results: dict[int, Found] = {}
    for space, members in groups.items():
        found = estimate(
            space,
            [series[index].evidence for index in members],
            [[day.toordinal() for day in days[index]] for index in members],
        )
        results.update(zip(members, found, strict=True))
    return [results[index] for index in range(len(series))]
