"""Whether words speak of what was or of what is to come."""

from __future__ import annotations

import re
from typing import Final, Literal

Tense = Literal["past", "future"]

_FUTURE: Final = re.compile(
    r"\b(?:will|won['’]t|shall|would|wouldn['’]t|going\s+to|upcoming|forthcoming|"
    r"(?:is|are|was|were|be|been)\s+(?:now\s+|still\s+|also\s+)?(?:due|set|scheduled|expected|"
    r"slated|planned|poised|likely|about|to)\b|"
    r"(?:plans?|planned|planning|hopes?|hoping|aims?|intends?|expects?)\s+(?:to|for)|"
    r"scheduled\s+for|deadline|no\s+later\s+than|as\s+soon\s+as|starting|beginning)\b|"
    r"(?:\w|\b)['’]ll\b",
    re.IGNORECASE,
)
_DUE: Final = re.compile(r"\b(?:by|until|till|before\s+the\s+end\s+of)\s+$", re.IGNORECASE)
_MODAL_LEFT: Final = re.compile(r"\b(?:would|will)\s+have\b", re.IGNORECASE)
_SIMPLE_PAST: Final = re.compile(
    r"\b(?:\w+ed|said|told|spoke|wrote|gave|put|saw|sought|thought|understood|knew|withdrew|"
    r"undertook|made|took|met|went|left|began|held|sent|set|won|lost|chose|swore|spelt|spurnt|"
    r"dealt|was|were|did)\b",
    re.IGNORECASE,
)
_NOT_SIMPLE: Final = re.compile(
    r"\b(?:has|have|had|will|would|could|may|might|can|must|should|is|are|be|been|to)\b|"
    r"['’](?:s|ve|d|ll|re)\b|"
    r"\b(?:repeatedly|long|always|often|consistently|frequently|routinely|regularly)\b",
    re.IGNORECASE,
)
_PRESENT: Final = re.compile(
    r"^(?:also\s+|now\s+|still\s+)?(?:says?|tells?|wants?|thinks?|believes?|insists?|demands?|"
    r"argues?|hopes?|warns?|is|are|\w+[^aiousы\W]s)\b",
    re.IGNORECASE,
)


def find_tense(before: str, after: str = "") -> Tense:
    """Return the tense of a clause from the words before and after a date in it.

    "By" and "until" right before the date, and words such as *will*, *would*, *due to* or
    *deadline* anywhere in the clause, make it future; everything else is past.

    Examples
    --------
    >>> find_tense("The delegations will meet "), find_tense("He said ", " that it was dead.")
    ('future', 'past')
    >>> find_tense("They want a truce by ")
    'future'
    """
    if _DUE.search(before):
        return "future"
    words = _MODAL_LEFT.sub(" ", f"{before} | {after}")
    return "future" if _FUTURE.search(words) else "past"


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
    words = cue.strip()
    if re.match(r"(?:has|was)\b", words, re.IGNORECASE):
        return False
    return bool(_PRESENT.match(words)) and not _SIMPLE_PAST.search(words)
