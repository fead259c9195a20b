"""TF-IDF over stems: how alike a statement's content is to the wording of an issue.

Lexical on purpose: what matched can be shown word by word. Phrases are the question, the
options' words and every example of the case; their stems and pairs of stems are weighted
by how rare they are among the phrases of *issues*, so that words every issue uses count
for little. Which option is meant is judged only by the words that tell the options of the
issue apart: where all of them speak of "the dam", a dam says nothing about who runs it.
"""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

import snowballstemmer

from pourparler.case.issues import Issue
from pourparler.reader.lexicon import families

_WORD = re.compile(r"[^\W\d_]+(?:['’]\w+)?|\d+")
_STOP: Final = frozenset(
    "a an and are as at be been being but by can did do does for from had has have he her his i in "
    "into is it its may me of on or our she so some such than that the their them then "
    "there these they this those to was we were what when which while who will with would you your "
    "said say says also any both each other over own same too very should could might must "
    "us government governments president minister official officials".split()
)
# They tell options apart ("all of them", "none of them") but say nothing about the issue.
_NEGATIONS: Final = frozenset(("no", "none", "not"))  # alone, not even that
_QUANTITIES: Final = _NEGATIONS | {"all", "more", "most", "less"}
_PAIR_WEIGHT: Final = 0.7
_KIN_WEIGHT: Final = 0.5
_KIN: Final = "~"  # before the number of a family of words
_STEMMER: Final = snowballstemmer.stemmer("english")

# Applied to phrases and contents alike, so that a change too many does no harm.
_SPELLINGS: Final = (
    (re.compile(r"our(s|ed|ing|able|er|ers|hood|hoods)?$"), r"or\1"),
    (re.compile(r"is(e|es|ed|ing|ation|ations)$"), r"iz\1"),
    (re.compile(r"(?<=[ef]en)ce(s|less)?$"), r"se\1"),
    (re.compile(r"tre(s|d)?$"), r"ter\1"),
    (re.compile(r"mme(s|d)?$"), r"m\1"),
)

Vector = dict[str, float]

_LONE: Final = 0.45  # kept of a score that rests on one word which its issue uses but once


@dataclass(frozen=True, slots=True)
class Phrase:
    """One wording of an issue; ``option`` is None where it is about the issue as such."""

    issue: str
    option: str | None
    text: str
    vector: Vector
    telling: Vector


@dataclass(frozen=True, slots=True)
class Match:
    """How well a content fits a phrase.

    ``score`` is the cosine, in [0, 1]; ``telling`` the cosine over the words that tell
    the phrase's option from its siblings, and ``covered`` the share of those words (by
    their squared weight) that the content has. Both are 0 for phrases of no option.
    """

    score: float
    phrase: Phrase
    telling: float = 0.0
    covered: float = 0.0


@dataclass(frozen=True, slots=True)
class Likeness:
    """How well a text fits a case: the best score of each issue, in [0, 1].

    ``options`` holds, by (issue, option), the best cosine over the words that tell the
    option from its siblings.
    """

    issues: Mapping[str, float]
    options: Mapping[tuple[str, str], float]


class PhraseIndex:
    """The phrases of a case's issues, ready to be compared with contents.

    ``names`` are those of the actors: likeness that rests on them alone is none, since
    whoever is talked about, it may be about anything. Names of several words do not count:
    they are made of words that issues use ("Hearth and Return").
    """

    def __init__(self, issues: Iterable[Issue], *, names: Iterable[str] = ()) -> None:
        issues = list(issues)
        self._names = {stem for name in names if " " not in name for stem in stems(name)}
        texts = [entry for issue in issues for entry in _phrases(issue)]
        uses = Counter(
            (feature, issue) for issue, _, text in texts for feature in set(_features(text))
        )
        issue_count = len({issue for issue, _, _ in texts})
        spread = Counter(feature for feature, _ in uses)
        self._weight = {
            feature: 0.0 if feature in _QUANTITIES else 1 + math.log((1 + issue_count) / (1 + n))
            for feature, n in spread.items()
        }
        self._telling_weight = {issue.id: _telling_weights(issue) for issue in issues}
        self._core = {use for use, count in uses.items() if count > 1}
        self._phrases = [
            Phrase(i, o, text, self._vector(text), self._telling(i, text) if o else {})
            for i, o, text in texts
        ]
        self._holders: dict[str, list[tuple[int, float]]] = {}
        for number, phrase in enumerate(self._phrases):
            for feature, weight in phrase.vector.items():
                self._holders.setdefault(feature, []).append((number, weight))

    def rank(self, content: str) -> list[Match]:
        """Return every phrase with its cosine to the content, best first; ties by order."""
        vector = self._vector(content)
        telling = {issue: self._telling(issue, content) for issue in self._telling_weight}
        matches = [self._match(phrase, vector, telling[phrase.issue]) for phrase in self._phrases]
        return sorted(matches, key=lambda match: -match.score)

    def best(self, content: str) -> Likeness:
        """Return the best score of every issue and the most telling of every option.

        The same numbers as the highest of ``rank``, without what they are shown by: fit for
        every sentence and paragraph of a report.
        """
        vector = self._vector(content)
        dots: dict[int, float] = {}
        shared: dict[int, list[str]] = {}
        for feature, weight in vector.items():
            is_word = " " not in feature and feature[0] != _KIN
            for number, other in self._holders.get(feature, ()):
                dots[number] = dots.get(number, 0.0) + weight * other
                if is_word:
                    shared.setdefault(number, []).append(feature)
        issues = dict.fromkeys(self._telling_weight, 0.0)
        for number, dot in dots.items():
            phrase = self._phrases[number]
            score = dot * self._trust(phrase, shared.get(number, []))
            issues[phrase.issue] = max(issues[phrase.issue], score)
        return Likeness(issues, self._best_telling(content))

    def _best_telling(self, content: str) -> dict[tuple[str, str], float]:
        options: dict[tuple[str, str], float] = {}
        telling = {issue: self._telling(issue, content) for issue in self._telling_weight}
        for phrase in self._phrases:
            if phrase.option is not None:
                key = phrase.issue, phrase.option
                told = _cosine(telling[phrase.issue], phrase.telling)
                options[key] = max(options.get(key, 0.0), told)
        return options

    def _trust(self, phrase: Phrase, words: list[str]) -> float:
        """Return what is kept of a score that rests on these words, 0 to 1."""
        if words and self._names.issuperset(words):
            return 0.0
        if len(words) == 1 and len(phrase.vector) > 1:
            return 1.0 if (words[0], phrase.issue) in self._core else _LONE
        return 1.0

    def _match(self, phrase: Phrase, content: Vector, telling: Vector) -> Match:
        words = [f for f in phrase.vector if f in content and " " not in f and f[0] != _KIN]
        trust = self._trust(phrase, words)
        if not trust:
            return Match(0.0, phrase)
        score = _cosine(content, phrase.vector) * trust
        covered = sum(weight**2 for f, weight in phrase.telling.items() if f in telling)
        return Match(score, phrase, _cosine(telling, phrase.telling), covered)

    def _vector(self, text: str) -> Vector:
        counts = _counts(text)
        known = {f: (1 + math.log(n)) * self._weight.get(f, 0.0) for f, n in counts.items()}
        # Words the case does not know lengthen the content, but only by half, so that a
        # long sentence that names an issue is still about it.
        unknown = sum(
            0.25 for f in counts if f not in self._weight and f[0] != _KIN and " " not in f
        )
        return _normalised(known, unknown)

    def _telling(self, issue: str, text: str) -> Vector:
        """Return the vector over the words that some, but not all, options of it use."""
        counts, weight = _counts(text), self._telling_weight[issue]
        known = {f: (1 + math.log(n)) * weight[f] for f, n in counts.items() if f in weight}
        return _normalised(known, 0.0)


def _normalised(known: Vector, unknown: float) -> Vector:
    weights = {f: w * _weight_of_kind(f) for f, w in known.items()}
    norm = math.sqrt(sum(w * w for w in weights.values()) + unknown)
    return {f: w / norm for f, w in weights.items() if w > 0} if norm else {}


def _weight_of_kind(feature: str) -> float:
    if feature.startswith(_KIN):
        return _KIN_WEIGHT
    return _PAIR_WEIGHT if " " in feature else 1.0


def _telling_weights(issue: Issue) -> Vector:
    """Return for every word of the options how well it tells them apart, 0 to 1."""
    holders = Counter(
        feature
        for option in issue.options
        for feature in {f for text in (option.words, *option.examples) for f in _features(text)}
        if feature not in _NEGATIONS
    )
    most = len(issue.options)
    return {feature: (most - count) / (most - 1) for feature, count in holders.items()}


def stems(text: str) -> list[str]:
    """Return the stems of the words that carry meaning, in order.

    Examples
    --------
    >>> stems("They called for a ceasefire")
    ['call', 'ceasefir']
    """
    found = [word.lower().removesuffix("'s") for word in _WORD.findall(text.replace("’", "'"))]
    return [_stem(word) for word in found if word not in _STOP]


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    for british, american in _SPELLINGS:
        word = british.sub(american, word)
    return str(_STEMMER.stemWord(word))


def _features(text: str) -> list[str]:
    words = stems(text)
    related = [f"{_KIN}{number}" for word in words for number in _families().get(word, ())]
    return words + [f"{a} {b}" for a, b in itertools.pairwise(words)] + related


def kin(words: Iterable[str]) -> set[str]:
    """Return the names of the families that stems are in."""
    return {f"{_KIN}{number}" for word in words for number in _families().get(word, ())}


@lru_cache(maxsize=256)
def _counts(text: str) -> Mapping[str, int]:
    """Return how often each feature occurs; every issue of a case asks for the same text."""
    return Counter(_features(text))


@cache
def _families() -> dict[str, tuple[int, ...]]:
    """Return the numbers of the families that each stem is in."""
    found: dict[str, set[int]] = {}
    for number, family in enumerate(families()):
        for word in family:
            for stem in stems(word):
                found.setdefault(stem, set()).add(number)
    return {stem: tuple(sorted(numbers)) for stem, numbers in found.items()}


def _phrases(issue: Issue) -> Iterable[tuple[str, str | None, str]]:
    yield issue.id, None, issue.question
    yield issue.id, None, issue.label
    yield from ((issue.id, None, example) for example in issue.examples)
    for option in issue.options:
        yield issue.id, option.id, option.words
        yield from ((issue.id, option.id, example) for example in option.examples)


def _cosine(a: Vector, b: Vector) -> float:
    small, large = (a, b) if len(a) <= len(b) else (b, a)
    return sum(weight * large.get(feature, 0.0) for feature, weight in small.items())
