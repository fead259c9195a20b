"""Speakers: sources that are nobody in the case yet, with what they said."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from pourparler.web.dependencies import Asked
from pourparler.web.listing import pages_of
from pourparler.web.rendering import render
from pourparler.workbench.statements import find_unmatched, known_by

router = APIRouter(include_in_schema=False)


@router.get("/speakers")
def list_speakers(asked: Asked) -> Response:
    """List the sources without an actor, the most frequent first."""
    found = known_by(asked.desk.found(), asked.dates.known_at)
    unmatched = find_unmatched(found)
    values = {
        "listed": pages_of(unmatched, asked.page),
        "nobodys": sum(speaker.count for speaker in unmatched),
        "all": len(found.statements),
        "mark": found.stamp.mark,
    }
    return render(asked.request, "speakers/page.html", values, dates=asked.dates)
