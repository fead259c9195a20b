"""Finding date expressions in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pourparler.reader.when import anchored, calendar_dates, relative, weekdays
from pourparler.reader.when.edtf import EdtfDate
from pourparler.reader.when.forms import Form, Setting

FORMS: Final[tuple[Form, ...]] = (
    *calendar_dates.FORMS,
    *weekdays.FORMS,
    *relative.FORMS,
    *anchored.FORMS,
)
_MONTHS: Final = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_GUARDED: Final = tuple(
    (re.compile(rf"(?:{words})", re.IGNORECASE), forms)
    for words, forms in (
        (rf"\d|year|month|week|{_MONTHS}", calendar_dates.FORMS),
        (r"(?:mon|tue|wed|thu|fri|sat|sun)(?:[a-z]*day)?|weekend", weekdays.FORMS),
        (
            r"day|night|tomorrow|morning|afternoon|evening|week|month|year|hour|minute|decade",
            relative.FORMS,
        ),
        (
            r"after|following|before|eve\b|earlier|later|within|next|previous|preceding|same|that|"
            r"during|\bat\b|\bon\b|since|ahead|prior|run-up|soon|thereafter|subsequently",
            anchored.FORMS,
        ),
    )
)
"""Words without which none of the forms beside them is found: most sentences have none."""
_OWNED = re.compile(r"['’]s\b|(?<=s)['’](?=\s)")
_ANCHORED: Final = frozenset(form.rule for form in anchored.FORMS)


@dataclass(frozen=True, slots=True)
class Expression:
    """A date expression as it stands in a text: offsets, words and the rule that found it.

    ``possessive`` is True for "Monday's"; ``start`` and ``end`` leave the ending out.
    """

    start: int
    end: int
    possessive: bool
    form: Form
    found: re.Match[str]

    @property
    def rule(self) -> str:
        """The name of the rule."""
        return self.form.rule

    @property
    def text(self) -> str:
        """The words, as printed."""
        return self.found.group()

    @property
    def is_anchored(self) -> bool:
        """True where another date is counted from: "two days later", "after the meeting"."""
        return self.rule in _ANCHORED

    @property
    def event(self) -> str:
        """The event it counts from ("meeting"), in lower case, or nothing."""
        return (self.found.groupdict().get("event") or "").lower()

    def resolve(self, setting: Setting) -> EdtfDate | None:
        """Return what is meant in a setting, or None when the setting does not tell."""
        return self.form.meaning(self.found, setting)


def find_expressions(text: str, start: int = 0, end: int | None = None) -> tuple[Expression, ...]:
    """Return the date expressions between two offsets, in order; none overlaps another.

    Of those that overlap the first stands, and of those that begin together the longest.

    Examples
    --------
    >>> [found.text for found in find_expressions("They met on Friday, Aug. 1, and a day later.")]
    ['on Friday, Aug. 1', 'a day later']
    """
    until = len(text) if end is None else end
    found = sorted(find_all(text, start, until), key=lambda e: (e.start, -e.end))
    chosen: list[Expression] = []
    for expression in found:
        if not chosen or expression.start >= chosen[-1].end:
            chosen.append(expression)
    return tuple(chosen)


def find_all(text: str, start: int = 0, end: int | None = None) -> Iterator[Expression]:
    """Yield what each form finds between two offsets, form by form; they may overlap."""
    end = len(text) if end is None else end
    for guard, forms in _GUARDED:
        for form in forms if guard.search(text, start, end) else ():
            for found in form.pattern.finditer(text, start, end):
                owned = bool(_OWNED.match(text, found.end(), end))
                yield Expression(found.start(), found.end(), owned, form, found)
