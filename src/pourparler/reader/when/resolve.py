"""What a date expression means, given when it was printed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pourparler.reader.when.edtf import EdtfDate
from pourparler.reader.when.expressions import find_expressions
from pourparler.reader.when.forms import Setting
from pourparler.reader.when.tense import Tense, find_tense


@dataclass(frozen=True, slots=True)
class Resolution:
    """A date, the rule that gave it and the words it was given for."""

    value: EdtfDate
    rule: str
    text: str


def resolve(
    text: str,
    reported_on: date,
    tense: Tense | None = None,
    *,
    anchor: EdtfDate | None = None,
) -> Resolution | None:
    """Return the date that the first date expression of a text means, or None.

    Parameters
    ----------
    text : str
        An expression ("last week") or a clause that holds one.
    reported_on : date
        The date of the report.
    tense : {"past", "future"}, optional
        Whether the clause speaks of what was or what is to come; read from the words
        around the expression when it is not given.
    anchor : EdtfDate, optional
        The date or event that "a day later" or "after the meeting" counts from.

    Notes
    -----
    A weekday of the past is the latest on or before the report's date, one of the future
    the next after it. See docs/reference/dates.md for every rule.

    Examples
    --------
    >>> resolve("on Tuesday", date(2025, 8, 19)).value.first
    datetime.date(2025, 8, 19)
    >>> str(resolve("They meet next week.", date(2025, 8, 19)).value)
    '2025-08-25/2025-08-31'
    """
    for expression in find_expressions(text):
        words = text[: expression.start], text[expression.end :]
        value = expression.resolve(Setting(reported_on, tense or find_tense(*words), anchor))
        if value:
            return Resolution(value, expression.rule, expression.text)
    return None
