"""The transform of what arrives: E[turn(G)] for turns that multiply when forces add.

Given the state of the lead the guarantors are independent, so the transform of their sum is
the product of theirs, and a group of alike ones is a power. Every exact route uses it.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from pourparler.models.arguments import Floats
from pourparler.models.guarantees.pledges import Pledges

Complex = NDArray[np.complex128]
Turn = Callable[[Floats], Complex]
"""From a contribution in each of n draws to its turn at F frequencies, shape (F, n)."""


def raise_to(base: Complex, exponent: int) -> Complex:
    """Return a whole power at or above 0 of an array, by repeated squaring."""
    if exponent == 0:
        return np.ones_like(base)
    square = base
    while exponent % 2 == 0:
        square, exponent = square * square, exponent // 2
    result = square
    while exponent := exponent // 2:
        square = square * square
        if exponent % 2:
            result = result * square
    return result


def transform_given(pledges: Pledges, state: int, turn: Turn) -> Complex:
    """Return E[turn(G)] given the state of the lead, in every draw, shape (F, n)."""
    product = turn(pledges.lead_contributions[:, state])
    for group, count in enumerate(pledges.counts):
        # Complex as well: NumPy would convert them again for every frequency.
        reliability = pledges.reliabilities[:, group, state].astype(np.complex128)
        one = turn(pledges.contributions[:, group])
        one *= reliability
        one += 1.0 - reliability
        product *= raise_to(one, int(count))
    return product


def transform(pledges: Pledges, turn: Turn) -> Complex:
    """Return E[turn(G)] over the states of the lead, in every draw, shape (F, n)."""
    states = range(pledges.lead_shares.shape[1])
    parts = (pledges.lead_shares[:, s] * transform_given(pledges, s, turn) for s in states)
    total: Complex = sum(parts, np.zeros(1, dtype=np.complex128))
    return total
