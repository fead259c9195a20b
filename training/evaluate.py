"""Score a tagger's folder on the held-out tenth of train, or on dev.

Usage: python -m training.evaluate --data FOLDER --tagger FOLDER [--dev]

Dev is for reporting: write every reading of it into LOG.md. Needs no torch.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from pourparler.reader.scoring.compare import compare
from pourparler.reader.scoring.polnear import read_polnear
from pourparler.reader.scoring.scores import Score, add_up
from pourparler.reader.scoring.tagged import tag_text
from pourparler.reader.tagger import open_tagger
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


def main() -> None:
    """Read the arguments and print the scores."""
    parser = argparse.ArgumentParser(description="Score a tagger on PolNeAR.")
    parser.add_argument("--data", type=Path, required=True, help="folder with train and dev")
    parser.add_argument("--tagger", type=Path, required=True, help="folder of a tagger")
    parser.add_argument("--dev", action="store_true", help="dev in place of the held-out tenth")
    parser.add_argument("--json", action="store_true", help="print JSON")
    given = parser.parse_args()
    scores = evaluate(given.data, given.tagger, dev=given.dev)
    if given.json:
        print(json.dumps({name: score.value for name, score in scores.items()}, indent=1))
        return
    for name, score in scores.items():
        interval = f"{100 * score.low:5.1f} to {100 * score.high:5.1f}"
        print(f"{name:<34}{100 * score.value:5.1f}   {interval}   of {score.count}")


if __name__ == "__main__":
    main()
