"""Counts that add up over texts, and the measures they give.

A measure is a function of sums: a text contributes one row of counts, the rows of any
selection of texts add up, and the sum gives the value. That is what lets whole texts be
drawn again for the intervals.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Measure = Callable[[Floats], Floats]
"""From sums (D, K) of counts to values (D,), NaN where nothing was counted."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What one text contributes to one group of measures; ``counts`` is (K,) float64."""

    kind: str
    counts: Floats


def _ratio(above: Floats, below: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(below > 0, above / below, np.nan)


def _precision(sums: Floats) -> Floats:
    return _ratio(sums[:, 0], sums[:, 1])


def _recall(sums: Floats) -> Floats:
    return _ratio(sums[:, 0], sums[:, 2])


def _f1(sums: Floats) -> Floats:
    return _ratio(2 * sums[:, 0], sums[:, 1] + sums[:, 2])


def _accuracy(sums: Floats) -> Floats:
    return _ratio(sums[:, 0], sums[:, 1])


def _macro_f1(sums: Floats) -> Floats:
    """Average the F1 of the classes that the gold holds; K is 3 per class."""
    classes = sums.reshape(len(sums), -1, 3)
    right, found, gold = classes[..., 0], classes[..., 1], classes[..., 2]
    each = np.where(gold > 0, 2 * right / np.maximum(found + gold, 1), 0.0)
    return _ratio(each.sum(axis=1), (gold > 0).sum(axis=1).astype(np.float64))


def _calibration_error(sums: Floats) -> Floats:
    """Average over bins how far the mean confidence is from the share that was right."""
    bins = sums.reshape(len(sums), BINS, -1)
    gaps = np.abs(bins[..., 1] - bins[..., 2]).sum(axis=1)
    return _ratio(gaps, bins[..., 0].sum(axis=1))


def _calibration_by_chance(sums: Floats) -> Floats:
    """Return the calibration error to expect of so many if every confidence is true.

    In a bin the number that is right then has the variance of the sum of p (1 - p), and its mean
    distance from the sum of p is taken as that of a normal distribution.
    """
    bins = sums.reshape(len(sums), BINS, -1)
    spread = np.sqrt(np.maximum(bins[..., 1] - bins[..., 3], 0.0))
    return _ratio(np.sqrt(2 / np.pi) * spread.sum(axis=1), bins[..., 0].sum(axis=1))


BINS: Final = 10


MEASURES: Final[Mapping[str, Mapping[str, Measure]]] = MappingProxyType(
    {
        "prf": {"precision": _precision, "recall": _recall, "f1": _f1},
        "accuracy": {"accuracy": _accuracy},
        "macro": {"macro_f1": _macro_f1},
        "calibration": {"error": _calibration_error, "by_chance": _calibration_by_chance},
    }
)
"""Kind of tally, name of the measure, measure."""


def prf(matched: int, found: int, gold: int) -> Tally:
    """Count for precision, recall and F1."""
    return Tally("prf", np.array([matched, found, gold], dtype=np.float64))


def accuracy(right: int, total: int) -> Tally:
    """Count for the share that is right."""
    return Tally("accuracy", np.array([right, total], dtype=np.float64))


def macro(pairs: list[tuple[str, str]], classes: tuple[str, ...]) -> Tally:
    """Count for the mean F1 over classes from pairs of (gold, found) class."""
    counts = np.zeros((len(classes), 3))
    for number, name in enumerate(classes):
        counts[number] = (
            sum(gold == name == found for gold, found in pairs),
            sum(found == name for _, found in pairs),
            sum(gold == name for gold, _ in pairs),
        )
    return Tally("macro", counts.ravel())


def calibration(judged: list[tuple[float, bool]]) -> Tally:
    """Count for the expected calibration error, in ten bins of equal width.

    Parameters
    ----------
    judged : list of (confidence in [0, 1], whether it was right)
    """
    counts = np.zeros((BINS, 4))
    for confidence, right in judged:
        number = min(int(confidence * BINS), BINS - 1)
        counts[number] += (1, confidence, right, confidence**2)
    return Tally("calibration", counts.ravel())
