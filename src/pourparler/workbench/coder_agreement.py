"""How far coders agree over all reports that were coded twice, for papers."""

from __future__ import annotations

from pourparler.case.folder import CaseFolder
from pourparler.report.method_facts import Agreed, Agreement
from pourparler.workbench.second_coding import compare_all
from pourparler.workbench.view import View

ISSUE_OF = "whether a statement is about an issue"
SAID = "whether somebody says it"


def find_agreement(folder: CaseFolder, view: View) -> Agreement | None:
    """Return the agreement of coders up to the view's ceiling; None without second coding.

    It is that of today: a view of a past state of the ledger has none.

    Raises
    ------
    LedgerError
        Nothing has been read yet, or the ledger cannot be opened.
    """
    if view.recorded_at is not None:
        return None
    found = compare_all(folder, ceiling=view.ceiling)
    if found is None or len(found.coders) < 2:
        return None
    measures = [(SAID, "nominal", found.said), (ISSUE_OF, "nominal", found.about)]
    measures += [(issue.id, level, measured) for issue, level, measured in found.issues]
    return Agreement(
        reports=len(found.report.split()),
        coders=len(found.coders),
        measures=tuple(
            Agreed(what=what, level=level, alpha=one.alpha, units=one.units)
            for what, level, one in measures
            if one.units
        ),
    )
