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
    result = np.ones_like(base)
    square = base
    while exponent:
        if exponent & 1:
            result = result * square
        exponent >>= 1
        if exponent:
            square = square * square
    return result


def turn_group(turned: Complex, reliability: Floats, count: int) -> Complex:
    """Return the transform of a group: (1 - r + r turn)^count, shape (F, n)."""
    return raise_to(1.0 + reliability * (turned - 1.0), count)


def transform(pledges: Pledges, turn: Turn) -> Complex:
    """Return E[turn(G)] in every draw, over the states of the lead, shape (F, n)."""
    turned = [turn(pledges.contributions[:, group]) for group in range(pledges.counts.size)]
    total: Complex = np.zeros(1, dtype=np.complex128)
    for state in range(pledges.lead_shares.shape[1]):
        product = turn(pledges.lead_contributions[:, state]) * pledges.lead_shares[:, state]
        for group, count in enumerate(pledges.counts):
            reliability = pledges.reliabilities[:, group, state]
            product = product * turn_group(turned[group], reliability, int(count))
        total = total + product
    return total
