"""Rules for dates that count from another date in the text, or from a dated event."""

from __future__ import annotations

import re
from typing import Final

from pourparler.reader.when.edtf import EdtfDate
from pourparler.reader.when.forms import Form, Setting, form
from pourparler.reader.when.units import (
    BARE,
    COUNT,
    add_days,
    bounds,
    move,
    read_count,
    shift,
    unit_of,
)

RUN_UP: Final = 6
"""Days before an event, or before the report, within which a statement about it is taken to
have been made when the text says no more: with the day itself one week."""

_LONGEST_ROUND: Final = 31
_LONGEST_EVENT: Final = 3
"""Days of the longest event; what comes after it counts from its end."""
EVENTS: Final = (
    "meeting|talks?|summit|call|calls|conference|session|negotiations?|round|visit|speech|address|"
    "statement|announcement|vote|election|debate|attack|strike|signing|ceremony|interview|"
    "briefing|hearing|trip|encounter|exchange|clash|quarrel|consultations?|agreement|deal|accord|"
    "invasion|ceasefire|truce|raid|release|resignation|inauguration|referendum|sitting"
)
_UNITS: Final = r"(?P<unit>hours?|days?|weeks?|fortnights?|months?|years?)"
_SOME: Final = rf"(?:{COUNT}\s+|{BARE}){_UNITS}"
_DETERMINER: Final = r"(?:the|that|this|his|her|its|their|those|these|last|a|an)"
_EVENT: Final = rf"(?:{_DETERMINER}\s+)(?:[\w’'-]+\s+){{0,3}}?(?P<event>{EVENTS})"


def _counted(found: re.Match[str], setting: Setting, sign: int) -> EdtfDate | None:
    if setting.anchor is None:
        return None
    unit = found["unit"].lower().removesuffix("s")
    if unit == "hour":
        return setting.anchor if setting.anchor.is_day else None
    least, most = read_count(found["count"])
    return _moved(setting.anchor, unit, (least, most) if sign > 0 else (-most, -least))


def _moved(anchor: EdtfDate, unit: str, counts: tuple[int, int]) -> EdtfDate:
    """Return the days that lie so many units off; months and years are not told to the day."""
    first, last = bounds(anchor)
    if (last - first).days <= _LONGEST_EVENT and unit in ("day", "week"):
        first, last = (last, last) if counts[0] > 0 else (first, first)
    coarse = unit if unit in ("month", "year") else "day"
    begin = unit_of(shift(first, unit, counts[0]), coarse)
    end = unit_of(shift(last, unit, counts[1]), coarse)
    return EdtfDate(begin.first, end.last, anchor.approximate)


def _earlier(found: re.Match[str], setting: Setting) -> EdtfDate | None:
    return _counted(found, setting, -1)


def _later(found: re.Match[str], setting: Setting) -> EdtfDate | None:
    return _counted(found, setting, 1)


def _next_to(found: re.Match[str], setting: Setting, sign: int) -> EdtfDate | None:
    """Read "the day after the meeting" and "on the eve of the talks"."""
    if setting.anchor is None:
        return None
    unit, (first, last) = (found["unit"] or "day").lower(), bounds(setting.anchor)
    if unit == "day" and (last - first).days <= _LONGEST_ROUND:
        return EdtfDate.of_day(add_days(first if sign < 0 else last, sign))
    return _moved(setting.anchor, unit, (sign, sign))


def _neighbour(found: re.Match[str], setting: Setting) -> EdtfDate | None:
    if setting.anchor is None:
        return None
    unit, which = found["unit"].lower(), found["which"].lower()
    sign = -1 if which in ("previous", "before", "preceding") else 1
    first, last = bounds(setting.anchor)
    if unit not in ("week", "month", "year"):
        return move(setting.anchor, "day", sign)
    begin = unit_of(first, unit) if sign < 0 else unit_of(last, unit)
    return unit_of(bounds(move(begin, unit, sign))[0], unit)


def _same(found: re.Match[str], setting: Setting) -> EdtfDate | None:
    if setting.anchor is None:
        return None
    unit = (found["unit"] or "day").lower()
    if unit in ("week", "month", "year"):
        return unit_of(bounds(setting.anchor)[0], unit)
    return setting.anchor


def _same_time(_: re.Match[str], setting: Setting) -> EdtfDate | None:
    return setting.anchor


def _same_or_next(_: re.Match[str], setting: Setting) -> EdtfDate | None:
    if setting.anchor is None:
        return None
    first, last = bounds(setting.anchor)
    return EdtfDate(first, add_days(last, 1))


def _after(_: re.Match[str], setting: Setting) -> EdtfDate | None:
    return from_then_on(setting.anchor, setting) if setting.anchor else None


def _before(_: re.Match[str], setting: Setting) -> EdtfDate | None:
    event = setting.anchor
    known = event and bounds(event)[0] <= setting.reported_on  # what is to come tells nothing
    return run_up_to(event) if event and known else None


def _day_of(found: re.Match[str], setting: Setting) -> EdtfDate | None:
    """Read "on its opening day" and "at the end of the meeting": the first or last day of it."""
    if setting.anchor is None:
        return None
    first, last = bounds(setting.anchor)
    starts = found["which"].lower() in ("opening", "first", "outset", "start", "beginning")
    return EdtfDate.of_day(first if starts else last)


def from_then_on(value: EdtfDate, setting: Setting) -> EdtfDate | None:
    """Return the time from an event to the report, or None when the event is still to come."""
    first, today = bounds(value)[0], setting.reported_on
    return EdtfDate(first, today) if first <= today else None


def run_up_to(value: EdtfDate) -> EdtfDate:
    """Return the week that ends with an event of one day; a longer time stays as it is."""
    if not value.is_day:
        return value
    _, day = bounds(value)
    return EdtfDate(add_days(day, -RUN_UP), day)


FORMS: Final[tuple[Form, ...]] = (
    form(
        "counted_from_event",
        rf"{_SOME}\s+(?:after|following)\s+{_EVENT}",
        _later,
    ),
    form("counted_from_event", rf"{_SOME}\s+before\s+{_EVENT}", _earlier),
    form(
        "counted_from_event",
        rf"(?:on\s+)?the\s+(?P<unit>day|week|month|year)\s+after\s+{_EVENT}",
        lambda found, setting: _next_to(found, setting, 1),
    ),
    form(
        "counted_from_event",
        rf"(?:on\s+)?the\s+(?:(?P<unit>day|week|month|year)\s+before|eve\s+of)\s+{_EVENT}",
        lambda found, setting: _next_to(found, setting, -1),
    ),
    form(
        "counted_from_date",
        rf"{_SOME}\s+(?:earlier|before(?=\s*(?:[,.;:!?]|$|that\b)))",
        _earlier,
    ),
    form(
        "counted_from_date",
        rf"{_SOME}\s+(?:later|after(?=\s*(?:[,.;:!?]|$))|afterwards?)",
        _later,
    ),
    form(  # "said on Monday, a week after Tolland had asked": of what is told second
        "counted_from_date",
        rf"(?<=,\s){_SOME}\s+after(?=\s+(?:the\s+|its\s+|his\s+|her\s+)?(?-i:[A-Z]))",
        _earlier,
    ),
    form("within_hours", r"within\s+(?:(?:\w+\s+)?hours|minutes|the\s+hour)", _same_time),
    form("within_hours", r"within\s+the\s+day", _same_or_next),
    form(
        "neighbouring_date",
        r"(?:on\s+)?the\s+(?P<which>next|following|previous|preceding)\s+"
        r"(?P<unit>day|week|month|year|morning|afternoon|evening|night)",
        _neighbour,
    ),
    form(
        "neighbouring_date",
        r"(?:on\s+)?the\s+(?P<unit>day|week|month|year)\s+(?P<which>before|after)"
        r"(?=\s*(?:[,.;:!?”\"]|$|that\b))",
        _neighbour,
    ),
    form(
        "same_date",
        r"(?:(?:on|in|during)\s+)?(?:(?:later\s+|earlier\s+)?(?:that|the\s+same)\s+(?P<unit>day|"
        r"morning|afternoon|evening|night|week|month|year))(?!\s+(?:when|which)\b)",
        _same,
    ),
    form(
        "same_date",
        r"(?:later|earlier)\s+in\s+the\s+(?P<unit>day|week|month)|at\s+the\s+time(?!\s+of\b)",
        _same,
    ),
    form(
        "at_event",
        rf"(?:during|at)\s+(?!the\s+(?:outset|start|beginning|end|close|eve)\b){_EVENT}(?!\s+(?:of|with|between)\b)",
        _same_time,
    ),
    form(
        "event_day",
        r"on\s+(?:the|its|their)\s+(?P<which>opening|first|last|final|closing)\s+"
        r"(?:day|evening|night|morning|afternoon)(?!\s+of\b)",
        _day_of,
    ),
    form(
        "event_day",
        rf"at\s+(?:the|its|their)\s+(?P<which>outset|start|beginning|end|close)(?:\s+of\s+(?:the\s+)?(?:{EVENTS}))?"
        r"(?=\s*(?:[,.;:!?]|$|that\b|to\b))",
        _day_of,
    ),
    form("since_then", r"(?:(?<=have\s)|(?<=has\s))since(?=\s+[a-z]+\b)(?!\s+the\b)", _after),
    form(
        "after_event",
        rf"(?:(?:shortly|soon|immediately|right)\s+)?(?:after|following)\s+{_EVENT}",
        _after,
    ),
    form(
        "before_event",
        rf"(?:before|ahead\s+of|prior\s+to|in\s+the\s+run-up\s+to)\s+{_EVENT}",
        _before,
    ),
    form(
        "afterward",
        r"afterwards?|(?:shortly|soon)\s+(?:after|thereafter)(?=\s*[,.;])|thereafter|"
        r"after\s+that(?=\s*[,.;])|subsequently",
        _after,
    ),
    form("beforehand", r"beforehand|before\s+that(?=\s*[,.;])", _before),
)
