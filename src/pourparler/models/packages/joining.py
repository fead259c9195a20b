"""Links made to add up: issues that hang together are joined into one with all their options."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from pourparler.models.packages.additive import AdditiveWorth
from pourparler.models.packages.frontier import Floats, Integers
from pourparler.models.packages.worth import LinkedWorth


@dataclass(frozen=True, slots=True)
class Joined:
    """The same worth over fewer, larger issues, which adds up. Frozen.

    Attributes
    ----------
    worth : AdditiveWorth
        One issue for each group.
    groups : tuple of tuples of int
        The issues of each group, by their places.
    sizes : tuple of int
        Options of the issues before they were joined.
    """

    worth: AdditiveWorth
    groups: tuple[tuple[int, ...], ...]
    sizes: tuple[int, ...]

    def apart(self, packages: Integers) -> Integers:
        """Return packages of groups, shape (N, G), as packages of issues, (N, I)."""
        chosen = np.zeros((len(packages), len(self.sizes)), dtype=np.int64)
        for place, group in enumerate(self.groups):
            parts = np.unravel_index(packages[:, place], [self.sizes[issue] for issue in group])
            chosen[:, list(group)] = np.stack(parts, axis=1)
        return chosen


def largest_group(worth: LinkedWorth) -> int:
    """Return how many options the largest joined issue would have."""
    return max(math.prod(worth.sizes[issue] for issue in group) for group in group_issues(worth))


def group_issues(worth: LinkedWorth) -> tuple[tuple[int, ...], ...]:
    """Return the issues that links hang together, directly or through others, in order."""
    leader = list(range(len(worth.sizes)))
    for link in worth.links:
        one, other = (leader[issue] for issue in link.issues)
        leader = [min(one, other) if of in (one, other) else of for of in leader]
    return tuple(
        tuple(issue for issue, of in enumerate(leader) if of == first)
        for first in dict.fromkeys(leader)
    )


def join_linked(worth: LinkedWorth) -> Joined:
    """Return a worth with links as one that adds up over groups of issues.

    Exact. Memory is that of the largest group: see ``largest_group``.

    Examples
    --------
    >>> from pourparler.models.packages.worth import Link
    >>> alone = AdditiveWorth([[[0, 1], [1, 0]], [[0, 1], [1, 0]], [[1, 1]]])
    >>> joined = join_linked(LinkedWorth(alone, [Link((0, 1), np.ones((2, 2, 2)))]))
    >>> joined.groups, joined.worth.sizes
    (((0, 1), (2,)), (4, 1))
    """
    groups = group_issues(worth)
    tables = [_table(worth, group) for group in groups]
    return Joined(AdditiveWorth(tables), groups, worth.sizes)


def _table(worth: LinkedWorth, group: tuple[int, ...]) -> Floats:
    shape = [worth.sizes[issue] for issue in group]
    chosen = np.stack(np.unravel_index(np.arange(math.prod(shape)), shape), axis=1)
    total = np.zeros((len(chosen), worth.parties))
    for place, issue in enumerate(group):
        total += worth.additive.tables[issue][chosen[:, place]]
    for link in worth.links:
        if link.issues[0] in group:
            one, other = (group.index(issue) for issue in link.issues)
            total += link.table[chosen[:, one], chosen[:, other]]
    return total
