"""Issues: each with its options, who stands where, the lines through time, and what was said."""

from __future__ import annotations

from dataclasses import dataclass, replace

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from pourparler.case.issues import Issue
from pourparler.case.nearest import unknown
from pourparler.errors import UnknownNameError
from pourparler.models.positions.basis import Basis
from pourparler.report.chronology import ReadEntry
from pourparler.report.estimates import Estimate, IssueLines
from pourparler.report.matrix import Cell
from pourparler.web.dependencies import Asked, Question
from pourparler.web.listing import pages_of
from pourparler.web.rendering import render
from pourparler.workbench.brief_lines import trace_issues
from pourparler.workbench.overview import Overview

router = APIRouter(include_in_schema=False)


@router.get("/issues")
def list_issues(asked: Asked) -> Response:
    """List the issues with their options."""
    found = asked.desk.overview(asked.view)
    counts = {i.id: len(entries_on(found, i.id)) for i in found.case.issues}
    return render(asked.request, "issue/list.html", {"counts": counts}, dates=asked.dates)


@router.get("/issue/{name}")
def show_issue(asked: Asked, name: str) -> Response:
    """Show one issue."""
    if asked.redirect:
        return RedirectResponse(asked.redirect, 303)
    found = asked.desk.overview(asked.view)
    issue = find_issue(found, name)
    entries = entries_on(found, issue.id)
    actor = asked.chosen("actor")
    if actor:
        entries = tuple(e for e in entries if is_by(e, issue.id, actor))
    listed = pages_of(entries, asked.page)
    return render(
        asked.request,
        "issue/page.html",
        {
            "issue": issue,
            "lines": lines_of(asked, found, issue),
            "standings": standings_on(found, issue),
            "shifts": [s for s in found.moved.shifts if s.issue.id == issue.id],
            "listed": listed,
            "actor": actor,
            "mark": found.content.mark,
            "replay": asked.replay(),
        },
        dates=asked.dates,
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an actor says it stands: the estimate, what it rests on, and the latest statement.

    ``estimate`` and ``basis`` are None where nothing was said that can be placed.
    """

    actor: str
    estimate: Estimate | None
    basis: Basis | None
    cell: Cell | None


def standings_on(found: Overview, issue: Issue) -> tuple[Standing, ...]:
    """Return the actors that spoke on an issue, in the order of the overview."""
    place = found.case.issues.index(issue)
    cells = {row.actor: row.cells[place] for row in found.matrix.rows}
    bases = {p.actor: p.basis for p in found.positions.positions if p.issue.id == issue.id}
    return tuple(
        Standing(actor, found.estimates.get((actor, issue.id)), bases.get(actor), cells.get(actor))
        for actor in dict.fromkeys([*cells, *bases])
        if cells.get(actor) or actor in bases
    )


def find_issue(found: Overview, name: str) -> Issue:
    """Return the issue of that id.

    Raises
    ------
    UnknownNameError
        The case has none.
    """
    for issue in found.case.issues:
        if issue.id == name:
            return issue
    raise UnknownNameError(f"issue {unknown(name, [i.id for i in found.case.issues])}")


def entries_on(found: Overview, issue: str) -> tuple[ReadEntry, ...]:
    """Return the statements read as being on an issue, newest first."""
    return tuple(
        entry
        for entry in reversed(found.entries)
        if any(coding.issue == issue for coding in entry.codings)
    )


def is_by(entry: ReadEntry, issue: str, actor: str) -> bool:
    """Say whether a statement bears on where an actor stands on an issue."""
    return any(
        coding.about == actor or (coding.about is None and actor in entry.entry.statement.actors)
        for coding in entry.codings
        if coding.issue == issue
    )


def lines_of(asked: Question, found: Overview, issue: Issue) -> IssueLines | None:
    """Return the lines of the issue through time, None where nobody was heard on it."""
    series = tuple(s for s in found.heard.series if s.issue.id == issue.id)
    if not series or found.heard.day is None:
        return None
    heard = replace(found.heard, series=series)

    def trace() -> IssueLines:
        return next(i for i in trace_issues(heard, lambda s: s) if i.issue == issue.id)

    drawn: IssueLines = asked.desk.keep(("lines", issue.id, asked.view), trace)
    return drawn
