"""From quotations back to spans: what does not occur letter by letter is left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pourparler.case.records import Span, Spans
from pourparler.reader.llm.contract import MarkedPlace

_MOST_PLACES: Final = 50


def locate_place(text: str, start: int, end: int, place: MarkedPlace) -> Spans | None:
    """Return where a marked statement stands between two offsets, None unless all of it does.

    Of several places where the content occurs the one nearest to a cue is taken, and of
    the cues and sources those nearest to it. No span overlaps another.

    Examples
    --------
    >>> marked = MarkedPlace(source="Ana", cue="said", content=["no"])
    >>> found = locate_place("Ana said no.", 0, 12, marked)
    >>> found.source, found.cue, found.content
    (((0, 3),), ((4, 8),), ((9, 11),))
    """
    best: tuple[int, Spans] | None = None
    for first in _places(text, start, end, place.content[0]):
        content = _follow(text, first, end, place.content)
        if content is None:
            continue
        cue = _nearest(text, start, end, place.cue, content, content)
        if cue is None:
            continue
        source: tuple[Span, ...] = ()
        if place.source:
            found = _nearest(text, start, end, place.source, (cue,), (*content, cue))
            if found is None:
                continue
            source = (found,)
        spans = Spans(source=source, cue=(cue,), content=content)
        reach = spans.extent()[1] - spans.extent()[0]
        if best is None or reach < best[0]:
            best = reach, spans
    return best[1] if best else None


def _follow(text: str, first: Span, end: int, pieces: list[str]) -> tuple[Span, ...] | None:
    found = [first]
    for piece in pieces[1:]:
        after = next(_places(text, found[-1][1], end, piece), None)
        if after is None:
            return None
        found.append(after)
    return tuple(found)


def _nearest(
    text: str, start: int, end: int, words: str, to: tuple[Span, ...], taken: tuple[Span, ...]
) -> Span | None:
    free = [
        span
        for span in _places(text, start, end, words)
        if all(span[1] <= low or span[0] >= high for low, high in taken)
    ]
    return min(free, key=lambda span: (_distance(span, to), span), default=None)


def _distance(span: Span, to: tuple[Span, ...]) -> int:
    return min(max(low - span[1], span[0] - high, 0) for low, high in to)


def _places(text: str, start: int, end: int, words: str) -> Iterator[Span]:
    """Yield where the words stand as whole words, at most fifty places."""
    if not words.strip():
        return
    at, count = text.find(words, start, end), 0
    while at >= 0 and count < _MOST_PLACES:
        stop = at + len(words)
        before = at > 0 and text[at - 1].isalnum() and words[0].isalnum()
        after = stop < len(text) and text[stop].isalnum() and words[-1].isalnum()
        if not before and not after:
            yield at, stop
            count += 1
        at = text.find(words, at + 1, end)
