"""Paragraphs of our own gold to learn from, beside PolNeAR's.

Only the parts that may be learned from. A report without statements belongs to every part,
the one that is only scored included, so none of those is learned from.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from pourparler.reader.scoring.own_gold import (
    LEARNED_FROM,
    GoldCase,
    find_gold_folders,
    read_own_gold,
)
from training.recipe import Recipe
from training.units import TrainingUnit, make_units


def read_own(
    gold: Path, parts: Sequence[str], *, only: Collection[str] = (), without: Collection[str] = ()
) -> list[GoldCase]:
    """Return the negotiations of our own gold, with what is marked in the parts.

    Parameters
    ----------
    gold : Path
        The folder of the negotiations' folders.
    parts : sequence of str
        From ``LEARNED_FROM``.
    only, without : collection of str
        Negotiations, by their folders' names: these alone (all when empty), or none of these.

    Raises
    ------
    ValueError
        A part is not for learning, or there is no negotiation of a name.
    """
    if barred := sorted(set(parts) - set(LEARNED_FROM)):
        raise ValueError(f"learn from {' and '.join(LEARNED_FROM)}, not from {barred[0]!r}")
    folders = {folder.name: folder for folder in find_gold_folders(gold)}
    if unknown := sorted({*only, *without} - set(folders)):
        raise ValueError(f"{gold} holds no negotiation {unknown[0]!r}")
    chosen = [name for name in folders if name not in without and (not only or name in only)]
    cases = [read_own_gold(folders[name], part) for name in chosen for part in parts]
    return [case for case in cases if any(text.statements for text in case.texts)]


def make_own_units(gold: Path, recipe: Recipe) -> list[TrainingUnit]:
    """Return the paragraphs of our own gold, as often as the recipe repeats them."""
    cases = read_own(gold, recipe.own_parts.split(), without=recipe.own_left_out.split())
    texts = [text for case in cases for text in case.texts if text.statements]
    return make_units(texts, recipe.shortest_empty) * recipe.own_repeat
