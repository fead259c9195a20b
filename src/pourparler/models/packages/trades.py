"""Log-rolling: pairs of issues on which two parties can both do better than a package."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from pourparler.models.packages.additive import AdditiveWorth


@dataclass(frozen=True, slots=True)
class Trade:
    """A change on two issues by which nobody loses and somebody gains. Frozen.

    ``options`` are the new ones on ``issues``; ``gains`` what each party gains, (P,). On
    either issue alone somebody would lose: otherwise it is no trade.
    """

    issues: tuple[int, int]
    options: tuple[int, int]
    gains: tuple[float, ...]


def find_trades(worth: AdditiveWorth, package: ArrayLike) -> tuple[Trade, ...]:
    """Return the trades from a package, the one with the largest smallest gain first.

    Parameters
    ----------
    worth : AdditiveWorth
    package : int, shape (I,)
        Where the trades start.

    Returns
    -------
    tuple of Trade
        Empty when no change of two issues betters somebody at nobody's cost.

    Notes
    -----
    O(I^2 K^2 P).

    Examples
    --------
    >>> worth = AdditiveWorth([[[0, 3], [5, 0]], [[0, 5], [3, 0]]])
    >>> [trade.gains for trade in find_trades(worth, [0, 1])]
    [(2.0, 2.0)]
    """
    start = np.asarray(package, dtype=np.int64)
    worth.of(start[None])  # names what is wrong with it
    changes = [table - table[start[issue]] for issue, table in enumerate(worth.tables)]
    found: list[Trade] = []
    for one in range(len(changes)):
        for other in range(one + 1, len(changes)):
            gains = changes[one][:, None, :] + changes[other][None, :, :]
            costs_somebody = [(change < 0).any(axis=1) for change in (changes[one], changes[other])]
            trades = (
                (gains >= 0).all(axis=2)
                & (gains > 0).any(axis=2)
                & costs_somebody[0][:, None]
                & costs_somebody[1][None, :]
            )
            found += [
                Trade((one, other), (int(a), int(b)), tuple(float(g) for g in gains[a, b]))
                for a, b in np.argwhere(trades)
            ]
    return tuple(sorted(found, key=lambda t: (-min(t.gains), -sum(t.gains), t.issues, t.options)))
