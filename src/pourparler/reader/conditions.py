"""What a content makes a condition of something else, and what it sets under one."""

from __future__ import annotations

import re
from typing import Final

from pourparler.case.records import Modality
from pourparler.reader.clauses import stands_after
from pourparler.reader.force import cue_force, is_against
from pourparler.reader.idioms import is_opposite
from pourparler.reader.lexicon import is_negated, word_pattern
from pourparler.reader.precedence import find_precedence
from pourparler.reader.reading import Draft

_REQUIRES: Final = re.compile(
    r"\b(?:unless|only (?:if|after|once)|provid(?:ed|ing)(?: that)?|on (?:the )?condition that|"
    r"(?:as|so) long as|in (?:return|exchange) for)\b",
    re.IGNORECASE,
)
_WHILE: Final = re.compile(r"\b(?:while|(?:as|so) long as)\b", re.IGNORECASE)
_ANY_DEAL: Final = re.compile(
    r"\b(?:any|no|a|an)\s+(?:\w+\s+)?(?:deal|agreement|settlement|peace|treaty|accord|text|plan|solution)\s+"
    r"(?:that|which|(?:in|under) which)\b",
    re.IGNORECASE,
)
_NOT_BEFORE: Final = re.compile(r"\b(?:until|before|without)\b", re.IGNORECASE)
_NOTHING_BUT: Final = re.compile(
    r"\b(?:anything|nothing|nobody|no one|none) (?:less than|short of|but|other than|except)\b",
    re.IGNORECASE,
)
_CONDITION_END: Final = re.compile(
    r",|\bthere\s+(?:is|are|was|were|will|would|can|could|must|may)\b"
)
_WITHOUT_END: Final = re.compile(
    r"(?<!\bwho)(?<!\bthat)(?<!\bwhich)\s+(?:would|will|could|can|cannot|must|may|should)\b",
    re.IGNORECASE,
)
"""Where what there has to be is over: "without boats a truce will not last"."""
_NEVER: Final = re.compile(
    r",?\s*(?:before|after|with|now)\b[^,;.]{0,120}?\b(?:or|nor|and)\s+(?:before|after|without|later)\b.*",
    re.IGNORECASE,
)
_NOT_YET: Final = re.compile(
    r"\b(?:before|until|unless|without)\b(?!\s+(?:[A-Z]\w+\s+)?\d)", re.IGNORECASE
)
_ONLY_THEN: Final = re.compile(
    r"\bnot\s+(?:an?\s+\w+\s+)?(?:before|until|unless|without)\s+(?=\w)", re.IGNORECASE
)


def requirement(cue: str, content: str, phrase: str) -> tuple[Modality, str] | None:
    """Return how the phrase fares as a condition of something else, and why, if it is one.

    What there has to be first ("no deal without a truce") is supported; what has to end first
    ("no deal while the guns fire") is opposed.
    """
    content = _NEVER.sub("", content)
    for found in _WHILE.finditer(content):
        refused = is_against(cue) or is_negated(content[: found.start()])
        if refused and stands_after(content, found.end(), phrase):
            return _of_condition(content, found, phrase, lasting=True)
    for found in _REQUIRES.finditer(content):
        if not _REQUIRES.search(phrase) and stands_after(content, found.end(), phrase):
            return _of_condition(content, found, phrase)
    only = _NOTHING_BUT.search(content)
    if (
        only
        and (is_negated(content) or is_against(cue))
        and stands_after(content, only.end(), phrase)
    ):
        return "supports", f"{only[0].lower()} it"
    bad = _ANY_DEAL.search(content)
    unwanted = bad and (is_against(cue) or is_negated(content[: bad.end()]))
    if bad and unwanted and stands_after(content, bad.end(), phrase):
        return _of_condition(content, bad, phrase, lasting=True)
    for found in _NOT_BEFORE.finditer(content):
        rest = f"{content[: found.start()]} {content[found.end() :]}"
        refused = is_negated(rest) or is_against(cue)
        named = found[0].lower() in phrase.lower()
        if refused and not named and stands_after(content, found.end(), phrase):
            return _of_condition(content, found, phrase)
    return None


def _of_condition(
    content: str, found: re.Match[str], phrase: str, *, lasting: bool = False
) -> tuple[Modality, str]:
    """Return for or against by whether condition and phrase deny the same, and if it is to end."""
    condition = _CONDITION_END.split(content[found.end() :])[0]
    if found[0].lower() == "without":
        condition = _WITHOUT_END.split(condition)[0]
    denied = is_negated(phrase) and not find_precedence(phrase)
    turns = is_negated(condition) + denied + is_opposite(condition, phrase) + lasting
    return ("opposes" if turns % 2 else "supports"), f"{found[0].lower()} it"


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
    if is_negated(phrase) and is_negated(content) and "unless" in named:
        return False  # "no boats unless they are asked for" is for no boats
    return named != {"until"}  # "a truce until Monday" is a truce


def is_refused_for_now(content: str, phrase: str) -> bool:
    """Say whether the phrase is refused before or without something else."""
    found = _NOT_YET.search(content)
    if found is None or _NOT_YET.search(phrase):
        return False
    return not stands_after(content, found.end(), phrase)
