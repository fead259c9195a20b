"""Who took part in an event, from the names around the words that tell of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from pourparler.case.records import Statement
from pourparler.reader.events.words import Named
from pourparler.reader.outline import Outline
from pourparler.reader.reading import Mention, Sentence

_CUT: Final = re.compile(
    r"[;:“”\"]|\b(?:that|who|which|where|when|after|before|while|because|but|if|although|as|said|"
    r"told|wrote|announced)\b",
    re.IGNORECASE,
)
_AFTER_CUT: Final = re.compile(
    r"[;:“”\"]|\b(?:that|who|which|where|when|after|before|while|because|but|if|although|ended|"
    r"said|told|wrote|was|were|will|would|had|has|have|to\s+discuss|about|on\s+the)\b",
    re.IGNORECASE,
)
_AS_PLACE: Final = re.compile(
    r"\b(?:in|at|to|from|near|into|outside|for|on|against|about|over)\s+(?:the\s+)?$", re.IGNORECASE
)
_WITH: Final = re.compile(r"\b(?:with|between|of|among|by|and)\b|,", re.IGNORECASE)
_OWNED: Final = re.compile(r"\b(?:his|her|their|its)\s+(?:[\w-]+\s+){0,3}$", re.IGNORECASE)
_OWNS: Final = re.compile(r"['’]s?\s+(?:[\w’'-]+\s+){0,4}$")
_HOLDS: Final = re.compile(
    r"\b(?:held|hold|ended|began|opened|resumed|concluded|closed|attended|joined|started)\s+"
    r"(?:[\w-]+\s+){0,4}$",
    re.IGNORECASE,
)
_REACH: Final = 120


def find_participants(outline: Outline, sentence: Sentence, named: Named) -> list[Mention]:
    """Return the names that take part, in the order of the text.

    Of a verb these are its subject and what follows it; of a noun what stands after "with",
    "between" or "of", whose meeting it is, and who held or ended it. A name after "in" or
    "at" is a place.
    """
    found = list(_after(outline, sentence, named))
    if named.noun:
        found += _owners(outline, sentence, named)
    if not named.noun or _HOLDS.search(outline.text, sentence.start, named.start):
        found += _subjects(outline, sentence, named)
    unique = {mention.start: mention for mention in found if mention.actors}
    return [unique[start] for start in sorted(unique)]


def speaker_of(outline: Outline, sentence: Sentence, named: Named) -> Statement | None:
    """Return the statement of the sentence that is made outside of the words, if any."""
    for statement in outline.statements:
        pieces = statement.spans.cue or statement.spans.content
        here = pieces and sentence.start <= pieces[0][0] < sentence.end
        inside = any(start <= named.start < end for start, end in statement.spans.content)
        if here and not inside and statement.actors:
            return statement
    return None


def _subjects(outline: Outline, sentence: Sentence, named: Named) -> Iterator[Mention]:
    text = outline.text
    begin = max(
        (cut.end() for cut in _CUT.finditer(text, sentence.start, named.start)),
        default=sentence.start,
    )
    for mention in outline.reading.mentions_in(begin, named.start):
        if not _is_place(text, mention, begin) and not _belongs(text, mention, named.start):
            yield mention


def _after(outline: Outline, sentence: Sentence, named: Named) -> Iterator[Mention]:
    """Yield the names after the words; of a noun only after "with", "between" and the like."""
    text = outline.text
    cut = _AFTER_CUT.search(text, named.end, min(sentence.end, named.end + _REACH))
    end = cut.start() if cut else min(sentence.end, named.end + _REACH)
    for mention in outline.reading.mentions_in(named.end, end):
        between = text[named.end : mention.start]
        direct = (
            not named.noun
            and named.kind != "visit"
            and re.fullmatch(r"\s+(?:with|to|by)?\s*(?:the\s+)?", between)
        )
        if not direct and _is_place(text, mention, named.end):
            continue
        if named.noun and not _WITH.search(between):
            continue
        yield mention


def _owners(outline: Outline, sentence: Sentence, named: Named) -> Iterator[Mention]:
    """Yield whose meeting it is: "Torvald's meeting", "Russian-American talks"."""
    for mention in outline.reading.mentions_in(sentence.start, named.start):
        between = outline.text[mention.end : named.start]
        near = len(between) < 30 and not re.search(r"[,;:.]", between)
        joined = mention.kind == "adjective" and re.fullmatch(r"[-\s]*(?:\w+[-\s]+){0,2}", between)
        if near and (joined or _OWNS.fullmatch(between)):
            yield mention


def is_owned(outline: Outline, sentence: Sentence, named: Named) -> bool:
    """Say whether it is "his" or "their" meeting: that of whoever the sentence is about."""
    before = outline.text[sentence.start : named.start]
    return bool(named.noun and _OWNED.search(before))


def _is_place(text: str, mention: Mention, begin: int) -> bool:
    return bool(_AS_PLACE.search(text, max(begin - 12, 0), mention.start))


def _belongs(text: str, mention: Mention, until: int) -> bool:
    """Say whether the name only says whose somebody is: "Northland's allies met"."""
    return mention.kind == "actor" and bool(re.match(r"['’]s\s+\w", text[mention.end : until]))


def actors_of(mentions: Iterable[Mention]) -> tuple[str, ...]:
    """Return the actors of the mentions, each once."""
    return tuple(dict.fromkeys(actor for mention in mentions for actor in mention.actors))


def people_of(mentions: Iterable[Mention]) -> tuple[str, ...]:
    """Return the full names of the people among the mentions, each once."""
    return tuple(dict.fromkeys(m.person for m in mentions if m.person))
