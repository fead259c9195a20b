"""What a content makes a condition of something else, and what it sets under one."""

from __future__ import annotations

import re
from typing import Final

from pourparler.reader.clauses import stands_after
from pourparler.reader.force import cue_force
from pourparler.reader.lexicon import is_negated, word_pattern
from pourparler.reader.reading import Draft

_REQUIRES: Final = re.compile(
    r"\b(?:unless|only (?:if|after|once)|provid(?:ed|ing)(?: that)?|on (?:the )?condition that|"
    r"(?:as|so) long as|in (?:return|exchange) for)\b",
    re.IGNORECASE,
)
_NOT_BEFORE: Final = re.compile(r"\b(?:until|before|without)\b", re.IGNORECASE)
_NOTHING_BUT: Final = re.compile(
    r"\b(?:anything|nothing|nobody|no one|none) (?:less than|short of|but|other than|except)\b",
    re.IGNORECASE,
)
_NOT_YET: Final = re.compile(
    r"\b(?:before|until|unless|without)\b(?!\s+(?:[A-Z]\w+\s+)?\d)", re.IGNORECASE
)
_ONLY_THEN: Final = re.compile(
    r"\bnot\s+(?:an?\s+\w+\s+)?(?:before|until|unless|without)\s+(?=\w)", re.IGNORECASE
)


def requirement(content: str, phrase: str) -> str | None:
    """Return how the content makes the phrase a condition of something else, if it does."""
    for found in _REQUIRES.finditer(content):
        if not _REQUIRES.search(phrase) and stands_after(content, found.end(), phrase):
            return f"{found[0].lower()} it"
    only = _NOTHING_BUT.search(content)
    if only and is_negated(content) and stands_after(content, only.end(), phrase):
        return f"{only[0].lower()} it"
    for found in _NOT_BEFORE.finditer(content):
        rest = f"{content[: found.start()]} {content[found.end() :]}"
        word = found[0].lower()
        if (
            word not in phrase.lower()
            and is_negated(rest)
            and stands_after(content, found.end(), phrase)
        ):
            return f"not {word} it"
    return None


def is_under_condition(draft: Draft, cue: str, content: str, phrase: str) -> bool:
    """Say whether the phrase is threatened, or wanted only if or after something else."""
    if cue_force(cue)[0] == "threat":
        return True
    only_then = _ONLY_THEN.search(content)
    if only_then and not stands_after(content, only_then.end(), phrase):
        return True
    if not draft.conditional or word_pattern("condition").search(phrase):
        return False
    named = {found.lower() for found in word_pattern("condition").findall(content)}
    return named != {"until"}  # "a truce until Monday" is a truce


def is_refused_for_now(content: str, phrase: str) -> bool:
    """Say whether the phrase is refused before or without something else."""
    found = _NOT_YET.search(content)
    if found is None or _NOT_YET.search(phrase):
        return False
    return not stands_after(content, found.end(), phrase)
