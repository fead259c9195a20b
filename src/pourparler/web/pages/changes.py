"""Changes: every shift and contradiction, and two days held against each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from fastapi import APIRouter
from starlette.responses import Response

from pourparler.report.estimates import Estimate, Said
from pourparler.web.address import read_date
from pourparler.web.dependencies import Asked, Question
from pourparler.web.rendering import render
from pourparler.workbench.brief_moved import Anchors
from pourparler.workbench.brief_positions import draw_estimates
from pourparler.workbench.changes import Change, Diff, compare_estimated
from pourparler.workbench.overview import Overview
from pourparler.workbench.positions import FoundPositions
from pourparler.workbench.shifts import FoundShifts
from pourparler.workbench.taken_back import (
    Earlier,
    TakenBack,
    count_looks,
    find_taken_back,
    look_back,
)

router = APIRouter(include_in_schema=False)

WEEK: Final = timedelta(days=7)

MOST_LOOKS: Final = 2000
"""Estimates that the page takes to find what was taken back; beyond, it says how to find it."""


@dataclass(frozen=True, slots=True)
class Held:
    """A position on both days, with the statements that are new."""

    change: Change
    before: Estimate | None
    after: Estimate | None
    news: tuple[Said, ...]


@router.get("/changes")
def show_changes(asked: Asked) -> Response:
    """Show what moved up to a day, and what differs between two days."""
    found = asked.desk.overview(asked.view)
    values: dict[str, Any] = dict(_moved(asked, found))
    days = asked.desk.days()
    if days:
        first, last = _two_days(asked, days)
        known_then = asked.chosen("known") != "now"
        values |= {
            "first": first,
            "last": last,
            "known_then": known_then,
            "held": _compare(asked, first, last, known_then=known_then),
        }
    return render(asked.request, "changes/page.html", values, dates=asked.dates)


def _moved(asked: Question, found: Overview) -> dict[str, Any]:
    def describe() -> dict[str, Any]:
        anchors = Anchors(found.case)
        moved = found.moved
        back = _taken_back(asked, found)
        return {
            "shifts": tuple(anchors.shift(n, one) for n, one in enumerate(moved.shifts)),
            "taken_back": tuple(anchors.taken_back(n, one) for n, one in enumerate(back or ())),
            "looks": 0 if back is not None else count_looks(found.heard),
            "contradictions": tuple(
                anchors.contradiction(n, one) for n, one in enumerate(moved.contradictions)
            ),
        }

    told: dict[str, Any] = asked.desk.keep(("moved", asked.view), describe)
    return told


def _taken_back(asked: Question, found: Overview) -> tuple[TakenBack, ...] | None:
    """Return what reports showed and no longer do; None where finding it takes too long."""

    def look(before: Earlier | None) -> Earlier | None:
        if count_looks(found.heard, before) > MOST_LOOKS:
            return None
        return look_back(found.heard, before)

    earlier: Earlier | None = asked.desk.follow(("earlier", asked.view), look)
    if earlier is None:
        return None
    return find_taken_back(found.heard, found.moved.shifts, earlier=earlier)


def _two_days(asked: Question, days: tuple[date, ...]) -> tuple[date, date]:
    parameters = asked.request.query_params
    last = read_date(parameters, "to") or asked.dates.as_of or days[-1]
    return read_date(parameters, "from") or last - WEEK, last


def _compare(asked: Question, first: date, last: date, *, known_then: bool) -> list[Held]:
    views = [
        asked.desk.view(as_of=day, known_at=day if known_then else None) for day in (first, last)
    ]

    def compare() -> list[Held]:
        looks = [asked.desk.overview(view) for view in views]
        diff = compare_estimated(*((look.positions, look.moved) for look in looks))
        return _held(diff, asked.desk.folder.case)

    held: list[Held] = asked.desk.keep(("compared", *views), compare)
    return held


def _held(diff: Diff, case: Any) -> list[Held]:
    anchors = Anchors(case)
    sides = []
    for side in ("before", "after"):
        positions = tuple(p for c in diff.moved if (p := getattr(c, side)) is not None)
        found = FoundPositions(positions, (), diff.after)
        drawn = draw_estimates(found, FoundShifts((), (), diff.after), {})
        sides.append({(e.actor, e.issue): e for e in drawn})
    keys = [(change.actor, change.issue.id) for change in diff.moved]
    return [
        Held(change, sides[0].get(key), sides[1].get(key), anchors.said(change.news))
        for change, key in zip(diff.moved, keys, strict=True)
    ]
