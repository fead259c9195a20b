"""An event as one sentence tells of it, before tellings of the same one are joined."""

from __future__ import annotations

from dataclasses import dataclass, field

from pourparler.case.events import EventKind, EventStatus
from pourparler.case.records import Span
from pourparler.reader.when.edtf import EdtfDate


@dataclass(slots=True)
class Occurrence:
    """Where a sentence tells of an event: ``start`` and ``end`` are of the words that name it.

    ``value`` is None where no date is told; ``noun`` is the noun that names it, in lower
    case, or nothing where a verb tells it. ``is_definite`` says that a date is enough to know
    which one is meant: "the third round", "he comes here".
    """

    sentence: int
    start: int
    end: int
    kind: EventKind
    status: EventStatus
    rule: str
    noun: str = ""
    is_definite: bool = False
    actors: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    place: tuple[Span, ...] = ()
    value: EdtfDate | None = None
    pieces: list[Span] = field(default_factory=list)

    @property
    def extent(self) -> Span:
        """The smallest span that covers the words and what its sentence tells of it."""
        spans = [(self.start, self.end), *self.pieces]
        return min(start for start, _ in spans), max(end for _, end in spans)
