"""The door: nothing gets past it that a page of ours, in a browser let in, did not send.

Which hosts are answered, who is let in, how large a body may be, and the headers that every
answer carries. Forms are checked by `require_form_token`, a dependency of the whole application.
"""

from __future__ import annotations

from dataclasses import replace
from http.cookies import CookieError, SimpleCookie
from typing import Final
from urllib.parse import urlsplit

from fastapi import HTTPException
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pourparler.errors import RefusedError, TooLargeError
from pourparler.web.answers import answer_error
from pourparler.web.settings import Settings
from pourparler.web.visitors import (
    CSRF_FIELD,
    CSRF_HEADER,
    Visitor,
    is_form_token,
    is_token,
    new_visitor,
    read_cookie,
    read_name,
    write_cookie,
    write_name,
)

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
HEADERS: Final = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
OPEN_PATHS: Final = ("/static/", "/enter")
"""What is answered to those who have not given the token."""

SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})


class Guard:
    """Middleware around the whole application."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app, self._settings = app, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        visitor, is_new = self._find_visitor(headers)
        scope.setdefault("state", {})["visitor"] = visitor
        answer = self._dressed(send, scope, visitor if is_new else None)
        try:
            self._check(scope, headers, visitor)
        except (RefusedError, TooLargeError) as error:
            await answer_error(Request(scope), error)(scope, receive, answer)
            return
        if visitor.is_admitted or scope["path"].startswith(OPEN_PATHS):
            await self._app(scope, _limited(receive, self._settings.most_bytes), answer)
            return
        refused = RefusedError("this server asks for its token", hint=_HOW_TO_ENTER)
        await answer_error(Request(scope), refused, status=401)(scope, receive, answer)

    def _find_visitor(self, headers: Headers) -> tuple[Visitor, bool]:
        settings = self._settings
        cookies: SimpleCookie = SimpleCookie()
        try:
            cookies.load(headers.get("cookie", ""))
        except CookieError:
            cookies.clear()
        morsel = cookies.get(settings.cookie)
        visitor = read_cookie(morsel.value, settings.secret) if morsel else None
        is_admitted = settings.token is None or bears_token(headers, settings)
        if visitor is None:
            kept = cookies.get(f"{settings.cookie}-name")
            name = read_name(kept.value) if kept else ""
            own = settings.coder if settings.is_local else ""
            return new_visitor(name or own, is_admitted=is_admitted), True
        if is_admitted and not visitor.is_admitted:
            return replace(visitor, is_admitted=True), False
        return visitor, False

    def _check(self, scope: Scope, headers: Headers, visitor: Visitor) -> None:
        host = headers.get("host", "")
        if not self._settings.knows_host(host):
            raise RefusedError(
                f"this server does not go by the name '{host}'",
                hint="Open it under the address it printed, or start it with --name NAME.",
            )
        if scope["method"] not in SAFE and not comes_from_here(headers):
            raise RefusedError("the request comes from a page of another site")
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > self._settings.most_bytes:
            raise TooLargeError(f"more was sent than {self._settings.most_bytes:,} bytes")

    def _dressed(self, send: Send, scope: Scope, visitor: Visitor | None) -> Send:
        settings = self._settings

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=message.setdefault("headers", []))
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                if not scope["path"].startswith("/static/"):
                    headers.setdefault("cache-control", "private, no-cache")
                if visitor is not None and "set-cookie" not in headers:
                    set_visitor(headers, visitor, settings)
            await send(message)

        return dressed


_HOW_TO_ENTER: Final = "Open the address with the token that `pourparler serve` printed."


def set_visitor(headers: MutableHeaders, visitor: Visitor, settings: Settings) -> None:
    """Let the browser remember the visitor until it is closed."""
    value = write_cookie(visitor, settings.secret)
    headers.append("set-cookie", f"{settings.cookie}={value}; Path=/; HttpOnly; SameSite=Strict")


def set_name(headers: MutableHeaders, name: str, settings: Settings) -> None:
    """Let the browser remember a coder's name for a year: it is no secret and opens nothing."""
    cookie = f"{settings.cookie}-name={write_name(name)}"
    headers.append("set-cookie", f"{cookie}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Strict")


def bears_token(headers: Headers, settings: Settings) -> bool:
    """Say whether a program shows the token, as ``Authorization: Bearer TOKEN``."""
    scheme, _, given = headers.get("authorization", "").partition(" ")
    return scheme.lower() == "bearer" and is_token(given.strip(), settings.token)


def comes_from_here(headers: Headers) -> bool:
    """Say whether no browser says that a request was made by another site."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host")


async def require_form_token(request: Request) -> None:
    """Refuse a change that was not sent by a page of this visit.

    A form carries the token in a field, a script in a header. A program that shows the
    server's token needs neither, nor does one that sends JSON, which no page of another site
    can send without asking first.

    Raises
    ------
    RefusedError
        The token is missing or of another visit.
    """
    if request.method in SAFE:
        return
    settings: Settings = request.app.state.settings
    if bears_token(request.headers, settings):
        return
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json" and request.url.path.startswith("/api/"):
        return
    given = request.headers.get(CSRF_HEADER, "")
    if not given and kind in ("application/x-www-form-urlencoded", "multipart/form-data"):
        field = (await request.form()).get(CSRF_FIELD, "")
        given = field if isinstance(field, str) else ""
    if not is_form_token(given, request.state.visitor, settings.secret):
        raise RefusedError(
            "the form does not carry the token of this visit",
            hint="Open the page again and send the form once more.",
        )


def _limited(receive: Receive, most_bytes: int) -> Receive:
    """Stop reading a body that grows beyond the limit, whatever length it announced."""
    taken = 0

    async def limited() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > most_bytes:
            # This kind alone passes through the framework's reading of forms as it is.
            raise HTTPException(413, f"more was sent than {most_bytes:,} bytes")
        return message

    return limited
