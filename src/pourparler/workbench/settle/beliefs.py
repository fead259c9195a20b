"""Stated positions and red lines as inputs: what parties say, drawn from how sure that is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from pourparler.case.folder import CaseFolder
from pourparler.case.records import Coding
from pourparler.case.settlement import Settlement, Term
from pourparler.ledger.query import StatementQuery
from pourparler.models.sensitivity.tabulated import Tabulated
from pourparler.workbench.positions import find_positions
from pourparler.workbench.series import PositionQuery
from pourparler.workbench.statements import find_statements
from pourparler.workbench.view import View

POINTS = np.linspace(0.0, 100.0, 101)
_EVEN = Tabulated((np.arange(1000) + 0.5) / 1000, np.full(1000, 0.001))


@dataclass(frozen=True, slots=True)
class Beliefs:
    """What parties say, as inputs; and what they are not known to say, in sentences."""

    uncertain: Mapping[str, Tabulated] = field(default_factory=dict)
    constants: Mapping[str, float] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


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
    notes: dict[str, None] = {}
    for side in sides:
        for issue in dict.fromkeys(issue for issue, _ in terms):
            found = _position(folder, side, issue, view)
            if found is not None:
                uncertain[f"position.{side}.{issue}"] = found
            else:
                notes[
                    f"Without a stated position of {side} on {issue}, that issue counts as 0."
                ] = None
        for term in terms.values():
            chance = _crossed(folder, side, term, view)
            if chance > 0:
                uncertain[f"red_line.{side}.{term.issue}"] = _EVEN
                constants[f"red_line_read.{side}.{term.issue}.{term.option}"] = chance
    return Beliefs(uncertain, constants, tuple(notes))


def _position(folder: CaseFolder, side: str, issue: str, view: View) -> Tabulated | None:
    if folder.case.issue(issue).scale == "unordered":
        return None
    query = PositionQuery(actor=side, issue=issue)
    found = find_positions(folder, view=view, query=query)
    if not found.positions:
        return None
    density = found.positions[0].density
    return Tabulated(POINTS, density / density.sum())


def _crossed(folder: CaseFolder, side: str, term: Term, view: View) -> float:
    """Return the chance that a red line of a party, read right, rules the term out."""
    found = find_statements(folder, StatementQuery(actor=side, issue=term.issue), view=view)
    nothing = 1.0
    for statement in found.statements:
        if statement.force == "red_line":
            chances = _crossing(folder, term, statement.codings)
            nothing *= 1.0 - max(chances, default=0.0) * statement.confidence
    return 1.0 - nothing


def _crossing(folder: CaseFolder, term: Term, codings: tuple[Coding, ...]) -> Iterator[float]:
    issue = folder.case.issue(term.issue)
    order = [option.id for option in issue.options]
    for coding in codings:
        if coding.issue != term.issue or coding.about is not None:
            continue
        ends = [order.index(o) for o in (coding.from_option, coding.to_option) if o in order]
        inside = bool(ends) and min(ends) <= order.index(term.option) <= max(ends)
        if (coding.modality == "opposes" and inside) or (
            coding.modality == "supports" and ends and not inside
        ):
            yield coding.probability
