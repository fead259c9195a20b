"""Analysts' own estimates mixed into stated positions, where somebody asks for it.

An estimate counts as one more utterance on the day that it is about: its range, as loosely as
what is told indirectly, and wrong as often as what another tells of an actor. What a position
rests on (reports, occasions, days since the last word) stays that of statements.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Final

import numpy as np

from pourparler.case.case import Case
from pourparler.case.folder import CaseFolder
from pourparler.case.issues import Issue
from pourparler.case.records import MODALITIES, Handling
from pourparler.models.positions.basis import describe_basis
from pourparler.models.positions.evidence import Evidence
from pourparler.models.positions.manner import ASSESSED_SPREAD, ASSESSED_WRONG
from pourparler.workbench.evidence import Series
from pourparler.workbench.positions import FoundPositions, Position, describe
from pourparler.workbench.remarks import Assessment, find_remarks
from pourparler.workbench.series import PositionQuery
from pourparler.workbench.view import View

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Mixed:
    """Positions with estimates mixed in. Frozen.

    Attributes
    ----------
    found : FoundPositions
        Those without an estimate are as they were; the others say in ``mixed`` whose is in.
    used : tuple of Assessment
    withheld : int
        How many estimates are above the view's ceiling, and so not in.
    """

    found: FoundPositions
    used: tuple[Assessment, ...]
    withheld: int


def mix_in(
    folder: CaseFolder,
    found: FoundPositions,
    *,
    view: View | None = None,
    query: PositionQuery | None = None,
) -> Mixed:
    """Mix analysts' own estimates into positions.

    Parameters
    ----------
    folder : CaseFolder
    found : FoundPositions
        As `positions.find_positions` gives them; they are not changed.
    view : View, optional
        Which estimates are admitted: of each person the last that is held by the day described.
    query : PositionQuery, optional
        Whose positions on what.

    Raises
    ------
    LedgerError
        Nothing has been read yet, or the ledger cannot be opened.
    """
    view, query = view or View(), query or PositionQuery()
    day = found.heard.day
    remarks = [find_remarks(folder, replace(view, ceiling=c)) for c in (view.ceiling, _ALL)]
    own, every = ([a for a in one.assessments if _fits(a, folder.case, query)] for one in remarks)
    withheld = len(every) - len(own)
    if day is None or not own:
        return Mixed(found, (), withheld)
    by_place: dict[Key, list[Assessment]] = {}
    for one in own:
        by_place.setdefault((one.actor, one.issue), []).append(one)
    stated = {(p.actor, p.issue.id): p for p in found.positions}
    series = {(s.actor, s.issue.id): s for s in found.heard.series}
    keys = [
        (actor.id, issue.id)
        for actor in folder.case.actors
        for issue in folder.case.issues
        if (actor.id, issue.id) in by_place
    ]
    mixed = [_mix(folder.case, series.get(key), by_place[key]) for key in keys]
    anew = describe(replace(found.heard, series=tuple(mixed)))
    made = {
        key: _with_basis(position, stated.get(key), by_place[key], _none_of(one))
        for key, position, one in zip(keys, anew.positions, mixed, strict=True)
    }
    return Mixed(_in_order(folder.case, found, made), tuple(own), withheld)


_ALL: Final[Handling] = "confidential"


def _fits(one: Assessment, case: Case, query: PositionQuery) -> bool:
    issue = next((issue for issue in case.issues if issue.id == one.issue), None)
    return (
        query.actor in (None, one.actor)
        and query.issue in (None, one.issue)
        and any(actor.id == one.actor for actor in case.actors)
        and issue is not None
        and _can_be_placed(one, issue)
    )


def _can_be_placed(one: Assessment, issue: Issue) -> bool:
    """Say whether the issue still has the options, or the scale, that an estimate names."""
    if issue.scale == "unordered":
        known = {option.id for option in issue.options}
        return {one.from_option, one.to_option} - {None} <= known and one.from_option is not None
    return one.low is not None and one.high is not None


def _mix(case: Case, series: Series | None, own: Sequence[Assessment]) -> Series:
    """Return a series with a row for each estimate; of its own where nothing was heard."""
    issue = case.issue(own[0].issue)
    added = _rows(issue, own)
    if series is None:
        return Series(own[0].actor, issue, (), Evidence(**added))
    given = {f.name: getattr(series.evidence, f.name) for f in fields(Evidence)}
    for name in ("utterance", "stance", "report"):
        if given[name] is not None:
            added[name] = np.asarray(added[name]) + int(given[name].max(initial=-1)) + 1
    joined: dict[str, Any] = {
        name: None if values is None else np.concatenate([values, np.asarray(added[name])])
        for name, values in given.items()
        if name in added
    }
    return replace(series, evidence=Evidence(**joined))


def _rows(issue: Issue, own: Sequence[Assessment]) -> dict[str, Any]:
    count = len(own)
    days = [one.held_on.toordinal() for one in own]
    rows: dict[str, Any] = {
        "first_day": days,
        "last_day": days,
        "order": [0] * count,
        "modality": [MODALITIES.index("supports")] * count,
        "utterance": range(count),
        "stance": range(count),
        "report": range(count),
        "misread": [0.0] * count,
        "not_meant": [ASSESSED_WRONG] * count,
        "reviewed": [True] * count,
    }
    rows = {name: np.array(values) for name, values in rows.items()}
    if issue.scale == "unordered":
        named = [{one.from_option, one.to_option} for one in own]
        rows["options"] = np.array([[o.id in names for o in issue.options] for names in named])
    else:
        rows["low"] = np.array([one.low for one in own], dtype=np.float64)
        rows["high"] = np.array([one.high for one in own], dtype=np.float64)
        rows["spread"] = np.full(count, ASSESSED_SPREAD)
    return rows


def _none_of(series: Series) -> Evidence:
    return series.evidence.select(np.zeros(len(series.evidence), dtype=np.bool_))


def _with_basis(
    position: Position, stated: Position | None, own: Sequence[Assessment], nothing: Evidence
) -> Position:
    """Return a mixed position that counts as its basis what was said, and that alone."""
    if stated is not None:
        return replace(
            position,
            basis=stated.basis,
            held=position.held if stated.held is not None else None,
            held_density=position.held_density if stated.held is not None else None,
            mixed=tuple(own),
        )
    basis = describe_basis(nothing, position.date.toordinal())
    return replace(position, basis=basis, held=None, held_density=None, mixed=tuple(own))


def _in_order(case: Case, found: FoundPositions, made: Mapping[Key, Position]) -> FoundPositions:
    """Return all positions in the case's order; tracks stay those of what was said."""
    stated = {(p.actor, p.issue.id): p for p in found.positions}
    keys = [(actor.id, issue.id) for actor in case.actors for issue in case.issues]
    positions = tuple(
        position for key in keys if (position := made.get(key) or stated.get(key)) is not None
    )
    return replace(found, positions=positions)
