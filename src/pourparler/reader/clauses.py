"""Which clause of a content a phrase stands in, and on which side of an "if"."""

from __future__ import annotations

import re
from typing import Final

from pourparler.reader.similarity import stems

_CLAUSE_END = re.compile(
    r"\s*;\s*|\s…\s(?=[\"“'‘]?(?:(?-i:[A-Z])|and\b|but\b))|[.!?][\"”’]*\s+|"
    r"\s…\s(?=that\b)|,?\s+and\s+(?=(?:to|will|would)\b)|"
    r"(?:,|\s…)\s+(?=an?\s+(?:claim|charge|version|account|figure|number)\b)|"
    r"(?:,?\s+and|(?<=assurances)|(?<=guarantees)|(?<=pledges)|(?<=promises))\s+(?=that\b)|"
    r",?\s+(?=[\"“'‘]?(?:but|although|though|while|whereas|yet|rather than|instead of|and not)\b)",
    re.IGNORECASE,
)
_IF: Final = re.compile(
    r"\b(?:if|(?<!at )once|(?:as|so) long as|provided(?: that)?|on (?:the )?condition that)\b",
    re.IGNORECASE,
)
_CONDITION: Final = re.compile(
    r",?\s*\b(?:(?:only\s+|even\s+)?(?:if|(?<!at )once)|unless|(?:as|so) (?:long|soon) as|"
    r"provided(?: that)?|on (?:the )?condition that)\b",
    re.IGNORECASE,
)
_IF_END: Final = re.compile(r",\s|\s…\s|\bthen\b", re.IGNORECASE)


def clause_on(content: str, phrase: str) -> str:
    """Return the clause that shares most words with the phrase, the first of several."""
    meant = set(stems(phrase))
    clauses = [clause for clause in _CLAUSE_END.split(content) if clause]
    return max(clauses, key=lambda clause: len(meant & set(stems(clause))), default=content)


def without_if(clause: str, phrase: str) -> str:
    """Leave out the "if" that the phrase stands outside of: what is denied there is not denied it.

    "Boats if there is no truce" and "if there is no truce, boats" are both for boats.
    """
    parts = None if _IF.search(phrase) else _if_parts(clause)
    if parts is None:
        return clause
    before, condition, after = (shared(part, phrase) for part in parts)
    return f"{parts[0]}{parts[2]}" if before + after > condition else clause


def is_condition(content: str, phrase: str) -> bool:
    """Say whether more words of the phrase stand in the "if" of the content than outside it."""
    parts = _if_parts(content)
    if parts is None:
        return False
    before, condition, after = (shared(part, phrase) for part in parts)
    return condition > before + after


def _if_parts(text: str, opener: re.Pattern[str] = _IF) -> tuple[str, str, str] | None:
    """Return what stands before, in and after the first clause with such an opener."""
    found = opener.search(text)
    if found is None:
        return None
    opens = not stems(text[: found.start()])
    end = _IF_END.search(text, found.end()) if opens else None
    stop = end.start() if end else len(text)
    return text[: found.start()], text[found.end() : stop], text[stop:]


def main_and_condition(content: str) -> tuple[str, str] | None:
    """Return what holds under a condition, and the condition; None where there is none.

    Examples
    --------
    >>> main_and_condition("to send boats once the guns are silent")
    ('to send boats', ' the guns are silent')
    """
    parts = _if_parts(content, _CONDITION)
    if parts is None:
        return None
    before, condition, after = parts
    main = before + after
    return (main, condition) if stems(main) and stems(condition) else None


def shared(text: str, phrase: str) -> int:
    """Return how many stems of the phrase are in the text."""
    return len(set(stems(phrase)) & set(stems(text)))


def stands_after(content: str, offset: int, phrase: str) -> bool:
    """Say whether more words of the phrase stand after the offset than before it."""
    meant = set(stems(phrase))
    before, after = set(stems(content[:offset])), set(stems(content[offset:]))
    return len(meant & after) > len(meant & before)
