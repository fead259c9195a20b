"""What packages are worth, however it comes about: listed, computed, or added up with links."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike

from pourparler.errors import RangeError, ShapeError
from pourparler.models.packages.additive import AdditiveWorth
from pourparler.models.packages.frontier import Floats, Integers, check_utilities


class PackageWorth(Protocol):
    """What every kind of worth can be asked: `AdditiveWorth` and the kinds of this module."""

    @property
    def sizes(self) -> tuple[int, ...]:
        """Number of options of each issue."""

    @property
    def parties(self) -> int:
        """P."""

    def of(self, packages: ArrayLike) -> Floats:
        """Return what packages, shape (N, I), are worth: (N, P)."""


def count_packages(worth: PackageWorth) -> int:
    """Return how many packages there are."""
    return math.prod(worth.sizes)


def number_packages(worth: PackageWorth, index: ArrayLike) -> Integers:
    """Return the packages with these numbers, counted with the last issue fastest."""
    places: Integers = np.stack(np.unravel_index(np.asarray(index), worth.sizes), axis=-1)
    return places


@dataclass(frozen=True, slots=True)
class ListedWorth:
    """Worth of every package, as a table of shape (K_1, ..., K_I, P). Frozen.

    Raises
    ------
    ShapeError
        Fewer than two axes, or one of them is empty.
    RangeError
        A value is NaN or infinite.

    Examples
    --------
    >>> ListedWorth([[[1, 0], [0, 0]], [[0, 0], [2, 3]]]).of([[1, 1]])
    array([[2., 3.]])
    """

    values: Floats

    def __init__(self, values: ArrayLike) -> None:
        table = np.array(values, dtype=np.float64)
        if table.ndim < 2 or not table.size:
            raise ShapeError(f"worth has shape {table.shape}; (K_1, ..., K_I, P) is needed")
        check_utilities(table.reshape(-1, table.shape[-1]))
        table.flags.writeable = False
        object.__setattr__(self, "values", table)

    @property
    def sizes(self) -> tuple[int, ...]:
        """Number of options of each issue."""
        return self.values.shape[:-1]

    @property
    def parties(self) -> int:
        """P."""
        return int(self.values.shape[-1])

    def of(self, packages: ArrayLike) -> Floats:
        """Return what packages, shape (N, I), are worth: (N, P); errors as ``AdditiveWorth.of``."""
        chosen = check_packages(packages, self.sizes)
        worth: Floats = self.values[tuple(chosen.T)]
        return worth


@dataclass(frozen=True, slots=True)
class ComputedWorth:
    """Worth by a function from packages, shape (N, I), to utilities, (N, P). Frozen.

    Raises
    ------
    ShapeError
        There are no issues, an issue has no options, or there is no party.

    Examples
    --------
    >>> ComputedWorth(lambda chosen: np.stack((chosen[:, 0] * chosen[:, 1], -chosen.sum(axis=1)),
    ...               axis=1), (2, 3), 2).of([[1, 2]])
    array([[ 2., -3.]])
    """

    function: Callable[[Integers], Floats]
    sizes: tuple[int, ...]
    parties: int

    def __post_init__(self) -> None:
        """Refuse a space without packages."""
        if not self.sizes or min(self.sizes) < 1 or self.parties < 1:
            raise ShapeError(
                f"sizes {self.sizes} and {self.parties} parties: at least one of each is needed"
            )

    def of(self, packages: ArrayLike) -> Floats:
        """Return what packages, shape (N, I), are worth: (N, P); errors as ``AdditiveWorth.of``."""
        chosen = check_packages(packages, self.sizes)
        worth = check_utilities(self.function(chosen))
        if worth.shape != (len(chosen), self.parties):
            raise ShapeError(
                f"worth of {len(chosen)} packages to {self.parties} parties has shape {worth.shape}"
            )
        return worth


@dataclass(frozen=True, slots=True)
class Link:
    """What two options of different issues are worth together, beyond each alone. Frozen.

    ``issues`` are two places of issues, ``table`` of shape (K_a, K_b, P), in that order.
    """

    issues: tuple[int, int]
    table: Floats


@dataclass(frozen=True, slots=True)
class LinkedWorth:
    """Worth that adds up but for links between pairs of issues. Frozen.

    Parameters
    ----------
    additive : AdditiveWorth
        What each option is worth alone.
    links : sequence of Link
        Several of the same two issues add up.

    Raises
    ------
    ShapeError
        A link's table does not fit its issues and the parties, or links an issue with itself.
    RangeError
        A link names an issue that is not there, or a value is NaN or infinite.

    Examples
    --------
    >>> alone = AdditiveWorth([[[0, 1], [1, 0]], [[0, 1], [1, 0]]])
    >>> linked = LinkedWorth(alone, [Link((0, 1), np.array([[[0, 0], [2, 2]], [[0, 0], [0, 0]]]))])
    >>> linked.of([[0, 1], [1, 1]])
    array([[3., 3.],
           [2., 0.]])
    """

    additive: AdditiveWorth
    links: tuple[Link, ...]

    def __init__(self, additive: AdditiveWorth, links: Sequence[Link]) -> None:
        object.__setattr__(self, "additive", additive)
        object.__setattr__(self, "links", tuple(self._checked(link) for link in links))

    def _checked(self, link: Link) -> Link:
        one, other = link.issues
        sizes, parties = self.additive.sizes, self.additive.parties
        if one == other or not all(0 <= issue < len(sizes) for issue in link.issues):
            raise RangeError(
                f"a link joins issues {one} and {other}; two of {len(sizes)}, from 0, are needed"
            )
        table = np.array(link.table, dtype=np.float64)
        if table.shape != (sizes[one], sizes[other], parties):
            raise ShapeError(
                f"the link of issues {one} and {other} has shape {table.shape}; "
                f"{(sizes[one], sizes[other], parties)} is needed"
            )
        check_utilities(table.reshape(-1, parties))
        table.flags.writeable = False
        return Link((one, other), table)

    @property
    def sizes(self) -> tuple[int, ...]:
        """Number of options of each issue."""
        return self.additive.sizes

    @property
    def parties(self) -> int:
        """P."""
        return self.additive.parties

    def of(self, packages: ArrayLike) -> Floats:
        """Return what packages, shape (N, I), are worth: (N, P); errors as ``AdditiveWorth.of``."""
        chosen = np.asarray(packages, dtype=np.int64)
        total = self.additive.of(chosen)
        for link in self.links:
            one, other = link.issues
            total += link.table[chosen[:, one], chosen[:, other]]
        return total


def check_packages(packages: ArrayLike, sizes: tuple[int, ...]) -> Integers:
    """Return packages as (N, I) integers.

    Raises
    ------
    ShapeError
        They do not name one option per issue.
    RangeError
        An option does not exist.
    """
    chosen = np.asarray(packages, dtype=np.int64)
    if chosen.ndim != 2 or chosen.shape[1] != len(sizes):
        raise ShapeError(f"packages have shape {chosen.shape}; (N, {len(sizes)}) is needed")
    if not ((chosen >= 0) & (chosen < np.array(sizes))).all():
        raise RangeError(f"a package names an option that is not there; sizes {sizes}")
    return chosen
