"""The overview: where every actor says it stands on every issue, on any day."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from pourparler.web.dependencies import Asked
from pourparler.web.rendering import render

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
            "mark": found.content.mark,
            "replay": asked.replay(),
        },
        dates=asked.dates,
    )
