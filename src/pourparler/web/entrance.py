"""Coming in: the token, where one is asked for, and the name a visitor works under."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pourparler.errors import RefusedError
from pourparler.web.guard import set_name, set_visitor
from pourparler.web.rendering import render_plain
from pourparler.web.sent import Form as Sending
from pourparler.web.sent import go, own_path
from pourparler.web.settings import Settings
from pourparler.web.visitors import Visitor, check_name, is_token

router = APIRouter(include_in_schema=False)


@router.get("/enter")
def show_entrance(request: Request, token: str = "") -> Response:
    """Let in who brings the token in the address, and ask others for it."""
    if token:
        return _enter(request, token)
    return render_plain(request, "layout/enter.html", {})


@router.post("/enter")
def enter(request: Request, token: Annotated[str, Form()] = "") -> Response:
    """Let in who types the token."""
    return _enter(request, token)


@router.get("/coder")
def show_name(request: Request, back: str = "/") -> Response:
    """Ask in whose name decisions are recorded."""
    return render_plain(request, "layout/coder.html", {"back": own_path(back) or "/"})


@router.post("/coder")
def set_coder(sent: Sending) -> Response:
    """Work on under another name."""
    request, name = sent.request, check_name(sent.text("name"))
    settings: Settings = request.app.state.settings
    response = go(sent.back("/"))
    set_visitor(response.headers, replace(request.state.visitor, coder=name), settings)
    set_name(response.headers, name, settings)
    return response


def _enter(request: Request, token: str) -> Response:
    settings: Settings = request.app.state.settings
    visitor: Visitor = request.state.visitor
    if settings.token is not None and not is_token(token.strip(), settings.token):
        raise RefusedError(
            "that is not the token of this server",
            hint="It is printed in the terminal where the server runs.",
        )
    response = RedirectResponse("/", 303)
    set_visitor(response.headers, replace(visitor, is_admitted=True), settings)
    return response
