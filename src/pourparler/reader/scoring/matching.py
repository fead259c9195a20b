"""Which marked thing is which found thing: one to one, the most alike first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

Item = TypeVar("Item")

Pairs = list[tuple[int, int]]


def match(
    gold: Sequence[Item], found: Sequence[Item], likeness: Callable[[Item, Item], float]
) -> Pairs:
    """Pair things of two lists.

    Parameters
    ----------
    gold, found : sequences
        What is to be paired.
    likeness : callable
        How alike two things are; 0 or less forbids the pair.

    Returns
    -------
    list of (index in gold, index in found)
        Each index at most once; no pair that is allowed could be added. The most alike are
        paired first, ties in the order of the lists. Time is O(G F log(G F)).

    Examples
    --------
    >>> match([1, 5], [5, 2, 9], lambda a, b: 3 - abs(a - b))
    [(0, 1), (1, 0)]
    """
    weighed = [
        (-likeness(one, other), g, f) for g, one in enumerate(gold) for f, other in enumerate(found)
    ]
    taken_gold: set[int] = set()
    taken_found: set[int] = set()
    pairs: Pairs = []
    for _, g, f in sorted(pair for pair in weighed if pair[0] < 0):
        if g not in taken_gold and f not in taken_found:
            taken_gold.add(g)
            taken_found.add(f)
            pairs.append((g, f))
    return sorted(pairs)
