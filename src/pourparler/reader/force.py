"""What kind of act a cue is, and how often words turn what they speak of into its opposite."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final, cast

from pourparler.case.records import Force
from pourparler.reader.lexicon import cues, inflected, is_negated, noun_pattern, nouns

NOT_REFUSED: Final = "not refused: "
"""Before the phrase of an act that is denied: "has not ruled out" takes no side."""

_AGAINST: Final = frozenset({"refusal", "red_line"})
_POSITIVE: Final = frozenset({"wish", "offer", "acceptance", "promise"})
_CLAIMS: Final = frozenset({"demand", "threat"})
_GONE_BACK: Final = "".join(
    rf"(?<!{verb} )"
    for verb in "go goes went gone going take takes took taken come came give gave held shoot shot "
    "hit hits fire fired strike struck fight fought snap snapped talk talked answer "
    "answered".split()
)
"""Before "back", which supports something only where it is the verb."""
_NO_LONGER: Final = re.compile(r"\b(?:no|any) (?:longer|more)\b", re.IGNORECASE)
_RETREATS: Final = (
    *("drop", "abandon", "give up", "back down", "back away", "revoke", "rescind"),
    *("withdraw", "call off"),
)
_RETREATS_WITHIN: Final = _RETREATS[:7]  # a content may well be about troops that withdraw


@lru_cache(maxsize=4096)
def find_force(words: str) -> tuple[Force, str]:
    """Return the force of the first cue phrase in ``words``, and the phrase.

    Any other force goes before a description ("denied reports" is a refusal), what comes
    first before what follows ("rejected calls for"), a longer phrase before a shorter one.

    Examples
    --------
    >>> find_force("has repeatedly called for")
    ('demand', 'call for')
    >>> find_force("rejected calls for")
    ('refusal', 'reject')
    >>> find_force("hums")
    ('description', '')
    """
    best: tuple[bool, int] | None = None
    answer: tuple[Force, str] = ("description", "")
    for force, phrase, pattern in _patterns():
        if found := pattern.search(words):
            rank = force == "description", found.start()
            if best is None or rank < best:
                best, answer = rank, (force, phrase)
    return answer


@cache
def _patterns() -> tuple[tuple[Force, str, re.Pattern[str]], ...]:
    return tuple(
        (
            cast(Force, force),
            phrase,
            re.compile(
                rf"{_GONE_BACK if phrase == 'back' else ''}(?<!\w){pattern}(?!\w)", re.IGNORECASE
            ),
        )
        for force, phrase, pattern in [
            *((force, phrase, inflected(phrase)) for force, phrase, _ in cues()),
            *((force, phrase, noun_pattern(phrase)) for force, phrase in nouns()),
        ]
    )


def cue_force(cue: str) -> tuple[Force, str]:
    """Return the force of a cue with its negation counted, and the phrase.

    Examples
    --------
    >>> cue_force("did not agree on")
    ('refusal', 'negated agree')
    >>> cue_force("has not ruled out")
    ('description', 'not refused: rule out')
    >>> cue_force("no longer asked for")
    ('deed', 'drop: no longer ask for')
    """
    force, phrase = find_force(cue)
    if not is_negated(cue) or is_negated(phrase):
        return force, phrase
    if force in _CLAIMS and _NO_LONGER.search(cue):
        return "deed", f"drop: no longer {phrase}"
    if force in _POSITIVE:
        return "refusal", f"negated {phrase}"
    if force in _AGAINST:
        return "description", f"{NOT_REFUSED}{phrase}"
    if force == "deed" and phrase in _RETREATS:
        return "description", f"keeps: not {phrase}"
    return force, phrase


def is_against(cue: str) -> bool:
    """Say whether the act is against what it is about: a refusal, or giving something up.

    Examples
    --------
    >>> is_against("ruled out"), is_against("dropped"), is_against("called for")
    (True, True, False)
    """
    return cue_force(cue)[0] in _AGAINST or gave_up(cue)


def gave_up(cue: str) -> bool:
    """Say whether the act is to give up what one wanted.

    Examples
    --------
    >>> gave_up("dropped"), gave_up("rejected")
    (True, False)
    """
    force, phrase = cue_force(cue)
    return force == "deed" and phrase.startswith(_RETREATS)


def count_turns(words: str) -> int:
    """Count the refusals in the words of a content, negations left out.

    Examples
    --------
    >>> count_turns("its opposition to a truce"), count_turns("to reject any call to refuse")
    (1, 2)
    """
    return sum(1 for _ in _turning().finditer(words))


def without_turns(words: str) -> str:
    """Return the words without what ``count_turns`` counts.

    Examples
    --------
    >>> without_turns("to give up the dam").split()
    ['to', 'the', 'dam']
    """
    return _turning().sub(" ", words)


@cache
def _turning() -> re.Pattern[str]:
    verbs = [
        inflected(phrase)
        for force, phrase, _ in cues()
        if (force in _AGAINST and not is_negated(phrase)) or phrase in _RETREATS_WITHIN
    ]
    names = [noun_pattern(phrase) for force, phrase in nouns() if force in _AGAINST]
    verbs = [
        verb for verb in verbs if verb != inflected("dispute")
    ]  # "the dispute", "disputed land"
    return re.compile(rf"(?<!\w)(?:{'|'.join(verbs + names)})(?!\w)", re.IGNORECASE)
