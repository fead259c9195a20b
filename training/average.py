"""Make one run of several: the mean of their weights.

Usage: python -m training.average --runs FOLDER FOLDER --out FOLDER

For runs of one recipe that went on from the same weights with different seeds. Their mean is
as large and as fast as one of them.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import torch

from training.recipe import load_recipe
from training.runs import FINISHED


def average(runs: Sequence[Path], out: Path) -> None:
    """Leave ``recipe.json`` and ``tagger.pt`` in ``out``.

    Raises
    ------
    ValueError
        The runs differ in more than their seeds.
    """
    recipes = [load_recipe(run / "recipe.json") for run in runs]
    if len({replace(recipe, seed=0) for recipe in recipes}) > 1:
        raise ValueError("only runs of one recipe and several seeds have a mean worth having")
    seeds = " ".join(str(recipe.seed) for recipe in recipes)
    out.mkdir(parents=True, exist_ok=True)
    replace(recipes[0], averaged_seeds=seeds).save(out / "recipe.json")
    states = [torch.load(run / FINISHED, weights_only=True) for run in runs]
    mean = {name: torch.stack([s[name] for s in states]).mean(0) for name in states[0]}
    torch.save(mean, out / FINISHED)


def main() -> None:
    """Read the arguments and average."""
    parser = argparse.ArgumentParser(description="Average the weights of several runs.")
    parser.add_argument("--runs", type=Path, nargs="+", required=True, help="finished runs")
    parser.add_argument("--out", type=Path, required=True, help="folder for what is made")
    given = parser.parse_args()
    average(given.runs, given.out)


if __name__ == "__main__":
    main()
