"""What each component of a design adds to any outcome: Shapley values by every subset."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from pourparler.errors import RangeError
from pourparler.models.arguments import Floats

MOST_COMPONENTS: Final = 12
"""Every subset is asked for, and their number doubles with each component."""

Worth = Callable[[frozenset[str]], Floats]
"""From the components that are there to the outcome in every draw, shape (N,)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComponentValues:
    """What each component adds; arrays of shape (N,).

    Attributes
    ----------
    values : by component; they sum to ``full`` less ``empty``
    alone : by component, what it adds when nothing else is there
    last : by component, what is lost when it alone is left out
    empty, full : the outcome with none and with all of them
    """

    values: dict[str, Floats]
    alone: dict[str, Floats]
    last: dict[str, Floats]
    empty: Floats
    full: Floats


def solve_component_values(worth: Worth, components: Sequence[str]) -> ComponentValues:
    """Return the Shapley value of every component, in every draw, for any outcome.

    Parameters
    ----------
    worth : callable
        From the components that are there, a frozenset, to the outcome, shape (N,). It is
        asked once for each of the 2^k subsets. It may be as nonlinear as it likes: survival,
        or whether both sides sign.
    components : sequence of str
        Up to 12, all different.

    Raises
    ------
    RangeError
        There are more than 12, or one is named twice.

    Notes
    -----
    The average of what it adds over all orders in which components may come. Memory is
    O(N k): subsets are added up one by one.

    References
    ----------
    Shapley (1953), Contributions to the Theory of Games II.

    Examples
    --------
    Either of two is enough, so each gets half.

    >>> found = solve_component_values(
    ...     lambda there: np.array([1.0 if there & {"force", "lead"} else 0.0]),
    ...     ["force", "lead", "idle"])
    >>> {name: round(abs(float(value[0])), 6) for name, value in found.values.items()}
    {'force': 0.5, 'lead': 0.5, 'idle': 0.0}
    """
    names = list(components)
    if len(names) > MOST_COMPONENTS:
        raise RangeError(
            f"{len(names)} components make {2 ** len(names)} subsets; at most "
            f"{MOST_COMPONENTS} are taken apart",
            hint="Join some into one component.",
        )
    if len(set(names)) < len(names):
        raise RangeError(f"a component is named twice in {names}")
    k = len(names)
    empty = np.asarray(worth(frozenset()), dtype=np.float64)
    full = np.asarray(worth(frozenset(names)), dtype=np.float64) if names else empty
    values = {name: np.zeros_like(empty) for name in names}
    alone, last = dict(values), dict(values)
    for size in range(k + 1):
        for members in itertools.combinations(names, size):
            there = frozenset(members)
            found = empty if not size else full if size == k else np.asarray(worth(there))
            for name in names:
                others = size - (name in there)
                sign = 1.0 if name in there else -1.0
                weight = math.factorial(others) * math.factorial(k - 1 - others) / math.factorial(k)
                values[name] = values[name] + sign * weight * found
            if size == 1:
                alone[members[0]] = found - empty
            if size == k - 1:
                (missing,) = set(names) - there
                last[missing] = full - found
    return ComponentValues(values=values, alone=alone, last=last, empty=empty, full=full)
