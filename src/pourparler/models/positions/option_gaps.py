"""When two positions are on different options rather than two wordings of one."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from pourparler.errors import RangeError, ShapeError
from pourparler.models.positions.defaults import APART_OPTION_GAPS
from pourparler.models.positions.evidence import Flags
from pourparler.models.positions.spaces import SCALE_LENGTH, Grid, Space


def find_apart(space: Space, points: ArrayLike | None = None) -> Flags:
    """Return which pairs of places are further apart than half an option gap.

    Parameters
    ----------
    space : Space
    points : shape (K,), in [0, 100], at least two different ones
        Where the options stand on a grid; the gap is that of the two closest. On an option
        set places are apart when they differ.

    Returns
    -------
    bool, shape (N, N)

    Raises
    ------
    ShapeError
        A grid is given no points.
    RangeError
        Fewer than two different points, or one off the scale.

    Examples
    --------
    >>> find_apart(Grid(5), [0, 50, 100])[0]
    array([False, False,  True,  True,  True])
    """
    if not isinstance(space, Grid):
        return ~np.eye(space.size, dtype=bool)
    if points is None:
        raise ShapeError("a grid needs the points at which the options stand")
    at = np.unique(np.asarray(points, dtype=np.float64))
    if len(at) < 2 or at[0] < 0 or at[-1] > SCALE_LENGTH:
        raise RangeError(f"points {at}: at least two between 0 and 100 are needed")
    distance = np.abs(space.places[:, None] - space.places)
    apart: Flags = distance > APART_OPTION_GAPS * float(np.diff(at).min())
    return apart
