"""What a form sends, read once and given out field by field."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, HTTPException
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse

from pourparler.case.folder import CaseFolder
from pourparler.case.records import Handling
from pourparler.web.address import link
from pourparler.web.desk import Desk
from pourparler.web.settings import Settings


class Sent:
    """A request that changes something: its fields, the desk, and in whose name."""

    def __init__(self, request: Request, form: FormData) -> None:
        self.request, self._form = request, form

    @property
    def desk(self) -> Desk:
        """The case on the desk."""
        desk: Desk = self.request.app.state.desk
        return desk

    @property
    def folder(self) -> CaseFolder:
        """The case as its file says now."""
        return self.desk.folder

    @property
    def ceiling(self) -> Handling:
        """The highest handling that is shown, and so the highest that is decided on."""
        settings: Settings = self.request.app.state.settings
        return settings.ceiling

    @property
    def coder(self) -> str:
        """In whose name the change is recorded.

        Raises
        ------
        HTTPException
            A visitor from elsewhere has not said who it is: the answer leads to the page that asks.
        """
        name = str(self.request.state.visitor.coder)
        if name:
            return name
        came = urlsplit(self.request.headers.get("referer", ""))
        back = own_path(f"{came.path}?{came.query}" if came.query else came.path)
        raise HTTPException(
            303, "say who you are first", {"location": link("/coder", {"back": back})}
        )

    def text(self, name: str) -> str:
        """Return a field without the blanks around it; empty where it was not sent."""
        value = self._form.get(name, "")
        return value.strip() if isinstance(value, str) else ""

    def texts(self, name: str) -> tuple[str, ...]:
        """Return all that was sent under a name, blanks left out."""
        sent = (v.strip() for v in self._form.getlist(name) if isinstance(v, str))
        return tuple(value for value in sent if value)

    def file(self, name: str) -> UploadFile | None:
        """Return a file that was sent, None where there is none."""
        value = self._form.get(name)
        return value if isinstance(value, UploadFile) and value.filename else None

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Return all fields with their texts, in the order in which they were sent."""
        return tuple((n, v) for n, v in self._form.multi_items() if isinstance(v, str))

    def back(self, otherwise: str) -> str:
        """Return the page of ours that the form asks to go back to."""
        return own_path(self.text("back")) or otherwise


async def _read(request: Request) -> AsyncIterator[Sent]:
    form = await request.form()
    try:
        yield Sent(request, form)
    finally:
        await form.close()


Form = Annotated[Sent, Depends(_read)]


def own_path(address: str) -> str:
    r"""Return an address if it is one of this server, else nothing.

    Examples
    --------
    >>> own_path("/history?page=2"), own_path("//evil.example/"), own_path("/\\evil.example")
    ('/history?page=2', '', '')
    """
    parts = urlsplit(address)
    is_ours = not parts.scheme and not parts.netloc and address.startswith("/")
    return address if is_ours and "\\" not in address and address.isprintable() else ""


def go(address: str) -> RedirectResponse:
    """Lead to a page after a change."""
    return RedirectResponse(address, 303)
