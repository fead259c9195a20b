"""The view in the address: every page of every day can be linked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, urlencode

from starlette.requests import Request

from pourparler.errors import AddressError


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """The dates a page is asked for: ``as_of`` and ``known_at``, each a day or all."""

    as_of: date | None = None
    known_at: date | None = None

    @property
    def is_replay(self) -> bool:
        """Whether the page shows what one could have said on a day."""
        return self.as_of is not None and self.as_of == self.known_at

    def parameters(self) -> dict[str, str]:
        """Return the dates as the address has them."""
        given = {"as_of": self.as_of, "known_at": self.known_at}
        return {name: day.isoformat() for name, day in given.items() if day}


def read_dates(request: Request) -> Dates:
    """Read the dates of an address.

    Raises
    ------
    AddressError
        One of them is not a date.
    """
    return Dates(
        as_of=read_date(request.query_params, "as_of"),
        known_at=read_date(request.query_params, "known_at"),
    )


def read_date(parameters: Mapping[str, str], name: str) -> date | None:
    """Read a date of an address; None where it is not given.

    Raises
    ------
    AddressError
        It is not a date.
    """
    value = parameters.get(name, "").strip()
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise AddressError(
            f"{name} is '{value}', which is not a date", hint="Write it as 2025-08-18."
        ) from error


def link(path: str, parameters: Mapping[str, str] | None = None, anchor: str = "") -> str:
    """Return an address of the workbench.

    Examples
    --------
    >>> link("/issue/truce", {"as_of": "2025-08-18"}, "said")
    '/issue/truce?as_of=2025-08-18#said'
    """
    query = urlencode({k: v for k, v in (parameters or {}).items() if v})
    return quote(path) + (f"?{query}" if query else "") + (f"#{quote(anchor)}" if anchor else "")
