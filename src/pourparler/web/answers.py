"""Errors as answers: one JSON object for programs, one page for people."""

from __future__ import annotations

from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from pourparler.errors import (
    AddressError,
    CaseNotFoundError,
    LedgerError,
    PourparlerError,
    RecordError,
    RefusedError,
    StaleDecisionError,
    TooLargeError,
    UndoError,
    UnknownNameError,
)

_STATUS: Final[tuple[tuple[type[PourparlerError], int], ...]] = (
    (RefusedError, 403),
    (TooLargeError, 413),
    (UnknownNameError, 404),
    (CaseNotFoundError, 404),
    (AddressError, 400),
    (StaleDecisionError, 409),
    (UndoError, 409),
    (RecordError, 422),
    (LedgerError, 503),
)
_TITLES: Final = {
    400: "That cannot be shown",
    401: "A token is needed",
    403: "Refused",
    404: "There is no such page",
    405: "That cannot be done here",
    409: "Somebody decided meanwhile",
    413: "Too large",
    422: "That cannot be taken",
    503: "The case cannot be read now",
}


def status_of(error: PourparlerError) -> int:
    """Return the HTTP status that says what kind of mistake it is."""
    for kind, status in _STATUS:
        if isinstance(error, kind):
            return status
    return 422 if error.exit_code == 2 else 500


def error_json(
    message: str, *, status: int, hint: str = "", code: str = "", errors: list[str] | None = None
) -> dict[str, Any]:
    """Return the one shape that every error has for programs."""
    return {
        "ok": False,
        "error": message,
        "errors": errors or [message],
        "status": status,
        "code": code,
        "hint": hint,
    }


def answer_error(
    request: Request, error: PourparlerError | HTTPException, *, status: int | None = None
) -> Response:
    """Return a mistake as an answer: JSON for programs, else a page."""
    if isinstance(error, HTTPException):
        status = error.status_code
        said = error_json(str(error.detail), status=status)
        headers = error.headers
    else:
        status = status or status_of(error)
        message = Exception.__str__(error)
        said = error_json(message, status=status, hint=error.hint, code=error.code)
        headers = None
    return _answer(request, said, headers=dict(headers or {}))


def answer_fault(request: Request, error: Exception) -> Response:
    """Return a fault of this program as an answer, without telling its insides."""
    del error
    said = error_json(
        "the server made a mistake",
        status=500,
        hint="The terminal where it runs shows what happened; please report it.",
    )
    return _answer(request, said)


def answer_invalid(request: Request, problems: list[str]) -> Response:
    """Return what is wrong with the fields of a request."""
    said = error_json(
        problems[0] if problems else "the request cannot be read",
        status=422,
        errors=problems,
        hint="Correct the fields that are named.",
    )
    return _answer(request, said)


def wants_json(request: Request) -> bool:
    """Say whether an answer is for a program."""
    accepts = request.headers.get("accept", "")
    return request.url.path.startswith("/api/") or (
        "application/json" in accepts and "text/html" not in accepts
    )


def _answer(
    request: Request, said: dict[str, Any], *, headers: dict[str, str] | None = None
) -> Response:
    status = said["status"]
    if wants_json(request):
        return JSONResponse(said, status, headers)
    from pourparler.web.rendering import render_error

    title = _TITLES.get(status, "Something went wrong")
    response = render_error(request, title=title, said=said)
    response.headers.update(headers or {})
    return response
