"""Sources that are a relative pronoun: whom "who" stands for, and where it is no source at all.

In "a Kestrian negotiator, who asked not to be named, said that" it is the negotiator who says.
"""

from __future__ import annotations

import re
from typing import Final

from pourparler.case.records import Span
from pourparler.reader.reading import Draft, Reading
from pourparler.reader.when.tense import has_verb

PRONOUNS: Final = frozenset({"who", "which", "that", "whose"})
_NOUN_PHRASE: Final = re.compile(
    r"\b(?:an?|the|one|two|three|four|five|several|some|many|its|his|her|their|another|other)\s"
    r"(?=([^,;:.“”\"]{2,120})$)",
    re.IGNORECASE,
)
_START: Final = re.compile(r"[;:“”\"(]\s*|\s[—–-]\s|^(?:but|and|yet|in\s+\w+,?)\s+", re.IGNORECASE)
_FARTHEST: Final = 200  # characters before the pronoun
_FIRST_WORD: Final = re.compile(r"\w+")
_APPOSED: Final = re.compile(r"\s*,\s*$")


def find_antecedent_phrase(reading: Reading, start: int) -> Span | None:
    """Return the words right before a relative pronoun that it stands for, or None.

    An apposition is left with its name: of "Mira Solt, a spokeswoman for the Front, who" it
    is all up to the last comma.
    """
    text = reading.report.text
    sentence = reading.sentence_at(start)
    if sentence is None:
        return None
    begin = max(sentence.start, start - _FARTHEST)
    for mark in _START.finditer(text[begin:start]):
        begin += mark.end() if begin + mark.end() < start else 0
        break
    end = begin + len(text[begin:start].rstrip(" ,"))
    comma = text.rfind(",", begin, end)
    first = begin if comma < 0 else comma + 1
    if comma >= 0 and _NOUN_PHRASE.match(text[first:end].lstrip()):
        named = next(reading.mentions_before(comma + 1), None)
        if named and named.kind in ("person", "title") and named.end == comma:
            return named.start, end
    for phrase in _NOUN_PHRASE.finditer(text[first:end]):
        if not has_verb(phrase[1]):
            return first + phrase.start(), end
    return None


def mend_relative_source(reading: Reading, draft: Draft) -> None:
    """Give a main verb its subject where the tagger took the "who" of a clause between them.

    It takes the pronoun alone, or the clause with it: "which hosts the talks, has proposed".
    """
    if not draft.source or not draft.cue:
        return
    text, (start, end), cue = reading.report.text, draft.source[0], draft.cue[0][0]
    pronoun = _FIRST_WORD.match(text, start, end)
    if not pronoun or pronoun[0].lower() not in PRONOUNS or end > cue:
        return
    between = text[pronoun.end() : cue]
    is_clause = text[pronoun.end() : end].strip(" ,") or has_verb(between)
    if not is_clause or not _APPOSED.search(between) or between.count(",") > 1:
        return
    if phrase := find_antecedent_phrase(reading, start) or _find_named(reading, start):
        draft.source = (
            (phrase[0], pronoun.end() + len(between.rstrip())),
            *draft.source[1:],
        )


def _find_named(reading: Reading, start: int) -> Span | None:
    """Return the name that ends right before the comma of a relative clause."""
    named = next(reading.mentions_before(start), None)
    if named and reading.report.text[named.end : start].strip() == ",":
        return named.start, named.end
    return None
