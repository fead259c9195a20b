"""What a rule for dates is made of: a pattern, and what it means in a setting."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from pourparler.reader.when.edtf import EdtfDate
from pourparler.reader.when.tense import Tense


@dataclass(frozen=True, slots=True)
class Setting:
    """What a date expression is read against.

    ``anchor`` is the date that "a day later" counts from: the last one before it, or that
    of the event it names.
    """

    reported_on: date
    tense: Tense = "past"
    anchor: EdtfDate | None = None


Meaning = Callable[[re.Match[str], Setting], EdtfDate | None]


@dataclass(frozen=True, slots=True)
class Form:
    """A rule by its name; ``meaning`` returns None where the words turn out to be no date."""

    rule: str
    pattern: re.Pattern[str]
    meaning: Meaning


def form(rule: str, pattern: str, meaning: Meaning, *, any_case: bool = True) -> Form:
    """Return a rule whose words must stand as whole words."""
    flags = re.IGNORECASE if any_case else re.NOFLAG
    return Form(rule, re.compile(rf"(?<![\w'’-])(?:{pattern})(?!\w)", flags), meaning)
