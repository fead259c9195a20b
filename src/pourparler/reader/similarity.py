"""TF-IDF over stems: how alike a statement's content is to the wording of an issue.

Lexical on purpose: what matched can be shown word by word. Phrases are the question, the
options' words and every example of the case; their stems and pairs of stems are weighted
by how rare they are among the phrases of *issues*, so that words every issue uses count
for little.
"""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import snowballstemmer

from pourparler.case.issues import Issue

_WORD = re.compile(r"[^\W\d_]+(?:['’]\w+)?|\d+")
_STOP: Final = frozenset(
    "a an and are as at be been being but by can did do does for from had has have he her his i in "
    "into is it its may me more most of on or our she so some such than that the their them then "
    "there these they this those to was we were what when which while who will with would you your "
    "said say says also any all both each other over own same too very should could might must "
    "us".split()
)
_PAIR_WEIGHT: Final = 0.7
_STEMMER: Final = snowballstemmer.stemmer("english")

Vector = dict[str, float]


@dataclass(frozen=True, slots=True)
class Phrase:
    """One wording of an issue; ``option`` is None where it is about the issue as such."""

    issue: str
    option: str | None
    text: str
    vector: Vector


@dataclass(frozen=True, slots=True)
class Match:
    """How well a content fits a phrase: cosine in [0, 1]."""

    score: float
    phrase: Phrase


class PhraseIndex:
    """The phrases of a case's issues, ready to be compared with contents."""

    def __init__(self, issues: Iterable[Issue]) -> None:
        texts = [entry for issue in issues for entry in _phrases(issue)]
        self._holders = Counter(
            (feature, issue) for issue, _, text in texts for feature in set(_features(text))
        )
        issue_count = len({issue for issue, _, _ in texts})
        spread = Counter(feature for feature, _ in self._holders)
        self._weight = {
            feature: 1.0 + math.log((1 + issue_count) / (1 + count))
            for feature, count in spread.items()
        }
        self._phrases = [Phrase(i, o, text, self._vector(text)) for i, o, text in texts]

    def rank(self, content: str) -> list[Match]:
        """Return every phrase with its cosine to the content, best first; ties by order."""
        vector = self._vector(content)
        matches = [Match(_cosine(vector, phrase.vector), phrase) for phrase in self._phrases]
        return sorted(matches, key=lambda match: -match.score)

    def _vector(self, text: str) -> Vector:
        counts = Counter(_features(text))
        known = {f: (1 + math.log(n)) * self._weight.get(f, 0.0) for f, n in counts.items()}
        # Words the case does not know lengthen the content, but only by half, so that a
        # long sentence that names an issue is still about it.
        unknown = sum(0.25 for f in counts if f not in self._weight and " " not in f)
        for feature in known:
            known[feature] *= _PAIR_WEIGHT if " " in feature else 1.0
        norm = math.sqrt(sum(w * w for w in known.values()) + unknown)
        return {f: w / norm for f, w in known.items() if w > 0} if norm else {}


def stems(text: str) -> list[str]:
    """Return the stems of the words that carry meaning, in order.

    Examples
    --------
    >>> stems("They called for a ceasefire")
    ['call', 'ceasefir']
    """
    found = _WORD.findall(text.replace("’", "'"))
    return [_stem(word.lower().removesuffix("'s")) for word in found if word.lower() not in _STOP]


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    return str(_STEMMER.stemWord(word))


def _features(text: str) -> list[str]:
    words = stems(text)
    return words + [f"{a} {b}" for a, b in itertools.pairwise(words)]


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
