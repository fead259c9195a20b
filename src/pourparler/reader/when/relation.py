"""How a date stands to what it is said with: on the day, after it, before it, or not at all."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final, Literal

from pourparler.reader.when.anchored import run_up_to
from pourparler.reader.when.edtf import EdtfDate
from pourparler.reader.when.expressions import Expression
from pourparler.reader.when.units import bounds

Relation = Literal["at", "after", "before", "named", "none"]
"""``named`` is a date that only names a thing: "rejected Monday's offer"."""

_LEADS: Final[dict[str, Relation]] = {
    "since": "after",
    "after": "after",
    "following": "after",
    "from": "after",
    "before": "before",
    "ahead of": "before",
    "prior to": "before",
    "by": "before",
    "until": "before",
    "till": "before",
    "for": "none",
    "than": "none",
    "of": "named",
    "in": "at",
    "at": "at",
    "during": "at",
    "over": "at",
    "on": "at",
}
_LEAD: Final = re.compile(
    rf"(?:^|(?<=\W))(?P<lead>{'|'.join(lead.replace(' ', chr(92) + 's+') for lead in _LEADS)})"
    r"(?:\s+(?:the|a|an|this|that|his|her|its|their|late|early))?\s*$",
    re.IGNORECASE,
)
_TIME_OF: Final = re.compile(
    r"\b(?:evening|night|morning|afternoon|hours|day|days|week)\s+of\s*$", re.IGNORECASE
)
_SAID_IN: Final = re.compile(
    r"\b(?:in|at|during|with)\s+(?:an?|the|his|her|their|its)\s+(?:[\w’'-]+\s+){0,3}?(?:letter|speech|"
    r"statement|interview|address|article|message|note|session|meeting|agreement|accord|treaty|"
    r"declaration|communiqué|memorandum|paper|sermon|broadcast|post|call|decree|order)\s+of\s*$",
    re.IGNORECASE,
)
"""Before a date: where something was said, so that the date is that of saying it."""
_DETERMINER: Final = re.compile(r"\b(?:the|a|an|his|her|its|their|this|that)\s*$", re.IGNORECASE)
_NOUN: Final = re.compile(
    r"\s+(?!(?:in|at|on|that|by|and|or|but|with|when|after|before|to|for|from|was|were|is|had|has|"
    r"as|of|the|a|he|she|they|it|his|her|their|its|about|during|said|told)\b)[a-z]"
)
_NAMING: Final = frozenset(
    "full_date days_of_month day_and_month part_of_month month_and_year month year part_of_year "
    "weekday weekend".split()
)
_EVENT_RULES: Final = frozenset(
    "after_event before_event afterward beforehand at_event event_day since_then".split()
)
_SPANS: Final = frozenset({"past_span", "recent"})
_LONGEST: Final = 7
_REACTION_DAYS: Final = 31


def find_relation(before: str, expression: Expression, after: str) -> Relation:
    """Return the relation from the words of the clause before and after the expression."""
    if expression.rule in _EVENT_RULES:
        return "at"
    words = expression.text
    first = words.split(maxsplit=1)[0].lower()
    if expression.possessive:
        lead = _lead(before)
        return "named" if first == "on" or lead is None else lead
    if expression.rule in _SPANS:
        return "at"
    if first in _LEADS:
        return _LEADS[first]
    if _TIME_OF.search(before) or _SAID_IN.search(before):
        return "at"
    determined = first == "the" or _DETERMINER.search(before)
    if determined and expression.rule in _NAMING and _NOUN.match(after):
        return _lead(before) or "named"
    return _lead(before) or "at"


def _lead(before: str) -> Relation | None:
    found = _LEAD.search(before)
    return _LEADS[" ".join(found["lead"].lower().split())] if found else None


def relation_of_opener(opener: str, own: Relation) -> Relation:
    """Return the relation of a date to another clause than its own.

    Examples
    --------
    >>> relation_of_opener("after", "at"), relation_of_opener("when", "at")
    ('after', 'at')
    """
    if own != "at":
        return own
    lead = _LEADS.get(opener, "at")
    return lead if lead in ("after", "before") else own


def said_within(value: EdtfDate, relation: Relation, reported_on: date) -> EdtfDate | None:
    """Return when something was said that stands in this relation to a date, or None.

    Never later than the report; what is still to come tells nothing. After a date means up
    to the report, before it the week that ends with it. What is said about a thing that a
    date names was said after it; only a date of at most a week, not over a month old, is
    taken for that.
    """
    first, last = bounds(value)
    if relation == "none" or first > reported_on:
        return None
    if relation == "at":
        return value.until(reported_on)
    if relation == "before":
        return run_up_to(value).until(reported_on)
    if relation == "named":
        near = reported_on - first <= timedelta(_REACTION_DAYS)
        if not near or (last - first).days >= _LONGEST:
            return None
    return EdtfDate(first, reported_on)
