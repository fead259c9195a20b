"""Cutting a sentence into clauses, as far as marks and opening words tell them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pourparler.case.records import Span

_BREAK: Final = re.compile(
    r"(?P<mark>[,;:](?=[\s\"”’])|\s[–—-]\s|[—()…])|"
    r"\b(?P<opener>that|which|who|whom|whose|where|when|while|because|although|though|if|unless|"
    r"whether|but|after|before(?!\s+(?:the\s+|an?\s+|his\s+|her\s+)?(?:[\w’'-]+\s+){0,3}?(?:council|"
    r"parliament|congress|assembly|senate|court|committee|tribunal|commission|judges?|reporters|"
    r"journalists|cameras|lawmakers|deputies)\b)|since|until|till|as|once|following|ahead\s+of)\b",
    re.IGNORECASE,
)
_RELATIVE_THAT: Final = re.compile(
    r"that\s+(?:was|were|is|are|has|have|had|would|will|could|\w+ed)\b", re.IGNORECASE
)
_APART: Final = frozenset(
    "which who whom whose where if unless because although though whether".split()
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a sentence; ``opener`` is the word in front of it ("when"), or nothing.

    ``stands_apart`` is True where a date in it says nothing about the rest: "which was
    signed in May", and what goes on from there without a mark: "who left after they met".
    """

    start: int
    end: int
    opener: str = ""
    stands_apart: bool = False


def split_clauses(text: str, start: int, end: int, whole: Sequence[Span] = ()) -> list[Clause]:
    """Return the clauses between two offsets, in order; together they cover everything.

    ``whole`` are spans, in order, within which nothing is cut ("Aug. 19, 2025").

    Examples
    --------
    >>> text = "When they met on Monday, she said that it was over."
    >>> [(clause.opener, text[clause.start : clause.end]) for clause in split_clauses(text, 0, 51)]
    [('when', 'When they met on Monday'), ('', ', she said '), ('that', 'that it was over.')]
    """
    clauses: list[Clause] = []
    begin, opener, number, apart = start, "", 0, False
    for found in _BREAK.finditer(text, start, end):
        while number < len(whole) and whole[number][1] <= found.start():
            number += 1
        if number < len(whole) and whole[number][0] <= found.start():
            continue
        word = _opener(found)
        if word and not text[begin : found.start()].strip(' ,;:—–-()"“”'):
            opener, apart = word, apart or word in _APART  # ", which": the mark has cut already
            continue
        clauses.append(Clause(begin, found.start(), opener, apart))
        begin, opener = found.start(), word
        apart = word in _APART or (apart and bool(word))
    clauses.append(Clause(begin, end, opener, apart))
    return clauses


def _opener(found: re.Match[str]) -> str:
    word = " ".join((found["opener"] or "").lower().split())
    if word == "that" and _RELATIVE_THAT.match(found.string, found.start()):
        return "which"
    return word


def clause_at(clauses: Sequence[Clause], offset: int) -> int:
    """Return the index of the clause that holds an offset; the last one beyond the end."""
    number = bisect_right(clauses, offset, key=lambda clause: clause.end)
    return min(number, len(clauses) - 1)
