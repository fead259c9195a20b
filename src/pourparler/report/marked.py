"""A whole report with its statements marked: paragraphs, cut where a statement begins or ends."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from pourparler.case.records import Report, Statement
from pourparler.report.plain import REPLACEMENT, plain_text
from pourparler.report.quotes import Role

_LINE: Final = re.compile(r"[^\r\n\x85\u2028\u2029]+")
_WORDS: Final = ("content", "cue", "source")
_JOINERS: Final = "\u200c\u200d"
_JOINERS_AT: Final = tuple(map(ord, _JOINERS))


@dataclass(frozen=True, slots=True)
class Cover:
    """A statement that a run of text belongs to, and what the run is to it."""

    statement: str
    role: Role


@dataclass(frozen=True, slots=True)
class Run:
    """A run of the report's text; ``start`` and ``end`` count code points of the stored text.

    ``text`` has as many code points as the stored run: what would steer a screen or hide
    stands as U+FFFD, so that a selection on the page can be found in the text.
    """

    start: int
    end: int
    text: str
    covers: tuple[Cover, ...]

    @property
    def depth(self) -> int:
        """How many statements lie over each other here."""
        return len({cover.statement for cover in self.covers})

    @property
    def statements(self) -> tuple[str, ...]:
        """Ids of the statements that the run belongs to, each once."""
        return tuple(dict.fromkeys(cover.statement for cover in self.covers))

    def role_of(self, statement: str) -> str:
        """Return what the run is to a statement, or nothing."""
        roles = {cover.role for cover in self.covers if cover.statement == statement}
        return next((role for role in _WORDS if role in roles), "")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the report; ``begins`` are the statements whose first run is in it."""

    runs: tuple[Run, ...]
    is_header: bool
    is_heading: bool
    begins: tuple[str, ...]


def mark_report(report: Report, statements: Iterable[Statement]) -> tuple[Paragraph, ...]:
    """Return the report's paragraphs with the statements' parts marked.

    Spans that do not fit the text are left out.
    """
    marks = sorted(_marks(report, statements))
    seen: set[str] = set()
    paragraphs = []
    for line in _LINE.finditer(report.text):
        if not line[0].strip():
            continue
        start, end = line.span()
        runs = tuple(
            _cut(report.text, start, end, [m for m in marks if m[0] < end and m[1] > start])
        )
        met = dict.fromkeys(name for run in runs for name in run.statements)
        begins = tuple(name for name in met if name not in seen)
        seen.update(begins)
        paragraphs.append(
            Paragraph(
                runs=runs,
                is_header=start < report.body_start,
                is_heading=start >= report.body_start and _is_heading(line[0]),
                begins=begins,
            )
        )
    return tuple(paragraphs)


def same_length(text: str) -> str:
    r"""Return the text harmless, code point for code point.

    Examples
    --------
    >>> ascii(same_length("a\u202eb\u200bc"))
    "'a\\ufffdb\\ufffdc'"
    """
    if plain_text(text) == text:
        return text
    kept = "".join(
        " " if c == "\t" else c if c in _JOINERS or plain_text(c) == c else REPLACEMENT
        for c in text
    )
    # Joiners are right in some scripts and hide things in others; that depends on what is near.
    return (
        kept
        if plain_text(kept) == kept
        else kept.translate(dict.fromkeys(_JOINERS_AT, REPLACEMENT))
    )


def _marks(report: Report, statements: Iterable[Statement]) -> Iterator[tuple[int, int, str, Role]]:
    for statement in statements:
        spans = statement.spans
        parts: tuple[tuple[Role, tuple[tuple[int, int], ...]], ...] = (
            ("source", spans.source),
            ("cue", spans.cue),
            ("content", spans.content),
        )
        for role, pieces in parts:
            for start, end in pieces:
                if 0 <= start < end <= len(report.text):
                    yield start, end, statement.id, role


def _cut(text: str, start: int, end: int, marks: list[tuple[int, int, str, Role]]) -> Iterator[Run]:
    edges = {start, end}
    for first, last, _, _ in marks:
        edges.update((max(first, start), min(last, end)))
    cuts = sorted(edges)
    for a, b in pairwise(cuts):
        covers = tuple(
            Cover(name, role) for first, last, name, role in marks if first <= a and b <= last
        )
        yield Run(a, b, same_length(text[a:b]), covers)


def _is_heading(line: str) -> bool:
    line = line.strip()
    return len(line) < 80 and not line.endswith((".", "!", "?", "”", '"', ":", "…"))
