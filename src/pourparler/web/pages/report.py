"""One report: its text with what was read in it, gone through statement by statement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from pourparler.case.issues import Issue
from pourparler.case.records import ATTRIBUTIONS, FORCES, HANDLINGS, MODALITIES, Coding, Statement
from pourparler.errors import PourparlerError
from pourparler.report.marked import mark_report
from pourparler.web.address import link
from pourparler.web.dependencies import Asked, Question
from pourparler.web.draft import Draft, draft_of, with_words
from pourparler.web.rendering import render, statement_link
from pourparler.web.told import tell
from pourparler.workbench.learning import Learned, explain
from pourparler.workbench.review.readings import find_issue
from pourparler.workbench.review.room import Room, open_room, report_of
from pourparler.workbench.second_coding import is_hidden_from

router = APIRouter(include_in_schema=False)

NEW = "new"
"""The place of a reading that a statement does not have yet."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The options of one issue, to be chosen for a statement.

    ``place`` is the number of the coding among the statement's, or ``new``.
    """

    place: str
    issue: Issue
    coding: Coding | None
    is_active: bool


@router.get("/report/{name}")
def show_report(asked: Asked, name: str) -> Response:
    """Show one report, with one of its statements brought forward to be decided on."""
    room = open_room(asked.desk.folder, name, ceiling=asked.view.ceiling)
    if is_hidden_from(asked.desk.folder, name, asked.request.state.visitor.coder):
        return RedirectResponse(link(f"/second/{name}"), 303)
    more: dict[str, Any] = {}
    statement = room.find(asked.chosen("statement"))
    if asked.chosen("edit") and statement:
        more = {"draft": with_words(draft_of(statement), room.report), "edited": statement.id}
    elif (pieces := asked.chosen("new")) is not None:
        content = pieces if pieces != "words" else ""
        fresh = Draft(content=content, said_on=room.report.reported_on.isoformat())
        more = {"draft": with_words(fresh, room.report), "edited": None}
    return show_room(asked, room, more)


@router.get("/statement/{name}")
def find_statement(asked: Asked, name: str) -> Response:
    """Lead to the place of a statement in its report."""
    report = report_of(asked.desk.folder, name, ceiling=asked.view.ceiling)
    return RedirectResponse(place_of(report, name), 303)


def place_of(report: str, statement: str | None, **more: str) -> str:
    """Return the address of a report with a statement brought forward."""
    anchor = f"s-{statement}" if statement else ""
    return link(f"/report/{report}", {"statement": statement or "", **more}, anchor)


def show_room(asked: Question, room: Room, more: dict[str, Any], *, status: int = 200) -> Response:
    """Return the page of a report.

    Parameters
    ----------
    asked : Question
    room : Room
    more : dict
        Values that take the place of the page's own.
    status : int
    """
    folder, report = asked.desk.folder, room.report
    named = more.get("edited") or asked.chosen("statement")
    chosen = room.find(named) or room.find(room.after(None))
    known = {issue.id for issue in folder.case.issues}
    values: dict[str, Any] = {
        "room": room,
        "report": report,
        "paragraphs": mark_report(report, room.statements),
        "numbers": {s.id: n for n, s in enumerate(room.statements, 1)},
        "chosen": chosen,
        "is_named": chosen is not None and chosen.id == named,
        "missing": named if named and room.find(named) is None else "",
        "skip": room.after(chosen.id) if chosen else None,
        "over": room.over(chosen) if chosen else (),
        "choices": choices(asked, chosen) if chosen else (),
        "taught": _taught(asked, chosen) if chosen else (),
        "statement_link": statement_link,
        "known_issues": known,
        "done": tell(folder, asked.chosen("done"), ceiling=asked.view.ceiling),
        "draft": None,
        "edited": None,
        "problem": None,
        "ATTRIBUTIONS": ATTRIBUTIONS,
        "HANDLINGS": HANDLINGS,
        "FORCES": FORCES,
        "MODALITIES": MODALITIES,
    }
    page = render(asked.request, "report/page.html", values | more, dates=asked.dates)
    page.status_code = status
    return page


def _taught(asked: Question, statement: Statement) -> tuple[Learned, ...]:
    """Return the readings that decisions in this case made likelier, or less likely."""
    if statement.reviewed:
        return ()
    folder = asked.desk.folder
    known = {issue.id for issue in folder.case.issues}
    learned = explain(folder, statement.id, ceiling=asked.view.ceiling)
    return tuple(one for one in learned if one.words and one.coding.issue in known)


def problem_with(
    draft: Draft, room: Room, error: PourparlerError, statement: str | None
) -> dict[str, Any]:
    """Return what shows a form again as it was typed, with what is wrong with it."""
    said = {"message": Exception.__str__(error), "hint": error.hint, "fields": {}}
    return {"draft": with_words(draft, room.report), "edited": statement, "problem": said}


def lacking(draft: Draft, room: Room) -> dict[str, Any]:
    """Return what shows a new statement again that says not who speaks or on what; else nothing."""
    fields = {}
    if not draft.actors:
        fields["actor"] = "Choose who said it: a statement by hand is somebody's."
    if not draft.issue:
        fields["reading"] = "Choose an issue and what it means there, or “no one option”."
    if not fields:
        return {}
    said = {
        "message": "Something is missing",
        "hint": "It stands beside the field.",
        "fields": fields,
    }
    return {"draft": with_words(draft, room.report), "edited": None, "problem": said}


def choices(asked: Question, statement: Statement) -> tuple[Choice, ...]:
    """Return the readings of a statement that can be chosen, one of them by digits.

    A statement without a reading, or an ``issue`` in the address, opens a new one.
    """
    case = asked.desk.folder.case
    known = {issue.id: issue for issue in case.issues}
    wanted = asked.chosen("issue")
    fresh = find_issue(case, wanted) if wanted else None
    held = [
        Choice(str(n), known[coding.issue], coding, n == 0 and fresh is None)
        for n, coding in enumerate(statement.codings)
        if coding.issue in known
    ]
    return tuple(held) if fresh is None else (*held, Choice(NEW, fresh, None, True))
