"""Stated positions and red lines as inputs: what parties say, drawn from how sure that is."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from pourparler.case.folder import CaseFolder
from pourparler.case.issues import Issue
from pourparler.case.settlement import Settlement, Term
from pourparler.models.sensitivity.tabulated import Tabulated
from pourparler.workbench.evidence import Testimony
from pourparler.workbench.positions import Position, find_positions
from pourparler.workbench.series import PositionQuery, hear
from pourparler.workbench.view import View

POINTS = np.linspace(0.0, 100.0, 101)
_EVEN = Tabulated((np.arange(1000) + 0.5) / 1000, np.full(1000, 0.001))


@dataclass(frozen=True, slots=True)
class Beliefs:
    """What parties say, as inputs; and what they are not known to say, in sentences.

    ``held`` has positions that are long unsaid as they were when last stated.
    """

    uncertain: Mapping[str, Tabulated] = field(default_factory=dict)
    constants: Mapping[str, float] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    held: Mapping[str, Tabulated] = field(default_factory=dict)


def read_beliefs(folder: CaseFolder, settlement: Settlement, view: View) -> Beliefs:
    """Return how parties say they stand on the issues of a package, and what is unknown.

    ``position.PARTY.ISSUE`` is drawn from the density of the stated position, on scales
    with places. ``red_line.PARTY.ISSUE`` is spread evenly over (0, 1): a red line holds
    where it is below the chance ``red_line_read.PARTY.ISSUE.OPTION`` that the statements
    were read right, times the share of red lines that are kept.
    """
    sides = [side for side in (settlement.advancing, settlement.other) if side]
    terms = {
        (term.issue, term.option): term
        for term in [*settlement.terms, *(t for d in settlement.designs for t in d.terms)]
    }
    if not sides or not terms:
        return Beliefs()
    if not folder.ledger_path.exists():
        return Beliefs(notes=("Stated positions are left out: no report has been read yet.",))
    uncertain: dict[str, Tabulated] = {}
    constants: dict[str, float] = {}
    held: dict[str, Tabulated] = {}
    notes: dict[str, None] = {}
    used: list[Position] = []
    for side in sides:
        for issue in dict.fromkeys(issue for issue, _ in terms):
            found = _position(folder, side, issue, view)
            if found is not None:
                used.append(found)
                uncertain[f"position.{side}.{issue}"] = _drawn_from(found)
                if found.held is not None:
                    held[f"position.{side}.{issue}"] = _drawn_from(found.as_last_stated())
            else:
                notes[
                    f"Without a stated position of {side} on {issue}, that issue counts as 0."
                ] = None
        for term in terms.values():
            chance = _crossed(folder, side, term, view)
            if chance > 0:
                uncertain[f"red_line.{side}.{term.issue}"] = _EVEN
                constants[f"red_line_read.{side}.{term.issue}.{term.option}"] = chance
    return Beliefs(uncertain, constants, (*notes, *_basis_notes(used)), held)


def _drawn_from(position: Position) -> Tabulated:
    return Tabulated(POINTS, position.density / position.density.sum())


def _basis_notes(used: Sequence[Position]) -> tuple[str, ...]:
    """Say what the positions rest on: who has checked them, and which are long unsaid."""
    if not used:
        return ()
    reviewed = sum(1 for position in used if position.basis.reviewed_share)
    return (
        f"Of {len(used)} stated positions used here {reviewed} rest on a reading that a person "
        "has checked.",
    )


def _position(folder: CaseFolder, side: str, issue: str, view: View) -> Position | None:
    if folder.case.issue(issue).scale == "unordered":
        return None
    query = PositionQuery(actor=side, issue=issue)
    found = find_positions(folder, view=view, query=query)
    if not found.positions or found.positions[0].basis.days_since_last is None:
        return None  # nothing was heard, or nothing that says where it stands
    return found.positions[0]


def _crossed(folder: CaseFolder, side: str, term: Term, view: View) -> float:
    """Return the chance that a red line of a party, read right, rules the term out.

    A red line that several statements report is one: their chances are averaged.
    """
    query = PositionQuery(actor=side, issue=term.issue)
    series = hear(folder, view=view, query=query).find(side, term.issue)
    if series is None:
        return 0.0
    chances: dict[int, list[float]] = defaultdict(list)
    for told, occasion in zip(series.testimonies, series.evidence.utterance.tolist(), strict=True):
        if told.statement.force == "red_line" and not told.is_told:
            sure = 1.0 if told.is_reviewed else told.statement.confidence
            crossed = sure * told.coding.probability if _rules_out(series.issue, term, told) else 0
            chances[occasion].append(crossed)
    return 1.0 - math.prod(1.0 - sum(found) / len(found) for found in chances.values())


def _rules_out(issue: Issue, term: Term, told: Testimony) -> bool:
    order = [option.id for option in issue.options]
    ends = [order.index(o) for o in (told.coding.from_option, told.coding.to_option) if o in order]
    if not ends:
        return False
    inside = min(ends) <= order.index(term.option) <= max(ends)
    return (
        inside
        if told.coding.modality == "opposes"
        else told.coding.modality == "supports" and not inside
    )
