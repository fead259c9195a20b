"""Counting in days, weeks, months and years. Weeks run from Monday to Sunday.

Nothing leaves the calendar: what would lie before the year 1 or after 9999 stops there.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from pourparler.reader.when.edtf import EdtfDate

_NUMBERS: Final = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split(),
        start=1,
    )
}
_TENS: Final = {
    word: ten
    for ten, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
_LOOSE: Final = {
    "": (2, 6),
    "couple": (2, 3),
    "few": (2, 5),
    "several": (3, 6),
    "some": (2, 6),
    "many": (3, 10),
}
COUNT: Final = (
    r"(?P<count>\d{1,3}|an?(?:\s+couple(?:\s+of)?|\s+few)?|the\s+couple\s+of|few|several|some|many|"
    rf"(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(list(_NUMBERS)[:9])}))?|{'|'.join(_NUMBERS)})"
)
BARE: Final = r"(?<!hundred\s)(?<!thousand\s)(?<!dozen\s)(?<!more\s)(?<!of\s)(?=\w+s\b)"
"""Patterns of a number, and of none before a plural ("days ago"), for the rules to build on."""


def read_count(words: str | None) -> tuple[int, int]:
    """Return the least and the most that a number word can mean; both are the same for most.

    Examples
    --------
    >>> read_count("three"), read_count("a"), read_count("a few"), read_count(None)
    ((3, 3), (1, 1), (2, 5), (2, 6))
    """
    text = (words or "").lower()
    tens, _, ones = text.partition("-")
    if tens in _TENS:
        number = 10 * _TENS[tens] + _NUMBERS.get(ones, 0)
        return number, number
    for word in text.split():
        if word in _LOOSE:
            return _LOOSE[word]
        if word in _NUMBERS:
            return _NUMBERS[word], _NUMBERS[word]
    if text.isdecimal():
        return int(text), int(text)
    return (1, 1) if text else _LOOSE[""]


def add_days(day: date, days: int) -> date:
    """Return the day so many days after, or before when negative."""
    number = min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal())
    return date.fromordinal(number)


def add_months(day: date, months: int) -> date:
    """Return the same day so many months on, or the last of a month that is too short.

    Examples
    --------
    >>> add_months(date(2024, 1, 31), 1)
    datetime.date(2024, 2, 29)
    """
    number = min(max(day.year * 12 + day.month - 1 + months, 12), 9999 * 12 + 11)
    year, month = divmod(number, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def shift(day: date, unit: str, count: int) -> date:
    """Return the day ``count`` units after, or before when negative."""
    if unit in ("day", "week", "fortnight"):
        return add_days(day, count * {"day": 1, "week": 7, "fortnight": 14}[unit])
    return add_months(day, count * {"month": 1, "year": 12, "decade": 120}[unit])


def week_of(day: date) -> EdtfDate:
    """Return the week, Monday to Sunday, that holds the day."""
    monday = add_days(day, -day.weekday())
    return EdtfDate(monday, add_days(monday, 6))


def unit_of(day: date, unit: str) -> EdtfDate:
    """Return the day, week, month, year or decade that holds ``day``; a fortnight is its days.

    Examples
    --------
    >>> str(unit_of(date(2025, 8, 19), "week"))
    '2025-08-18/2025-08-24'
    """
    if unit == "week":
        return week_of(day)
    if unit == "month":
        return EdtfDate.of_month(day.year, day.month)
    if unit == "year":
        return EdtfDate.of_year(day.year)
    if unit == "decade":
        begin = max(day.year - day.year % 10, 1)
        return EdtfDate(date(begin, 1, 1), date(day.year - day.year % 10 + 9, 12, 31))
    return EdtfDate.of_day(day)


def bounds(value: EdtfDate) -> tuple[date, date]:
    """Return the first and last day; an open end goes to the end of the calendar."""
    return value.first or date.min, value.last or date.max


def move(value: EdtfDate, unit: str, count: int) -> EdtfDate:
    """Return the date so many units later, or earlier when negative, of the same length."""
    first, last = bounds(value)
    return EdtfDate(shift(first, unit, count), shift(last, unit, count), value.approximate)


def part_of(value: EdtfDate, part: str) -> EdtfDate:
    """Return the early, mid or late part of a week, month or year.

    Of a month the days 1 to 10, 11 to 20 and 21 to its end; of a week Monday to Wednesday,
    Tuesday to Thursday and Thursday to Sunday; of a year four months each.

    Examples
    --------
    >>> str(part_of(EdtfDate.of_month(2025, 2), "late"))
    '2025-02-21/2025-02-28'
    """
    first, last = bounds(value)
    days = (last - first).days + 1
    if days == 7:
        low, high = {"early": (0, 2), "mid": (1, 3), "late": (3, 6)}[part]
        return EdtfDate(first + timedelta(low), first + timedelta(high))
    if days < 32:
        low, high = {"early": (1, 10), "mid": (11, 20), "late": (21, days)}[part]
        return EdtfDate(first.replace(day=low), first.replace(day=high))
    low, high = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}[part]
    return EdtfDate(first.replace(month=low), EdtfDate.of_month(first.year, high).last or last)
