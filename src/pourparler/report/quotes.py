"""A statement in the words of its report, with source, cue and content told apart."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from pourparler.case.records import Report, Span, Statement
from pourparler.report.plain import shorten

Role = Literal["content", "cue", "source", "context"]

_MOST_CONTEXT: Final = 240
_MOST_MARKED: Final = 700
_ELLIPSIS: Final = "…"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the report's text and what it is to the statement."""

    text: str
    role: Role


def quote_pieces(statement: Statement, report: Report) -> tuple[Piece, ...]:
    """Return the sentence of the statement, cut where its parts begin and end.

    Long runs are cut with an ellipsis. Where the spans do not fit the text, the
    statement's own words are given instead: source, cue, content.
    """
    marked: list[tuple[Span, Role]] = [
        (span, role)
        for role, spans in _spans(statement)
        for span in spans
        if 0 <= span[0] < span[1] <= len(report.text)
    ]
    if not any(role == "content" for _, role in marked):
        return _own_words(statement)
    start, end = _window(statement, report.text, [span for span, _ in marked])
    edges = {start, end, *(edge for span, _ in marked for edge in span)}
    cuts = sorted(edges)
    runs = [(report.text[a:b], _role_at(a, marked)) for a, b in pairwise(cuts)]
    return tuple(_clip(runs, place) for place in range(len(runs)))


def _spans(statement: Statement) -> tuple[tuple[Role, tuple[Span, ...]], ...]:
    spans = statement.spans
    return (("content", spans.content), ("cue", spans.cue), ("source", spans.source))


def _own_words(statement: Statement) -> tuple[Piece, ...]:
    words: tuple[tuple[str, Role], ...] = (
        (statement.source, "source"), (statement.cue, "cue"), (statement.content, "content"),
    )  # fmt: skip
    pieces: list[Piece] = []
    for text, role in words:
        if text:
            gap = [Piece(" ", "context")] if pieces else []
            pieces += [*gap, Piece(shorten(text, _MOST_MARKED), role)]
    return tuple(pieces)


def _window(statement: Statement, text: str, spans: list[Span]) -> Span:
    """Return the context's place in the text, or the line around the spans."""
    first, last = min(a for a, _ in spans), max(b for _, b in spans)
    context = statement.context
    if context:
        start = text.find(context, max(0, last - len(context)), first + len(context))
        if start >= 0:
            return min(first, start), max(last, start + len(context))
    start = text.rfind("\n", max(0, first - _MOST_CONTEXT), first) + 1
    end = text.find("\n", last, last + _MOST_CONTEXT)
    return start or max(0, first - _MOST_CONTEXT), end if end >= 0 else last + _MOST_CONTEXT


def _role_at(place: int, marked: list[tuple[Span, Role]]) -> Role:
    return next((role for (a, b), role in marked if a <= place < b), "context")


def _clip(runs: list[tuple[str, Role]], place: int) -> Piece:
    text, role = runs[place]
    most = _MOST_CONTEXT if role == "context" else _MOST_MARKED
    if len(text) <= most:
        return Piece(text, role)
    if place == 0 and role == "context":
        return Piece(_ELLIPSIS + text[-most:].partition(" ")[2], role)
    cut = shorten(text[:most], most - 1).rstrip(_ELLIPSIS) + _ELLIPSIS
    return Piece(cut if place == len(runs) - 1 else cut + " ", role)
