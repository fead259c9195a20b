"""The overview: where every actor says it stands on every issue, on any day."""

from __future__ import annotations

from fastapi import APIRouter
from markupsafe import Markup
from starlette.responses import RedirectResponse, Response

from pourparler.web.dependencies import Asked, Question
from pourparler.web.rendering import render, render_part
from pourparler.workbench.overview import Overview

router = APIRouter(include_in_schema=False)


@router.get("/")
def show_overview(asked: Asked) -> Response:
    """Show the matrix of actors by issues."""
    if asked.redirect:
        return RedirectResponse(asked.redirect, 303)
    found = asked.desk.overview(asked.view)
    return render(
        asked.request,
        "overview/page.html",
        {
            "overview": found,
            "matrix": found.matrix,
            "table": _draw(asked, found),
            "mark": found.content.mark,
            "replay": asked.replay(),
        },
        dates=asked.dates,
    )


def _draw(asked: Question, found: Overview) -> Markup:
    """Return the matrix, drawn once: a thousand cells take longer than all the rest."""

    def draw() -> Markup:
        values = {"overview": found, "matrix": found.matrix}
        return render_part(asked.request, "overview/matrix.html", values, dates=asked.dates)

    drawn: Markup = asked.desk.keep(("matrix", asked.view), draw)
    return drawn
