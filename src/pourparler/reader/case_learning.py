"""What a case teaches: which words go with readings that people kept, and which with others.

A logistic layer over the machine's own log odds, with a weight for each issue and for each
word on an issue, all held near 0 by a penalty: with no decisions it changes nothing, after a
few it leans, and every lean can be shown word by word.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from pourparler.reader.similarity import stems

Floats = NDArray[np.float64]

MOST: Final = 1000
"""Judgements that are learned from, the latest ones: time grows with their cube."""

_PENALTY: Final = 1.0  # how strongly weights are held near 0; a prior deviation of 1
_EDGE: Final = 0.005
_ROUNDS: Final = 50
_CLOSE: Final = 1e-10
_ISSUE: Final = ""  # in the place of a word: the issue as such


@dataclass(frozen=True, slots=True)
class Judgement:
    """A machine's reading that a person decided on.

    ``words`` are those of cue and content; ``probability`` is the machine's, in [0, 1];
    ``right`` says whether the person kept issue and options.
    """

    words: str
    issue: str
    probability: float
    right: bool


@dataclass(frozen=True, slots=True)
class CaseLayer:
    """The weights of issues and words, by (issue, stem); the stem of the issue itself is empty."""

    weights: Mapping[tuple[str, str], float]

    def share(self, words: str, issue: str, probability: float) -> float:
        """Return the probability of a reading after what the case taught, above 0, below 1.

        Examples
        --------
        >>> CaseLayer({}).share("a truce", "ceasefire", 0.7)
        0.7
        """
        lean = sum(self.weights.get(key, 0.0) * size for key, size in _features(words, issue))
        return probability if lean == 0 else _expit(_logit(probability) + lean)

    def of_issues(self) -> dict[str, dict[str, float]]:
        """Return the weights of each issue by stem: readings on it hang on no others."""
        found: dict[str, dict[str, float]] = defaultdict(dict)
        for (issue, stem), weight in self.weights.items():
            found[issue][stem] = weight
        return dict(found)

    def explain(self, words: str, issue: str) -> tuple[tuple[str, float], ...]:
        """Return the words that moved a reading and by how much, in log odds, most first.

        The issue as such goes by its id. What moved nothing is left out.
        """
        printed: dict[str, str] = {}
        for word in words.split():
            for stem in stems(word):
                printed.setdefault(stem, word.strip(" .,;:!?\"“”‘’'()"))
        moved = [
            (printed.get(stem, stem) if stem else issue, self.weights[issue, stem] * size)
            for (_, stem), size in _features(words, issue)
            if self.weights.get((issue, stem))
        ]
        return tuple(sorted(moved, key=lambda one: (-abs(one[1]), one[0])))


def learn_case(judgements: Iterable[Judgement]) -> CaseLayer:
    """Return what decisions teach; the same decisions in the same order give the same layer.

    Parameters
    ----------
    judgements : iterable of Judgement
        In the order of the decisions; of more than ``MOST`` the last count.

    Notes
    -----
    Penalised logistic regression with the machine's log odds as offset, solved in the space
    of the judgements (Newton; Rasmussen and Williams 2006, algorithm 3.1), which is exact
    and needs no starting point.
    """
    by_issue: dict[str, list[Judgement]] = defaultdict(list)
    for one in list(judgements)[-MOST:]:
        by_issue[one.issue].append(one)
    weights: dict[tuple[str, str], float] = {}
    for issue in sorted(by_issue):
        weights |= _learn_issue(by_issue[issue])
    return CaseLayer(weights)


def _learn_issue(judged: Sequence[Judgement]) -> dict[tuple[str, str], float]:
    """Return the weights of one issue; none is shared, so each is solved by itself."""
    rows = [dict(_features(one.words, one.issue)) for one in judged]
    keys = sorted({key for row in rows for key in row})
    place = {key: number for number, key in enumerate(keys)}
    sizes = np.zeros((len(rows), len(keys)))
    for number, row in enumerate(rows):
        for key, size in row.items():
            sizes[number, place[key]] = size
    weights = sizes.T @ _solve(sizes @ sizes.T / _PENALTY, judged) / _PENALTY
    return dict(zip(keys, weights.tolist(), strict=True))


def _solve(alike: Floats, judged: Sequence[Judgement]) -> Floats:
    """Return (N,) multipliers of the judgements; ``alike`` (N, N) is how much they share."""
    offset = np.array([_logit(one.probability) for one in judged])
    right = np.array([float(one.right) for one in judged])
    lean = np.zeros(len(judged))
    multipliers = np.zeros(len(judged))
    for _ in range(_ROUNDS):
        share = 1 / (1 + np.exp(-(offset + lean)))
        root = np.sqrt(share * (1 - share))
        target = root**2 * lean + (right - share)
        within = np.eye(len(judged)) + root[:, None] * alike * root
        multipliers = target - root * np.linalg.solve(within, root * (alike @ target))
        before, lean = lean, alike @ multipliers
        if np.abs(lean - before).max() < _CLOSE:
            break
    return multipliers


def _features(words: str, issue: str) -> list[tuple[tuple[str, str], float]]:
    """Return the issue and the different stems with their size: long statements weigh no more."""
    found = sorted(set(stems(words)))
    size = 1 / math.sqrt(len(found)) if found else 0.0
    return [((issue, _ISSUE), 0.5), *(((issue, stem), size) for stem in found)]


def _logit(probability: float) -> float:
    near = min(max(probability, _EDGE), 1 - _EDGE)
    return math.log(near / (1 - near))


def _expit(odds: float) -> float:
    return min(max(1 / (1 + math.exp(-odds)), _EDGE), 1 - _EDGE)
