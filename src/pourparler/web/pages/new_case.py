"""A new case from a form, beside the one that is served; on this machine only."""

from __future__ import annotations

import shlex
from typing import Any, cast, get_args

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from pourparler.case.actors import ActorKind
from pourparler.errors import PourparlerError, RefusedError
from pourparler.web.rendering import render
from pourparler.web.sent import Form, Sent
from pourparler.web.settings import Settings
from pourparler.workbench.new_case import NewParty, NewQuestion, make_case
from pourparler.workbench.review.speakers import suggest_id

router = APIRouter(include_in_schema=False)

ACTORS = 6
QUESTIONS = 3


@router.get("/new-case")
def ask(request: Request) -> Response:
    """Ask who talks, about what."""
    _require_local(request)
    return _show(request, {}, None)


@router.post("/new-case")
def make(sent: Form) -> Response:
    """Make the case, and say how to open it."""
    request = sent.request
    settings = _require_local(request)
    typed = dict(sent.pairs())
    title = sent.text("title")
    try:
        path = settings.path.resolve().parent / (suggest_id(title) or "talks")
        folder = make_case(path, title=title, actors=_actors(sent), questions=_questions(sent))
    except PourparlerError as error:
        return _show(request, typed, error)
    return _show(request, {}, None, made=str(folder.path))


def _actors(sent: Sent) -> tuple[NewParty, ...]:
    return tuple(
        NewParty(
            name=name,
            kind=cast(ActorKind, sent.text(f"kind{n}")),
            signs=bool(sent.text(f"signs{n}")),
        )
        for n in range(ACTORS)
        if (name := sent.text(f"actor{n}"))
    )


def _questions(sent: Sent) -> tuple[NewQuestion, ...]:
    return tuple(
        NewQuestion(
            question=question,
            answers=tuple(a.strip() for a in sent.text(f"answers{n}").splitlines() if a.strip()),
            is_ordered=sent.text(f"order{n}") != "no",
        )
        for n in range(QUESTIONS)
        if (question := sent.text(f"question{n}"))
    )


def _require_local(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    if not settings.is_local:
        raise RefusedError(
            "a case is made on the machine where it will lie",
            hint="There, `pourparler new CASE` makes one.",
        )
    return settings


def _show(
    request: Request, typed: dict[str, str], error: PourparlerError | None, made: str = ""
) -> Response:
    values: dict[str, Any] = {
        "typed": typed,
        "problem": {"message": Exception.__str__(error), "hint": error.hint} if error else None,
        "made": made,
        "command": shlex.quote(made),
        "kinds": get_args(ActorKind),
        "actors": range(ACTORS),
        "questions": range(QUESTIONS),
    }
    page = render(request, "bring/new_case.html", values)
    page.status_code = 422 if error else 200
    return page
