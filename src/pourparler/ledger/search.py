"""What a person types into a search box, taken apart so that nothing in it is syntax."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_PIECE: Final = re.compile(r'"([^"]*)"?|([^\s"]+)')
_UNSTORABLE: Final = re.compile("[\x00\ud800-\udfff]")
# Thai to Lao, Burmese, Khmer, kana, Chinese characters: scripts that do not space words.
_UNSPACED: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must stand together; the last one may be only a beginning.

    ``unspaced`` words are in a script without spaces and are sought letter by letter.
    """

    words: str
    is_prefix: bool = False
    is_unspaced: bool = False


def read_terms(text: str) -> list[Term]:
    """Return the terms of a search: words, "phrases", and beginnings such as ``secur*``.

    All terms must be found. Marks without a letter or digit are left out, and nothing
    that anybody types is an error.

    Examples
    --------
    >>> [term.words for term in read_terms('ceasefire "security guarantees" - (')]
    ['ceasefire', 'security guarantees']
    >>> read_terms("secur*")
    [Term(words='secur', is_prefix=True, is_unspaced=False)]
    """
    terms = []
    for phrase, word in _PIECE.findall(_UNSTORABLE.sub(" ", text)):
        words = phrase or word
        if any(character.isalnum() for character in words):
            unspaced = _UNSPACED.search(words) is not None
            terms.append(Term(words.rstrip("*"), word.endswith("*"), unspaced))
    return terms
