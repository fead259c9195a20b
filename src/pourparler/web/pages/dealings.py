"""Commitments and events: what was threatened or promised, and who met whom."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from pourparler.web.dependencies import Asked
from pourparler.web.listing import pages_of
from pourparler.web.rendering import render
from pourparler.workbench.commitments import CommitmentQuery, FoundCommitments, find_commitments
from pourparler.workbench.events import EventQuery, FoundEvents, find_events

router = APIRouter(include_in_schema=False)


@router.get("/commitments")
def list_commitments(asked: Asked) -> Response:
    """List threats and promises, the latest first, each with what became of it."""
    actor, issue = asked.chosen("actor"), asked.chosen("issue")
    found: FoundCommitments = asked.desk.keep(
        ("commitments", actor, issue, asked.view),
        lambda: find_commitments(
            asked.desk.folder, CommitmentQuery(actor=actor, issue=issue), view=asked.view
        ),
    )
    values = {
        "listed": pages_of(found.commitments, asked.page),
        "day": found.as_of,
        "kept": {"actor": actor or "", "issue": issue or ""},
        "mark": found.stamp.mark,
    }
    return render(asked.request, "dealings/commitments.html", values, dates=asked.dates)


@router.get("/events")
def list_events(asked: Asked) -> Response:
    """List meetings, calls, summits, talks and visits, the latest first."""
    actor = asked.chosen("actor")
    found: FoundEvents = asked.desk.keep(
        ("events", actor, asked.view),
        lambda: find_events(asked.desk.folder, EventQuery(actor=actor), view=asked.view),
    )
    values = {
        "listed": pages_of(found.events, asked.page),
        "kept": {"actor": actor or ""},
        "mark": found.stamp.mark,
    }
    return render(asked.request, "dealings/events.html", values, dates=asked.dates)
