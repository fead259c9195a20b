"""Everything about the packages of a space, under worth of any kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from pourparler.errors import ShapeError
from pourparler.models.packages.additive import AdditiveWorth, Frontier, additive_frontier
from pourparler.models.packages.frontier import Floats, Integers
from pourparler.models.packages.joining import join_linked, largest_group
from pourparler.models.packages.solutions import Opening, find_opening, named_points, who_blocks
from pourparler.models.packages.streaming import BLOCK, stream_frontier
from pourparler.models.packages.worth import (
    LinkedWorth,
    PackageWorth,
    count_packages,
    number_packages,
)

MOST_JOINED: Final = 1 << 20
"""Options of a joined issue up to which links are made to add up; beyond, packages are streamed."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What can be said about all packages of a space. Frozen.

    Attributes
    ----------
    frontier : Frontier
    named : dict of name to int or None
        Nash, Kalai-Smorodinsky, maximin and utilitarian, as places on the frontier; None
        without a zone.
    opening : Opening
        As places on the frontier; its concession is 0 or less where the zone is open.
    in_zone : int
        How many packages every party values at least as highly as no agreement.
    blocked : int, shape (P,)
        How many packages each party would rather have no agreement than.
    """

    frontier: Frontier
    named: dict[str, int | None]
    opening: Opening
    in_zone: int
    blocked: Integers


def find_space_frontier(worth: PackageWorth, *, block: int = BLOCK) -> Frontier:
    """Return the Pareto frontier of all packages, the fastest way that the worth allows.

    Issue by issue where worth adds up; links are made to add up by joining the issues they
    hang together, unless a joined issue has more than 2**20 options; all else is streamed.

    Examples
    --------
    >>> from pourparler.models.packages.worth import ListedWorth
    >>> find_space_frontier(ListedWorth([[[0, 1], [1, 1]], [[2, 0], [0, 0]]])).packages
    array([[0, 1],
           [1, 0]])
    """
    if isinstance(worth, AdditiveWorth):
        return additive_frontier(worth)
    if isinstance(worth, LinkedWorth) and largest_group(worth) <= MOST_JOINED:
        joined = join_linked(worth)
        found = additive_frontier(joined.worth)
        return Frontier(joined.apart(found.packages), found.utilities, count_packages(worth))
    return stream_frontier(worth.of, worth.sizes, block=block)


def survey_packages(worth: PackageWorth, reservations: ArrayLike, *, block: int = BLOCK) -> Survey:
    """Look at every package of a space, in memory that does not grow with their number.

    Parameters
    ----------
    worth : PackageWorth
        Additive, linked, listed or computed.
    reservations : array, shape (P,)
        What each party has without an agreement.
    block : int
        Packages looked at together.

    Raises
    ------
    ShapeError
        Not one reservation value a party.
    RangeError
        A value is NaN or infinite.

    Notes
    -----
    Named points and openings lie on the frontier: what dominates a package has no smaller
    product of gains, smallest gain, sum, or need of concession or payment. Zone and blocks
    are counted over all packages, which takes time linear in their number.
    """
    least = np.asarray(reservations, dtype=np.float64)
    if least.shape != (worth.parties,):
        raise ShapeError(f"reservations are {least.shape}; ({worth.parties},) is needed")
    frontier = find_space_frontier(worth, block=block)
    blocked, zone = np.zeros(worth.parties, dtype=np.int64), 0
    for utilities in _stream(worth, block):
        blocks = who_blocks(utilities, least)
        blocked += blocks.sum(axis=0)
        zone += int((~blocks.any(axis=1)).sum())
    return Survey(
        frontier=frontier,
        named=named_points(frontier.utilities, least),
        opening=find_opening(frontier.utilities, least),
        in_zone=zone,
        blocked=blocked,
    )


def _stream(worth: PackageWorth, block: int) -> Iterator[Floats]:
    count = count_packages(worth)
    for start in range(0, count, block):
        yield worth.of(number_packages(worth, np.arange(start, min(start + block, count))))
