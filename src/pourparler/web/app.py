"""The application: the door, the pages, the interface for programs, and errors in one shape."""

from __future__ import annotations

from typing import Any

from fastapi import Depends, FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response

from pourparler import __version__
from pourparler.errors import PourparlerError
from pourparler.web import api, assets, entrance
from pourparler.web.answers import answer_error, answer_fault, answer_invalid
from pourparler.web.desk import Desk
from pourparler.web.guard import Guard, require_form_token
from pourparler.web.pages import PAGES
from pourparler.web.settings import Settings

_ABOUT = "Who said what on which issue, where actors say they stand, and what could be signed."


def create_app(settings: Settings) -> FastAPI:
    """Return the application that serves one case.

    Parameters
    ----------
    settings : Settings
    """
    app = FastAPI(
        title="pourparler",
        version=__version__,
        description=_ABOUT,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        dependencies=[Depends(require_form_token)],
    )
    app.state.settings = settings
    app.state.desk = Desk(settings)
    for router in (assets.router, entrance.router, api.router, *PAGES):
        app.include_router(router)
    for kind, answer in (
        (PourparlerError, answer_error),
        (HTTPException, answer_error),
        (RequestValidationError, _answer_invalid),
    ):
        # Starlette's types ask for handlers of any exception; each of these gets its own kind.
        app.add_exception_handler(kind, answer)  # type: ignore[arg-type]
    app.add_exception_handler(Exception, answer_fault)
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=4)
    app.add_middleware(Guard, settings=settings)
    return app


def _answer_invalid(request: Request, error: RequestValidationError) -> Response:
    return answer_invalid(request, [_problem(problem) for problem in error.errors()])


def _problem(problem: dict[str, Any]) -> str:
    place = ".".join(str(part) for part in problem.get("loc", ()))
    return f"{place}: {problem.get('msg', 'is not allowed')}"
