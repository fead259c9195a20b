"""Step 1: paragraphs, headings and sentences, by rules that keep offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pourparler.reader.reading import Paragraph, Reading, Sentence

_BLOCK = re.compile(r"[^\r\n]+")
_ABBREVIATIONS: Final = frozenset(
    "mr mrs ms dr prof st gen lt col sgt capt cmdr adm sen rep gov pres jr sr vs no inc ltd co "
    "corp jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun dept est "
    "approx fig al etc hon rev maj brig min".split()
)
_END = re.compile(r"(?<![.!?…])([.!?…]+)([\"'”’»)\]]*)(\s+)(?=[\"'“‘«(\[]*[^\W_])")
_LAST_WORD = re.compile(r"([^\W\d_]+)$")
_LONGEST_ABBREVIATION: Final = 30  # characters, so that no word takes its length squared
_HEADING_LIMIT: Final = 80
_HEADING_WORDS: Final = 12


def split_sentences(reading: Reading) -> None:
    """Fill ``paragraphs`` and ``sentences`` of the reading.

    Every line of the body is a paragraph. A short line without an end mark is a heading
    and gives context to the paragraphs below it; Markdown's ``#`` marks one too.
    """
    text, heading = reading.report.text, ""
    for block in _BLOCK.finditer(text, reading.report.body_start):
        start, end = _strip(text, block.start(), block.end())
        if start == end:
            continue
        if _is_heading(text[start:end]):
            heading = text[start:end].lstrip("# ").rstrip()
            reading.paragraphs.append(Paragraph(start, end, is_heading=True))
            continue
        reading.paragraphs.append(Paragraph(start, end, heading=heading))
        number = len(reading.paragraphs) - 1
        for first, last in find_sentences(text, start, end):
            reading.sentences.append(Sentence(first, last, number))


def find_sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the offsets of the sentences between ``start`` and ``end``.

    Examples
    --------
    >>> text = "Mr. Hale said no. The U.S. envoy left."
    >>> [text[a:b] for a, b in find_sentences(text, 0, len(text))]
    ['Mr. Hale said no.', 'The U.S. envoy left.']
    """
    begin = start
    for mark in _END.finditer(text, start, end):
        if mark[1] == "." and not mark[2] and _is_abbreviation(text[begin : mark.start()], mark):
            continue
        if text[mark.end()].islower():
            continue  # "unnecessary!" he said
        yield begin, mark.end(2)
        begin = mark.end()
    if begin < end:
        yield begin, end


def _is_abbreviation(before: str, mark: re.Match[str]) -> bool:
    word = _LAST_WORD.search(before[-_LONGEST_ABBREVIATION:])
    if not word:
        return False
    if len(word[1]) == 1:
        # An initial (J. Hale) or the last letter of U.S.; after U.S. a sentence may end,
        # but far more often it goes on.
        return word[1].isupper()
    return word[1].lower() in _ABBREVIATIONS and word[1] != word[1].lower()


def _is_heading(block: str) -> bool:
    if block.startswith("#"):
        return True
    short = len(block) <= _HEADING_LIMIT and len(block.split()) <= _HEADING_WORDS
    return short and block[-1] not in ".!?…:;,\"'”’»)" and not block.startswith(("-", "*", "•"))


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
