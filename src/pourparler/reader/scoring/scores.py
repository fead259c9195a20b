"""Scores over many texts with intervals, drawn by text because statements of one hang together."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from pourparler.errors import GoldError
from pourparler.reader.scoring.tallies import BINS, MEASURES, Floats, Tally

DRAWS: Final = 1000
COVERAGE: Final = 0.95
SEED: Final = 20

_RENAMED: Final = {
    "issue.top.accuracy": "issue.top1",
    "modality.macro.macro_f1": "modality.macro_f1",
    "confidence.calibration.error": "confidence.calibration_error",
    "confidence.calibration.by_chance": "confidence.calibration_by_chance",
    "coding.calibration.error": "coding.calibration_error",
    "coding.calibration.by_chance": "coding.calibration_by_chance",
    "issue.none.accuracy": "issue.none_accuracy",
    "actors.accuracy": "actor.accuracy",
}


@dataclass(frozen=True, slots=True)
class Score:
    """A measure: its value, its interval, and how many things it is a share of.

    ``value`` is in [0, 1]; ``low`` and ``high`` hold 95 % of the draws of whole texts.
    """

    value: float
    low: float
    high: float
    count: int


def add_up(
    texts: Sequence[Mapping[str, Tally]], *, draws: int = DRAWS, seed: int = SEED
) -> dict[str, Score]:
    """Return every score that something was counted for, by a name like ``relation.overlap.f1``.

    Parameters
    ----------
    texts : sequence of mappings
        The tallies of each text, as ``compare`` returns them; all hold the same groups.
    draws : int
        How often as many texts are drawn with replacement.
    seed : int
        Of the draws.

    Raises
    ------
    GoldError
        There are no texts.

    Notes
    -----
    Percentile bootstrap by text; draws in which nothing was counted are left out. With
    fewer than some twenty texts the interval is too narrow.
    """
    if not texts:
        raise GoldError("there is nothing to score")
    chance = np.random.default_rng(seed)
    chosen = chance.multinomial(len(texts), [1 / len(texts)] * len(texts), size=draws)
    scores: dict[str, Score] = {}
    for group, first in texts[0].items():
        rows = np.stack([tallies[group].counts for tallies in texts])
        sums = rows.sum(axis=0, keepdims=True)
        for name, measure in MEASURES[first.kind].items():
            value = float(measure(sums)[0])
            if not math.isnan(value):
                key = f"{group}.{name}"
                low, high = _interval(measure(chosen @ rows))
                count = _counted(first.kind, name, sums[0])
                scores[_RENAMED.get(key, key)] = Score(value, low, high, count)
    return scores


def _interval(drawn: Floats) -> tuple[float, float]:
    edge = (1 - COVERAGE) / 2
    low, high = np.nanquantile(drawn, [edge, 1 - edge])
    return float(low), float(high)


def _counted(kind: str, name: str, sums: Floats) -> int:
    """Return how many things were judged: found ones for a precision, gold ones else."""
    if kind == "prf":
        return int(sums[1] if name == "precision" else sums[2])
    if kind == "accuracy":
        return int(sums[1])
    if kind == "macro":
        return int(sums.reshape(-1, 3)[:, 2].sum())
    return int(sums.reshape(BINS, -1)[:, 0].sum())
