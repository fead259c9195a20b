"""Assumptions: every number somebody answers for, and what hangs on it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from pourparler.errors import AddressError
from pourparler.models.settlement.solution import SettlementSolution
from pourparler.report.driver_words import outcome_words
from pourparler.report.figure_words import input_words
from pourparler.web.address import link, read_date
from pourparler.web.dependencies import Asked, Question
from pourparler.web.pages.review import with_done
from pourparler.web.pages.settlement import kept_solution
from pourparler.web.rendering import render
from pourparler.web.sent import Form, go
from pourparler.web.settling import read_number
from pourparler.web.told import tell
from pourparler.workbench.checking import Number, check_case
from pourparler.workbench.review import By, settling
from pourparler.workbench.settle.inputs import input_name

router = APIRouter(include_in_schema=False)

LEAST_EFFECT: Final = 0.05
"""Share of an outcome's variance from which an input is said to drive it."""


@dataclass(frozen=True, slots=True)
class Drives:
    """An outcome that hangs on an input: the share of its variance, alone or with others."""

    words: str
    effect: float


@dataclass(frozen=True, slots=True)
class Answered:
    """A number, in words, and what it drives; None where the settlement was not reckoned."""

    number: Number
    words: str
    drives: tuple[Drives, ...] | None


@router.get("/assumptions")
def list_assumptions(asked: Asked) -> Response:
    """List the numbers of the case by the part of the case file they stand in."""
    result = check_case(asked.desk.folder)
    solution = kept_solution(asked)
    driven = _driven(solution) if solution else None
    names = _names(asked)
    groups: dict[str, list[Answered]] = defaultdict(list)
    for number in result.numbers:
        name = input_name(number.place)
        drives = tuple(driven.get(name, ())) if driven is not None else None
        groups[number.place.partition(".")[0]].append(
            Answered(number, input_words(name, names), drives)
        )
    values = {
        "done": tell(asked.desk.folder, asked.chosen("done"), ceiling=asked.view.ceiling),
        "today": datetime.now(UTC).date(),
    } | {"groups": groups, "stale": result.stale, "orphans": result.orphans}
    return render(asked.request, "assumptions/page.html", values, dates=asked.dates)


@router.post("/assumptions")
def change_number(sent: Form) -> Response:
    """Give a number another range, signed with author and reason."""
    low, high = (read_number({name: sent.text(name)}, name) for name in ("low", "high"))
    if low is None:
        raise AddressError("low is empty", hint="Give both ends of the range, or one number twice.")
    decided = settling.change_number(
        sent.folder,
        place := sent.text("place"),
        (low, low if high is None else high),
        author=sent.text("author") or sent.coder,
        known_on=read_date({"known_on": sent.text("known_on")}, "known_on")
        or datetime.now(UTC).date(),
        by=By(coder=sent.coder, reason=sent.text("reason") or None),
    )
    return go(with_done(link("/assumptions", anchor=place), decided))


def _driven(solution: SettlementSolution) -> dict[str, list[Drives]]:
    driven: dict[str, list[Drives]] = defaultdict(list)
    for driver in sorted(solution.drivers, key=lambda d: -d.total_effect):
        if driver.total_effect >= LEAST_EFFECT:
            words = outcome_words(solution, driver.output)
            driven[driver.input].append(Drives(words, driver.total_effect))
    return driven


def _names(asked: Question) -> dict[str, str]:
    case = asked.desk.folder.case
    names = {actor.id: actor.name for actor in case.actors}
    names |= {issue.id: issue.label for issue in case.issues}
    names |= {group.id: group.name for group in case.guarantors if group.name}
    if case.settlement:
        names |= {design.id: design.name for design in case.settlement.designs}
        names |= {m.id: m.name for m in case.settlement.measures if m.name}
    return names
