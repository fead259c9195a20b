"""Actors on a plane, so that distances on it are close to distances of their positions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.linalg import eigh, orthogonal_procrustes

from pourparler.errors import RangeError, ShapeError
from pourparler.models.positions.evidence import Integers
from pourparler.models.positions.spaces import Floats


@dataclass(frozen=True, slots=True)
class ActorMap:
    """Where A actors lie on a plane. Axes mean nothing, only distances do.

    Attributes
    ----------
    places : shape (A, 2)
        Centred on 0, in the unit of the distances.
    stress : float
        Kruskal's stress: root of the squared errors of the distances on the map, as a share
        of the squared distances. Under 0.05 the map is good, above 0.2 it misleads.
    """

    places: Floats
    stress: float


def map_actors(distances: ArrayLike, *, onto: Floats | None = None) -> ActorMap:
    """Lay actors out on a plane by classical scaling.

    Parameters
    ----------
    distances : shape (A, A)
        Symmetric; such as ``Alignment.median``. The diagonal is not looked at.
    onto : shape (A, 2), optional
        An earlier map of the same actors; the new one is turned and mirrored to lie as close
        to it as it can, so that movement through time is seen.

    Raises
    ------
    ShapeError
        Not a square matrix, or ``onto`` has other actors.
    RangeError
        A distance is NaN, negative or not the same both ways; see ``keep_comparable``.

    Notes
    -----
    The two largest eigenvalues of the doubly centred squared distances. Source: Torgerson 1952;
    stress: Kruskal 1964.

    Examples
    --------
    >>> square = np.array([[0, 3, 5, 4], [3, 0, 4, 5], [5, 4, 0, 3], [4, 5, 3, 0.0]])
    >>> found = map_actors(square)
    >>> np.abs(found.places).round(6)
    array([[2. , 1.5],
           [2. , 1.5],
           [2. , 1.5],
           [2. , 1.5]])
    >>> found.stress < 1e-9
    True
    """
    wanted = _check(distances)
    count = len(wanted)
    centring = np.eye(count) - 1.0 / max(count, 1)
    values, vectors = eigh(-0.5 * centring @ wanted**2 @ centring)
    places = np.zeros((count, 2))
    axes = np.argsort(values)[::-1][:2]
    scaled = vectors[:, axes] * np.sqrt(np.maximum(values[axes], 0.0))
    signs = np.sign(scaled[np.abs(scaled).argmax(axis=0), range(scaled.shape[1])])
    places[:, : len(axes)] = scaled * signs  # eigenvectors come with either sign
    if onto is not None:
        places = _turn(places, onto)
    found = np.linalg.norm(places[:, None] - places, axis=2)
    total = float((wanted**2).sum())
    stress = float(np.sqrt(((found - wanted) ** 2).sum() / total)) if total > 0 else 0.0
    return ActorMap(places, stress)


def keep_comparable(distances: ArrayLike) -> Integers:
    """Return which actors can be on one map: all pairs of them share an issue.

    The actor who shares an issue with the fewest others is left out, again and again.

    Examples
    --------
    >>> gap = np.nan
    >>> keep_comparable([[0, 1, gap], [1, 0, 1], [gap, 1, 0.0]])
    array([1, 2])
    """
    missing = np.isnan(np.asarray(distances, dtype=np.float64))
    np.fill_diagonal(missing, val=False)
    kept = np.arange(len(missing))
    while missing[np.ix_(kept, kept)].any():
        kept = np.delete(kept, missing[np.ix_(kept, kept)].sum(axis=1).argmax())
    return kept


def _turn(places: Floats, onto: Floats) -> Floats:
    if onto.shape != places.shape:
        raise ShapeError(f"onto has shape {onto.shape}; the map has {places.shape}")
    middle = onto.mean(axis=0)
    rotation, _ = orthogonal_procrustes(places, onto - middle)
    return np.asarray(places @ rotation + middle, dtype=np.float64)


def _check(distances: ArrayLike) -> Floats:
    wanted = np.array(distances, dtype=np.float64)
    if wanted.ndim != 2 or wanted.shape[0] != wanted.shape[1] or not len(wanted):
        raise ShapeError(f"distances has shape {wanted.shape}; (A, A) is needed")
    np.fill_diagonal(wanted, 0.0)
    fine = (wanted >= 0) & np.isfinite(wanted) & np.isclose(wanted, wanted.T)
    if not fine.all():
        row, column = np.argwhere(~fine)[0]
        raise RangeError(
            f"distances[{row}, {column}] is {wanted[row, column]} and back "
            f"{wanted[column, row]}; both have to be the same number at or above 0"
        )
    return wanted
