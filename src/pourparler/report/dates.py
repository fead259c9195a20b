"""Dates in words: calendar dates and EDTF expressions as a reader would say them.

Source: Extended Date/Time Format, levels 0 and 1 (Library of Congress, 2019), and the
unspecified digits and sets of doubt that level 1 allows. An expression outside it is
shown as it stands: a page must not fail on a date that somebody typed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

_MONTHS: Final = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_SEASONS: Final = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_DOUBT: Final = {"": "", "~": "about ", "?": "perhaps ", "%": "perhaps about "}
_POINT: Final = re.compile(
    r"(?P<year>\d{3}[\dX])(?:-(?P<month>\d{2}|XX)(?:-(?P<day>\d{2}|XX))?)?"
    r"(?:T\S*)?(?P<doubt>[~?%]?)"
)


@dataclass(frozen=True, slots=True)
class _Point:
    """One date of an expression: the parts that are given, and the doubt about them."""

    year: str
    month: str
    day: str
    doubt: str

    def words(self) -> str:
        return " ".join(part for part in (self.day, self.month, self.year) if part)


def day_words(day: date) -> str:
    """Return a calendar date in words.

    Examples
    --------
    >>> day_words(date(2025, 8, 19))
    '19 Aug 2025'
    """
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def period_words(first: date, last: date) -> str:
    """Return the time from one day to another, saying month and year only once.

    Examples
    --------
    >>> period_words(date(2025, 8, 11), date(2025, 8, 17))
    '11–17 Aug 2025'
    >>> period_words(date(2025, 7, 28), date(2025, 8, 3))
    '28 Jul – 3 Aug 2025'
    """
    return edtf_words(f"{first.isoformat()}/{last.isoformat()}")


def edtf_words(edtf: str) -> str:
    """Return an EDTF date in words; an expression that is not EDTF comes back unchanged.

    Examples
    --------
    >>> edtf_words("2025-08-11/2025-08-17")
    '11–17 Aug 2025'
    >>> edtf_words("2025-08-19~"), edtf_words("../2025-08-19"), edtf_words("2025-08")
    ('about 19 Aug 2025', 'up to 19 Aug 2025', 'Aug 2025')
    """
    first_part, slash, last_part = edtf.partition("/")
    if not slash:
        point = _parse(edtf)
        return _DOUBT[point.doubt] + point.words() if point else edtf
    if first_part in ("", "..") or last_part in ("", ".."):
        return _open_words(first_part, last_part) or edtf
    first, last = _parse(first_part), _parse(last_part)
    return _interval_words(first, last) if first and last else edtf


def _parse(text: str) -> _Point | None:
    match = _POINT.fullmatch(text)
    if not match:
        return None
    year, month, day, doubt = match.group("year", "month", "day", "doubt")
    number = int(month) if month and month != "XX" else 0
    known_month = not month or month == "XX" or 1 <= number <= 12
    if (day and (month == "XX" or number > 12)) or not (known_month or number in _SEASONS):
        return None
    if day and day != "XX" and not _is_day(year, number, int(day)):
        return None
    name = _SEASONS.get(number) or (_MONTHS[number - 1] if number else "")
    return _Point(_year_words(year), name, str(int(day)) if day and day != "XX" else "", doubt)


def _is_day(year: str, month: int, day: int) -> bool:
    try:
        date(int(year) if year.isdigit() else 2000, month, day)
    except ValueError:
        return False
    return True


def _year_words(year: str) -> str:
    return year.replace("X", "0s")


def _open_words(first: str, last: str) -> str:
    point = _parse(first if last in ("", "..") else last)
    if point is None:
        return ""
    before = "from " if last in ("", "..") else "up to "
    return before + _DOUBT[point.doubt] + point.words()


def _interval_words(first: _Point, last: _Point) -> str:
    if first == last:
        return _DOUBT[first.doubt] + first.words()
    doubt = _DOUBT[last.doubt] if first.doubt == last.doubt else ""
    if doubt == "" and (first.doubt or last.doubt):
        start, end = (_DOUBT[p.doubt] + p.words() for p in (first, last))
        return f"{start} – {end}"
    same_year, same_month = first.year == last.year, first.month == last.month
    if same_year and same_month and first.day and last.day:
        return f"{doubt}{first.day}–{last.words()}"
    if same_year and first.month and last.month:
        start = f"{first.day} {first.month}".strip()
        return f"{doubt}{start} – {last.words()}"
    if not (first.month or last.month):
        return f"{doubt}{first.year}–{last.year}"
    return f"{doubt}{first.words()} – {last.words()}"
