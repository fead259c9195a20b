"""What a coalition says beside what its members say themselves, and where they part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np

from pourparler.case.folder import CaseFolder
from pourparler.case.issues import Issue
from pourparler.models.positions.coalition import Line, Parting, compare_members
from pourparler.models.positions.spaces import Floats
from pourparler.models.positions.summary import Summary, printable, summarise_density
from pourparler.workbench.evidence import Series
from pourparler.workbench.position_shapes import place_json
from pourparler.workbench.series import (
    Heard,
    PositionQuery,
    check_names,
    estimate_series,
    hear,
    option_points,
)
from pourparler.workbench.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberLine:
    """A member's own line on an issue beside that of its coalition, at one date. Frozen.

    Attributes
    ----------
    actor : str
    place : Summary
        Where the member says it stands.
    distance : float, in [0, 1]
        Between the two distributions, in shares of the scale.
    apart_probability : float
        That they stand more than half an option gap apart, or on different options.
    comparable : bool
        Whether both have spoken by the date and neither is stale. Silence parts nobody.
    parted : tuple of (first, last)
        From which to which day on which one of them spoke, or on the date itself, they could
        be compared and stood apart with probability at least 1/2.
    """

    actor: str
    place: Summary
    distance: float
    apart_probability: float
    comparable: bool
    parted: tuple[tuple[date, date], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CoalitionLine:
    """What a coalition says on an issue, and the lines of those members that were heard."""

    coalition: str
    issue: Issue
    place: Summary
    members: tuple[MemberLine, ...]


def find_coalitions(
    folder: CaseFolder,
    *,
    view: View | None = None,
    query: PositionQuery | None = None,
    heard: Heard | None = None,
) -> tuple[CoalitionLine, ...]:
    """Return the coalitions of a case beside their members, at the view's date.

    Parameters
    ----------
    folder : CaseFolder
    view : View, optional
        As for ``positions.find_positions``.
    query : PositionQuery, optional
        ``actor`` selects coalitions that are this actor or have it as a member.
    heard : Heard, optional
        What was heard under this view and query, where it is at hand.

    Raises
    ------
    UnknownNameError
        The query names an actor or issue that the case does not have.
    LedgerError
        Nothing has been read yet, or the ledger cannot be opened.
    """
    query = query or PositionQuery()
    if heard is None or query.actor is not None:
        check_names(folder.case, query)
        heard = hear(folder, view=view, query=replace(query, actor=None))
    return compare_coalitions(heard, actor=query.actor)


def compare_coalitions(heard: Heard, *, actor: str | None = None) -> tuple[CoalitionLine, ...]:
    """Compare coalitions of a case with their members, on every issue that both spoke on.

    A coalition inherits nothing from its members: each line rests on what was said in its own
    name.

    Parameters
    ----------
    heard : Heard
        Of all actors who are to be compared.
    actor : str, optional
        Only coalitions that are this actor or have it as a member.

    Returns
    -------
    tuple of CoalitionLine
        In the order of the case.
    """
    if heard.day is None:
        return ()
    return tuple(
        _compare(own, lines, heard.day)
        for coalition in heard.case.actors
        if coalition.kind == "coalition" and actor in (None, coalition.id, *coalition.members)
        for issue in heard.case.issues
        if (own := heard.find(coalition.id, issue.id)) and _has_spoken(own, heard.day)
        if (lines := _find_lines(heard, coalition.members, issue.id, heard.day))
    )


def _find_lines(heard: Heard, names: Sequence[str], issue: str, day: date) -> list[Series]:
    found = [heard.find(name, issue) for name in names]
    return [one for one in found if one is not None and _has_spoken(one, day)]


def _has_spoken(series: Series, day: date) -> bool:
    return bool((_ends(series) <= day.toordinal()).any())


def _compare(own: Series, members: Sequence[Series], day: date) -> CoalitionLine:
    days = _spoken_days([own, *members], day)
    tracks = estimate_series([own, *members], [days] * (1 + len(members)))
    lines = [Line(track, one.evidence) for track, one in zip(tracks, [own, *members], strict=True)]
    points = option_points(own.issue)
    places = [summarise_density(track.space, track.density[-1], points) for track in tracks]
    partings = compare_members(lines[0], lines[1:], points)
    return CoalitionLine(
        coalition=own.actor,
        issue=own.issue,
        place=places[0],
        members=tuple(
            _make_line(one.actor, place, parting)
            for one, place, parting in zip(members, places[1:], partings, strict=True)
        ),
    )


def _spoken_days(series: Sequence[Series], day: date) -> list[date]:
    """Return the days up to the date on which one of them spoke, and the date, rising."""
    ends = np.concatenate([_ends(one) for one in series])
    days = np.unique(np.append(ends[ends <= day.toordinal()], day.toordinal()))
    return [date.fromordinal(int(one)) for one in days.tolist()]


def _ends(series: Series) -> Floats:
    """Return the days by which informative statements were certainly made."""
    evidence = series.evidence
    return np.asarray(np.floor(evidence.last_day[evidence.informative]), dtype=np.float64)


def _make_line(actor: str, place: Summary, parting: Parting) -> MemberLine:
    return MemberLine(
        actor=actor,
        place=place,
        distance=float(parting.distance[-1]),
        apart_probability=float(parting.apart_probability[-1]),
        comparable=bool(parting.comparable[-1]),
        parted=tuple(
            (date.fromordinal(int(first)), date.fromordinal(int(last)))
            for first, last in parting.periods
        ),
    )


def coalition_json(line: CoalitionLine) -> dict[str, Any]:
    """Return a coalition's line under the names that other programs rely on."""
    return {
        "coalition": line.coalition,
        "issue": line.issue.id,
        **place_json(line.place, line.issue),
        "members": [
            {
                "actor": member.actor,
                **place_json(member.place, line.issue),
                "distance": round(member.distance, 3),
                "apart_probability": round(float(printable(member.apart_probability)), 3),
                "comparable": member.comparable,
                "parted": [
                    {"from": first.isoformat(), "to": last.isoformat()}
                    for first, last in member.parted
                ],
            }
            for member in line.members
        ],
    }
