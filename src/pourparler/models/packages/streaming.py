"""Worth that does not add up: all packages in turn, in memory that does not grow with them."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Final

import numpy as np

from pourparler.errors import ShapeError
from pourparler.models.packages.additive import Frontier
from pourparler.models.packages.frontier import Floats, Integers, check_utilities, find_frontier

Worth = Callable[[Integers], Floats]
"""From packages, shape (N, I), to what they are worth to each party, (N, P)."""

BLOCK: Final = 1 << 18
"""Packages looked at together: about 10 MB for an issue or a party."""


def stream_frontier(worth: Worth, sizes: Sequence[int], *, block: int = BLOCK) -> Frontier:
    """Return the Pareto frontier of all packages under any worth.

    Parameters
    ----------
    worth : callable
        From packages (N, I) to utilities (N, P); called with blocks of packages.
    sizes : sequence of int
        Number of options of each issue.
    block : int
        Packages in a block. Memory grows with it, the result does not depend on it.

    Raises
    ------
    ShapeError
        There are no issues, an issue has no options, or ``worth`` returns another shape.

    Notes
    -----
    Time is linear in the number of packages: minutes for 10**8. Where worth adds up over the
    issues ``additive_frontier`` needs milliseconds.

    Examples
    --------
    >>> def worth(packages):
    ...     land, troops = packages.T
    ...     return np.stack((land - land * troops, troops), axis=1)
    >>> stream_frontier(worth, (2, 2)).packages.tolist()
    [[0, 1], [1, 0], [1, 1]]
    """
    shape = tuple(int(size) for size in sizes)
    if not shape or min(shape) < 1:
        raise ShapeError(f"sizes {shape}: at least one issue, and one option each, are needed")
    count = math.prod(shape)
    packages = np.zeros((0, len(shape)), dtype=np.int64)
    utilities: Floats | None = None
    for start in range(0, count, block):
        numbers = np.arange(start, min(start + block, count))
        fresh = np.stack(np.unravel_index(numbers, shape), axis=1)
        values = check_utilities(worth(fresh))
        if len(values) != len(fresh):
            raise ShapeError(f"worth of {len(fresh)} packages has shape {values.shape}")
        cut = find_frontier(values)
        fresh, values = fresh[cut], values[cut]
        if utilities is not None:
            fresh = np.concatenate((packages, fresh))
            values = np.concatenate((utilities, values))
            cut = find_frontier(values)
            fresh, values = fresh[cut], values[cut]
        packages, utilities = fresh, values
    return Frontier(packages, np.asarray(utilities), count)
