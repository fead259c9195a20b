"""One spelling of a word for all that print it: without accents, in one shape of every mark."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

PARTICLES: Final = frozenset(
    "von van der den di da de la le al el bin ibn ben bint dos du do della zu ter ten".split()
)
"""Small words of names, in lower case."""
_LETTERS: Final = str.maketrans(
    {
        "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "ı": "i", "ß": "ss", "æ": "ae",
        "Æ": "AE", "œ": "oe", "Œ": "OE", "ð": "d", "þ": "th", "ħ": "h", "ʿ": "", "ʾ": "", "ʻ": "",
        "ʼ": "'", "’": "'", "‘": "'", "`": "'", "‐": "-", "‑": "-",
    }
)  # fmt: skip
_SKY: Final = re.compile(r"(?<=[a-z]sk)(?:yy|yi|iy|ii|ij|yj|i)$")  # Slavic names, by every system


@lru_cache(maxsize=50_000)
def plain_word(word: str) -> str:
    """Return a word as names are compared: no accents, small words of names in lower case.

    Examples
    --------
    >>> plain_word("Erdoğan"), plain_word("Der"), plain_word("US")
    ('Erdogan', 'der', 'US')
    >>> plain_word("Sikorski") == plain_word("Sikorskyi") == plain_word("Sikorsky")
    True
    """
    if not word.isascii():
        parts = unicodedata.normalize("NFKD", word.translate(_LETTERS))
        word = "".join(part for part in parts if not unicodedata.combining(part)) or word
    if word.istitle() and word.lower() in PARTICLES:
        return word.lower()
    return _SKY.sub("y", word)
