"""The words that put one thing before another, and what a negation makes of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pourparler.reader.force import count_turns
from pourparler.reader.lexicon import is_negated
from pourparler.reader.similarity import kin, stems

_END: Final = frozenset(stems("deal agreement settlement accord treaty pact peace solution signed"))
_TALKS: Final = frozenset(stems("talks negotiate negotiations negotiating bargain sit"))
_VAGUE: Final = frozenset(
    stems(
        "full complete first second last later before after begin start come came happen sooner "
        "take place go put new any every whole real made make"
    )
)
_PART_END: Final = re.compile(
    r"[,:]|\s…\s|\s[–—-]\s|\band (?:that|would|will)\b|"
    r"\bthere\s+(?:is|are|was|were|will|would|can|could|must|may)\b"
)
_TIMES: Final = re.compile(
    r"\s*(?:the\s+)?(?:(?:very\s+)?(?:end|start|beginning|middle)\s+of\s+)?"
    r"(?:the\s+|this\s+|next\s+|an?\s+)?(?:\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|"
    r"february|march|april|may\b|june|july|august|september|october|november|december|spring|"
    r"summer|autumn|winter|christmas|easter|year|month|week|day|night|noon|dawn|tomorrow|today|"
    r"court|parliament|council|congress|senate|cameras|reporters|journalists|judges?|tribunal|"
    r"committee|long\b|now\b|him\b|her\b|them\b|us\b|me\b)",
    re.IGNORECASE,
)
_HELD: Final = re.compile(
    r"\b(?:keep|keeps|kept|keeping|stay(?:s|ed|ing)?|remain(?:s|ed|ing)?|"
    r"h[eo]ld (?:on|out)|retain\w*|delay(?:s|ed|ing)?|postpon\w+|put off|continu\w+|"
    r"wait(?:s|ed|ing)?|(?:go|goes|going|went|carry|carries) on|fights?|fighting|"
    r"fought|lasts|lasted|lasting)\b",
    re.IGNORECASE,
)
_ENDED: Final = re.compile(
    r"\b(?:stop(?:s|ped|ping)?|ceas\w+|halt\w*|end(?:s|ed|ing)?|suspend\w*|g[ia]v(?:e|ing) up)\b",
    re.IGNORECASE,
)
_NEVER: Final = re.compile(r"\b(?:before|after)\b[^,;.]*?\bor\s+(?:before|after)\b", re.IGNORECASE)
_COMES_FIRST: Final = re.compile(
    r"\b(?:comes?|came|coming|goes|go|stops?|be\s+\w+|starts?|begins?)\s+first\b|"
    r"(?<!\bfire )(?<!\bfired )(?<!\bstrike )(?<!\bstruck )(?<!\bshoot )(?<!\bshot )"
    r"(?<!\battack )(?<!\battacked )\bfirst\s*[\"”’]*$|"
    r"\b(?:immediate(?:ly)?|unconditional(?:ly)?|at once|right away|without delay|"
    r"without (?:any )?(?:pre)?conditions?)\b",
    re.IGNORECASE,
)
_COMES_LAST: Final = re.compile(
    r"\b(?:comes?|came)\s+(?:second|last|later|at the end)\b|\blast\s*[\"”’]*$", re.IGNORECASE
)
_THEN: Final = re.compile(
    r"\bfirst\b(?P<a>.+?)(?:,|\band|\bbut)\s+(?:only\s+)?then\b(?P<b>.*)|"
    r"(?P<c>.+?)\bfirst\b(?:,|\s+and|\s+but|\s+then)+\s+(?P<d>.+?)\b"
    r"(?:second|later|after(?:wards?)?|last|next)[\s\"”’]*$",
    re.IGNORECASE,
)
_BEFORE: Final = re.compile(
    r"(?<!\bnot )\b(?:preced(?:e|es|ed|ing)|(?:come|comes|came|coming|go|goes) before|ahead of|"
    r"prior to|before)\b",
    re.IGNORECASE,
)
_AFTER: Final = re.compile(
    r"\b(?:only (?:after|once|when|if|with)|follow(?:s|ed|ing)?|wait(?:s|ed|ing)? (?:for|until)|"
    r"(?:conditional|dependent|conditioned) (?:up)?on|depend(?:s|ed|ent)? on|come(?:s)? after|"
    r"came after|(?<!at )once|(?:but |and )?not (?:an?\s+\w+\s+)?before)\b",
    re.IGNORECASE,
)
_AFTER_ALONE: Final = ("only", "not", "but", "and")
_UNTIL: Final = re.compile(r"\b(?:until|till)\b", re.IGNORECASE)
_NEEDS: Final = re.compile(
    r"\bwithout\b(?!\s+(?:any\s+)?(?:(?:pre)?conditions?|delay|exceptions?|reservations?))|"
    r"\bunless\b|\bwhile\b|\b(?:as|so) long as\b|"
    r"\bunder(?=\s+(?:fire|attack|shelling|bombs?|bombardment|occupation|siege|threat)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Precedence:
    """What is to come first and what after it, as stems and families of words; one may be open."""

    first: frozenset[str]
    second: frozenset[str]

    def turned(self) -> Precedence:
        """Return the same two things the other way round."""
        return Precedence(self.second, self.first)

    def bears_on(self, other: Precedence) -> int:
        """Return 1 where both want the same first, -1 where they contradict, else 0."""
        same = bool(self.first & other.first) + bool(self.second & other.second)
        cross = bool(self.first & other.second) + bool(self.second & other.first)
        return (same > cross) - (same < cross)

    @property
    def is_open(self) -> bool:
        """Whether only one of the two things is told."""
        return not (self.first and self.second)

    def is_about(self, text: str) -> bool:
        """Say whether one of the two things is in the text."""
        return bool((self.first | self.second) & _meant(text))


def find_in_clause(clause: str, against: bool) -> Precedence | None:
    """Return what one clause wants first, said by somebody who is against it or not.

    Examples
    --------
    >>> find_in_clause("boats before talks", against=False).turned() == find_in_clause(
    ...     "boats before talks", against=True
    ... )
    True
    """
    if _NEVER.search(clause):
        return None  # "before a settlement or after it"
    rules = (_of_two, _of_until, _of_needs, _of_one)
    found = (one for rule in rules for one in rule(clause, against))
    return next((one for one in found if one.first or one.second), None)


def _of_two(clause: str, against: bool) -> Iterator[Precedence]:
    """Yield what is said of two things by "before", "after" and the like, which both deny alike."""
    if then := _THEN.search(clause):
        first, second = then["a"] or then["c"], then["b"] or then["d"]
        yield _ordered(first, second, turned=against != _is_denied(first))
    for word, before, after in _parts(_AFTER, clause):
        if not word.startswith(_AFTER_ALONE):
            yield _ordered(after, before, turned=against != _is_denied(before))
        elif not against:  # "not before" is "only after", whatever is said of it
            yield _ordered(after, before, turned=False)
    for _, before, after in _parts(_BEFORE, clause):
        yield _ordered(before, after, turned=against != _is_denied(before))


def _of_until(clause: str, against: bool) -> Iterator[Precedence]:
    """Yield what ends, or begins, only at something: "not until", and "fight on until"."""
    for _, before, after in _parts(_UNTIL, clause):
        denied = against != _is_denied(before)
        held = bool(_HELD.search(before)) and not _ENDED.search(before)
        if held or denied:
            yield _ordered(after, before, turned=held and denied)


def _of_needs(clause: str, against: bool) -> Iterator[Precedence]:
    """Yield what there can be only with something else, or once that has ended."""
    for _, before, after in _parts(_NEEDS, clause):
        if against != _is_denied(before):
            yield _ordered(after, before, turned=False)


def _of_one(clause: str, against: bool) -> Iterator[Precedence]:
    """Yield what comes first, at once or last, without a second thing.

    Denied, that names nothing else: who rejects an immediate truce only opposes it.
    """
    last = _COMES_LAST.search(clause)
    found = last or _COMES_FIRST.search(clause)
    if found:
        rest = f"{clause[: found.start()]} {clause[found.end() :]}"
        if against == _is_denied(rest):
            yield _ordered(rest, "", turned=bool(last))


def _parts(pattern: re.Pattern[str], clause: str) -> Iterator[tuple[str, str, str]]:
    """Yield the word of order, what it says something of, and what it puts that before or after.

    Where the clause begins with it ("until there is a treaty, ..."), the rest is what it is
    said of. Dates and places before which one appears order nothing.
    """
    for found in pattern.finditer(clause):
        rest = clause[found.end() :]
        ends = (rest[: end.start()] for end in _PART_END.finditer(rest))
        after = next((part for part in ends if stems(part)), rest)
        before = clause[: found.start()]
        if stems(after) and not _TIMES.match(after):
            yield found[0].lower(), before if stems(before) else rest[len(after) :], after


def _ordered(first: str, second: str, *, turned: bool) -> Precedence:
    found = Precedence(_meant(first), _meant(second))
    return found.turned() if turned else found


def _is_denied(text: str) -> bool:
    return (is_negated(text) + count_turns(text)) % 2 == 1


def _meant(text: str) -> frozenset[str]:
    """Return the stems of a text, with one name for every word of agreements and of talks."""
    found = set(stems(text))
    meant = {word for word in found if word not in _VAGUE} | kin(found)
    if found & _END:
        meant = (meant - _END) | {"~end"}
    if found & _TALKS:
        meant = (meant - _TALKS) | {"~talks"}
    return frozenset(meant)
