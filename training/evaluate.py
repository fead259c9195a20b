"""Score a tagger's folder on the held-out tenth of train, on dev, or on our own gold.

Usage: python -m training.evaluate --data FOLDER --tagger FOLDER [--dev]
       python -m training.evaluate --own tests/gold --only NAME NAME --tagger FOLDER

Dev is for reporting: write every reading of it into LOG.md. Our own gold is read with the
whole reader, in the parts that may be learned from and in the negotiations named, which are to
be those that the tagger has not learned from. Needs no torch.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Collection
from pathlib import Path

from pourparler.reader.pipeline import Reader
from pourparler.reader.scoring.compare import compare
from pourparler.reader.scoring.own_gold import LEARNED_FROM, mark
from pourparler.reader.scoring.polnear import read_polnear
from pourparler.reader.scoring.scores import Score, add_up
from pourparler.reader.scoring.tagged import tag_text
from pourparler.reader.tagger import open_tagger
from training.own import read_own
from training.recipe import Recipe
from training.units import split_articles


def evaluate(data: Path, tagger_folder: Path, *, dev: bool) -> dict[str, Score]:
    """Return the scores of tagging and linking."""
    if dev:
        articles = read_polnear(data / "dev")
    else:
        _, articles = split_articles(data / "train", Recipe().held_tenth)
    tagger = open_tagger(tagger_folder)
    return add_up(
        [compare(article, tag_text(article.name, article.text, tagger)) for article in articles]
    )


def evaluate_own(gold: Path, tagger_folder: Path, only: Collection[str]) -> dict[str, Score]:
    """Return the scores of the whole reader on some negotiations (all when none is named)."""
    tallies = []
    for case in read_own(gold, LEARNED_FROM, only=only):
        reader = Reader(case.folder.case, tagger_folder=tagger_folder)
        for report, text in zip(case.reports, case.texts, strict=True):
            found = mark(text.name, report, reader.read(report))
            tallies.append(compare(text, found))
    return add_up(tallies)


def main() -> None:
    """Read the arguments and print the scores."""
    parser = argparse.ArgumentParser(description="Score a tagger on PolNeAR or our own gold.")
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--data", type=Path, help="PolNeAR's folder with train and dev")
    where.add_argument("--own", type=Path, help="our own gold")
    parser.add_argument("--only", nargs="+", default=[], help="negotiations of our own gold")
    parser.add_argument("--tagger", type=Path, required=True, help="folder of a tagger")
    parser.add_argument("--dev", action="store_true", help="dev in place of the held-out tenth")
    parser.add_argument("--json", action="store_true", help="print JSON")
    given = parser.parse_args()
    if given.own:
        scores = evaluate_own(given.own, given.tagger, given.only)
    else:
        scores = evaluate(given.data, given.tagger, dev=given.dev)
    if given.json:
        print(json.dumps({name: score.value for name, score in scores.items()}, indent=1))
        return
    for name, score in scores.items():
        interval = f"{100 * score.low:5.1f} to {100 * score.high:5.1f}"
        print(f"{name:<34}{100 * score.value:5.1f}   {interval}   of {score.count}")


if __name__ == "__main__":
    main()
