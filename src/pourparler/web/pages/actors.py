"""Actors: each with its positions on every issue, what moved, and all it said."""

from __future__ import annotations

from collections import Counter

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from pourparler.case.actors import Actor
from pourparler.case.nearest import unknown
from pourparler.errors import UnknownNameError
from pourparler.report.chronology import ReadEntry
from pourparler.web.dependencies import Asked
from pourparler.web.listing import pages_of
from pourparler.web.rendering import render
from pourparler.workbench.overview import Overview

router = APIRouter(include_in_schema=False)


@router.get("/actors")
def list_actors(asked: Asked) -> Response:
    """List the actors with how much each said."""
    found = asked.desk.overview(asked.view)
    said = Counter(a for entry in found.entries for a in entry.entry.statement.actors)
    return render(asked.request, "actor/list.html", {"said": said}, dates=asked.dates)


@router.get("/actor/{name}")
def show_actor(asked: Asked, name: str) -> Response:
    """Show one actor."""
    if asked.redirect:
        return RedirectResponse(asked.redirect, 303)
    found = asked.desk.overview(asked.view)
    actor = find_actor(found, name)
    positions = [p for p in found.positions.positions if p.actor == actor.id]
    return render(
        asked.request,
        "actor/page.html",
        {
            "actor": actor,
            "people": [p for p in found.case.people if p.actor == actor.id],
            "positions": positions,
            "estimates": found.estimates,
            "shifts": [s for s in found.moved.shifts if s.actor == actor.id],
            "listed": pages_of(said_by_actor(found, actor.id), asked.page),
            "mark": found.content.mark,
            "replay": asked.replay(),
        },
        dates=asked.dates,
    )


def find_actor(found: Overview, name: str) -> Actor:
    """Return the actor of that id.

    Raises
    ------
    UnknownNameError
        The case has none.
    """
    for actor in found.case.actors:
        if actor.id == name:
            return actor
    raise UnknownNameError(f"actor {unknown(name, [a.id for a in found.case.actors])}")


def said_by_actor(found: Overview, actor: str) -> tuple[ReadEntry, ...]:
    """Return what an actor said, and what others said of where it stands, newest first."""
    return tuple(
        entry
        for entry in reversed(found.entries)
        if actor in entry.entry.statement.actors
        or any(coding.about == actor for coding in entry.codings)
    )
