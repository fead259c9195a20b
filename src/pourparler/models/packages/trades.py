"""Log-rolling: pairs of issues on which two parties can both do better than a package."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from pourparler.models.packages.additive import AdditiveWorth
from pourparler.models.packages.frontier import Flags, Floats, Integers
from pourparler.models.packages.worth import PackageWorth

ROUNDING: Final = 1e-12


@dataclass(frozen=True, slots=True)
class Trade:
    """A change on two issues by which nobody loses and somebody gains. Frozen.

    ``options`` are the new ones on ``issues``; ``gains`` what each party gains, (P,). On
    either issue alone somebody would lose: otherwise it is no trade.
    """

    issues: tuple[int, int]
    options: tuple[int, int]
    gains: tuple[float, ...]


def find_trades(worth: PackageWorth, package: ArrayLike) -> tuple[Trade, ...]:
    """Return the trades from a package, the one with the largest smallest gain first.

    Parameters
    ----------
    worth : PackageWorth
        Additive, linked, listed or computed.
    package : int, shape (I,)
        Where the trades start.

    Returns
    -------
    tuple of Trade
        Empty when no change of two issues betters somebody at nobody's cost.

    Notes
    -----
    O(I^2 K^2 P). Gains within 1e-12 of 0 count as 0: they are rounding.

    Examples
    --------
    >>> worth = AdditiveWorth([[[0, 3], [5, 0]], [[0, 5], [3, 0]]])
    >>> [trade.gains for trade in find_trades(worth, [0, 1])]
    [(2.0, 2.0)]
    """
    start = np.asarray(package, dtype=np.int64)
    base = worth.of(start[None])[0]  # names what is wrong with it
    found: list[Trade] = []
    for one in range(len(worth.sizes)):
        for other in range(one + 1, len(worth.sizes)):
            gains = _gains(worth, start, base, (one, other))
            # What changes on one issue alone is in the row or column of where the other stays.
            costs_one: Flags = np.any(gains[:, start[other]] < 0, axis=1)
            costs_other: Flags = np.any(gains[start[one]] < 0, axis=1)
            trades = (
                (gains >= 0).all(axis=2)
                & (gains > 0).any(axis=2)
                & costs_one[:, None]
                & costs_other[None, :]
            )
            found += [
                Trade((one, other), (int(a), int(b)), tuple(float(g) for g in gains[a, b]))
                for a, b in np.argwhere(trades)
            ]
    return tuple(sorted(found, key=lambda t: (-min(t.gains), -sum(t.gains), t.issues, t.options)))


def _gains(worth: PackageWorth, start: Integers, base: Floats, issues: tuple[int, int]) -> Floats:
    """Return what every change of two issues gains each party, (K_a, K_b, P)."""
    if isinstance(worth, AdditiveWorth):
        one, other = (worth.tables[issue] - worth.tables[issue][start[issue]] for issue in issues)
        return _rounded(one[:, None, :] + other[None, :, :])
    shape = (worth.sizes[issues[0]], worth.sizes[issues[1]])
    changed = np.tile(start, (shape[0] * shape[1], 1))
    changed[:, list(issues)] = np.stack(np.unravel_index(np.arange(len(changed)), shape), axis=1)
    return _rounded((worth.of(changed) - base).reshape(*shape, worth.parties))


def _rounded(gains: Floats) -> Floats:
    kept: Floats = np.where(np.abs(gains) < ROUNDING, 0.0, gains)
    return kept
