"""Scenarios of a settlement: kept in the case, listed, taken out, and held side by side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlsplit

from fastapi import APIRouter
from starlette.responses import Response

from pourparler.case.nearest import unknown
from pourparler.errors import UnknownNameError
from pourparler.models.settlement.comparison import compare_sides
from pourparler.report.comparison_words import comparison_rows, per_hundred
from pourparler.web.address import link
from pourparler.web.dependencies import Asked, Question
from pourparler.web.pages.review import with_done
from pourparler.web.pages.settlement import open_surface
from pourparler.web.rendering import render
from pourparler.web.sent import Form, go
from pourparler.web.settlement_view import Shown
from pourparler.web.settling import read_scenario, write_scenario
from pourparler.workbench import review
from pourparler.workbench.review import settling
from pourparler.workbench.settle.scenario import Scenario
from pourparler.workbench.settle.surface import Surface
from pourparler.workbench.view import View

router = APIRouter(include_in_schema=False)

AS_IT_IS = "case"
"""What stands for the case without a change."""


@router.post("/settlement/scenarios")
def keep(sent: Form) -> Response:
    """Keep the choices of a view as a scenario of the case."""
    surface: Surface = sent.desk.keep(
        ("settlement surface", None), lambda: Surface(sent.folder, View(ceiling=sent.ceiling))
    )
    chosen = dict(parse_qsl(urlsplit(sent.text("view")).query))
    ranges = {name: (entry.low, entry.high) for name, entry in surface.inputs.items()}
    scenario = surface.check(read_scenario(chosen, surface.start, ranges))
    decided = settling.keep_scenario(
        sent.folder,
        scenario,
        name=sent.text("name"),
        author=sent.text("author") or sent.coder,
        made_on=datetime.now(UTC).date(),
        by=review.By(coder=sent.coder, reason=sent.text("reason") or None),
    )
    return go(with_done(link("/settlement", write_scenario(scenario, surface.start)), decided))


@router.post("/settlement/scenarios/{name}/remove")
def remove(sent: Form, name: str) -> Response:
    """Take a scenario out of the case."""
    by = review.By(coder=sent.coder)
    return go(with_done("/settlement", settling.remove_scenario(sent.folder, name, by=by)))


@dataclass(frozen=True, slots=True)
class Side:
    """One of two scenarios: its name, its view, what differs from the case, its answer."""

    name: str
    here: str
    changes: tuple[str, ...]
    shown: Shown


@router.get("/settlement/compare")
def compare(asked: Asked) -> Response:
    """Hold two scenarios side by side, in the same draws."""
    surface = open_surface(asked)
    one, other = (_side(asked, surface, asked.chosen(n) or AS_IT_IS) for n in ("one", "other"))
    first, second = one.shown.answer, other.shown.answer
    found = compare_sides(*(a.sides[a.scenario.design] for a in (first, second)))
    values = {
        "one": one,
        "other": other,
        "together": comparison_rows(found, dict(first.names)),
        "per_hundred": per_hundred,
        "choices": _choices(asked),
        "draws": surface.draws,
    }
    return render(asked.request, "settlement/compare.html", values, dates=asked.dates)


def _choices(asked: Question) -> tuple[tuple[str, str], ...]:
    kept = settling.scenarios_of(asked.desk.folder.case)
    return ((AS_IT_IS, "The case as it is"), *((one.id, one.name) for one in kept))


def _side(asked: Question, surface: Surface, name: str) -> Side:
    kept = {one.id: one for one in settling.scenarios_of(asked.desk.folder.case)}
    if name == AS_IT_IS:
        title, scenario = "The case as it is", surface.start
    elif name in kept:
        title, scenario = kept[name].name, settling.as_scenario(kept[name])
    else:
        raise UnknownNameError(f"scenario {unknown(name, [AS_IT_IS, *kept])}")
    answer = surface.answer(scenario)
    shown = Shown(surface, answer, {})
    here = link("/settlement", write_scenario(answer.scenario, surface.start))
    return Side(title, here, tuple(_changes(answer.scenario, shown)), shown)


def _changes(scenario: Scenario, shown: Shown) -> list[str]:
    """Return what differs from the case, in words."""
    told = [f"{shown.focus_name} against {shown.against_name}"]
    if scenario.components is not None:
        parts = [part.name for part in shown.parts if part.is_chosen]
        told.append("made of: " + ("; ".join(parts) or "nothing"))
    for words, value, unit in (
        ("land handed over", scenario.territory_km2, " km²"),
        ("relief", scenario.relief, " u"),
        ("has to hold for", scenario.horizon_years, " years"),
        ("with a chance of at least", scenario.bar, ""),
    ):
        if value is not None:
            told.append(f"{words} {value:g}{unit}")
    for name, low, high in scenario.inputs:
        field = shown.field(name)
        told.append(
            f"{field.words} {low:g} to {high:g} {field.unit}, "
            f"in the case {field.case_low} to {field.case_high}"
        )
    return told
