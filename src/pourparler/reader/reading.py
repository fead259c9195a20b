"""The record that the steps of the reader fill, one after the other.

A step reads what earlier steps wrote and writes its own fields; nothing else is shared.
Offsets are code points of the report's stored text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from pourparler.case.case import Case
from pourparler.case.records import (
    Attribution,
    Coding,
    Force,
    Report,
    Span,
    Spans,
)

OWN_DOCUMENT: Final = "first person in a document of its own"
"""The rule by which "we" in a statement that an actor publishes is that actor."""


@dataclass(slots=True)
class Paragraph:
    """A block of text between blank lines or line ends; ``heading`` is the one above it.

    ``is_foreign``: it is in a language that is not machine-read.
    """

    start: int
    end: int
    is_heading: bool = False
    is_foreign: bool = False
    heading: str = ""


@dataclass(slots=True)
class Sentence:
    """A sentence, and the index of the paragraph it stands in."""

    start: int
    end: int
    paragraph: int


@dataclass(slots=True, frozen=True)
class Mention:
    """A name in the text that stands for an actor or a person of the case.

    ``kind`` is ``actor``, ``adjective``, ``person``, ``title`` ("the Northland leader"),
    ``role`` ("the president", of whom ``people`` lists everyone it could be) or
    ``pronoun``.
    """

    start: int
    end: int
    kind: str
    rule: str
    actors: tuple[str, ...] = ()
    people: tuple[str, ...] = ()

    @property
    def person(self) -> str | None:
        """The full name, when it can be only one person."""
        return self.people[0] if len(self.people) == 1 else None


@dataclass(slots=True)
class Draft:
    """A statement in the making. ``rules`` says, field by field, which rule filled it."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    confidence: float
    rules: dict[str, str] = field(default_factory=dict)
    actors: tuple[str, ...] = ()
    speaker: str | None = None
    audience: str | None = None
    attribution: Attribution = "indirect"
    force: Force = "description"
    negated: bool = False
    hedged: bool = False
    conditional: bool = False
    said_on: str = ""
    said_first: date | None = None
    said_last: date | None = None
    codings: list[Coding] = field(default_factory=list)

    @property
    def spans(self) -> Spans:
        """The pieces of source, cue and content."""
        return Spans(source=self.source, cue=self.cue, content=self.content)

    @property
    def anchor(self) -> int:
        """Where the statement is said to be made: the cue, else its first piece."""
        return self.cue[0][0] if self.cue else self.spans.extent()[0]


@dataclass(slots=True)
class Reading:
    """One report on its way through the steps."""

    report: Report
    case: Case
    paragraphs: list[Paragraph] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)

    def text_of(self, spans: tuple[Span, ...]) -> str:
        """Return the words of a part; pieces are joined by an ellipsis."""
        return " … ".join(self.report.text[start:end] for start, end in spans)

    def sentence_at(self, offset: int) -> Sentence | None:
        """Return the sentence that holds ``offset``, or None between sentences."""
        number = self.sentence_number(offset)
        return None if number is None else self.sentences[number]

    def sentence_number(self, offset: int) -> int | None:
        """Return the index of the sentence that holds ``offset``, or None between them."""
        number = bisect_right(self.sentences, offset, key=lambda sentence: sentence.end)
        if number < len(self.sentences) and self.sentences[number].start <= offset:
            return number
        return None

    def drafts_between(self, start: int, end: int) -> list[Draft]:
        """Return the drafts whose cue, or else first piece, lies between two offsets, in order.

        They are in the order of the text from the resolving of speakers on.
        """
        first = bisect_left(self.drafts, start, key=lambda draft: draft.anchor)
        last = bisect_left(self.drafts, end, key=lambda draft: draft.anchor)
        return self.drafts[first:last]

    def mentions_in(self, start: int, end: int) -> list[Mention]:
        """Return the mentions that lie wholly between two offsets, in order."""
        first = bisect_left(self.mentions, start, key=lambda mention: mention.start)
        last = bisect_left(self.mentions, end, key=lambda mention: mention.start)
        return [mention for mention in self.mentions[first:last] if mention.end <= end]

    def mentions_before(self, offset: int) -> Iterator[Mention]:
        """Yield the mentions that end before an offset, the nearest first."""
        number = bisect_left(self.mentions, offset, key=lambda mention: mention.start)
        while number > 0:
            number -= 1
            if self.mentions[number].end <= offset:
                yield self.mentions[number]
