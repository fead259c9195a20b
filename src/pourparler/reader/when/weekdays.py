"""Rules for days of the week and weekends."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from pourparler.reader.when.edtf import EdtfDate
from pourparler.reader.when.forms import Form, Setting, form
from pourparler.reader.when.units import add_days, week_of

_NAMES: Final = "monday tuesday wednesday thursday friday saturday sunday".split()
_FEASTS: Final = "".join(
    rf"(?<!{feast}\s)"
    for feast in "Black Good Bloody Super Ash Palm Easter Whit Holy Maundy Shrove Cyber".split()
)
_COUNTED: Final = r"(?<!week\sfrom\s)(?<!weeks\sfrom\s)"  # "two weeks from Monday"
_PAPERS: Final = r"(?!\s+(?-i:Times|Telegraph|Mirror|Express|Mail|Herald|Post|World|Agreement))"
WEEKDAY: Final = (
    rf"{_FEASTS}{_COUNTED}(?P<weekday>(?i:{'|'.join(_NAMES)})|(?-i:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\.)"
    rf"{_PAPERS}"
)
_HOUR: Final = r"(?:[\s-]+(?:morning|afternoon|evening|night|noon|lunchtime))?"
_LEAD: Final = (
    r"(?:(?:early|late|earlier|later)\s+)?(?:on\s+)?(?:the\s+(?:morning|evening)\s+of\s+)?"
)
_SATURDAY: Final = 5


def weekday_number(name: str) -> int:
    """Return 0 for Monday to 6 for Sunday; the first three letters decide."""
    return [day[:3] for day in _NAMES].index(name[:3].lower())


def latest(reported_on: date, weekday: int) -> date:
    """Return the latest such day on or before the report's."""
    return add_days(reported_on, -((reported_on.weekday() - weekday) % 7))


def following(reported_on: date, weekday: int) -> date:
    """Return the next such day after the report's."""
    return add_days(reported_on, (weekday - reported_on.weekday() - 1) % 7 + 1)


def _bare(found: re.Match[str], setting: Setting) -> EdtfDate:
    find = following if setting.tense == "future" else latest
    return EdtfDate.of_day(find(setting.reported_on, weekday_number(found["weekday"])))


def _pointed(found: re.Match[str], setting: Setting) -> EdtfDate:
    number, which = weekday_number(found["weekday"]), found["which"].lower()
    if which == "this":
        return _in_week(setting.reported_on, number)
    if which in ("last", "past", "previous"):
        return EdtfDate.of_day(latest(add_days(setting.reported_on, -1), number))
    return EdtfDate.of_day(following(setting.reported_on, number))


def _of_week(found: re.Match[str], setting: Setting) -> EdtfDate:
    weeks = {"last": -7, "previous": -7, "this": 0, "next": 7}[found["which"].lower()]
    return _in_week(add_days(setting.reported_on, weeks), weekday_number(found["weekday"]))


def _in_week(day: date, weekday: int) -> EdtfDate:
    return EdtfDate.of_day(add_days(day, weekday - day.weekday()))


def _weekend(found: re.Match[str], setting: Setting) -> EdtfDate:
    which, today = (found["which"] or "").lower(), setting.reported_on
    if which == "this":
        saturday = add_days(week_of(today).first or today, _SATURDAY)
        if setting.tense == "past" and today < saturday:
            saturday = add_days(saturday, -7)
    elif which in ("next", "coming") or (which in ("the", "") and setting.tense == "future"):
        saturday = following(today, _SATURDAY)
    else:
        # the latest complete one; on its Sunday "last weekend" is the one before
        sunday = latest(add_days(today, -1) if which in ("last", "past") else today, 6)
        saturday = add_days(sunday, -1)
    return EdtfDate(saturday, add_days(saturday, 1))


FORMS: Final[tuple[Form, ...]] = (
    form("weekday", rf"{_LEAD}{WEEKDAY}{_HOUR}", _bare),
    form(
        "pointed_weekday",
        rf"(?:on\s+)?(?:this\s+(?=past|coming))?(?P<which>last|past|previous|this|next|coming)\s+{WEEKDAY}{_HOUR}",
        _pointed,
    ),
    form(
        "weekday_of_week",
        rf"{_LEAD}{WEEKDAY}{_HOUR},?\s+(?:of\s+)?(?P<which>last|previous|this|next)\s+week",
        _of_week,
    ),
    form(
        "weekend",
        r"(?:(?:over|during|at|on|in)\s+)?(?:(?P<which>the|last|past|this|next|coming)\s+)"
        r"(?:past\s+|coming\s+)?weekend(?!\s+of\b)",
        _weekend,
    ),
)
