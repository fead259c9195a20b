"""The settlement: who would sign, whether it would hold, what delay costs, what decides.

What a case's draws are made of takes seconds to collect, once; the page comes first and asks
for the figures. From then on an answer to other choices takes a fraction of a second.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from fastapi import APIRouter
from markupsafe import Markup
from starlette.responses import RedirectResponse, Response

from pourparler.errors import (
    AddressError,
    PourparlerError,
    RangeError,
    SettlementError,
    UnknownNameError,
)
from pourparler.models.settlement.solution import SettlementSolution
from pourparler.report.outline import Section
from pourparler.report.settlement_part import chart_names, settlement_section
from pourparler.web.address import link
from pourparler.web.dependencies import Asked, Question
from pourparler.web.rendering import render, render_part
from pourparler.web.settlement_view import Shown, per_hundred
from pourparler.web.settling import read_scenario, write_scenario
from pourparler.web.told import tell
from pourparler.workbench.checking import check_case
from pourparler.workbench.review.settling import as_scenario, scenarios_of
from pourparler.workbench.settle.inputs import input_name
from pourparler.workbench.settle.run import Settled, settle_case
from pourparler.workbench.settle.scenario import Scenario
from pourparler.workbench.settle.section import seed_words
from pourparler.workbench.settle.surface import Surface

router = APIRouter(include_in_schema=False)

_PATH = "/settlement"
_REFUSED = (AddressError, RangeError, SettlementError, UnknownNameError)


@router.get(_PATH)
def show_settlement(asked: Asked) -> Response:
    """Show the settlement with its controls, or what the case lacks for one."""
    settlement = asked.desk.folder.case.settlement
    if settlement is None or not settlement.designs:
        return _page(asked, lacks=SettlementError("the case describes no settlement with designs"))
    if kept_surface(asked) is None and not (
        asked.chosen("now") or asked.chosen("done") or _is_form(asked)
    ):
        return _page(asked)
    try:
        surface = open_surface(asked)
    except (RangeError, SettlementError) as error:
        return _page(asked, lacks=error)
    return _answered(asked, surface)


def _answered(asked: Question, surface: Surface) -> Response:
    """Answer a scenario; where it cannot be, say why and show the case as it is."""
    problem: PourparlerError | None = None
    try:
        scenario = surface.check(scenario_of(asked, surface))
        answer = surface.answer(scenario)
    except _REFUSED as error:
        problem, scenario = error, surface.start
        answer = surface.answer(scenario)
    here = _address(asked, scenario, surface)
    is_script = asked.request.headers.get("hx-request") == "true"
    if problem is None and not is_script and _is_form(asked):
        return RedirectResponse(here, 303)
    places = {input_name(number.place): number.place for number in _numbers(asked)}
    values: dict[str, Any] = {
        "shown": Shown(surface, answer, places),
        "settled": answer,
        "here": here,
        "refused": _told(problem),
        "scenarios": _scenarios(asked, surface),
        "done": tell(asked.desk.folder, asked.chosen("done"), ceiling=asked.view.ceiling),
    }
    response = _page(asked, **values)
    if problem is None and is_script:
        response.headers["HX-Push-Url"] = here
    return response


@dataclass(frozen=True, slots=True)
class Kept:
    """A scenario of the case with the address of its view."""

    id: str
    name: str
    author: str
    reason: str
    made_on: date
    here: str


def _scenarios(asked: Question, surface: Surface) -> tuple[Kept, ...]:
    return tuple(
        Kept(
            one.id,
            one.name,
            one.author,
            one.reason,
            one.made_on,
            _address(asked, as_scenario(one), surface),
        )
        for one in scenarios_of(asked.desk.folder.case)
    )


def _page(asked: Question, *, lacks: PourparlerError | None = None, **values: Any) -> Response:
    shared = {
        "settled": None,
        "waits_for": link(_PATH, dict(asked.request.query_params) | {"now": "1"}),
        "per_hundred": per_hundred,
        **_told(lacks),
    }
    return render(asked.request, "settlement/page.html", shared | values, dates=asked.dates)


def open_surface(asked: Question) -> Surface:
    """Return the draws of the case as known at the date asked for, made once.

    Raises
    ------
    SettlementError
        The case has no settlement part, or lacks an input.
    """
    surface: Surface = asked.desk.keep(
        _surface_name(asked), lambda: Surface(asked.desk.folder, asked.view)
    )
    return surface


def kept_surface(asked: Question) -> Surface | None:
    """Return the draws where they were made already, None where they were not."""
    kept: Surface | None = asked.desk.find(_surface_name(asked))
    return kept


def scenario_of(asked: Question, surface: Surface) -> Scenario:
    """Return the scenario in the address.

    Raises
    ------
    AddressError
        A number in it is none.
    """
    ranges = {name: (entry.low, entry.high) for name, entry in surface.inputs.items()}
    return read_scenario(asked.request.query_params, surface.start, ranges)


@router.get(f"{_PATH}/account")
def show_account(asked: Asked) -> Response:
    """Show the settlement as a brief prints it, with all its charts."""
    values: dict[str, Any] = {"account": None}
    lacks: PourparlerError | None = None
    if kept_solution(asked) is not None or asked.chosen("now"):
        try:
            values["account"] = _drawn(asked)
        except (RangeError, SettlementError) as error:
            lacks = error
    return render(
        asked.request, "settlement/account.html", values | _told(lacks), dates=asked.dates
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
        _name(asked), lambda: settle_case(asked.desk.folder, view=asked.view)
    )
    return settled.solution


@dataclass(frozen=True, slots=True)
class Drawn:
    """A settlement ready for the page, with name and title of each of its charts."""

    html: Markup
    charts: tuple[tuple[str, str], ...]


def _drawn(asked: Question) -> Drawn:
    """Return the settlement as a brief prints it; drawing its charts takes seconds, too."""
    solution = solve(asked)

    def draw() -> Drawn:
        words = seed_words(asked.desk.folder, solution)
        section: Section = settlement_section(solution, seed_words=words)
        html = render_part(asked.request, f"{section.template}.html", {"part": section.values})
        return Drawn(html, chart_names(solution))

    drawn: Drawn = asked.desk.keep(("settlement drawn", asked.view.known_at), draw)
    return drawn


def _name(asked: Question) -> tuple[str, date | None]:
    return "settlement", asked.view.known_at


def _surface_name(asked: Question) -> tuple[str, date | None]:
    return "settlement surface", asked.view.known_at


def _numbers(asked: Question) -> Any:
    return asked.desk.keep("numbers", lambda: check_case(asked.desk.folder).numbers)


def _address(asked: Question, scenario: Scenario, surface: Surface) -> str:
    """Return the one address of a scenario: what differs from the case, and the dates."""
    return link(_PATH, write_scenario(scenario, surface.start) | asked.dates.parameters())


def _is_form(asked: Question) -> bool:
    """Say whether the address is that of the form, with a field for everything."""
    return "parts_of" in asked.request.query_params


def _told(error: PourparlerError | None) -> dict[str, str]:
    if error is None:
        return {"problem": "", "hint": ""}
    return {"problem": Exception.__str__(error), "hint": error.hint}
