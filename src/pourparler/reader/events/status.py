"""Whether a meeting that a noun names took place, is to come, was called off or is talk."""

from __future__ import annotations

import re
from typing import Final

from pourparler.case.events import EventStatus

_COMING: Final = re.compile(
    r"\b(?:upcoming|planned|next|forthcoming|scheduled|coming|future|proposed|possible)\s+"
    r"(?:\w+\s+){0,3}$",
    re.IGNORECASE,
)
_SET_FOR: Final = re.compile(
    r"[^;:]{0,60}?\b(?:planned|scheduled|due|set|slated|expected)\s+(?:for|on|to)\b", re.IGNORECASE
)
_NOT_HELD: Final = re.compile(
    r"\b(?:no|without|refused|rejected|if|proposed|offered|suggested|ask(?:ed|s)?\s+for|"
    r"call(?:ed|s)?\s+for|imagine|possible|invitation\s+to|invit\w+\s+(?:[\w’'-]+\s+){1,4}to)\s+"
    r"(?:[\w’']+\s+){0,4}$",
    re.IGNORECASE,
)
_DENIED: Final = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|ruled\s+out|rules\s+out|no\s+(?:plans?|date|talk)|not\s+true|untrue|"
    r"rumou?rs?)\b[^;:“”\"]{0,60}$",
    re.IGNORECASE,
)
_UNSURE: Final = re.compile(
    r"[^;:“”\"]{0,80}?\b(?:is|was|are|were|remains?|seems?|looks?)\s+(?:\w+ly\s+|still\s+)?(?:conceivable|"
    r"possible|likely|unlikely|thinkable|unthinkable|desirable|in\s+doubt|uncertain|out\s+of\s+the\s+question|"
    r"off\s+the\s+table|under\s+discussion|being\s+(?:discussed|considered|weighed))\b",
    re.IGNORECASE,
)
_OFF: Final = re.compile(
    r"\b(?:put\s+off|cancel+ed|called\s+off|postponed|scrapped|pulled\s+out\s+of|broke\s+off|suspended|"
    r"suspends|quit|boycotted|withdrew\s+from|stayed\s+away\s+from)\s+"
    r"(?:[\w’'-]+\s+){0,4}$",
    re.IGNORECASE,
)
_WAS_OFF: Final = re.compile(
    r"[^;:“”\"]{0,120}?\b(?:is|was|were|been)\s+(?:\w+ly\s+|then\s+|again\s+)?"
    r"(?:cancel+ed|postponed|called\s+off|put\s+off|scrapped|shelved)\b",
    re.IGNORECASE,
)
_MOVED: Final = re.compile(
    r"[^;:“”\"]{0,120}?\b(?:postponed|put\s+off|moved|rescheduled|brought\s+forward)\s+(?:to|until|till|for)\s+"
    r"(?:the\s+)?(?:(?:next|late|early|mid)\b|\d|(?-i:[A-Z]))",
    re.IGNORECASE,
)


def is_denied(before: str) -> bool:
    """Say whether the words before deny what follows: "denied that its envoys had met"."""
    return bool(_DENIED.search(before))


def is_unreal(before: str, after: str) -> bool:
    """Say whether a meeting is only proposed, denied or thought of, by the words around its noun.

    Examples
    --------
    >>> is_unreal("They offered a ", " in Rome."), is_unreal("The ", " in Rome is conceivable.")
    (True, True)
    >>> is_unreal("The ", " in Rome ended.")
    False
    """
    return bool(_NOT_HELD.search(before) or is_denied(before) or _UNSURE.match(after))


def match_off(text: str, start: int, end: int) -> int | None:
    """Return where the words that call off what was named before end, or None."""
    off = _WAS_OFF.match(text, start, end)
    return off.end() if off else None


def status_of(before: str, after: str) -> EventStatus:
    """Return what became of a meeting by the words around its noun.

    Examples
    --------
    >>> status_of("The next ", " in Rome"), status_of("The ", " was postponed to 3 June")
    ('planned', 'planned')
    >>> status_of("They broke off the ", ""), status_of("After the ", " in Rome")
    ('called_off', 'held')
    """
    if _MOVED.match(after):
        return "planned"
    if _OFF.search(before) or _WAS_OFF.match(after):
        return "called_off"
    return "planned" if _COMING.search(before) or _SET_FOR.match(after) else "held"
