"""Whether a verb has the subject or object that makes an event of what it tells."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from pourparler.reader.events.words import Named
from pourparler.reader.outline import Outline
from pourparler.reader.reading import Sentence

DELEGATES: Final = (
    r"(?:delegations?|delegates|envoys?|negotiators?|mediators?|ministers?|leaders|officials|"
    r"representatives|diplomats|teams?|presidents|premiers|generals|commanders)"
)
REACH: Final = 120
"""Characters after a verb in which its object stands."""

_SIDES: Final = re.compile(
    r"\b(?:(?:two|three|four|both|the|all)\s+(?:[\w-]+\s+)?(?:sides|parties|capitals|governments)|officials)\b",
    re.IGNORECASE,
)
_OBJECT_ENDS: Final = re.compile(
    r"\s*(?:[.,;]|$|(?:on|to|late|early|earlier|this|last|yesterday|today|again|after|before|and|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b)",
    re.IGNORECASE,
)
_GUEST: Final = re.compile(rf"\s+(?:[\w’'.-]+\s+){{0,6}}?{DELEGATES}\b", re.IGNORECASE)
_OF_DELEGATES: Final = re.compile(rf"\b{DELEGATES}\b", re.IGNORECASE)


def is_made(outline: Outline, sentence: Sentence, named: Named, actors: Iterable[str]) -> bool:
    """Say whether a verb has the subject or object that makes an event of what it tells."""
    text = outline.text
    if named.needs == "delegates":
        before = outline.reading.mentions_in(sentence.start, named.start)
        people = any(mention.kind in ("person", "title", "pronoun") for mention in before)
        return people or bool(_OF_DELEGATES.search(text, sentence.start, named.start))
    if named.needs == "signers":
        return len(set(actors)) > 1
    if named.needs in ("", "two", "after", "coming"):
        return named.needs != "two" or len(set(actors)) > 1 or are_several(outline, sentence, named)
    following = outline.reading.mentions_in(named.end, min(named.end + REACH, sentence.end))[:1]
    near = [m for m in following if text[named.end : m.start].strip().lower() in ("", "the")]
    person = bool(near) and near[0].kind in ("person", "title")
    if named.needs == "guest":
        return person or bool(_GUEST.match(text, named.end))
    return person and bool(_OBJECT_ENDS.match(text, near[0].end, sentence.end))


def are_several(outline: Outline, sentence: Sentence, named: Named) -> bool:
    """Say whether the subject is leaders or envoys that meet one another."""
    before = outline.text[sentence.start : named.start]
    return named.kind == "meeting" and bool(_OF_DELEGATES.search(before) or _SIDES.search(before))
