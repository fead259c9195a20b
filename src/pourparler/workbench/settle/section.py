"""The settlement as a section of the brief."""

from __future__ import annotations

from collections.abc import Iterable

from pourparler.case.folder import CaseFolder
from pourparler.errors import RangeError, SettlementError
from pourparler.models.settlement.solution import SettlementSolution
from pourparler.report.outline import Section
from pourparler.report.settlement_part import (
    SettlementPart,
    settlement_missing,
    settlement_section,
)
from pourparler.workbench.settle.run import settle_case
from pourparler.workbench.statements import FoundStatements
from pourparler.workbench.view import View


def build_settlement(folder: CaseFolder, view: View, found: FoundStatements) -> Section | None:
    """Return the settlement of a case; None where it describes none.

    Where it cannot be computed, as at a date when an input was not known yet, the section says
    what is missing; the rest of the page stands without it.
    """
    del found
    settlement = folder.case.settlement
    if settlement is None or not settlement.designs:
        return None
    try:
        settled = settle_case(folder, view=view)
    except (RangeError, SettlementError) as error:
        return settlement_missing(error)
    solution = settled.solution
    return settlement_section(solution, seed_words=seed_words(folder, solution))


def settled_in(sections: Iterable[Section]) -> SettlementSolution | None:
    """Return the settlement that a brief prints; None where it prints none."""
    found = (part.values for part in sections if isinstance(part.values, SettlementPart))
    return next((part.solution for part in found), None)


def seed_words(folder: CaseFolder, solution: SettlementSolution) -> str:
    """Return in which draws a settlement was counted, and how to count it again."""
    return (
        f"{solution.draws} draws, seed {solution.seed}: the same as `pourparler settle "
        f"{folder.path.resolve().name}` and the Settlement page of the browser take."
    )
