"""Whether words speak of what was or of what is to come."""

from __future__ import annotations

import re
from typing import Final, Literal

Tense = Literal["past", "future"]

_IRREGULAR: Final = (
    "said|told|spoke|wrote|gave|saw|sought|thought|understood|knew|withdrew|undertook|made|took|"
    "met|went|left|began|held|sent|won|lost|chose|swore|dealt|was|were|did|fell|broke|struck|ran|"
    "flew|came|hit|quit|brought|sat|stood|led|fled|rose|grew|became|drew|got|kept|built|felt|put|"
    "bound|bent|bought|caught|taught|fought|heard|laid|lent|paid|sold|spent|shot|threw|shook|"
    "swept|slept|wept|meant|hid|rode|drove|bore|tore|wore|woke|ate|drank|sank|sang|rang|dug|hung|"
    "clung|stuck|slid|forbade|forgave|forgot|foresaw|oversaw|overrode|overcame|upheld|withheld|"
    "withstood|mistook|retook|rebuilt|reset|let|shut|cut|cast|beat|bit|bade|laid"
)
_SCHEDULED: Final = (
    "meets?|resumes?|begins?|starts?|convenes?|reconvenes?|gathers?|travels?|heads|flies|arrives?|"
    "visits|hosts|opens|expires?|ends|holds?|returns?|continues?|takes?\\s+place"
)
_NO_NOUN: Final = "".join(
    rf"(?<!\b{word}\s)" for word in "the a his her its their this that your our".split()
)
_MARKER: Final = re.compile(
    r"\b(?:(?P<would_have>(?:would|will|could|might)\s+have\s)|"
    r"(?P<future>(?:will|shall|would|won['’]t|wouldn['’]t|going\s+to|upcoming|forthcoming|"
    r"deadline|no\s+later\s+than|starting|beginning|"
    r"(?:is|are|was|were|be|been)\s+(?:\w+ly\s+|now\s+|still\s+|also\s+)?(?:due|set|scheduled|"
    r"expected|slated|planned|poised|likely|about|to|meeting|travelling|traveling|visiting|hosting|"
    r"holding|heading|flying|returning)|"
    r"(?:scheduled|planned|set|slated|expected|due)\s+(?:for|to|on)|"
    rf"{_NO_NOUN}(?:plans?|hopes?|aims?|intends?|expects?|wants?)\s+to|to\s+(?:be(?:\s+\w+ly)?\s+\w+|{_SCHEDULED})|"
    rf"{_SCHEDULED})\b(?:\s+(?:to\s+)?be(?:\s+\w+ly)?\s+\w+)?)|"
    rf"(?P<past>(?:has|have|had|{_IRREGULAR}|\w+ed)\b))|(?P<shall>\w['’]ll\b)",
    re.IGNORECASE,
)
_DUE: Final = re.compile(r"\b(?:by|until|till)\s+(?:the\s+)?$", re.IGNORECASE)
_AHEAD: Final = re.compile(r"\b(?:ahead\s+of|in\s+the\s+run-up\s+to)\s+(?:the\s+)?$", re.IGNORECASE)
_SIMPLE_PAST: Final = re.compile(rf"\b(?:\w+ed|set|{_IRREGULAR})\b", re.IGNORECASE)
_NOT_SIMPLE: Final = re.compile(
    r"\b(?:has|have|had|will|would|could|may|might|can|must|should|is|are|be|been)\b|"
    r"['’](?:s|ve|d|ll|re)\b|"
    r"\b(?:repeatedly|long|always|often|consistently|frequently|routinely|regularly)\b",
    re.IGNORECASE,
)
_FINITE: Final = re.compile(
    r"\b(?:has|have|had|is|are|will|would|may|might|can|could|does|do|says?|wants?|"
    rf"{_IRREGULAR}|\w+ed)\b",
    re.IGNORECASE,
)


def find_tense(before: str, after: str = "") -> Tense:
    """Return the tense of a clause from its words before and after a date.

    The verb nearest before the date decides, else the first one after it; without any the
    clause is past. "By" and "until" right before the date make it future unless a past verb
    follows ("by Monday he had left"), and so does "ahead of".

    Examples
    --------
    >>> find_tense("The delegations will meet "), find_tense("He said ", " that it was dead.")
    ('future', 'past')
    >>> find_tense("They want a truce by "), find_tense("By ", " he had left.")
    ('future', 'past')
    """
    if _AHEAD.search(before):
        return "future"
    markers = list(_MARKER.finditer(before))
    due = _DUE.search(before)
    if due and (markers or due.start() > 0):
        return "future"
    marker = markers[-1] if markers else _MARKER.search(after)
    if marker is None:
        return "future" if due else "past"
    return "past" if marker["past"] or marker["would_have"] else "future"


def is_simple_past(cue: str) -> bool:
    """Say whether a cue tells of one act in the past: "said", not "has said" or "says".

    What was done "repeatedly" is no single act.

    Examples
    --------
    >>> is_simple_past("told reporters"), is_simple_past("has rejected"), is_simple_past("wants")
    (True, False, False)
    """
    return bool(_SIMPLE_PAST.search(cue)) and not _NOT_SIMPLE.search(cue)


def is_present(cue: str) -> bool:
    """Say whether a cue tells of what holds now: "says", "wants", "is ready".

    Examples
    --------
    >>> is_present("wants"), is_present("has said"), is_present("dismissed")
    (True, False, False)
    """
    past = re.search(r"\b(?:has|have|had)\b", cue, re.IGNORECASE)
    return not past and not _SIMPLE_PAST.search(cue)


def is_perfect(cue: str) -> bool:
    """Say whether a cue tells of what has been done, without a day: "has said".

    Examples
    --------
    >>> is_perfect("has said"), is_perfect("had said")
    (True, False)
    """
    return bool(re.search(r"\b(?:has|have)\b", cue, re.IGNORECASE))


def is_pluperfect(cue: str) -> bool:
    """Say whether a cue tells of what had been done before something else: "had opposed".

    Examples
    --------
    >>> is_pluperfect("had long opposed"), is_pluperfect("had to say"), is_pluperfect("said")
    (True, False, False)
    """
    return bool(re.search(r"\bhad\s+(?!to\b)[\w’']", cue, re.IGNORECASE)) and not re.search(
        r"\b(?:doubts?|reservations?|comment|objections?)\b", cue, re.IGNORECASE
    )


def has_verb(words: str) -> bool:
    """Say whether the words hold a finite verb that can be told by its form.

    Examples
    --------
    >>> has_verb("which was signed"), has_verb("in a speech at Oberfeld")
    (True, False)
    """
    return bool(_FINITE.search(words))


def has_marker(words: str) -> bool:
    """Say whether the words tell a tense."""
    return bool(_MARKER.search(words))
