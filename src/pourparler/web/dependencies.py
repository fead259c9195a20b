"""What pages are asked: the desk, the view in the address, and the bar that moves it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends
from starlette.requests import Request

from pourparler.errors import AddressError
from pourparler.web.address import Dates, link, read_dates
from pourparler.web.desk import Desk
from pourparler.web.replay import Replay, asked_dates
from pourparler.workbench.view import View

_DATES = ("as_of", "known_at", "day", "known")


@dataclass(frozen=True, slots=True)
class Question:
    """A request for a page: the desk, the dates asked for, and where to go instead.

    ``redirect`` is the address to go to when the bar's form was sent; else nothing.
    """

    request: Request
    desk: Desk
    dates: Dates
    redirect: str

    @property
    def view(self) -> View:
        """The view that the dates and the server's ceiling make."""
        return self.desk.view(as_of=self.dates.as_of, known_at=self.dates.known_at)

    @property
    def page(self) -> int:
        """The page of a long list, counted from 1.

        Raises
        ------
        AddressError
            It is no number.
        """
        value = self.request.query_params.get("page") or "1"
        if not value.isdecimal() or not 1 <= int(value) <= 100_000:
            raise AddressError(f"page is '{value}', which is not a number of a page")
        return int(value)

    def chosen(self, name: str) -> str | None:
        """Return a choice in the address, None where it is left open."""
        return self.request.query_params.get(name, "").strip() or None

    def replay(self) -> Replay | None:
        """Return the bar that moves the page through time; None where nothing was read."""
        days = self.desk.days()
        if not days:
            return None
        return Replay(
            path=self.request.url.path, days=days, dates=self.dates, kept=_kept(self.request)
        )


def _ask(request: Request) -> Question:
    sent = asked_dates(request.query_params)
    if sent is not None:
        target = link(request.url.path, {**_kept(request), **sent.parameters()})
        return Question(request, request.app.state.desk, sent, target)
    return Question(request, request.app.state.desk, read_dates(request), "")


def _kept(request: Request) -> dict[str, str]:
    return {k: v for k, v in request.query_params.items() if k not in _DATES and k != "page"}


Asked = Annotated[Question, Depends(_ask)]
