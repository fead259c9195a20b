"""Rules for dates that count from the report's: yesterday, last week, three weeks ago."""

from __future__ import annotations

import re
from typing import Final

from pourparler.reader.when.edtf import EdtfDate
from pourparler.reader.when.forms import Form, Setting, form
from pourparler.reader.when.units import (
    BARE,
    COUNT,
    add_days,
    part_of,
    read_count,
    shift,
    unit_of,
)

_STEPS: Final = {"last": -1, "this": 0, "next": 1, "coming": 1}
_PARTS: Final = {"beginning": "early", "start": "early", "end": "late", "middle": "mid"}
_WEEK: Final = r"(?P<unit>week|month|year)"
_HOUR: Final = r"(?:\s+(?:morning|afternoon|evening|night))?"
_ABOUT: Final = (
    r"(?P<about>(?:about|around|roughly|nearly|almost|some|approximately|(?:a\s+little\s+)?"
    r"(?:more|less)\s+than|over|just\s+over|just\s+under|at\s+least)\s+)?"
)


def _relative_day(found: re.Match[str], setting: Setting) -> EdtfDate | None:
    begin, words = found.start(), found.group().lower()
    before = found.string[max(begin - 3, 0) : begin].rstrip()[-1:]
    if found.group()[0] == "T" and before.isalnum():
        return None  # the name of a paper or a channel
    if words.startswith("the day"):
        days = -2 if "before" in words else 2
    elif "yesterday" in words or "last" in words:
        days = -1
    else:
        days = 1 if "tomorrow" in words else 0
    return EdtfDate.of_day(add_days(setting.reported_on, days))


def _calendar_unit(found: re.Match[str], setting: Setting) -> EdtfDate | None:
    unit, steps = found["unit"].lower(), _STEPS[found["which"].lower()]
    whole = unit_of(shift(setting.reported_on, unit, steps), unit)
    if steps:
        return whole
    if setting.tense == "future":
        return EdtfDate(setting.reported_on, whole.last)
    return whole.until(setting.reported_on)


def _part_of_unit(found: re.Match[str], setting: Setting) -> EdtfDate:
    unit, word = found["unit"].lower(), found["part"].lower()
    steps = _STEPS.get((found["which"] or "this").lower(), 0)
    whole = unit_of(shift(setting.reported_on, unit, steps), unit)
    return part_of(whole, _PARTS.get(word, word))


def _earlier_this(found: re.Match[str], setting: Setting) -> EdtfDate:
    whole = unit_of(setting.reported_on, found["unit"].lower())
    if found["part"].lower() == "earlier":
        return EdtfDate(whole.first, setting.reported_on)
    last = whole.last or setting.reported_on
    return EdtfDate(min(add_days(setting.reported_on, 1), last), last)


def _past_span(found: re.Match[str], setting: Setting) -> EdtfDate:
    unit, today = found["unit"].lower().removesuffix("s"), setting.reported_on
    most = read_count(found["count"] or "a")[1]
    return EdtfDate(min(add_days(shift(today, unit, -most), 1), today), today)


def _recent(found: re.Match[str], setting: Setting) -> EdtfDate:
    unit, today = found["unit"].lower().removesuffix("s"), setting.reported_on
    return EdtfDate(shift(today, unit, -read_count(None)[1]), today)


def _coming_span(found: re.Match[str], setting: Setting) -> EdtfDate:
    unit, today = found["unit"].lower().removesuffix("s"), setting.reported_on
    tomorrow = add_days(today, 1)
    most = read_count(found["count"])[1]
    return EdtfDate(tomorrow, max(shift(today, unit, most), tomorrow))


def _ago(found: re.Match[str], setting: Setting) -> EdtfDate:
    return _counted(found, setting, -1)


def _from_now(found: re.Match[str], setting: Setting) -> EdtfDate | None:
    if setting.tense == "past" and "now" not in found.group().lower():
        return None  # "took it in three days" is a length of time
    return _counted(found, setting, 1)


def _counted(found: re.Match[str], setting: Setting, sign: int) -> EdtfDate:
    unit, today = found["unit"].lower().removesuffix("s"), setting.reported_on
    if unit in ("minute", "hour"):
        return EdtfDate.of_day(today)
    least, most = read_count(found["count"])
    coarse = unit if unit in ("month", "year", "decade") else "day"
    ends = sorted((shift(today, unit, sign * least), shift(today, unit, sign * most)))
    first, last = (unit_of(end, coarse) for end in ends)
    return EdtfDate(first.first, last.last, bool(found["about"]))


FORMS: Final[tuple[Form, ...]] = (
    form(
        "relative_day",
        rf"the\s+day\s+(?:before\s+yesterday|after\s+tomorrow)|(?:(?:earlier|later|late|early)\s+)?"
        rf"(?:(?:yesterday|tomorrow){_HOUR}|today(?!['’]s)|tonight|last\s+night)|"
        r"(?:earlier\s+|later\s+)?this\s+(?:morning|afternoon|evening)",
        _relative_day,
    ),
    form(
        "calendar_unit",
        rf"(?P<which>last|this|next)\s+{_WEEK}",
        _calendar_unit,
    ),
    form("calendar_unit", rf"the\s+(?P<which>coming)\s+{_WEEK}", _calendar_unit),
    form(
        "part_of_unit",
        r"(?:(?:in|at|by|since)\s+)?(?:the\s+)?(?P<part>early|mid|late)[\s-]+"
        rf"(?P<which>last|this|next)\s+{_WEEK}",
        _part_of_unit,
    ),
    form(
        "part_of_unit",
        r"(?:(?:in|at|by|since)\s+)?the\s+(?P<part>beginning|start|middle|end)\s+of\s+"
        rf"(?P<which>last|the|this|next)\s+{_WEEK}",
        _part_of_unit,
    ),
    form(
        "earlier_this",
        rf"(?P<part>earlier|later)\s+(?:in\s+)?(?:this|the)\s+{_WEEK}",
        _earlier_this,
    ),
    form(
        "past_span",
        rf"(?:(?:in|over|during|within|for)\s+)?(?:the|this)\s+(?:past|last)\s+(?:{COUNT}\s+)?"
        r"(?P<unit>days?|weeks?|months?|years?)",
        _past_span,
    ),
    form(
        "recent",
        r"(?:in|over|during)\s+(?:the\s+)?(?:recent|past)\s+(?P<unit>days|weeks|months)",
        _recent,
    ),
    form(
        "coming_span",
        rf"(?:(?:in|over|during|within)\s+)?the\s+(?:next|coming)\s+(?:{COUNT}\s+)?"
        r"(?P<unit>days|weeks|months|years)",
        _coming_span,
    ),
    form(
        "ago",
        rf"{_ABOUT}(?:{COUNT}\s+|{BARE})(?P<unit>minutes?|hours?|days?|weeks?|fortnights?|months?|years?|"
        r"decades?)\s+ago",
        _ago,
    ),
    form(
        "from_now",
        rf"(?:in|within)\s+{_ABOUT}{COUNT}\s+(?P<unit>hours?|days?|weeks?|months?|years?)"
        rf"(?:['’](?:\s+time)?|\s+time)?",
        _from_now,
    ),
)
