"""Worth that adds up over issues: the frontier without going through all packages."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from pourparler.errors import RangeError, ShapeError
from pourparler.models.packages.frontier import Floats, Integers, check_utilities, find_frontier


@dataclass(frozen=True, slots=True)
class AdditiveWorth:
    """What each option of each issue is worth to each of P parties. Frozen.

    Attributes
    ----------
    tables : tuple of arrays, one an issue, each of shape (K, P)
        Weights are already in them: the worth of a package is the sum over its options.

    Raises
    ------
    ShapeError
        There are no issues, an issue without options, or numbers of parties differ.
    RangeError
        A value is NaN or infinite.

    Examples
    --------
    >>> worth = AdditiveWorth([[[0, 1], [1, 0]], [[0, 0.5], [0.2, 0]]])
    >>> worth.of([[0, 1], [1, 0]])
    array([[0.2, 1. ],
           [1. , 0.5]])
    """

    tables: tuple[Floats, ...]

    def __init__(self, tables: Sequence[ArrayLike]) -> None:
        checked = tuple(check_utilities(table).copy() for table in tables)
        if not checked:
            raise ShapeError("there are no issues; one table of shape (K, P) each is needed")
        for number, table in enumerate(checked):
            if not len(table):
                raise ShapeError(f"issue {number} has no options")
            if table.shape[1] != checked[0].shape[1]:
                raise ShapeError(
                    f"issue {number} is about {table.shape[1]} parties, "
                    f"issue 0 about {checked[0].shape[1]}"
                )
            table.flags.writeable = False
        object.__setattr__(self, "tables", checked)

    @property
    def sizes(self) -> tuple[int, ...]:
        """Number of options of each issue."""
        return tuple(len(table) for table in self.tables)

    @property
    def count(self) -> int:
        """Number of packages."""
        return math.prod(self.sizes)

    @property
    def parties(self) -> int:
        """P."""
        return int(self.tables[0].shape[1])

    def of(self, packages: ArrayLike) -> Floats:
        """Return what packages, shape (N, I), are worth: (N, P).

        Raises
        ------
        ShapeError
            Packages do not name one option per issue.
        RangeError
            An option does not exist.
        """
        chosen = np.asarray(packages, dtype=np.int64)
        if chosen.ndim != 2 or chosen.shape[1] != len(self.tables):
            raise ShapeError(
                f"packages have shape {chosen.shape}; (N, {len(self.tables)}) is needed"
            )
        if not ((chosen >= 0) & (chosen < np.array(self.sizes))).all():
            raise RangeError(f"a package names an option that is not there; sizes {self.sizes}")
        total = np.zeros((len(chosen), self.parties))
        for issue, table in enumerate(self.tables):
            total += table[chosen[:, issue]]
        return total

    def package(self, index: Integers | int) -> Integers:
        """Return the packages with these numbers, counted with the last issue fastest."""
        places = np.unravel_index(np.asarray(index), self.sizes)
        chosen: Integers = np.stack(places, axis=-1)
        return chosen


@dataclass(frozen=True, slots=True)
class Frontier:
    """The Pareto frontier of a space of packages. Frozen.

    Attributes
    ----------
    packages : int, shape (M, I)
        Options, by their place in the issue.
    utilities : shape (M, P)
    count : int
        Number of packages in the whole space.
    """

    packages: Integers
    utilities: Floats
    count: int


def additive_frontier(worth: AdditiveWorth) -> Frontier:
    """Return the Pareto frontier of all packages.

    Notes
    -----
    What is on the frontier is, on any part of the issues, on that part's frontier: else
    trading that part for what dominates it would better the whole. So frontiers are joined
    issue by issue and cut after each. Exact; cost grows with the frontiers' sizes, not with
    the number of packages.

    Examples
    --------
    >>> found = additive_frontier(AdditiveWorth([[[0, 1], [1, 0]], [[0, 0], [0.2, 0.1]]]))
    >>> found.packages.tolist(), found.count
    ([[0, 1], [1, 1]], 4)
    """
    chosen = np.zeros((1, 0), dtype=np.int64)
    sums = np.zeros((1, worth.parties))
    for table in worth.tables:
        options = np.arange(len(table))
        chosen = np.concatenate(
            (
                np.repeat(chosen, len(table), axis=0),
                np.tile(options, len(chosen))[:, None],
            ),
            axis=1,
        )
        sums = (sums[:, None, :] + table[None, :, :]).reshape(-1, worth.parties)
        kept = find_frontier(sums)
        chosen, sums = chosen[kept], sums[kept]
    return Frontier(chosen, sums, worth.count)
