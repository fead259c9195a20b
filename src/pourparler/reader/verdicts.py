"""What a clause calls the thing it speaks of: "a truce is a trap", "boats are not acceptable"."""

from __future__ import annotations

import re

from pourparler.case.records import Modality
from pourparler.reader.lexicon import is_negated, word_pattern
from pourparler.reader.similarity import stems

_COPULA = re.compile(r"\b(?:is|are|was|were|be|been|remain(?:s|ed)?)\s+", re.IGNORECASE)
_CALLED = re.compile(r"[\"“'‘]?an?\s", re.IGNORECASE)
_NO_PRAISE = re.compile(r"not\s+(?:yet\s+)?(?:an?|peace|justice|enough)\b", re.IGNORECASE)


_WITHOUT = re.compile(r"\bwithout\b.*$", re.IGNORECASE)


def verdict_on(clause: str, phrase: str) -> tuple[Modality, str] | None:
    """Return what is said of the phrase where it is the subject, and how that bears on it.

    Examples
    --------
    >>> verdict_on("a truce is a trap", "a truce")
    ('opposes', 'called a trap')
    """
    meant = set(stems(phrase))
    for copula in _COPULA.finditer(clause):
        subject, predicate = clause[: copula.start()], clause[copula.end() :]
        if not meant & set(stems(subject)) or meant & set(stems(predicate)):
            continue
        if subject.lower().endswith("there "):
            continue  # "once there is a treaty" calls nothing a treaty
        against = word_pattern("negative").search(predicate)
        favours = word_pattern("positive").search(predicate)
        found = min((m for m in (against, favours) if m), key=re.Match.start, default=None)
        if found:
            rest = clause.replace(found[0], "")
            good = (found is favours) != (is_negated(rest) != _is_denied(phrase, clause))
            return ("supports" if good else "opposes"), f"called {found[0].lower()}"
        if _CALLED.match(predicate) or _NO_PRAISE.match(predicate):
            return "ambiguous", "called something, for or against"
    return None


def _is_denied(phrase: str, clause: str) -> bool:
    """Leave out what the phrase is to go "without", unless the clause speaks of it too."""
    rest = _WITHOUT.search(phrase)
    if rest and not set(stems(rest[0])) & set(stems(clause)):
        return is_negated(phrase[: rest.start()])
    return is_negated(phrase)
