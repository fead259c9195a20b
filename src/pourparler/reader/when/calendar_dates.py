"""Rules for dates of the calendar: days, months and years by name or number."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import Final

from pourparler.reader.when.edtf import EdtfDate
from pourparler.reader.when.forms import Form, Meaning, Setting, form
from pourparler.reader.when.units import add_days, add_months, part_of
from pourparler.reader.when.weekdays import WEEKDAY

_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()
MONTH: Final = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|"
    r"December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_DAY: Final = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\w%]|[.,:]\d)"
_TO: Final = (
    r"(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?\s*(?:-|–|—|\bto\b|\band\b|\buntil\b)\s*"
    r"(?P<end>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\w%]|[.,:]\d)"
)
_YEAR: Final = r"(?P<year>(?:19|20)\d\d)(?![\d-])"
_OF_YEAR: Final = r"(?:of\s+)?(?P<which>last|this|next)\s+year"
_ON: Final = rf"(?i:on\s+)?(?:{WEEKDAY},?\s+)?(?i:the\s+)?"
_PART: Final = (
    r"(?P<part>(?i:early|mid|middle|late|beginning|start|end))"
    r"(?:[\s-]+in)?(?:[\s-]+of)?[\s-]+"
)
_YEARS: Final = {"last": -1, "this": 0, "next": 1}
_PARTS: Final = {"beginning": "early", "start": "early", "end": "late", "middle": "mid"}
_BEFORE_MONTH: Final = (
    r"(?P<lead>(?i:in|since|until|till|by|during|from|through|before|"
    r"after|of|last|next|this|throughout))"
)
_BEFORE_YEAR: Final = (
    r"(?i:in|since|until|by|during|from|through|before|after|of|"
    r"throughout|back\s+in)"
)
_NEXT_LEAP_YEAR: Final = 9


def _month_number(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _day_of(year: int, month: int, day: int) -> date | None:
    fits = 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
    return date(year, month, day) if fits else None


def _full(found: re.Match[str], _: Setting) -> EdtfDate | None:
    month = found["month"]
    number = int(month) if month.isdecimal() else _month_number(month)
    day = _day_of(int(found["year"]), number, int(found["day"]))
    return EdtfDate.of_day(day) if day else None


def _day_of_year(found: re.Match[str], setting: Setting) -> EdtfDate | None:
    year = setting.reported_on.year + _YEARS[found["which"].lower()]
    day = (
        _day_of(year, _month_number(found["month"]), int(found["day"]))
        if 0 < year < 10000
        else None
    )
    return EdtfDate.of_day(day) if day else None


def _days(found: re.Match[str], setting: Setting) -> EdtfDate | None:
    """Read "12 to 14 August" with or without a year."""
    month, begin, end = _month_number(found["month"]), int(found["day"]), int(found["end"])
    if begin >= end:
        return None
    if found["year"]:
        first = _day_of(int(found["year"]), month, begin)
    else:
        first = nearest_day(setting, month, begin)
    last = _day_of(first.year, month, end) if first else None
    return EdtfDate(first, last) if first and last else None


def nearest_day(setting: Setting, month: int, day: int) -> date | None:
    """Return the day and month in the year that is nearest by tense, the report's day included.

    The 29th of February is looked for until a leap year comes.
    """
    step = 1 if setting.tense == "future" else -1
    today = setting.reported_on
    for year in range(today.year, today.year + step * _NEXT_LEAP_YEAR, step):
        found = _day_of(year, month, day) if 1 <= year <= 9999 else None
        if found and (found >= today if step > 0 else found <= today):
            return found
    return None


def _day_and_month(found: re.Match[str], setting: Setting) -> EdtfDate | None:
    day = nearest_day(setting, _month_number(found["month"]), int(found["day"]))
    return EdtfDate.of_day(day) if day else None


def _day_of_month(found: re.Match[str], setting: Setting) -> EdtfDate | None:
    number, month = int(found["day"]), setting.reported_on.replace(day=1)
    if found["which"] and found["which"].lower() != "the":
        months = {"last": -1, "this": 0, "next": 1}[found["which"].lower()]
        month = add_months(month, months)
        day = _day_of(month.year, month.month, number)
        return EdtfDate.of_day(day) if day else None
    for _ in range(3):  # of three months in a row one has 31 days
        day = _day_of(month.year, month.month, number)
        past = setting.tense == "past"
        if day and (day <= setting.reported_on if past else day >= setting.reported_on):
            return EdtfDate.of_day(day)
        month = add_months(month, -1 if past else 1)
    return None


def nearest_month(setting: Setting, month: int, which: str = "") -> EdtfDate | None:
    """Return the month in the year that is nearest by tense; the report's own counts.

    "Last" and "next" leave the report's own month out, "this" means its year.
    """
    today = setting.reported_on
    year = today.year
    if which == "last" or (which != "next" and which != "this" and setting.tense == "past"):
        year -= month > today.month or (which == "last" and month == today.month)
    elif which != "this":
        year += month < today.month or (which == "next" and month == today.month)
    return EdtfDate.of_month(year, month) if 1 <= year <= 9999 else None


def _month(found: re.Match[str], setting: Setting) -> EdtfDate | None:
    which = (found["lead"] or "").lower()
    return nearest_month(setting, _month_number(found["month"]), which)


def _month_of_year(found: re.Match[str], setting: Setting) -> EdtfDate | None:
    step = _YEARS[found["which"].lower()]
    year = setting.reported_on.year + step
    return EdtfDate.of_month(year, _month_number(found["month"])) if 1 <= year <= 9999 else None


def _month_and_year(found: re.Match[str], _: Setting) -> EdtfDate:
    return EdtfDate.of_month(int(found["year"]), _month_number(found["month"]))


def _part_of_month(found: re.Match[str], setting: Setting) -> EdtfDate | None:
    month = _month_number(found["month"])
    if found["year"]:
        whole: EdtfDate | None = EdtfDate.of_month(int(found["year"]), month)
    else:
        whole = nearest_month(setting, month, (found["which"] or "").lower())
    return part_of(whole, _part(found)) if whole else None


def _part_of_year(found: re.Match[str], _: Setting) -> EdtfDate:
    return part_of(EdtfDate.of_year(int(found["year"])), _part(found))


def _part(found: re.Match[str]) -> str:
    word = found["part"].lower()
    return _PARTS.get(word, word)


def _week_of_this_month(found: re.Match[str], setting: Setting) -> EdtfDate | None:
    today, which = setting.reported_on, found["which"].lower()
    whole = EdtfDate.of_month(today.year, today.month)
    if whole.first is None or whole.last is None or which in ("last", "final"):
        return None
    first = add_days(whole.first, 7 * "first second third fourth".split().index(which))
    return EdtfDate(first, add_days(first, 6)) if first <= today else None


def _week_of_month(found: re.Match[str], setting: Setting) -> EdtfDate | None:
    month = _month_number(found["month"])
    if found["year"]:
        whole: EdtfDate | None = EdtfDate.of_month(int(found["year"]), month)
    else:
        whole = nearest_month(setting, month)
    if whole is None or whole.first is None or whole.last is None:
        return None
    which = found["which"].lower()
    if which in ("last", "final"):
        return EdtfDate(add_days(whole.last, -6), whole.last)
    first = add_days(whole.first, 7 * "first second third fourth".split().index(which))
    return EdtfDate(first, add_days(first, 6))


def _year(found: re.Match[str], _: Setting) -> EdtfDate:
    return EdtfDate.of_year(int(found["year"]))


def _capital(rule: str, pattern: str, meaning: Meaning) -> Form:
    """Return a rule with capitals as written, so that "may" and "march" are no months."""
    return form(rule, pattern, meaning, any_case=False)


FORMS: Final[tuple[Form, ...]] = (
    _capital(
        "full_date",
        r"(?i:on\s+)?(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])",
        _full,
    ),
    _capital(
        "full_date",
        rf"(?i:on\s+)?(?P<day>[0-3]?\d)\.\s?(?P<month>[01]?\d)\.\s?{_YEAR}",
        _full,
    ),
    _capital("full_date", rf"{_ON}{MONTH}\s+{_DAY}(?:\s+of|,)?\s+{_YEAR}", _full),
    _capital("full_date", rf"{_ON}{_DAY}\s+(?:of\s+)?{MONTH},?\s+{_YEAR}", _full),
    _capital("full_date", rf"{_ON}{MONTH}\s+{_DAY},?\s+{_OF_YEAR}", _day_of_year),
    _capital("full_date", rf"{_ON}{_DAY}\s+(?:of\s+)?{MONTH},?\s+{_OF_YEAR}", _day_of_year),
    _capital(
        "days_of_month",
        rf"(?i:(?:from|between|on)\s+)?{MONTH}\s+{_TO}(?:,?\s+{_YEAR})?",
        _days,
    ),
    _capital(
        "days_of_month",
        rf"(?i:(?:from|between|on)\s+)?(?i:the\s+)?{_TO}\s+(?:of\s+)?{MONTH}(?:,?\s+{_YEAR})?",
        _days,
    ),
    _capital("day_and_month", rf"{_ON}{MONTH}\s+(?i:the\s+)?{_DAY}", _day_and_month),
    _capital("day_and_month", rf"{_ON}{_DAY}\s+(?:of\s+)?{MONTH}", _day_and_month),
    _capital(
        "day_of_month",
        r"(?i:on\s+the)\s+(?P<day>[12]\d|3[01]|[1-9])(?:st|nd|rd|th)"
        r"(?:\s+of\s+(?P<which>the|this|last|next)\s+month|(?=\s*[.,;:]|\s*$))",
        _day_of_month,
    ),
    _capital(
        "part_of_month",
        rf"(?i:in\s+|at\s+|by\s+|since\s+)?(?i:the\s+)?{_PART}(?:(?P<which>last|this|next)\s+)?"
        rf"{MONTH}(?:(?:,|\s+of)?\s+{_YEAR})?",
        _part_of_month,
    ),
    _capital(
        "week_of_month",
        rf"(?i:in\s+|during\s+)?(?i:the)\s+(?P<which>first|second|third|fourth|last|final)\s+"
        rf"week\s+(?:of|in)\s+{MONTH}(?:,?\s+{_YEAR})?",
        _week_of_month,
    ),
    form(
        "week_of_month",
        r"(?:in\s+|during\s+)?the\s+(?P<which>first|second|third|fourth)\s+week\s+of\s+(?:the|this)\s+month",
        _week_of_this_month,
    ),
    _capital(
        "month_and_year",
        rf"(?:[Ii]n\s+)?{MONTH},?\s+(?:of\s+)?{_YEAR}",
        _month_and_year,
    ),
    _capital(
        "month_and_year",
        rf"(?i:in\s+)?{MONTH},?\s+(?:of\s+)?(?P<which>last|this|next)\s+year",
        _month_of_year,
    ),
    _capital("month", rf"{_BEFORE_MONTH}\s+{MONTH}(?!\.?[\s-]*\d)", _month),
    _capital(
        "month",
        r"(?P<lead>)(?P<month>January|February|March|April|May|June|July|August|September|October|"
        r"November|December)(?=['’]s\s)",
        _month,
    ),
    _capital(
        "part_of_year",
        rf"(?i:in\s+|by\s+)?(?i:the\s+)?{_PART}(?:the\s+year\s+)?{_YEAR}",
        _part_of_year,
    ),
    _capital("year", rf"{_BEFORE_YEAR}\s+(?:the\s+year\s+)?{_YEAR}(?!\s*(?:%|percent))", _year),
)
