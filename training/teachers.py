"""Finished runs say what they think of every word, for another run to learn from.

Teachers of one recipe and several seeds agree where the text is clear and differ where the
annotators did. A run that learns their mean learns what its single labels cannot say; its
size and its speed stay what they were (Hinton, Vinyals and Dean 2015).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import torch
from torch import Tensor
from torch.nn import functional

from pourparler.reader.tagger import LABELS
from training.batches import Encoded, collate
from training.network import Network, at_words
from training.recipe import load_recipe
from training.runs import load_run
from training.units import is_left_out

_AT_ONCE: Final = 32


def teach(
    units: Sequence[Encoded], encoder: Path, runs: Sequence[Path], device: torch.device
) -> list[Encoded]:
    """Return the units with the mean of the runs' probabilities at each word.

    Where some of the runs left an article out, only they teach its paragraphs: what a run
    says of words that it has learned by heart holds little that their labels do not.

    Parameters
    ----------
    units : paragraphs, with the names of their articles
    encoder : folder of the published encoder
    runs : folders of finished runs, at least one
    device : where the networks are run
    """
    recipes = [load_recipe(run / "recipe.json") for run in runs]
    left_out = [[is_left_out(unit.article, recipe) for unit in units] for recipe in recipes]
    anyone = [any(unseen) for unseen in zip(*left_out, strict=True)]
    total = [torch.zeros(len(unit.first), len(LABELS)) for unit in units]
    count = [0] * len(units)
    for run, unseen in zip(runs, left_out, strict=True):
        network = load_run(encoder, run).to(device)
        mine = [n for n in range(len(units)) if unseen[n] or not anyone[n]]
        for number, said in zip(mine, say([units[n] for n in mine], network, device), strict=True):
            total[number] += said
            count[number] += 1
    return [
        replace(unit, taught=said / times)
        for unit, said, times in zip(units, total, count, strict=True)
    ]


def as_taught(labels: Sequence[int]) -> Tensor:
    """Return (W, 7) with 1 at each word's label: what people marked, in the form of a teaching."""
    return functional.one_hot(torch.tensor(labels), len(LABELS)).float()


def say(units: Sequence[Encoded], network: Network, device: torch.device) -> list[Tensor]:
    """Return (W, 7) probabilities of the labels at each word of each unit, in their order.

    Units of like length are asked together, so that little of the work is padding.
    """
    order = sorted(range(len(units)), key=lambda number: (len(units[number].ids), number))
    said: list[Tensor] = [torch.empty(0)] * len(units)
    for start in range(0, len(order), _AT_ONCE):
        numbers = order[start : start + _AT_ONCE]
        batch = collate([units[number] for number in numbers]).to(device)
        with torch.inference_mode(), torch.autocast(device.type, dtype=torch.bfloat16):
            scores, _, _ = network(batch.ids, batch.attended)
        at = at_words(scores.float(), batch.first).softmax(-1).cpu()
        for row, number in zip(at, numbers, strict=True):
            said[number] = row[: len(units[number].first)].clone()
    return said
