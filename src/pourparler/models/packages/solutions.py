"""Named points among packages. They are points of reference, none is a forecast."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from pourparler.errors import RangeError, ShapeError
from pourparler.models.packages.frontier import Flags, Floats, check_utilities, find_frontier


def agreement_zone(utilities: ArrayLike, reservations: ArrayLike) -> Flags:
    """Mark the packages that every party values at least as highly as no agreement.

    Parameters
    ----------
    utilities : array, shape (N, P)
    reservations : array, shape (P,)
        Reservation values, on each party's own scale. Ties are inside.

    Returns
    -------
    bool, shape (N,)
        All False: the zone is empty, which is a finding and not an error.

    Raises
    ------
    ShapeError
        The two disagree on the number of parties.
    RangeError
        A value is NaN or infinite.

    Examples
    --------
    >>> agreement_zone([[0.6, 0.5], [0.9, 0.2]], [0.4, 0.3])
    array([ True, False])
    """
    zone: Flags = np.all(_surplus(utilities, reservations) >= 0, axis=1)
    return zone


def who_blocks(utilities: ArrayLike, reservations: ArrayLike) -> Flags:
    """Return, for each package and party, whether the party would rather have no agreement.

    Shape (N, P). Parameters and errors as for ``agreement_zone``.
    """
    blocks: Flags = _surplus(utilities, reservations) < 0
    return blocks


def find_nash(
    utilities: ArrayLike, reservations: ArrayLike, weights: ArrayLike | None = None
) -> int | None:
    """Return the package with the largest product of gains, None when there is none.

    Parameters
    ----------
    utilities, reservations
        As for ``agreement_zone``.
    weights : array, shape (P,), optional
        Exponents of the gains, above 0; all alike when left out.

    Returns
    -------
    int or None
        Only packages by which every party gains count: a product of two losses is none.

    Raises
    ------
    RangeError
        A weight is not above 0.

    Examples
    --------
    >>> find_nash([[1, 0], [0.6, 0.6], [0, 1]], [0.1, 0.1])
    1
    >>> find_nash([[0.2, 0.2]], [0.5, 0.5]) is None
    True
    """
    surplus = _surplus(utilities, reservations)
    powers = np.ones(surplus.shape[1]) if weights is None else np.asarray(weights, np.float64)
    if powers.shape != surplus.shape[1:] or not (powers > 0).all():
        raise RangeError(f"weights {powers} have to be above 0, one for each party")
    possible = np.flatnonzero((surplus > 0).all(axis=1))
    if not possible.size:
        return None
    return int(possible[np.argmax(np.log(surplus[possible]) @ powers)])


def find_kalai_smorodinsky(utilities: ArrayLike, reservations: ArrayLike) -> int | None:
    """Return the package where gains are nearest to the same share of the best each could get.

    Of the packages in the zone the one with the largest smallest share; among these the
    one that is better for the others. Kalai and Smorodinsky 1975, on a finite set.
    None when the zone is empty or some party cannot gain by any package in it.

    Examples
    --------
    >>> find_kalai_smorodinsky([[1, 0], [0.8, 0.4], [0.5, 0.5], [0, 1]], [0, 0])
    2
    """
    surplus = _surplus(utilities, reservations)
    zone = np.flatnonzero((surplus >= 0).all(axis=1))
    if not zone.size:
        return None
    best = surplus[zone].max(axis=0)
    if not (best > 0).all():
        return None
    return int(zone[_leximin(surplus[zone] / best)])


def find_maximin(utilities: ArrayLike, reservations: ArrayLike) -> int | None:
    """Return the package in the zone with the largest smallest gain, None without a zone.

    Compares gains of different parties: only where their scales were made comparable.
    """
    surplus = _surplus(utilities, reservations)
    zone = np.flatnonzero((surplus >= 0).all(axis=1))
    return int(zone[_leximin(surplus[zone])]) if zone.size else None


def find_utilitarian(utilities: ArrayLike, reservations: ArrayLike) -> int | None:
    """Return the package in the zone with the largest sum, None without a zone.

    Adds worth of different parties: only where their scales were made comparable.
    """
    table = check_utilities(utilities)
    zone = np.flatnonzero(agreement_zone(table, reservations))
    return int(zone[np.argmax(table[zone].sum(axis=1))]) if zone.size else None


@dataclass(frozen=True, slots=True)
class Opening:
    """The least that would have to change for an empty zone to open. Frozen.

    Attributes
    ----------
    package : int
        Where it would open.
    concession : float
        By how much every party's reservation value would have to fall, the same for all;
        0 or less when the zone is open.
    side_payment : float or None
        What those who gain would have to pay to those who lose, in units that all value
        alike; None where gains do not cover losses at any package.
    paid_package : int or None
        The package at which that payment is least.
    """

    package: int
    concession: float
    side_payment: float | None
    paid_package: int | None


def find_opening(utilities: ArrayLike, reservations: ArrayLike) -> Opening:
    """Return the smallest concession and the smallest side payment that open the zone.

    Raises
    ------
    ShapeError
        There are no packages.

    Examples
    --------
    >>> find_opening([[0.9, 0.2], [0.4, 0.4]], [0.5, 0.5])
    Opening(package=1, concession=0.1, side_payment=0.3, paid_package=0)
    """
    surplus = _surplus(utilities, reservations)
    if not len(surplus):
        raise ShapeError("there are no packages")
    worst = surplus.min(axis=1)
    nearest = int(np.argmax(worst))
    losses = np.maximum(-surplus, 0.0).sum(axis=1)
    covered = np.flatnonzero(surplus.sum(axis=1) >= 0)
    paid = int(covered[np.argmin(losses[covered])]) if covered.size else None
    return Opening(
        package=nearest,
        concession=round(float(-worst[nearest]), 12),
        side_payment=None if paid is None else round(float(losses[paid]), 12),
        paid_package=paid,
    )


def _surplus(utilities: ArrayLike, reservations: ArrayLike) -> Floats:
    table = check_utilities(utilities)
    least = np.asarray(reservations, dtype=np.float64)
    if least.shape != table.shape[1:]:
        raise ShapeError(f"utilities are {table.shape} but reservations are {least.shape}")
    if not np.isfinite(least).all():
        raise RangeError(f"reservations {least} have to be finite")
    surplus: Floats = table - least
    return surplus


def _leximin(shares: Floats) -> int:
    """Return the row whose smallest entry is largest, then its second smallest, and so on."""
    ordered = np.sort(shares, axis=1)
    return int(np.lexsort(ordered.T[::-1])[-1])


def named_points(utilities: ArrayLike, reservations: ArrayLike) -> dict[str, int | None]:
    """Return all named points, by name, as indices of packages."""
    table = check_utilities(utilities)
    frontier = find_frontier(table)
    candidates = table[frontier]
    return {
        name: None if (found := solve(candidates, reservations)) is None else int(frontier[found])
        for name, solve in (
            ("nash", find_nash),
            ("kalai_smorodinsky", find_kalai_smorodinsky),
            ("maximin", find_maximin),
            ("utilitarian", find_utilitarian),
        )
    }
