"""A new case from a form, beside the one that is served; on this machine only."""

from __future__ import annotations

import shlex
from typing import Any, get_args

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from pourparler.case.actors import ActorKind
from pourparler.errors import PourparlerError, RefusedError
from pourparler.web.new_case_form import ACTORS, QUESTIONS, SCALES, read_form
from pourparler.web.rendering import render
from pourparler.web.sent import Form
from pourparler.web.settings import Settings
from pourparler.workbench.new_case import make_case
from pourparler.workbench.review.speakers import suggest_id

router = APIRouter(include_in_schema=False)


@router.get("/new-case")
def ask(request: Request) -> Response:
    """Ask who talks, about what."""
    _require_local(request)
    return _show(request, {}, {})


@router.post("/new-case")
def make(sent: Form) -> Response:
    """Make the case, and say how to open it."""
    request = sent.request
    settings = _require_local(request)
    typed, form = dict(sent.pairs()), read_form(sent)
    if form.wrong:
        return _show(request, typed, form.wrong)
    path = settings.path.resolve().parent / (suggest_id(form.title) or "talks")
    try:
        folder = make_case(
            path, title=form.title, actors=tuple(form.actors), questions=tuple(form.questions)
        )
    except PourparlerError as error:
        return _show(request, typed, {}, error)
    return _show(request, {}, {}, made=str(folder.path))


def _require_local(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    if not settings.is_local:
        raise RefusedError(
            "a case is made on the machine where it will lie",
            hint="There, `pourparler new CASE` makes one.",
        )
    return settings


def _show(
    request: Request,
    typed: dict[str, str],
    wrong: dict[str, str],
    error: PourparlerError | None = None,
    made: str = "",
) -> Response:
    """Show the form, as it was typed, with what is wrong beside the fields or above them."""
    values: dict[str, Any] = {
        "typed": typed,
        "wrong": wrong,
        "problem": {"message": Exception.__str__(error), "hint": error.hint} if error else None,
        "made": made,
        "command": shlex.quote(made),
        "kinds": get_args(ActorKind),
        "scales": SCALES,
        "actors": range(ACTORS),
        "questions": range(QUESTIONS),
    }
    page = render(request, "bring/new_case.html", values)
    page.status_code = 422 if error or wrong else 200
    return page
