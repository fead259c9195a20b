"""Counts with their noun in the right number."""

from __future__ import annotations


def count_words(count: int, noun: str, plural: str = "") -> str:
    """Return a count with its noun in the right number.

    Examples
    --------
    >>> count_words(1, "report"), count_words(1200, "report"), count_words(2, "copy", "copies")
    ('1 report', '1,200 reports', '2 copies')
    """
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"
