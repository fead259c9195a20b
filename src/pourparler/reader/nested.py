"""Step: what somebody is told to have said in what another says.

"The spokesman said the president had told the envoy that she would not sign" holds two
statements. The tagger gives every word to one, so a second pass looks into the contents:
for an act of speech, not an attitude ("said that Norburg wants boats" is one statement).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from pourparler.case.records import Span
from pourparler.reader.calls import find_relative_head
from pourparler.reader.lexicon import inflected, words
from pourparler.reader.reading import Draft, Mention, Reading

CONFIDENCE: Final = 0.5
_NAMES: Final = frozenset({"actor", "person", "title", "role"})
_OF_THE_SPEAKER: Final = frozenset({"actor", "adjective"})
_OFFICE: Final = re.compile(
    r"\bthe\s+(?P<noun>(?-i:[a-z][\w-]+)(?:\s+(?-i:[a-z][\w-]+))?)\s+$", re.IGNORECASE
)
_LONGEST_OFFICE: Final = 40
_ADDRESSED: Final = frozenset({"tell", "assure", "warn", "promise", "inform"})
_THAT: Final = re.compile(r"\bthat\s", re.IGNORECASE)
_FARTHEST_THAT: Final = 90  # characters of an addressee and a date before "that"
_END: Final = re.compile(r"[.;!?](?=[\s\"”’]|$)|\s[—–-]\s")
_FEWEST_LETTERS: Final = 3


def add_nested_statements(reading: Reading) -> None:
    """Add a draft for every act of speech that a content tells of somebody else."""
    for outer in list(reading.drafts):
        for start, end in outer.content:
            reading.drafts += _find(reading, outer, start, end)


def _find(reading: Reading, outer: Draft, start: int, end: int) -> Iterator[Draft]:
    text = reading.report.text
    for cue in _acts().finditer(text, start, end):
        source = _source(reading, outer, start, cue.start())
        content = source and _content(text, cue, source, start, end)
        if source and content:
            yield Draft(
                (source,),
                (cue.span(),),
                (content,),
                CONFIDENCE,
                rules={"statement": f"within another: {cue['verb'].lower()}"},
            )


@cache
def _acts() -> re.Pattern[str]:
    verbs = "|".join(f"(?:{inflected(verb)})" for verb in words("speech_act"))
    return re.compile(
        rf"(?<=\s)(?:has|have|had)\s+(?:(?:also|already|repeatedly|since|even|once|not|never)\s+)*"
        rf"(?P<verb>{verbs})(?!\w)",
        re.IGNORECASE,
    )


def _source(reading: Reading, outer: Draft, start: int, cue: int) -> Span | None:
    """Return the name or office right before the cue, unless the speaker is meant."""
    named = next(reading.mentions_before(cue), None)
    text = reading.report.text
    if named and named.start >= start and not text[named.end : cue].strip():
        own = named.kind == "pronoun" or (
            named.kind in _OF_THE_SPEAKER and _speaks_for(reading, outer, named)
        )
        first = named.start - 4 if text[max(0, named.start - 4) : named.start] == "the " else None
        begin = first if first is not None and named.kind in ("role", "title") else named.start
        return None if own or named.kind not in _NAMES else (begin, named.end)
    office = _OFFICE.search(text, max(start, cue - _LONGEST_OFFICE), cue)
    return (office.start(), office.end("noun")) if office else None


def _speaks_for(reading: Reading, outer: Draft, named: Mention) -> bool:
    spans = outer.source or ((0, 0),)
    mentions = [m for first, last in spans for m in reading.mentions_in(first, last)]
    return any(set(named.actors) & set(mention.actors) for mention in mentions)


def _content(text: str, cue: re.Match[str], source: Span, start: int, end: int) -> Span | None:
    stop = _END.search(text, cue.end(), end)
    first, last = cue.end(), stop.start() if stop else end
    if any(re.match(inflected(verb), cue["verb"], re.IGNORECASE) for verb in _ADDRESSED):
        that = _THAT.search(text, first, min(last, first + _FARTHEST_THAT))
        first = that.start() if that else first
    while first < last and text[first] in " ,:":
        first += 1
    while last > first and text[last - 1] in " ,;:.":
        last -= 1
    if sum(letter.isalnum() for letter in text[first:last]) >= _FEWEST_LETTERS:
        return first, last
    return find_relative_head(text, start, source[0])
