"""Turns of phrase by which people take a side, or none, without a plain yes or no.

Rules over closed patterns, about no particular conflict; each takes words and tells what
they do, and says nothing of the option that is meant.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from pourparler.reader.lexicon import is_negated, opposites, word_pattern
from pourparler.reader.similarity import stems

_NO_TALKS: Final = re.compile(
    r"\b(?:nobody|no one|none|not|never|cannot|can’t|can't|impossible)\b[^.;]*?"
    r"\b(?:negotiat|talk|bargain|sign|vote|deal|discuss)\w*\s+(?:[\w’']+\s+){0,2}?"
    r"(?:under|at|while|amid|with\s+(?:an?|the)\s+\w+\s+(?:on|at|to|in|over))\b",
    re.IGNORECASE,
)
_NOTHING_NOT: Final = re.compile(
    r"\b(?:nothing|no|nobody|none|not an?)\b[^,;.]*?\b(?:that|which|who)\s+"
    r"(?:[\w’']+\s+)?(?:not|[\w]+n[’']t)\b",
    re.IGNORECASE,
)
_TREATED: Final = re.compile(
    r"\b(?:treat|regard|consider|view|see|shoot)\w*\s+(?P<what>.+?)\s+as\s+"
    r"(?:an?\s+|the\s+)?(?:\w+\s+)?"
    r"(?:targets?|enem(?:y|ies)|hostile|threats?|invaders?|occupiers?|invasion|"
    r"occupation|aggression|acts? of war)\b",
    re.IGNORECASE,
)
_SOONER: Final = re.compile(
    r"\b(?:rather|sooner)\s+(?P<liked>.+?)\s+than\s+(?P<less>.+)", re.IGNORECASE | re.DOTALL
)
_PREFERS: Final = re.compile(
    r"\bprefer(?:s|red|ring)?\s+(?P<liked>(?!to\b)(?:[\w’'-]+\s+){1,8}?)to\s+(?P<less>(?!be\b|have\b).+)",
    re.IGNORECASE | re.DOTALL,
)
_FIGHT: Final = re.compile(
    r"\b(?:fir(?:e|es|ed|ing)|fight(?:s|ing)?|fought|shoot(?:s|ing)?|shot|shell(?:s|ed|ing)?|"
    r"bomb(?:s|ed|ing)?|attack(?:s|ed|ing)?|advanc(?:e|es|ed|ing))\b",
    re.IGNORECASE,
)
_QUIET: Final = re.compile(
    r"\b(?:h[eo]ld(?:s|ing)?\s+(?:\w+\s+)?fire|ceasefires?|cease|truces?|silent|silence[ds]?|paus\w*|halt\w*|stop\w*|end(?:s|ed|ing)?|"
    r"armistice|calm|quiet|suspen\w+|moratorium)\b",
    re.IGNORECASE,
)
_BAN: Final = re.compile(
    r"\b(?:bans?|prohibitions?|veto(?:es)?)\s+(?:on|of|against)\s+(?P<what>(?:[\w’'-]+\s*){1,3})",
    re.IGNORECASE,
)
_LABELS: Final = re.compile(
    r"\b(?:call|describ|dub|mock|derid|dismiss|brand|liken)\w*\b", re.IGNORECASE
)
_LABEL: Final = re.compile(r"[\"“‘'](?:an?|another)\s", re.IGNORECASE)
_EVADES: Final = re.compile(
    r"\b(?:(?:said|says|answered|replied|remarked) only|would only say|would say only|"
    r"only said|only says)\b",
    re.IGNORECASE,
)
_ASKING: Final = re.compile(r"\b(?:ask|wonder)(?:s|ed|ing)?\b", re.IGNORECASE)
_QUESTION: Final = re.compile(
    r"[\"“‘']?(?:whether|if|who|what|how|why|when|where|which)\b", re.IGNORECASE
)
_STANDS: Final = re.compile(
    r"\b(?:offer|proposal|invitation)s?\s+(?:still\s+)?"
    r"(?:stands?|stood|holds?|held|remains?(?: open)?|remained(?: open)?|is still open|"
    r"was still open)\b",
    re.IGNORECASE,
)


def preference(cue: str, content: str) -> tuple[str, str] | None:
    """Return what is liked more and what is liked less, where one is held against the other.

    Examples
    --------
    >>> preference("would sooner", "fight on than give up the dam")
    ('fight on', 'give up the dam')
    >>> preference("preferred", "a treaty to a truce")
    ('a treaty', 'a truce')
    >>> preference("wants", "more than a truce") is None
    True
    """
    said = f"{cue} {content}"
    for pattern in (_SOONER, _PREFERS):
        found = pattern.search(said)
        if found and not is_negated(said[: found.start("liked")]):
            return found["liked"].strip(), found["less"].strip()
    return None


def rules_out_talks(content: str) -> bool:
    """Say whether there are to be no talks in a state of things that somebody wants ended.

    Examples
    --------
    >>> rules_out_talks("nobody talks under fire"), rules_out_talks("no boats will come")
    (True, False)
    """
    return bool(_NO_TALKS.search(content))


def wants_all_to(clause: str) -> bool:
    """Say whether the clause wants nothing that does not do something: a double negation.

    Examples
    --------
    >>> wants_all_to("it signs nothing that does not end the blockade")
    True
    >>> wants_all_to("it signs nothing that ends the blockade")
    False
    """
    return bool(_NOTHING_NOT.search(clause))


def fights_on(clause: str, phrase: str) -> bool:
    """Say whether the clause speaks of fighting where the phrase speaks of its end.

    Examples
    --------
    >>> fights_on("no gun will fire", "the guns fall silent")
    True
    >>> fights_on("the firing has to stop", "the guns fall silent")
    False
    """
    return bool(_QUIET.search(phrase) and _FIGHT.search(clause)) and not _QUIET.search(clause)


def is_opposite(clause: str, phrase: str) -> bool:
    """Say whether the clause speaks of what ends or denies what the phrase speaks of.

    Examples
    --------
    >>> is_opposite("it hands over the dam", "it keeps the dam")
    True
    >>> is_opposite("it keeps the dam", "the dam stays with it")
    False
    """
    return any(
        bool(side.search(clause)) != bool(other.search(clause))
        and bool(side.search(phrase)) != bool(other.search(phrase))
        and bool(side.search(clause)) != bool(side.search(phrase))
        for side, other in opposites()
    )


def bans(clause: str, meant: Collection[str]) -> bool:
    """Say whether the clause speaks of a ban on what is meant, by its stems.

    Examples
    --------
    >>> bans("a ban on foreign boats", {"boat"}), bans("boats, with a ban on guns", {"boat"})
    (True, False)
    """
    return any(set(stems(found["what"])) & set(meant) for found in _BAN.finditer(clause))


def treated_as_enemy(clause: str) -> str | None:
    """Return what is to be treated as a target, an enemy or an act of war.

    Examples
    --------
    >>> treated_as_enemy("it will treat foreign boats as targets")
    'foreign boats'
    """
    found = None if is_negated(clause) else _TREATED.search(clause)
    return found["what"] if found else None


def is_label(cue: str, content: str) -> bool:
    """Say whether somebody calls something a name, in quotation marks, and no good one.

    Examples
    --------
    >>> is_label("described", "the board as “a tea-room”")
    True
    >>> is_label("called", "the board “a good idea”")
    False
    """
    favours = word_pattern("positive").search(content)
    return bool(_LABELS.search(cue) and _LABEL.search(content)) and not favours


def evades(cue: str) -> bool:
    """Say whether the cue tells that this is all somebody would say.

    Examples
    --------
    >>> evades("said only:"), evades("said")
    (True, False)
    """
    return bool(_EVADES.search(cue))


def asks(cue: str, content: str) -> bool:
    """Say whether the content is what somebody asks, and no request.

    Examples
    --------
    >>> asks("asked", "who would pay"), asks("asked", "for boats")
    (True, False)
    """
    asked = _ASKING.search(cue) and _QUESTION.match(content)
    return bool(asked) or content.rstrip(" \"”’'").endswith("?")


def holds_open(content: str) -> bool:
    """Say whether an offer that was made is said to stand.

    Examples
    --------
    >>> holds_open("that the offer stood"), holds_open("that the offer no longer stood")
    (True, False)
    """
    return bool(_STANDS.search(content)) and not is_negated(content)
