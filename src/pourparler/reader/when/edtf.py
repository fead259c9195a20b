"""EDTF values: a day, a month, a year or the time from one day to another.

Source: Extended Date/Time Format (Library of Congress, 2019), level 0 without times of
day, and of level 1 the mark ``~`` for *about* and the open ends of an interval.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Final

from pourparler.errors import DateFormError

_POINT = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?P<about>~?)", re.A)
_OPEN: Final = ".."


@dataclass(frozen=True, slots=True)
class EdtfDate:
    """The days from ``first`` to ``last``, both included; None leaves that end open.

    ``approximate`` says *about*: how far that reaches is for the rule that made the date
    to say, the bounds are those of what is printed.

    Raises
    ------
    DateFormError
        ``last`` lies before ``first``, or both ends are open.
    """

    first: date | None
    last: date | None
    approximate: bool = False

    def __post_init__(self) -> None:
        if self.first is None and self.last is None:
            raise DateFormError("a date with both ends open says nothing: give one end")
        if self.first and self.last and self.last < self.first:
            raise DateFormError(f"a date ends on {self.last}, before it begins on {self.first}")

    @classmethod
    def of_day(cls, day: date, *, approximate: bool = False) -> EdtfDate:
        """Return one day."""
        return cls(day, day, approximate)

    @classmethod
    def of_month(cls, year: int, month: int) -> EdtfDate:
        """Return a whole calendar month; ``month`` is 1 to 12."""
        return cls(date(year, month, 1), date(year, month, monthrange(year, month)[1]))

    @classmethod
    def of_year(cls, year: int) -> EdtfDate:
        """Return a whole calendar year."""
        return cls(date(year, 1, 1), date(year, 12, 31))

    @property
    def is_day(self) -> bool:
        """True for a single day, which may be approximate."""
        return self.first is not None and self.first == self.last

    def until(self, day: date) -> EdtfDate | None:
        """Return the part up to and including ``day``, or None when it begins later.

        What is open at the end ends with ``day``. A date that lies wholly before it comes
        back unchanged.
        """
        if self.first and day < self.first:
            return None
        if self.last and self.last <= day:
            return self
        return EdtfDate(self.first, day, self.approximate)

    def __str__(self) -> str:
        """Return the shortest EDTF form: a whole month or year is printed as such."""
        about = "~" if self.approximate else ""
        if self.first is None or self.last is None:
            return "/".join(f"{day}{about}" if day else _OPEN for day in (self.first, self.last))
        return self._short(self.first, self.last, about)

    @staticmethod
    def _short(first: date, last: date, about: str) -> str:
        if first == last:
            return f"{first}{about}"
        month, year = EdtfDate.of_month(last.year, last.month), EdtfDate.of_year(last.year)
        if (first, last) == (month.first, month.last):
            return f"{first.isoformat()[:7]}{about}"
        if (first, last) == (year.first, year.last):
            return f"{first.isoformat()[:4]}{about}"
        return f"{first}{about}/{last}{about}"


def parse_edtf(text: str) -> EdtfDate:
    """Return the value of an EDTF form.

    Parameters
    ----------
    text : str
        ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``, each also with ``~`` for *about*, or two of
        them with ``/`` between; ``..`` leaves one end of an interval open. In an interval
        both ends carry ``~``, or neither does.

    Raises
    ------
    DateFormError
        Any other form, a day that is not in the calendar, an interval that ends before it
        begins. Seasons, times of day, ``?``, ``%`` and ``X`` for a digit are not taken.

    Examples
    --------
    >>> parse_edtf("2024-02").last
    datetime.date(2024, 2, 29)
    >>> str(parse_edtf("2025-08-11/2025-08-17"))
    '2025-08-11/2025-08-17'
    """
    begin, slash, end = text.partition("/")
    if not slash:
        return _point(begin, text)
    first = None if begin == _OPEN else _point(begin, text)
    last = None if end == _OPEN else _point(end, text)
    abouts = {point.approximate for point in (first, last) if point}
    if len(abouts) > 1:
        raise DateFormError(f"{text!r} is about at one end only: put ~ at both ends or at none")
    return EdtfDate(first.first if first else None, last.last if last else None, True in abouts)


def _point(part: str, text: str) -> EdtfDate:
    found = _POINT.fullmatch(part)
    if not found:
        raise DateFormError(
            f"{text!r} is not a date: YYYY, YYYY-MM or YYYY-MM-DD, with ~ for about, and two "
            "of them with / between are allowed"
        )
    year, month, day = (int(found[name] or 1) for name in ("year", "month", "day"))
    if year < 1 or not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        raise DateFormError(f"{part!r} in {text!r} is not in the calendar")
    if found["day"]:
        value = EdtfDate.of_day(date(year, month, day))
    elif found["month"]:
        value = EdtfDate.of_month(year, month)
    else:
        value = EdtfDate.of_year(year)
    return EdtfDate(value.first, value.last, bool(found["about"]))
