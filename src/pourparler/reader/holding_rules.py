"""The words that say who keeps a thing and who hands it over, to whom.

Negations and refusals are left to the caller. "Control" in "give up control of the dam" is no
keeping.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Final

from pourparler.reader.reading import Draft
from pourparler.reader.similarity import kin, stems

ActorsIn = Callable[[str], Collection[str]]
"""Tells the actors that a text names."""

_WORDS: Final = r"(?:[\w’'-]+\s+)"
_GIVEN: Final = (
    rf"hand(?:s|ed|ing)?\s+{_WORDS}{{0,4}}?(?:over|back|in)(?!\s+hand)|"
    rf"turn(?:s|ed|ing)?\s+{_WORDS}{{0,4}}?over|"
    rf"(?:give|gives|gave|given|giving)\s+{_WORDS}{{0,4}}?(?:up|away|back)|"
    r"ced(?:e|es|ed|ing)|surrender(?:s|ed|ing)?|relinquish(?:es|ed|ing)?|"
    r"part(?:s|ed|ing)?\s+with|let(?:s|ting)?\s+go\s+of|sign(?:s|ed|ing)?\s+away|"
    r"yield(?:s|ed|ing)?|transfer(?:s|red|ring)?"
)
_TO_NAME: Final = rf"(?=\s+{_WORDS}{{0,5}}to\s+[A-Z])"
_GIVE: Final = re.compile(
    rf"\b(?:(?i:{_GIVEN})|(?i:give|gives|gave|given|giving|hand(?:s|ed|ing)?){_TO_NAME})(?!\w)"
)
_BARE: Final = re.compile(r"(?:hand|turn|give|cede|surrender|relinquish|part|let)\b", re.IGNORECASE)
_MARKS: Final = " \"“”‘’'"
_GRANT: Final = re.compile(
    rf"\b(?:give|gives|gave|given|giving|grant(?:s|ed|ing)?|hand(?:s|ed|ing)?|leav(?:e|es|ing)|left)\s+"
    rf"(?P<who>(?!(?:up|away|back|over|in)\b){_WORDS}{{1,4}}?)(?:(?:full|sole|joint)\s+)?"
    r"(?:control|command|possession|ownership|charge)\s+(?=(?:of|over)\b)",
    re.IGNORECASE,
)
"""Before the thing: "give the rebels control of the port"."""
_GIFT: Final = re.compile(r"\b(?:[Hh]and-?over|[Cc]ession)\s+(?=of\b)")
_KEEP: Final = re.compile(
    r"\b(?:[Kk]eeps?|kept|[Kk]eeping|[Rr]etain(?:s|ed|ing)?|[Hh]old(?:s|ing)?(?:\s+on\s*to)?|held|"
    r"control(?:s|led|ling)?(?!\s+(?:of|over)\b)|runs?|ran|running|"
    r"(?<!\bits )(?<!\bhis )(?<!\bher )(?<!\bour )(?<!\bmy )(?<!\btheir )own(?:s|ed|ing)?|"
    r"govern(?:s|ed|ing)?|administer(?:s|ed|ing)?|manag(?:es?|ed|ing))(?!\w)"
)
_STAY: Final = re.compile(r"\b(?:stay(?:s|ed)?|remain(?:s|ed)?|belongs?|belonged)(?!\w)")
_BE: Final = re.compile(r"\b(?:is|are|was|were|be|been|being)\s+(?:\w+ly\s+)?(?:not\s+)?$", re.I)
_TO: Final = re.compile(r"\bto\s+(?P<who>[^,;.]+)", re.IGNORECASE)
_BY: Final = re.compile(r"\bby\s+(?P<who>[^,;.]+)", re.IGNORECASE)
_OWN: Final = re.compile(
    r"\b(?:he|she|it|they|we|i|(?:his|her|its|their|our|my)\s+(?:own\s+)?(?:country|government|"
    r"side|people|movement|nation|delegation|party))(?!\w)",
    re.IGNORECASE,
)
_CALL: Final = re.compile(
    r"\b(?:calls?|demands?|proposals?|plans?|pressure|requests?|appeals?|suggestions?|ideas?|"
    r"orders?|attempts?|talk)\s+(?:to|of)\s*$",
    re.IGNORECASE,
)
_NAMED: Final = re.compile(r"(?!(?:that|to|not|be|for|and|both)\b)\b\w+", re.IGNORECASE)
_GOVERNMENT: Final = re.compile(r"\bgovernments?\b", re.IGNORECASE)
_US: Final = re.compile(r"\b(?:us|(?:him|her|it|them)(?:self|selves)?)(?!\w)", re.IGNORECASE)
_ANYBODY: Final = re.compile(r"\b(?:any|no|every)\s?(?:one|body|other|else)\b", re.IGNORECASE)
_IT: Final = re.compile(r"^\W*(?:it|them|this|that|these|those)\b", re.IGNORECASE)
_CLAUSE: Final = re.compile(
    r"[;:.!?](?=\s|[\"”’]|$)|,\s+(?:but|and|though|although|while)\b|\s+but\b|"
    r"\s+(?:if|unless|until|once|before|after)\b|\s…\s"
)
_OBJECT_END: Final = re.compile(r"[,;.:]|\s(?:to|by|until|till|unless|if|without|for)\s")
_GETS: Final = frozenset({"demand", "wish"})
_NO_THING: Final = frozenset({""})
_VAGUE: Final = frozenset(stems("control ownership command back over hands power rule part all"))


@dataclass(frozen=True, slots=True)
class Holding:
    """Who has a thing in the end, and who no longer has it: actors as ``@id``, and stems.

    ``thing`` is empty where the text has a pronoun for it; ``gives`` says that it changes hands.
    """

    thing: frozenset[str]
    has: frozenset[str]
    loses: frozenset[str]
    gives: bool

    def bears_on(self, other: Holding, *, denied: bool = False) -> int:
        """Return 1 where the same has the thing in both, -1 where another has, else 0.

        Denied, that one has it tells nothing of another, unless that one would have lost it.
        """
        if self.thing and not (self.thing - _NO_THING) & other.thing:
            return 0
        turned = -1 if denied else 1
        if self.has & other.has or self.loses & other.loses:
            return turned
        if self.has & other.loses or self.loses & other.has:
            return -turned
        if self.gives and other.gives and not (self.has and other.has):
            return turned
        apart = _actors(self.has) and _actors(other.has)
        return -1 if apart and not denied else 0


def find_holding(text: str, actors_in: ActorsIn, draft: Draft | None = None) -> Holding | None:
    """Return who is to have a thing by a text, a content or the words of an option.

    ``draft`` is the statement the text is the content of: its actors are "we" and who is not
    named, and by its kind of act whoever is not named gets the thing or parts with it.

    Examples
    --------
    >>> names = lambda text: [name for name in ("North", "South") if name in text]
    >>> option = find_holding("North controls the dam", names)
    >>> find_holding("North hands over the dam", names).bears_on(option)
    -1
    >>> find_holding("North will keep the dam", names).bears_on(option)
    1
    >>> find_holding("The dam is handed over to South", names).bears_on(option)
    -1
    """
    clause = clause_on_holding(text)
    own = frozenset(f"@{actor}" for actor in draft.actors) if draft else frozenset[str]()
    asks = bool(draft and draft.force in _GETS)
    if found := _GRANT.search(clause):
        return _granted(clause, found, _Parties(actors_in, own, asks))
    if found := _GIVE.search(clause) or _GIFT.search(clause):
        return _given(clause, found, _Parties(actors_in, own, asks))
    if found := _KEEP.search(clause):
        return _kept(clause, found, _Parties(actors_in, own, asks))
    if found := _STAY.search(clause):
        rest = clause[found.end() :]
        has = _Parties(actors_in, own, asks).named(rest)
        return _of_holder(clause[: found.start()], has)
    return None


@dataclass(frozen=True, slots=True)
class _Parties:
    """Finds whom words mean; ``asks`` says that the speaker's side wants the thing."""

    actors_in: ActorsIn
    own: frozenset[str]
    asks: bool

    def named(self, text: str) -> frozenset[str]:
        found = frozenset(f"@{actor}" for actor in self.actors_in(text))
        if found or _ANYBODY.search(text):
            return found
        return self.own if _US.search(text) else _words_for(text)

    def subject(self, text: str) -> frozenset[str]:
        found = frozenset(f"@{actor}" for actor in self.actors_in(text))
        if found:
            return found
        if _OWN.search(text) or _CALL.search(text) or not _NAMED.search(text):
            return self.own
        return _words_for(text)


def _granted(clause: str, found: re.Match[str], parties: _Parties) -> Holding:
    has = parties.named(found["who"])
    loses = parties.subject(clause[: found.start()])
    return Holding(_thing(clause[found.end() :]), has, loses - has, gives=True)


def _given(clause: str, found: re.Match[str], parties: _Parties) -> Holding:
    before, after = clause[: found.start()], clause[found.end() :]
    to, by = _TO.search(after), _BY.search(after)
    has = parties.named(to["who"]) if to else frozenset[str]()
    if _BE.search(before) or found.re is _GIFT:
        thing = _thing(after if found.re is _GIFT else before)
        loses = parties.named(by["who"]) if by else frozenset[str]()
    else:
        inside = " ".join(found[0].split()[1:-1])
        thing = _thing(f"{inside} {after}")
        told = parties.asks and not before.strip(_MARKS) and _BARE.match(found[0])
        loses = frozenset[str]() if told else parties.subject(before)  # "Hand over the dam!"
    if not has and parties.asks and not loses & parties.own:
        has = parties.own
    elif not loses and not has & parties.own and not parties.asks:
        loses = parties.own
    return Holding(thing, has, loses - has, gives=True)


def _kept(clause: str, found: re.Match[str], parties: _Parties) -> Holding | None:
    before, after = clause[: found.start()], clause[found.end() :]
    if _BE.search(before):
        by = _BY.search(after)
        return _of_holder(before, parties.named(by["who"])) if by else None
    return _of_holder(after, parties.subject(before))


def _of_holder(thing: str, has: frozenset[str]) -> Holding | None:
    return Holding(_thing(thing), has, frozenset(), gives=False) if has else None


def clause_on_holding(text: str) -> str:
    """Return the first clause with a verb of keeping or giving, else the first of all."""
    clauses = _CLAUSE.split(text)
    return next((clause for clause in clauses if _verb(clause)), clauses[0])


def words_before(clause: str) -> str:
    """Return what stands before the verb of keeping or giving."""
    found = _verb(clause)
    return clause[: found.start()] if found else ""


def _verb(clause: str) -> re.Match[str] | None:
    patterns = (_GRANT, _GIVE, _GIFT, _KEEP, _STAY)
    return next((found for one in patterns if (found := one.search(clause))), None)


def _thing(text: str) -> frozenset[str]:
    text = _OBJECT_END.split(text)[0]
    if _IT.match(text):
        return frozenset()
    meant = set(stems(text))
    return frozenset(meant | kin(meant)) - _VAGUE or _NO_THING


def _words_for(text: str) -> frozenset[str]:
    """Return the stems of who is not known by name; "the government" is one too."""
    named = frozenset(["~government"]) if _GOVERNMENT.search(text) else frozenset[str]()
    return (frozenset(stems(text)) - _VAGUE) | named


def _actors(parties: frozenset[str]) -> bool:
    return any(party.startswith("@") for party in parties)
