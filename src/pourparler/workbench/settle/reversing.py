"""Which inputs an answer hangs on, told from the draws it was counted in, and where it turns.

Draws are sorted by one input; how often a design is signed and holds, and how often it does
better, is counted in the third of them with its lowest values and in the third with its
highest. That takes no draw beyond those there are, and says how sure it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from pourparler.models.sensitivity.ranges import HIGH_SHARE, LOW_SHARE, Uncertain
from pourparler.models.sensitivity.shares import Share, count_share
from pourparler.workbench.settle.deciding import cap_of, score
from pourparler.workbench.settle.evaluate import evaluate_block
from pourparler.workbench.settle.plan import Plan

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

TOLD: Final = 8
"""Inputs that are told."""

_SCANNED: Final = 17
"""Values of each of them at which the order is looked at, evenly spaced in share."""

CLEAR: Final = 2.5
"""Standard errors from which a difference is taken for more than chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thirds:
    """How often something came out where an input is low, and where it is high."""

    low: Share
    high: Share

    @property
    def difference(self) -> float:
        """High less low, of 1."""
        return self.high.share - self.low.share

    @property
    def is_clear(self) -> bool:
        """Whether the difference is beyond what chance makes of so many draws."""
        error = np.hypot(self.low.standard_error, self.high.standard_error)
        return bool(abs(self.difference) > CLEAR * error)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decider:
    """An input, and what hangs on it.

    Attributes
    ----------
    input : str
    signed, holds, both, better, worse : Thirds
        How often the design in focus is signed, holds, does both, and does better than the
        other, and worse, where the input is in its lowest and in its highest third.
    turns_at : tuple of (float, float), or None
        Between which two values it alone turns the order, all others at their medians; None
        where it does not within its range.
    """

    input: str
    signed: Thirds
    holds: Thirds
    both: Thirds
    better: Thirds
    worse: Thirds
    turns_at: tuple[float, float] | None

    @property
    def reverses(self) -> str:
        """``low`` or ``high``: in which third the order is the other way round, else nothing."""
        ahead = [self.better.low.count - self.worse.low.count,
                 self.better.high.count - self.worse.high.count]  # fmt: skip
        if ahead[0] * ahead[1] >= 0 or not (self.better.is_clear or self.worse.is_clear):
            return ""
        total = sum(ahead)
        return "low" if (ahead[0] < 0) == (total > 0) else "high"

    @property
    def is_reversal_clear(self) -> bool:
        """Whether the order in that third is beyond what chance makes of so many draws.

        Draws without a difference tell nothing; of the others, the difference of the two
        counts has the square root of their sum for its standard error.
        """
        if not self.reverses:
            return False
        better = getattr(self.better, self.reverses).count
        worse = getattr(self.worse, self.reverses).count
        return bool(abs(better - worse) > CLEAR * np.sqrt(better + worse))


def find_deciders(
    plan: Plan,
    ranges: Mapping[str, Uncertain],
    values: Mapping[str, Floats],
    *,
    signed: Flags,
    holds: Flags,
    margin: Floats,
    pair: tuple[str, str],
) -> tuple[Decider, ...]:
    """Return the inputs that move an answer most, the largest first; at least three.

    Parameters
    ----------
    ranges, values : mapping of input to Uncertain, and to array of shape (N,)
    signed, holds : array of bool, shape (N,)
        In which draws the design in focus is signed, and holds.
    margin : array, shape (N,)
        By how much it does better than the other.
    pair : tuple of str
        The two designs.
    """
    outcomes = {
        "signed": signed,
        "holds": holds,
        "both": signed & holds,
        "better": margin > 0,
        "worse": margin < 0,
    }
    sizes: dict[str, float] = {}
    orders: dict[str, tuple[NDArray[np.intp], NDArray[np.intp]]] = {}
    third = max(len(margin) // 3, 1)
    for name, drawn in values.items():
        if drawn[0] == drawn[-1] and np.ptp(drawn) == 0:
            continue
        order = np.argsort(drawn, kind="stable")
        orders[name] = low, high = order[:third], order[-third:]
        sizes[name] = max(
            abs(float(flags[high].mean()) - float(flags[low].mean())) for flags in outcomes.values()
        )
    largest = sorted(sizes, key=lambda name: -sizes[name])[:TOLD]
    turns = _find_turns(plan, ranges, largest, pair)
    return tuple(
        Decider(
            input=name,
            **{outcome: _thirds(flags, orders[name]) for outcome, flags in outcomes.items()},
            turns_at=turns.get(name),
        )
        for name in largest
    )


def _thirds(flags: Flags, ends: tuple[NDArray[np.intp], NDArray[np.intp]]) -> Thirds:
    return Thirds(low=count_share(flags[ends[0]]), high=count_share(flags[ends[1]]))


def _find_turns(
    plan: Plan, ranges: Mapping[str, Uncertain], names: Sequence[str], pair: tuple[str, str]
) -> dict[str, tuple[float, float]]:
    """Return between which values each input alone turns the order; those that do not are out.

    All inputs are looked at in one block of draws: one at a time away from the medians.
    """
    if pair[0] == pair[1] or not names:
        return {}
    shares = np.linspace(LOW_SHARE, HIGH_SHARE, _SCANNED)
    rows = len(names) * _SCANNED
    values = {name: np.full(rows, float(part.median)) for name, part in ranges.items()}
    for n, name in enumerate(names):
        values[name][n * _SCANNED : (n + 1) * _SCANNED] = ranges[name].quantile(shares)
    found = evaluate_block(plan.block(values, rows, priced=True, designs=pair))
    cap = cap_of(plan, values)
    ahead = score(plan, found[pair[0]], cap) > score(plan, found[pair[1]], cap)
    turns = {}
    for n, name in enumerate(names):
        part = slice(n * _SCANNED, (n + 1) * _SCANNED)
        here, places = ahead[part], values[name][part]
        changes = np.flatnonzero(here[1:] != here[:-1])
        if changes.size:
            nearest = int(changes[np.argmin(np.abs(shares[changes] - 0.5))])
            turns[name] = float(places[nearest]), float(places[nearest + 1])
    return turns
