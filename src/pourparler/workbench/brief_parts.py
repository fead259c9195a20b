"""The sections of a brief that come from elsewhere: one builder each, in order of printing.

A builder looks at a case through a view and returns a `Section` (its templates are in
``report/templates/sections``), or None where it has nothing to show.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from pourparler.case.folder import CaseFolder
from pourparler.report.outline import Section
from pourparler.workbench.assessments_section import build_assessments
from pourparler.workbench.forecast_section import build_forecasts
from pourparler.workbench.notes_section import build_notes
from pourparler.workbench.settle.section import build_settlement
from pourparler.workbench.statements import FoundStatements
from pourparler.workbench.view import View

Builder = Callable[[CaseFolder, View, FoundStatements], Section | None]

BUILDERS: Final[tuple[Builder, ...]] = (
    build_assessments,
    build_notes,
    build_forecasts,
    build_settlement,
)
"""To add a section, add its builder here."""


def build_parts(folder: CaseFolder, view: View, found: FoundStatements) -> tuple[Section, ...]:
    """Return the sections that have something to show, in order."""
    built = (build(folder, view, found) for build in BUILDERS)
    return tuple(section for section in built if section is not None)
