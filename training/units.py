"""PolNeAR's articles become paragraphs of words with a label each, and the linking's sides."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from zlib import crc32

from pourparler.case.records import Span
from pourparler.reader.scoring.marked import MarkedText
from pourparler.reader.scoring.polnear import read_polnear
from pourparler.reader.tagger import cut_paragraph
from training.recipe import Recipe

LEFT: Final = 0
RIGHT: Final = 1
NONE: Final = 2
"""Where a cue has its source."""

_LINE = re.compile(r"[^\r\n]+")
_FIRST_LABEL: Final = {"content": 5, "source": 1, "cue": 3}  # later ones overwrite earlier ones


@dataclass(frozen=True, slots=True)
class TrainingUnit:
    """A paragraph, or a part of a long one.

    ``labels`` index ``pourparler.reader.tagger.LABELS``; ``sides`` holds a word's index and
    the side for the first word of each cue; ``article`` names the article.
    """

    words: tuple[str, ...]
    labels: tuple[int, ...]
    sides: tuple[tuple[int, int], ...]
    article: str = ""


def split_articles(folder: Path, seed: int) -> tuple[list[MarkedText], list[MarkedText]]:
    """Return nine tenths of the articles of ``folder`` to learn from, and one to choose on."""
    articles = read_polnear(folder)
    names = [article.name for article in articles]
    held = set(random.Random(seed).sample(names, len(names) // 10))
    return (
        [article for article in articles if article.name not in held],
        [article for article in articles if article.name in held],
    )


def is_left_out(article: str, recipe: Recipe) -> bool:
    """Return whether a recipe with folds does not learn from the article of this name."""
    return recipe.folds > 0 and crc32(article.encode()) % recipe.folds == recipe.left_out


def make_units(articles: Sequence[MarkedText], shortest_empty: int = 0) -> list[TrainingUnit]:
    """Return the paragraphs of all articles, without unlabelled ones that are too short."""
    return [
        unit
        for article in articles
        for unit in _units(article)
        if any(unit.labels) or len(unit.words) >= shortest_empty
    ]


def draw(units: Sequence[TrainingUnit], share: float, seed: int) -> list[TrainingUnit]:
    """Return a share, in [0, 1], of the paragraphs, drawn with the seed, in their order."""
    count = round(share * len(units))
    return [units[n] for n in sorted(random.Random(seed).sample(range(len(units)), count))]


def _units(article: MarkedText) -> Iterator[TrainingUnit]:
    pieces = {
        role: [s for spans in article.statements for s in getattr(spans.spans, role)]
        for role in _FIRST_LABEL
    }
    sides = {s.spans.cue[0][0]: _side(s.spans.source, s.spans.cue) for s in article.statements}
    for line in _LINE.finditer(article.text):
        for words in cut_paragraph(article.text, *line.span()):
            labels = [0] * len(words)
            for role, label in _FIRST_LABEL.items():
                for piece in pieces[role]:
                    _mark(labels, words, piece, label)
            yield TrainingUnit(
                tuple(article.text[start:end] for start, end in words),
                tuple(labels),
                tuple(
                    (number, sides[start])
                    for number, (start, _) in enumerate(words)
                    if labels[number] == _FIRST_LABEL["cue"] and start in sides
                ),
                article.name,
            )


def _side(source: tuple[Span, ...], cue: tuple[Span, ...]) -> int:
    if not source:
        return NONE
    return LEFT if source[0][0] < cue[0][0] else RIGHT


def _mark(labels: list[int], words: Sequence[Span], piece: Span, label: int) -> None:
    inside = [n for n, (start, end) in enumerate(words) if start < piece[1] and piece[0] < end]
    for order, number in enumerate(inside):
        labels[number] = label if order == 0 else label + 1
