"""Whose position a content reports: "said that the Front would accept a truce".

A content that opens with a name and a verb of the lexicon ("wants", "would accept", "has
rejected") tells where that actor stands. What somebody *should* do is the speaker's wish
and not looked at here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from pourparler.case.records import Force
from pourparler.reader.force import cue_force
from pourparler.reader.lexicon import cues, inflected, word_pattern, words
from pourparler.reader.reading import Draft, Mention, Reading

_LEAD = re.compile(r"(?:[\"“'‘]|only|that|how|the|both|neither|either|all|of|\s)*", re.IGNORECASE)
_AND = re.compile(r"\s+(?:and|or|nor)\s+(?:the\s+)?|,\s+(?:the\s+)?", re.IGNORECASE)
_AUXILIARY: Final = (
    r"(?:\s+(?:would|could|might|may|will|can|has|have|had|do|does|did|is|are|was|were|be|been|"
    r"of|having|not|never|no|longer|yet|also|now|still|already|even|finally|long|again|"
    r"(?-i:[a-z]+ly)|"
    r"(?:expected|likely|set|due|about|poised|going|certain|unlikely)\s+to))*"
)
_CONDITION: Final = re.compile(
    r"\b(?:provided|providing|unless|if|once|until|as long as|(?:up)?on (?:the )?condition)"
    r"\s+(?:that\s+)?$",
    re.IGNORECASE,
)
_OWN: Final = frozenset({"wish", "demand"})
_LONGEST_CONDITION: Final = 24  # characters of such a phrase
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being)\s+(?:\w+ly\s+)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reported:
    """The actors whose position is told, by which act and which phrase of the lexicon."""

    actors: tuple[str, ...]
    force: Force
    phrase: str


def find_reported(reading: Reading, draft: Draft) -> Reported | None:
    """Return whose position the content reports, the speaker's own included, or None.

    What somebody hopes, wants or demands that another "would accept" is his own position.
    """
    if cue_force(reading.text_of(draft.cue))[0] in _OWN:
        return None
    text = reading.report.text
    for start, end in draft.content:
        if _CONDITION.search(text, max(0, start - _LONGEST_CONDITION), start):
            continue  # "agreed to a truce, provided [that the Front agrees]"
        named = _opening_names(reading, start, end)
        verb = _stance().match(text, named[-1].end, end) if named else None
        if verb and not _is_passive(verb):
            force, phrase = _phrases()[verb.lastgroup or ""]
            return Reported(tuple(dict.fromkeys(a for m in named for a in m.actors)), force, phrase)
    return None


def is_accusation(reading: Reading, draft: Draft) -> bool:
    """Say whether somebody is blamed: what is told then is not where the speaker stands.

    Examples
    --------
    >>> bool(word_pattern("blame").search("has accused"))
    True
    """
    return bool(word_pattern("blame").search(reading.text_of(draft.cue)))


def find_accused(reading: Reading, draft: Draft) -> Reported | None:
    """Return who is said to have refused or done something, where the cue is an accusation.

    "X accuses Y of refusing a truce" tells that Y refuses it.
    """
    start, end = draft.anchor, max(end for _, end in draft.spans.content or draft.spans.cue)
    named = next((m for m in reading.mentions_in(start, end) if m.actors), None)
    if named is None:
        return None
    act = next(_stance_words().finditer(reading.report.text, named.end, end), None)
    if act is None:
        return None
    force, phrase = _phrases()[act.lastgroup or ""]
    return Reported(named.actors, force, phrase)


@cache
def _stance_words() -> re.Pattern[str]:
    alternatives = "|".join(
        rf"(?P<{name}>{inflected(phrase)})" for name, (_, phrase) in _phrases().items()
    )
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE)


def _opening_names(reading: Reading, start: int, end: int) -> list[Mention]:
    """Return the names that a content opens with, joined by "and" or "nor" if several."""
    text, named = reading.report.text, list[Mention]()
    for mention in reading.mentions_in(start, end):
        if not mention.actors:
            continue
        join, since = (_AND, named[-1].end) if named else (_LEAD, start)
        if not join.fullmatch(text, since, mention.start):
            break
        named.append(mention)
    return named


def _is_passive(verb: re.Match[str]) -> bool:
    """Say whether the verb tells what is done to the named: "was offered", "is asked"."""
    name = verb.lastgroup or ""
    finite = verb[name].lower().endswith("ed")
    return finite and bool(_PASSIVE.search(verb.string, verb.start(), verb.start(name)))


@cache
def _phrases() -> dict[str, tuple[Force, str]]:
    stances = [(force, phrase) for force, phrase, _ in cues() if force != "description"]
    return {f"p{number}": cue for number, cue in enumerate(stances)}


@cache
def _stance() -> re.Pattern[str]:
    alternatives = "|".join(
        rf"(?P<{name}>{inflected(phrase)})" for name, (_, phrase) in _phrases().items()
    )
    organ = "|".join(map(re.escape, words("institution")))
    return re.compile(
        rf"(?:(?:['’]s)?\s+(?:{organ}))?{_AUXILIARY}\s+(?:{alternatives})(?!\w)", re.IGNORECASE
    )
