"""The word lists of the reader: English, closed, and about no particular conflict."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Final, cast

from pourparler.case.records import Force

_FOLDER: Final = files("pourparler.reader.lexicon")
_IRREGULAR: Final = {
    "say": "says said saying",
    "tell": "tells told telling",
    "think": "thinks thought thinking",
    "speak": "speaks spoke spoken speaking",
    "live": "lives lived living",
    "settle": "settles settled settling",
    "see": "sees saw seen seeing",
    "seek": "seeks sought seeking",
    "put": "puts putting",
    "write": "writes wrote written writing",
    "know": "knows knew known knowing",
    "understand": "understands understood understanding",
    "withdraw": "withdraws withdrew withdrawn withdrawing",
    "undertake": "undertakes undertook undertaken undertaking",
    "be": "is are was were am 's 're be been being",
    "have": "has had having",
    "drop": "drops dropped dropping",
    "rebuff": "rebuffs rebuffed rebuffing",
    "commit": "commits committed committing",
    "admit": "admits admitted admitting",
    "prefer": "prefers preferred preferring",
    "signal": "signals signalled signaled signalling signaling",
    "lift": "lifts lifted lifting",
    "hold": "holds held holding",
    "bind": "binds bound binding",
    "stick": "sticks stuck sticking",
    "hear": "hears heard hearing",
    "beg": "begs begged begging",
    "free": "frees freed freeing",
    "send": "sends sent sending",
    "plead": "pleads pleaded pled pleading",
    "scoff": "scoffs scoffed scoffing",
    "give": "gives gave given giving",
    "keep": "keeps kept keeping",
    "leave": "leaves left leaving",
    "lay": "lays laid laying",
    "shut": "shuts shutting",
    "go": "goes went gone going",
    "step": "steps stepped stepping",
    "bear": "bears bore borne bearing",
    "stand": "stands stood standing",
    "buy": "buys bought buying",
    "get": "gets got getting",
    "come": "comes came coming",
    "scrap": "scraps scrapped scrapping",
    "bar": "bars barred barring",
    "sink": "sinks sank sunk sinking",
    "spit": "spits spat spitting",
    "lose": "loses lost losing",
    "shrink": "shrinks shrank shrunk shrinking",
    "nod": "nods nodded nodding",
    "shake": "shakes shook shaken shaking",
    "find": "finds found finding",
    "take": "takes took taken taking",
    "make": "makes made making",
    "would": "",
    "will": "",
    "never": "",
    "not": "",
}


@cache
def words(name: str) -> tuple[str, ...]:
    """Return the word list of that name, in lower case, longest first."""
    for line in (*_lines("words.txt"), *_lines("acts.txt"), *_lines("feelings.txt")):
        key, _, entries = line.partition(":")
        if key.strip() == name:
            found = {entry.strip().lower() for entry in entries.split("|")}
            return tuple(sorted(found, key=lambda word: (-len(word), word)))
    raise KeyError(name)


@cache
def short_words() -> dict[str, frozenset[str]]:
    """Return the commonest short words of languages, by ISO 639 code."""
    listed = (line.partition(":") for line in _lines("languages.txt"))
    return {code.strip(): frozenset(entries.split()) for code, _, entries in listed}


@cache
def word_pattern(name: str) -> re.Pattern[str]:
    """Return a pattern that finds any word of the list as a whole word, in any case."""
    listed = "|".join(_flexible(word) for word in words(name))
    return re.compile(rf"(?<![\w'’])(?:{listed})(?!\w)", re.IGNORECASE)


_CONTRACTED = re.compile(r"n['’]t\b", re.IGNORECASE)


def is_negated(text: str) -> bool:
    """Say whether the words hold a negation.

    Examples
    --------
    >>> is_negated("if it didn’t accept"), is_negated("a notable offer")
    (True, False)
    >>> is_negated("with or without a truce")
    False
    """
    counted = word_pattern("no_negation").sub(" ", text)
    return bool(word_pattern("negation").search(counted) or _CONTRACTED.search(counted))


def is_negative(text: str) -> bool:
    """Say whether the words negate something or call it unwanted ("unnecessary")."""
    return is_negated(text) or bool(word_pattern("negative").search(text))


@cache
def cues() -> tuple[tuple[Force, str, bool], ...]:
    """Return (force, phrase, searched) for every cue phrase, longest phrase first."""
    found: list[tuple[Force, str, bool]] = []
    for line in _lines("cues.txt"):
        force, _, phrases = line.partition(" ")
        for entry in phrases.split("|"):
            phrase = entry.replace("+", "").strip()
            found.append((cast(Force, force), phrase, "+" in entry))  # a file of ours, tested
    return tuple(sorted(found, key=lambda cue: (-len(cue[1]), cue[1])))


@cache
def families() -> tuple[tuple[str, ...], ...]:
    """Return the families of words that talks use for one another."""
    return tuple(tuple(word.strip() for word in line.split("|")) for line in _lines("kin.txt"))


@cache
def opposites() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Return pairs of patterns of verbs and nouns of which each ends, or denies, the other."""
    return tuple(
        (any_form(one.split("|")), any_form(other.split("|")))
        for one, _, other in (line.partition("/") for line in _lines("opposites.txt"))
    )


def has_condition(text: str) -> bool:
    """Say whether the words hold a condition; "at once" and "once again" are none.

    Examples
    --------
    >>> has_condition("boats once the guns are silent"), has_condition("release them at once")
    (True, False)
    """
    return bool(word_pattern("condition").search(word_pattern("no_condition").sub(" ", text)))


def any_form(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of the phrases, the first word of each in any form.

    Examples
    --------
    >>> any_form(["laugh off", "hate"]).search("laughed off")[0]
    'laughed off'
    """
    forms = "|".join(inflected(phrase.strip()) for phrase in phrases)
    return re.compile(rf"(?<![\w'’])(?:{forms})(?!\w)", re.IGNORECASE)


@cache
def nouns() -> tuple[tuple[str, str], ...]:
    """Return (force, phrase) for every noun that names an act, longest phrase first."""
    found = []
    for line in _lines("nouns.txt"):
        force, _, phrases = line.partition(" ")
        found += [(force, phrase.strip()) for phrase in phrases.split("|")]
    return tuple(sorted(found, key=lambda noun: (-len(noun[1]), noun[1])))


def noun_pattern(phrase: str) -> str:
    """Return a pattern for a noun phrase, singular or plural.

    Examples
    --------
    >>> bool(re.fullmatch(noun_pattern("demand for"), "demands for"))
    True
    """
    noun, _, rest = phrase.partition(" ")
    return rf"{re.escape(noun)}s?" + (rf"\s+{_flexible(rest)}" if rest else "")


def inflected(phrase: str) -> str:
    """Return a pattern for a phrase whose first word is a verb in any form.

    Examples
    --------
    >>> bool(re.fullmatch(inflected("call for"), "called for"))
    True
    >>> bool(re.fullmatch(inflected("deny"), "denies"))
    True
    """
    verb, _, rest = phrase.partition(" ")
    forms = "|".join(sorted(_forms(verb), key=len, reverse=True))
    tail = rf"\s+{_flexible(rest)}" if rest else ""
    return rf"(?:{forms}){tail}"


def _forms(verb: str) -> set[str]:
    if verb in _IRREGULAR:
        return {verb, *_IRREGULAR[verb].split()}
    stem = verb[:-1] if verb.endswith("e") else verb
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return {verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"}
    plural = verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s")
    return {verb, plural, stem + "ed", stem + "ing"}


def _flexible(phrase: str) -> str:
    return r"\s+".join(re.escape(word) for word in phrase.split())


def _lines(name: str) -> list[str]:
    text = (_FOLDER / name).read_text("utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
