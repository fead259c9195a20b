"""Step: cues the tagger missed, from the lexicon: ``X has balked at Y``.

A cue phrase after a name or pronoun that can be its subject makes a statement of lower
confidence. What already belongs to a tagged statement is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from pourparler.case.records import Span
from pourparler.reader.lexicon import cues, inflected
from pourparler.reader.reading import Draft, Mention, Reading, Sentence

CONFIDENCE: Final = 0.5
_AUXILIARY: Final = (
    r"(?:(?:has|have|had|is|are|was|were|will|would|did|does|do|can|could)(?:n['’]t)?\s+)?"
    r"(?:not\s+|never\s+)?(?:also\s+|repeatedly\s+|now\s+|again\s+|since\s+|already\s+|long\s+|"
    r"always\s+|then\s+|later\s+|just\s+|(?-i:[a-z]+ly)\s+)?"
    r"(?:been\s+)?"
)
_NOT_HERE = re.compile(r"\bto\s+$", re.IGNORECASE)
_PARENTHESIS = re.compile(
    r",\s+(?:\w+ing|who|which|whose|along with|together with|as well as|such as)\b", re.IGNORECASE
)
_CONTENT_END = re.compile(
    r"[.;!?](?=[\s\"”’]|$)|,?\s+(?:although|though|but|whereas|despite|even as)\s|\s[—–-]\s"
)
_MODIFIES = re.compile(
    r"\b(?:of|with|by|against|for|from|in|at|on|to|between|than|about|over|into)\s+"
    r"(?:the\s+|a\s+|an\s+|its\s+|his\s+|her\s+|their\s+)?$",
    re.IGNORECASE,
)
_PARTICIPLE = re.compile(r"\w+ing\b", re.IGNORECASE)
_SUPPOSED = re.compile(r"\b(?:whether|if|unless|once|should|lest)\s+(?:the\s+)?$", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"(?:\s+(?:and|or)\s+(?:its|his|her|their|the)?\s*|,\s*|\s+)")
_RELATIVE = re.compile(
    r"((?:an?|the|this|that|his|her|its|their)(?:\s+[\w’'-]+){1,6})\s+(?:that|which)\s+$",
    re.IGNORECASE,
)
_SHORTEST_CONTENT: Final = 2  # letters


def add_calls(reading: Reading) -> None:
    """Add a draft for every cue of the lexicon that has a subject and a content."""
    text = reading.report.text
    taken = bytearray(len(text))  # 1 where a word belongs to a statement already
    for draft in reading.drafts:
        _take(taken, (*draft.cue, *draft.content, *draft.source))
    for sentence in reading.sentences:
        if text[sentence.start : sentence.end].rstrip('"”’ ').endswith("?"):
            continue  # nobody has said what is asked
        for start, end, phrase in _find_cues(text, sentence):
            if taken.find(1, start, end) >= 0:
                continue
            subject = _subject(reading, sentence, start)
            limit = taken.find(1, end, sentence.end)
            content = subject and (
                _content(text, end, limit if limit >= 0 else sentence.end)
                or find_relative_head(text, sentence.start, subject[0])
            )
            if subject and content:
                reading.drafts.append(
                    Draft(
                        source=(subject,),
                        cue=((start, end),),
                        content=(content,),
                        confidence=CONFIDENCE,
                        rules={"statement": f"lexicon: {phrase}"},
                    )
                )
                _take(taken, (subject, (start, end), content))


def _take(taken: bytearray, pieces: Iterable[Span]) -> None:
    for start, end in pieces:
        taken[start:end] = b"\x01" * (end - start)


@cache
def _searched() -> re.Pattern[str]:
    phrases = [phrase for _, phrase, searched in cues() if searched]
    return re.compile(
        rf"(?<![\w'’-]){_AUXILIARY}(?P<phrase>{'|'.join(inflected(p) for p in phrases)})(?![\w-])"
        r"(?:\s+to(?=\s))?",
        re.IGNORECASE,
    )


def _find_cues(text: str, sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    for match in _searched().finditer(text, sentence.start, sentence.end):
        if not _NOT_HERE.search(text, sentence.start, match.start()):
            yield match.start(), match.end(), match["phrase"].lower()


def _subject(reading: Reading, sentence: Sentence, cue: int) -> Span | None:
    """Return the name that stands right before the cue, leaving out an inserted clause."""
    text = reading.report.text
    limit = cue
    before = text[sentence.start : cue].rstrip()
    if before.endswith(","):
        inserted = list(_PARENTHESIS.finditer(text, sentence.start, cue))
        if not inserted:
            return None
        limit = inserted[-1].start()
    names = reading.mentions_in(sentence.start, limit)
    if not names or not _adjacent(text, names[-1], limit):
        return None
    modifies = _MODIFIES.search(text, sentence.start, names[-1].start)
    absolute = modifies and modifies[0].lower().startswith("with") and _PARTICIPLE.match(text, cue)
    if modifies and not absolute:  # "with X pressing for Y"
        return None
    if _SUPPOSED.search(text, sentence.start, names[-1].start):
        return None
    first = last = names[-1]
    for earlier in reversed(names[:-1]):
        if not _BETWEEN.fullmatch(text, earlier.end, first.start) or _MODIFIES.search(
            text, sentence.start, earlier.start
        ):
            break
        first = earlier
    return first.start, last.end


def _adjacent(text: str, mention: Mention, limit: int) -> bool:
    """Say whether nothing but a little stands between a name and its verb."""
    between = text[mention.end : limit].strip(" ,")
    if mention.kind == "adjective":
        return 0 < len(between.split()) <= 2 and between.replace(" ", "").isalpha()
    return not between


def _content(text: str, start: int, end: int) -> Span | None:
    stop = _CONTENT_END.search(text, start, end)
    last = stop.start() if stop else end
    while start < last and (text[start].isspace() or text[start] in ",:"):
        start += 1
    while last > start and (text[last - 1].isspace() or text[last - 1] in ",;:"):
        last -= 1
    letters = sum(character.isalnum() for character in text[start:last])
    return (start, last) if letters >= _SHORTEST_CONTENT else None


def find_relative_head(text: str, start: int, subject: int) -> Span | None:
    """Return what a relative clause is about: "an approach that X has pushed for".

    ``subject`` is where X stands, ``start`` where to begin to look.
    """
    found = _RELATIVE.search(text, start, subject)
    return found.span(1) if found else None
