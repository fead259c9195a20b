"""The settlement as a section of the brief."""

from __future__ import annotations

from typing import Final

from pourparler.case.folder import CaseFolder
from pourparler.errors import RangeError, SettlementError
from pourparler.report.outline import Section
from pourparler.report.settlement_part import settlement_missing, settlement_section
from pourparler.workbench.settle.plan import SettleOptions
from pourparler.workbench.settle.run import settle_case
from pourparler.workbench.statements import FoundStatements
from pourparler.workbench.view import View

FEW: Final = SettleOptions(draws=256, driver_draws=64, map_draws=64)
"""A page is made often and read at a glance: shares to within three of a hundred."""


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
        settled = settle_case(folder, options=FEW, view=view)
    except (RangeError, SettlementError) as error:
        return settlement_missing(error)
    solution = settled.solution
    words = (
        f"{solution.draws} draws, seed {solution.seed}; `pourparler settle "
        f"{folder.path.resolve().name}` takes more of them."
    )
    return settlement_section(solution, seed_words=words)
