"""Spans as sets of words: comparing words, not characters, forgives a stray space."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Final

from pourparler.case.records import Span, Spans
from pourparler.reader.tagger import WORD

ROLES: Final = ("source", "cue", "content")

Words = frozenset[int]


@dataclass(frozen=True, slots=True)
class WordSpans:
    """The parts of one statement as numbers of words, each part perhaps empty."""

    source: Words
    cue: Words
    content: Words

    @property
    def all(self) -> Words:
        """The words of all three parts."""
        return self.source | self.cue | self.content


class WordIndex:
    """Finds the words of a text that a span touches. Building it takes O(length)."""

    def __init__(self, text: str) -> None:
        words = [word.span() for word in WORD.finditer(text)]
        self._starts = [start for start, _ in words]
        self._ends = [end for _, end in words]

    def words(self, spans: tuple[Span, ...]) -> Words:
        """Return the numbers of the words that share a character with any of the spans.

        Examples
        --------
        >>> sorted(WordIndex("Hale said: no deal.").words(((0, 9), (11, 13))))
        [0, 1, 3]
        """
        return frozenset(
            word
            for start, end in spans
            for word in range(bisect_right(self._ends, start), bisect_left(self._starts, end))
        )

    def parts(self, spans: Spans) -> WordSpans:
        """Return source, cue and content as words."""
        return WordSpans(*(self.words(getattr(spans, role)) for role in ROLES))


def shared(a: Words, b: Words) -> float:
    """Return how alike two sets are, 0 to 1: what both hold, over what either holds.

    Two empty sets are alike.
    """
    either = len(a | b)
    return len(a & b) / either if either else 1.0
