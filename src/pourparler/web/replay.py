"""Replay by date: what one could have said on a day, or what is now known of it."""

from __future__ import annotations

import bisect
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pourparler.web.address import Dates, link, read_date


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """The bar that moves a page through time.

    Attributes
    ----------
    path : str
        Of the page.
    days : tuple of date
        Those with a report; never empty.
    dates : Dates
        Those shown.
    kept : mapping
        What else stands in the address and stays.
    """

    path: str
    days: tuple[date, ...]
    dates: Dates
    kept: Mapping[str, str]

    @property
    def day(self) -> date | None:
        """The day shown, None where all is."""
        return self.dates.as_of or self.dates.known_at

    @property
    def known(self) -> str:
        """``then`` where only what was reported by the day counts, else ``now``."""
        return "now" if self.day and self.dates.known_at is None else "then"

    @property
    def place(self) -> int:
        """Where the slider stands: the last day with a report by then, or past them all."""
        if self.day is None:
            return len(self.days)
        return max(bisect.bisect_right(self.days, self.day) - 1, 0)

    @property
    def days_text(self) -> str:
        """The days, for the script that moves the slider."""
        return " ".join(day.isoformat() for day in self.days)

    @property
    def earlier(self) -> str:
        """Address of the day with a report before the one shown, or nothing."""
        before = [day for day in self.days if self.day is None or day < self.day]
        return self._address(before[-1]) if before else ""

    @property
    def later(self) -> str:
        """Address of the day with a report after the one shown, or nothing."""
        if self.day is None:
            return ""
        after = [day for day in self.days if day > self.day]
        return self._address(after[0]) if after else ""

    @property
    def all(self) -> str:
        """Address of the page with all that is known."""
        return link(self.path, self.kept)

    def _address(self, day: date) -> str:
        return link(self.path, {**self.kept, **dates_of(day, self.known).parameters()})


def dates_of(day: date | None, known: str) -> Dates:
    """Return the dates that a day stands for, as one could have said then or knows now."""
    return Dates(as_of=day, known_at=day if known == "then" else None)


def asked_dates(parameters: Mapping[str, str]) -> Dates | None:
    """Return the dates that the bar's form asks for, None where it was not sent.

    Raises
    ------
    AddressError
        The day is not a date.
    """
    if "day" not in parameters:
        return None
    return dates_of(read_date(parameters, "day"), parameters.get("known", "then"))
