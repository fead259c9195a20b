"""The settlement: who would sign, whether it would hold, what delay costs, what decides.

Reckoning it takes seconds, so the page comes first and asks for the figures; they are kept
until the case or its ledger changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from fastapi import APIRouter
from markupsafe import Markup
from starlette.responses import Response

from pourparler.errors import PourparlerError, RangeError, SettlementError
from pourparler.models.settlement.solution import SettlementSolution
from pourparler.report.outline import Section
from pourparler.report.settlement_part import chart_names, settlement_section
from pourparler.web.dependencies import Asked, Question
from pourparler.web.rendering import render, render_part
from pourparler.workbench.settle.run import Settled, settle_case
from pourparler.workbench.settle.section import FEW

router = APIRouter(include_in_schema=False)


@router.get("/settlement")
def show_settlement(asked: Asked) -> Response:
    """Show the settlement, or what the case lacks for one."""
    values: dict[str, Any] = {"settled": None, "lacks": None, "path": "/settlement"}
    settlement = asked.desk.folder.case.settlement
    if settlement is None or not settlement.designs:
        values["lacks"] = SettlementError("the case describes no settlement with designs")
    elif kept_solution(asked) is not None or asked.chosen("now"):
        try:
            values["settled"] = _shown(asked)
        except (RangeError, SettlementError) as error:
            values["lacks"] = error
    return render(
        asked.request, "settlement/page.html", values | _told(values["lacks"]), dates=asked.dates
    )


def kept_solution(asked: Question) -> SettlementSolution | None:
    """Return the settlement where it was reckoned already, None where it was not."""
    kept: Settled | None = asked.desk.find(_name(asked))
    return kept.solution if kept else None


def solve(asked: Question) -> SettlementSolution:
    """Return the settlement as known at the date asked for, reckoned once.

    Raises
    ------
    SettlementError
        The case has no settlement part, or lacks an input.
    """
    settled: Settled = asked.desk.keep(
        _name(asked), lambda: settle_case(asked.desk.folder, options=FEW, view=asked.view)
    )
    return settled.solution


def _name(asked: Question) -> tuple[str, date | None]:
    return "settlement", asked.view.known_at


@dataclass(frozen=True, slots=True)
class Shown:
    """A settlement ready for the page, with name and title of each of its charts."""

    html: Markup
    charts: tuple[tuple[str, str], ...]


def _shown(asked: Question) -> Shown:
    """Return the settlement as a brief prints it; drawing its charts takes seconds, too."""
    solution = solve(asked)

    def draw() -> Shown:
        words = (
            f"{solution.draws} draws, seed {solution.seed}; `pourparler settle "
            f"{asked.desk.folder.path.resolve().name}` takes more of them."
        )
        section: Section = settlement_section(solution, seed_words=words)
        html = render_part(asked.request, f"{section.template}.html", {"part": section.values})
        return Shown(html, chart_names(solution))

    shown: Shown = asked.desk.keep(("settlement shown", asked.view.known_at), draw)
    return shown


def _told(error: PourparlerError | None) -> dict[str, str]:
    if error is None:
        return {"problem": "", "hint": ""}
    return {"problem": Exception.__str__(error), "hint": error.hint}
