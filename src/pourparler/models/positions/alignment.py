"""How far actors stand from each other at a date, over all issues on which both have spoken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from pourparler.errors import RangeError, ShapeError
from pourparler.models.positions.defaults import AGREE_DISTANCE, ALIGNMENT_DRAWS
from pourparler.models.positions.evidence import Flags, Integers
from pourparler.models.positions.spaces import SCALE_LENGTH, Floats, Grid, Space


@dataclass(frozen=True, slots=True)
class Alignment:
    """Distances of A actors, pair by pair; each in [0, 1], NaN where no issue is shared.

    Attributes
    ----------
    distance : shape (A, A)
        Between the two distributions: how far, and on option sets how much, has to be moved
        to turn one into the other. It is small too where of both nothing is known.
    low, median, high : shape (A, A)
        Of how far apart the two stand: the 80 % interval over draws of their positions.
    agree : int, shape (A, A)
        In how many draws they stand within ``AGREE_DISTANCE``; to be given as a share
        (k + 1/2) / (draws + 1).
    issues : int, shape (A, A)
        On how many issues both have spoken.
    draws : int
    """

    distance: Floats
    low: Floats
    median: Floats
    high: Floats
    agree: Integers
    issues: Integers
    draws: int


def align_positions(
    spaces: Sequence[Space],
    densities: Sequence[ArrayLike],
    known: ArrayLike,
    *,
    rng: np.random.Generator,
    draws: int = ALIGNMENT_DRAWS,
    weights: ArrayLike | None = None,
) -> Alignment:
    """Measure how far actors stand from each other on one date.

    On each issue the distance is that of the two places in shares of the scale, or on an
    option set 1 if they differ. Issues on which both have spoken are averaged. Draws are
    independent between actors and issues: what moves both together is not modelled.

    Parameters
    ----------
    spaces : sequence of Space
        One for each of I issues.
    densities : sequence of arrays, each of shape (A, N)
        For each issue the positions of A actors on that date.
    known : bool, shape (A, I)
        Whether an actor has said anything on an issue by then. Others are left out: two of
        whom nothing is known do not agree.
    rng : numpy.random.Generator
    draws : int, at least 1
    weights : shape (I,), above 0, optional
        What each issue counts. All the same when left out.

    Raises
    ------
    ShapeError
        Numbers of issues, actors or places differ.
    RangeError
        There are no draws, or a weight is not above 0.

    Examples
    --------
    >>> from pourparler.models.positions.spaces import OptionSet
    >>> sure = [[1.0, 0.0], [0.0, 1.0], [0.5, 0.5]]
    >>> found = align_positions(
    ...     [OptionSet(2)], [sure], np.ones((3, 1)), rng=np.random.default_rng(0)
    ... )
    >>> found.distance
    array([[0. , 1. , 0.5],
           [1. , 0. , 0.5],
           [0.5, 0.5, 0. ]])
    """
    spoke = np.asarray(known, dtype=bool)
    masses = [np.asarray(density, dtype=np.float64) for density in densities]
    counts = _check(spaces, masses, spoke, weights)
    if draws < 1:
        raise RangeError(f"{draws} draws; at least 1 is needed")
    actors = len(spoke)
    total, distance = np.zeros((actors, actors)), np.zeros((actors, actors))
    drawn = np.zeros((draws, actors, actors))
    for issue, (space, mass) in enumerate(zip(spaces, masses, strict=True)):
        shared = counts[issue] * (spoke[:, issue, None] & spoke[:, issue])
        total += shared
        distance += shared * measure_distances(space, mass)
        drawn += shared * _draw_distances(space, mass, draws, rng)
    share = np.divide(1.0, total, out=np.full_like(total, np.nan), where=total > 0)
    low, median, high = np.quantile(drawn * share, (0.1, 0.5, 0.9), axis=0)
    return Alignment(
        distance=distance * share,
        low=low,
        median=median,
        high=high,
        agree=(drawn * share <= AGREE_DISTANCE).sum(axis=0),
        issues=spoke.astype(np.int64) @ spoke.T.astype(np.int64),
        draws=draws,
    )


def measure_distances(space: Space, density: Floats) -> Floats:
    """Return the distance of each two distributions.

    On a grid the Wasserstein distance in shares of the scale: the area between the two
    cumulated distributions. On an option set the total variation.

    Parameters
    ----------
    space : Space
    density : shape (A, N)

    Returns
    -------
    shape (A, A), in [0, 1]
    """
    if isinstance(space, Grid):
        rising = np.cumsum(density, axis=1)
        area = np.abs(rising[:, None] - rising).sum(axis=2) * (space.step / SCALE_LENGTH)
        return np.asarray(area, dtype=np.float64)
    return np.asarray(np.abs(density[:, None] - density).sum(axis=2) / 2, dtype=np.float64)


def _draw_distances(space: Space, density: Floats, draws: int, rng: np.random.Generator) -> Floats:
    """Draw places for each actor and return how far they are apart, (draws, A, A)."""
    reached = np.cumsum(density, axis=1)
    wanted = rng.random((draws, len(density))) * reached[:, -1]
    places = (reached <= wanted[:, :, None]).sum(axis=2)
    if not isinstance(space, Grid):
        differ: Flags = places[:, :, None] != places[:, None, :]
        return differ.astype(np.float64)
    at = space.places[places] / SCALE_LENGTH
    return np.asarray(np.abs(at[:, :, None] - at[:, None, :]), dtype=np.float64)


def _check(
    spaces: Sequence[Space], masses: Sequence[Floats], spoke: Flags, weights: ArrayLike | None
) -> Floats:
    """Return the weights of the issues, (I,)."""
    if spoke.ndim != 2 or not len(spaces) == len(masses) == spoke.shape[1]:
        raise ShapeError(
            f"known has shape {spoke.shape} for {len(spaces)} spaces and {len(masses)} densities"
        )
    for issue, (space, mass) in enumerate(zip(spaces, masses, strict=True)):
        if mass.shape != (len(spoke), space.size):
            raise ShapeError(
                f"densities[{issue}] has shape {mass.shape}; ({len(spoke)}, {space.size}) is needed"
            )
    counts = np.ones(len(spaces)) if weights is None else np.asarray(weights, dtype=np.float64)
    if counts.shape != (len(spaces),):
        raise ShapeError(f"weights has shape {counts.shape}; there are {len(spaces)} issues")
    if not ((counts > 0) & np.isfinite(counts)).all():
        raise RangeError(f"weights {counts} have to be above 0")
    return counts
