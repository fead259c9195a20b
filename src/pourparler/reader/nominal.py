"""Step: statements that stand as a noun: "the Front's refusal to sign has angered Norburg"."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from pourparler.case.records import Span
from pourparler.reader.lexicon import noun_pattern, nouns
from pourparler.reader.reading import Draft, Reading

CONFIDENCE: Final = 0.5
_SHORTEST: Final = 2  # words of a content
_VERB = re.compile(
    r"\s(?:has|have|had|is|are|was|were|will|would|could|may|might|did|does|do|remains?|remained|"
    r"continues?|continued)\b",
    re.IGNORECASE,
)
_END = re.compile(r"[.;:!?,](?=[\s\"”’]|$)|\s[—–-]\s|$")


def add_nominal_statements(reading: Reading) -> None:
    """Add a draft for every such noun that a name or a possessive stands before."""
    text = reading.report.text
    taken = bytearray(len(text))
    for draft in reading.drafts:
        for start, end in (*draft.cue, *draft.content, *draft.source):
            taken[start:end] = b"\x01" * (end - start)
    for sentence in reading.sentences:
        for found in _pattern().finditer(text, sentence.start, sentence.end):
            cue, content = found.span("noun"), _content(text, found, sentence.end)
            source = _owner(reading, found)
            if source and content and taken.find(1, found.start(), content[1]) < 0:
                rule = f"noun: {found['noun'].lower()}"
                reading.drafts.append(
                    Draft((source,), (cue,), (content,), CONFIDENCE, rules={"statement": rule})
                )


@cache
def _pattern() -> re.Pattern[str]:
    phrases = "|".join(noun_pattern(phrase) for _, phrase in nouns())
    return re.compile(
        rf"(?:(?<=\w)(?:['’]s|(?<=s)['’])|\b(?P<word>his|her|its|their))\s+"
        rf"(?:[\w-]+\s+){{0,2}}?(?P<noun>{phrases})\s",
        re.IGNORECASE,
    )


def _owner(reading: Reading, found: re.Match[str]) -> Span | None:
    """Return the name that the possessive stands after, or the possessive word."""
    if found["word"]:
        return found.span("word")
    named = next(reading.mentions_before(found.start()), None)
    if named is None or named.kind == "pronoun" or named.end != found.start():
        return None
    return named.start, named.end


def _content(text: str, found: re.Match[str], end: int) -> Span | None:
    """Return what follows up to the verb of the sentence, or to the end of the clause."""
    start = found.end()
    stop = _END.search(text, start, end)
    last = stop.start() if stop else end
    verb = None if found["noun"].lower().endswith("that") else _VERB.search(text, start, last)
    last = verb.start() if verb else last
    return (start, last) if len(text[start:last].split()) >= _SHORTEST else None
