"""Make the table that turns confidence into the share that is right.

Usage: python -m training.calibrate --data FOLDER --tagger FOLDER [--own tests/gold]

Learns from the held-out tenth of PolNeAR's train and, with ``--own``, from the tune part of our
own gold (or the parts and the negotiations named, which are to be those that the tagger has not
learned from), each with half of the weight: news copy with annotators who
disagree, and reports on talks that are plainer than most. Writes ``calibration.csv`` into the
tagger's folder, and prints what each threshold would keep. A statement is right as in
``relation.overlap``.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import isotonic_regression

from pourparler.reader.calibration import FILE
from pourparler.reader.scoring.compare import RELATIONS
from pourparler.reader.scoring.marked import MarkedText
from pourparler.reader.scoring.matching import match
from pourparler.reader.scoring.own_gold import LEARNED_FROM
from pourparler.reader.scoring.tagged import tag_text
from pourparler.reader.scoring.words import WordIndex
from pourparler.reader.tagger import Tagger, open_tagger
from training.own import read_own
from training.recipe import Recipe
from training.units import split_articles

BINS: Final = 20
HELD: Final = Recipe().held_tenth
THRESHOLDS: Final = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9)

_HEADER: Final = "confidence of the tagger, share of such statements that are right"

Floats = NDArray[np.float64]


def judge(gold: MarkedText, found: MarkedText) -> list[tuple[float, bool]]:
    """Return the confidence of each statement found, and whether it is right."""
    index = WordIndex(gold.text)
    marked = [index.parts(statement.spans) for statement in gold.statements]
    read = [index.parts(statement.spans) for statement in found.statements]
    right = {number for _, number in match(marked, read, RELATIONS["overlap"])}
    return [(one.confidence, number in right) for number, one in enumerate(found.statements)]


def fit(judged: Floats, weights: Floats, bins: int = BINS) -> Floats:
    """Return the table, (K, 2), of mean confidence and share right.

    Parameters
    ----------
    judged : (N, 2) float64
        Confidence in [0, 1], and 1 where the statement is right, else 0.
    weights : (N,) float64
        Above 0.
    bins : int
        Into how many parts of equal weight the statements are sorted.

    Notes
    -----
    A share of k of n is taken as (k + 1/2) / (n + 1), so that none is 0 or 1; shares that
    fall are pooled (isotonic regression).
    """
    order = np.argsort(judged[:, 0], kind="stable")
    judged, weights = judged[order], weights[order] * len(weights) / weights.sum()
    before = np.cumsum(weights) - weights
    number = np.minimum((before * bins / len(weights)).astype(int), bins - 1)
    sums = np.zeros((bins, 3))
    np.add.at(sums, number, np.column_stack([judged, np.ones(len(judged))]) * weights[:, None])
    sums = sums[sums[:, 2] > 0]
    shares = (sums[:, 1] + 0.5) / (sums[:, 2] + 1)
    pooled = isotonic_regression(shares, weights=sums[:, 2]).x
    return np.column_stack([sums[:, 0] / sums[:, 2], pooled])


def judge_all(gold: list[MarkedText], tagger: Tagger) -> Floats:
    """Return (N, 2): confidence, and whether it is right, of all that is found in some texts."""
    judged = [one for text in gold for one in judge(text, tag_text(text.name, text.text, tagger))]
    return np.array(judged, dtype=np.float64)


def main() -> None:
    """Read the arguments, write the table and print what thresholds keep."""
    parser = argparse.ArgumentParser(description="Calibrate a tagger's confidence.")
    parser.add_argument("--data", type=Path, required=True, help="folder with train and dev")
    parser.add_argument("--tagger", type=Path, required=True, help="folder of a tagger")
    parser.add_argument("--own", type=Path, help="our own gold")
    parser.add_argument(
        "--part", nargs="+", choices=LEARNED_FROM, default=["tune"], help="parts of our own gold"
    )
    parser.add_argument("--only", nargs="+", default=[], help="negotiations of our own gold")
    given = parser.parse_args()
    (given.tagger / FILE).unlink(missing_ok=True)
    sources = {"PolNeAR, held-out tenth": split_articles(given.data / "train", HELD)[1]}
    if given.own:
        cases = read_own(given.own, given.part, only=given.only)
        name = f"own gold, {' and '.join(given.part)} part"
        sources[name] = [text for case in cases for text in case.texts]
    tagger = open_tagger(given.tagger)
    judged = {name: judge_all(texts, tagger) for name, texts in sources.items()}
    weights = np.concatenate([np.full(len(one), 1 / len(one)) for one in judged.values()])
    table = fit(np.concatenate(list(judged.values())), weights)
    np.savetxt(given.tagger / FILE, table, delimiter=",", fmt="%.4f", header=_HEADER)
    for name, texts in sources.items():
        marked = sum(len(text.statements) for text in texts)
        print(f"{name}: {marked} statements marked, {len(judged[name])} found")
        print_thresholds(judged[name], table, marked)


def print_thresholds(judged: Floats, table: Floats, marked: int) -> None:
    """Print what would be kept from each threshold on."""
    shares, right = np.interp(judged[:, 0], *table.T), judged[:, 1]
    for threshold in THRESHOLDS:
        kept = right[shares >= threshold]
        print(
            f"  confidence >= {threshold:.1f}: {len(kept) / len(right):6.1%} kept, "
            f"precision {kept.mean():6.1%}, recall {kept.sum() / marked:6.1%}"
        )


if __name__ == "__main__":
    main()
