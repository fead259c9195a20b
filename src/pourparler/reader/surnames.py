"""Surnames as reports print them: "al-Burhan" is "Burhan" and "A. Burhan", but not "T. Burhan"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from pourparler.reader.lexicon import words
from pourparler.reader.spelling import PARTICLES, plain_word
from pourparler.reader.tagger import WORD

_ARTICLE: Final = re.compile(r"(?:al|el|ul|a[dnrstz]|ash|adh)-(?=\w)", re.IGNORECASE)
_SPACED: Final = frozenset({"al", "el"})
_NOBLE: Final = frozenset("von van zu da dos do di de der den la".split())
_NOBLE_FIRST: Final = _NOBLE - {"la", "der", "den"}
_CALENDAR: Final = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december today yesterday".split()
)
_PLACED: Final = frozenset("in at near outside".split())
_GOES_ON: Final = frozenset({",", "'", "-"})
_SHORTEST_NAME: Final = 2


@dataclass(frozen=True, slots=True)
class Given:
    """The names before a surname: from which word on, and whom of several they leave."""

    first: int
    people: tuple[str, ...]


def find_surnames(name: str) -> dict[str, bool]:
    """Return the spellings of a surname, and of each whether an article or "von" is left out.

    Patronymics keep their "bin": the word after it is the father's name.

    Examples
    --------
    >>> sorted(find_surnames("Abdel Fattah al-Burhan"))
    ['Burhan', 'al Burhan', 'al-Burhan', 'el Burhan', 'el-Burhan']
    >>> find_surnames("Staffan de Mistura")
    {'de Mistura': False, 'Mistura': True}
    >>> find_surnames("Mohammed bin Salman")
    {'bin Salman': False}
    >>> find_surnames("Bo"), find_surnames("Marine Le Pen")
    ({}, {'Le Pen': False})
    """
    parts = name.split()
    article = _ARTICLE.match(parts[-1]) if parts else None
    core = parts[-1][article.end() :] if article else parts[-1] if parts else ""
    if not core[:1].isupper() and "'" not in plain_word(core[1:3]):
        return {}
    if len(parts) < _SHORTEST_NAME or not parts[0][:1].isupper():
        return _with_articles(parts[-1], core) if article else {}
    first = len(parts) - 1
    while first > 1 and parts[first - 1].lower() in PARTICLES:
        first -= 1
    lead = [part.lower() for part in parts[first:-1]]
    whole = " ".join(parts[first:])
    if article or lead[-1:] in (["al"], ["el"]):
        return {whole: False, **_with_articles(whole, core)}
    if lead and lead[0] in _NOBLE_FIRST and _NOBLE.issuperset(lead):
        return {whole: False, core: True}
    return {whole: False}


def _with_articles(whole: str, core: str) -> dict[str, bool]:
    found = {whole: False, core: True}
    for article in sorted(_SPACED):
        found[f"{article}-{core}"] = found[f"{article} {core}"] = False
    return found


def given_names(name: str) -> frozenset[str]:
    """Return the words of a full name but the last, in lower case, as they are compared."""
    spelled = [plain_word(word).lower() for word in WORD.findall(name)]
    return frozenset(word for word in spelled[:-1] if word.isalpha())


def read_given(
    tokens: Sequence[str], position: int, people: Iterable[str], common: frozenset[str] | None
) -> Given | None:
    """Read the names and initials right before a surname, or return None for somebody else.

    Parameters
    ----------
    tokens : sequence of str
        The words and marks of a paragraph, as they are compared.
    position : int
        Where the surname begins.
    people : iterable of str
        The full names of those who have the surname.
    common : frozenset of str or None
        Words that the text prints in lower case, which are no names; None where every word
        has a capital and nothing can be told.

    Notes
    -----
    Somebody else has another first name ("Melania Trump") or initial. A title, a day, a
    place after "in" and a word at the beginning of a sentence are no first names. A name of
    the same initial is taken for another spelling, since reports spell them in many ways.
    """
    known = {person: given_names(person) for person in people}
    first, seen = _walk_back(tokens, position, frozenset().union(*known.values()))
    named = [word for word in seen if len(word) > 1]
    if named:
        left = tuple(person for person in known if known[person].issuperset(named))
        return Given(first, left or tuple(known))
    if _is_name(tokens, first - 1, common):
        seen = [*seen, tokens[first - 1]]
    if not seen or common is None:
        return Given(position, tuple(known))
    initial = seen[-1][:1].lower()
    left = tuple(p for p in known if any(word.startswith(initial) for word in known[p]))
    return Given(first, left) if left else None


def _walk_back(
    tokens: Sequence[str], position: int, known: frozenset[str]
) -> tuple[int, list[str]]:
    """Return where the initials and known names before a surname begin, and which they are."""
    first, seen = position, list[str]()
    while first > 0 and (step := _step_back(tokens, first, known, bool(seen))):
        first -= step
        seen.append(tokens[first].lower())
    return first, seen


def _step_back(tokens: Sequence[str], first: int, known: frozenset[str], goes_on: bool) -> int:
    """Return how many words and marks before ``first`` are one more initial or known name."""
    last = tokens[first - 1]
    if last == "." and first > 1 and _is_initial(tokens[first - 2]):
        return 2
    if goes_on and last == "-" and first > 1 and tokens[first - 2].lower() in known:
        return 2
    alone = _is_initial(last) and last not in ("A", "I")
    return int(alone or (last.istitle() and last.lower() in known))


def _is_initial(token: str) -> bool:
    return len(token) == 1 and token.isalpha() and token.isupper()


def _is_name(tokens: Sequence[str], place: int, common: frozenset[str] | None) -> bool:
    """Say whether a word before a surname can only be a first name."""
    if common is None or place < 1 or not tokens[place].istitle() or len(tokens[place]) < 2:
        return False
    before, word = tokens[place - 1], tokens[place].lower()
    if not (before[-1].isalnum() or before in _GOES_ON) or before.lower() in _PLACED:
        return False
    return word not in common and word not in _CALENDAR and word not in words("name_title")


def is_someone_else(tokens: Sequence[str], end: int, *, is_bare: bool) -> bool:
    """Say whether what follows a surname makes it another name: "Trump Jr.", "Rosa Martinez"."""
    following = tokens[end] if end < len(tokens) else ""
    if following in ("Jr", "Sr"):
        return True
    return is_bare and following.istitle() and following.lower() not in _CALENDAR
