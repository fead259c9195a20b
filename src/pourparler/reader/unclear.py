"""Step: what a report itself calls unclear, kept as an open question without a speaker."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

from pourparler.case.records import Span
from pourparler.reader.lexicon import word_pattern
from pourparler.reader.reading import Draft, Reading, Sentence

CONFIDENCE: Final = 0.6
RULE: Final = "open question"
_LEADS = re.compile(
    r"(?:,?\s*(?:although|but|while|though|yet|and)\s+|[;:]\s*|—\s*)", re.IGNORECASE
)
_TAIL = re.compile(r"\s*(?:whether|how|if|what|which|who|when|where|why)\b", re.IGNORECASE)
_STARTS: Final = re.compile(r"^(?:it|that)?\s*$", re.IGNORECASE)

_PIECES_BACK: Final = 20  # that may begin before a word and still hold it


def add_open_questions(reading: Reading) -> None:
    """Add a draft without a source for every clause that a report calls unclear."""
    text = reading.report.text
    for draft in reading.drafts:
        if not draft.source and word_pattern("unclear").search(reading.text_of(draft.cue)):
            draft.rules["statement"] = RULE
    inside = sorted(piece for draft in reading.drafts for piece in (*draft.content, *draft.cue))
    for sentence in reading.sentences:
        for match in word_pattern("unclear").finditer(text, sentence.start, sentence.end):
            last = bisect_right(inside, match.start(), key=lambda piece: piece[0])
            if any(match.start() < end for _, end in inside[max(0, last - _PIECES_BACK) : last]):
                continue  # somebody says that it is unclear: a statement of theirs
            content = _question(text, sentence, match.start(), match.end())
            if content:
                reading.drafts.append(
                    Draft(
                        source=(),
                        cue=(match.span(),),
                        content=(content,),
                        confidence=CONFIDENCE,
                        rules={"statement": RULE},
                    )
                )
                break


def is_open_question(draft: Draft) -> bool:
    """Say whether the draft is a report's own open question."""
    return draft.rules.get("statement") == RULE


def _question(text: str, sentence: Sentence, cue_start: int, cue_end: int) -> Span | None:
    """Return the clause before the cue, or the one it introduces (``it is unclear whether``)."""
    if _TAIL.match(text, cue_end, sentence.end):
        return _trim(text, cue_end, sentence.end)
    start = sentence.start
    for lead in _LEADS.finditer(text, sentence.start, cue_start):
        start = lead.end()
    if _STARTS.match(text[start:cue_start].strip()):
        return _trim(text, cue_end, sentence.end)
    return _trim(text, start, cue_start)


def _trim(text: str, start: int, end: int) -> Span | None:
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ".,;:"):
        end -= 1
    return (start, end) if end - start > 2 else None
