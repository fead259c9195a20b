"""How far coders agree beyond chance: Krippendorff's alpha, with missing values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike

from pourparler.errors import RangeError, ShapeError
from pourparler.models.arguments import Floats

Level = Literal["nominal", "ordinal", "interval"]


@dataclass(frozen=True, slots=True)
class Reliability:
    """How far coders agree. Frozen.

    Attributes
    ----------
    alpha : float or None
        1 where all agree, 0 where they agree as often as chance would have it, below 0
        where less often. None where it has no meaning: fewer than two units were coded
        twice, or everybody gave one and the same value.
    units : int
        How many units at least two coders valued; the others say nothing.
    values : int
        How many values they gave to these.
    """

    alpha: float | None
    units: int
    values: int


def measure_agreement(values: ArrayLike, *, level: Level = "nominal") -> Reliability:
    """Return Krippendorff's alpha of what coders made of units.

    Parameters
    ----------
    values : float, shape (coders, units)
        What each coder said of each unit; NaN where nothing. For nominal data any numbers
        that tell values apart, for ordinal data any that are in their order.
    level : str
        ``nominal`` (values differ or not), ``ordinal`` (they are so many ranks apart, ranks
        counted by how often they are used) or ``interval`` (so many points apart).

    Raises
    ------
    ShapeError
        The values are no table.
    RangeError
        A value is infinite, or there is no such level.

    Notes
    -----
    alpha = 1 - (n - 1) sum o_ck d_ck / sum n_c n_k d_ck, with the coincidences o_ck, the
    values' frequencies n_c and the squared differences d_ck of the level. Source:
    Krippendorff (2011), Computing Krippendorff's Alpha-Reliability.

    Examples
    --------
    >>> import math
    >>> table = [
    ...     [1, 2, 3, 3, 2, 1, 4, 1, 2, math.nan, math.nan, math.nan],
    ...     [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, math.nan, 3],
    ...     [math.nan, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, math.nan],
    ...     [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, math.nan],
    ... ]
    >>> for level in ("nominal", "ordinal", "interval"):
    ...     print(level, round(measure_agreement(table, level=level).alpha, 3))
    nominal 0.743
    ordinal 0.815
    interval 0.849
    """
    table = _check(values, level)
    given = ~np.isnan(table)
    counted = given.sum(axis=0)
    paired = table[:, counted >= 2]
    known, places = np.unique(paired[~np.isnan(paired)], return_inverse=True)
    coincidences = _coincide(paired, places, len(known))
    frequency = coincidences.sum(axis=1)
    units, total = paired.shape[1], round(float(frequency.sum()))
    apart = _differences(known, frequency, level)
    expected = float(frequency @ apart @ frequency)
    if units < 2 or expected == 0.0:
        return Reliability(None, units, total)
    observed = float((coincidences * apart).sum())
    return Reliability(1.0 - (total - 1) * observed / expected, units, total)


def _check(values: ArrayLike, level: str) -> Floats:
    table = np.asarray(values, dtype=np.float64)
    if table.ndim != 2:
        raise ShapeError(f"values have shape {table.shape}; (coders, units) is needed")
    if np.isinf(table).any():
        raise RangeError("a value is infinite; give NaN where a coder said nothing")
    if level not in get_args(Level):
        raise RangeError(f"level is '{level}'; allowed: {', '.join(get_args(Level))}")
    return table


def _coincide(paired: Floats, places: np.ndarray, kinds: int) -> Floats:
    """Return how often two values meet in a unit, each pair weighted by the unit's coders."""
    counts = np.zeros((paired.shape[1], kinds))
    given = ~np.isnan(paired)
    _, units = np.nonzero(given)
    np.add.at(counts, (units, places.reshape(-1)), 1.0)
    weighted = counts / np.maximum(counts.sum(axis=1, keepdims=True) - 1.0, 1.0)
    met: Floats = counts.T @ weighted
    met[np.diag_indices(kinds)] -= weighted.sum(axis=0)
    return met


def _differences(known: Floats, frequency: Floats, level: Level) -> Floats:
    """Return the squared difference of each two values, shape (K, K)."""
    if level == "nominal":
        return 1.0 - np.eye(len(known))
    ranks = known if level == "interval" else np.cumsum(frequency) - frequency / 2.0
    found: Floats = (ranks[:, None] - ranks[None, :]) ** 2
    return found
