"""Which inputs an answer hangs on, told from the draws it was counted in, and where it turns.

Draws are sorted by one input; how often a design is signed and holds, and how often it does
better, is counted in the third of them with its lowest values and in the third with its
highest. That takes no draw beyond those there are, and says how sure it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from pourparler.models.sensitivity.ranges import HIGH_SHARE, LOW_SHARE, Uncertain
from pourparler.models.sensitivity.shares import count_share
from pourparler.models.settlement.comparison import Decider, Thirds
from pourparler.workbench.settle.deciding import cap_of, score
from pourparler.workbench.settle.evaluate import evaluate_block
from pourparler.workbench.settle.plan import Plan

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Places = NDArray[np.intp]

TOLD: Final = 8
"""Inputs that are told whatever they do."""

REVERSING: Final = 6
"""Most of the others that are told because the order is the other way round in a third of draws."""

_SCANNED: Final = 17
"""Values of each of them at which the order is looked at, evenly spaced in share."""


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
    """Return the inputs that move an answer most, the largest first, then those that turn it.

    Every input is looked at for an order that is the other way round where it is low or high,
    so that none is missed because it moves other things less; chance alone makes some of many.

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
    found = [
        Decider(
            input=name,
            **{outcome: _thirds(flags, ends) for outcome, flags in outcomes.items()},
            turns_at=None,
        )
        for name, ends in _ends(values).items()
    ]
    found.sort(key=lambda decider: -_size(decider, outcomes))
    told = found[:TOLD] + [decider for decider in found[TOLD:] if decider.reverses][:REVERSING]
    turns = _find_turns(plan, ranges, [decider.input for decider in told], pair)
    return tuple(replace(decider, turns_at=turns.get(decider.input)) for decider in told)


def _ends(values: Mapping[str, Floats]) -> dict[str, tuple[Places, Places]]:
    """Return in which draws each input that varies is in its lowest third, and in its highest."""
    ends = {}
    for name, drawn in values.items():
        if drawn[0] == drawn[-1] and np.ptp(drawn) == 0:
            continue
        order, third = np.argsort(drawn, kind="stable"), max(len(drawn) // 3, 1)
        ends[name] = order[:third], order[-third:]
    return ends


def _size(decider: Decider, outcomes: Iterable[str]) -> float:
    """Return by how much the outcome that an input moves most differs between the thirds."""
    both: list[Thirds] = [getattr(decider, outcome) for outcome in outcomes]
    return max(abs(thirds.high.count - thirds.low.count) for thirds in both)


def _thirds(flags: Flags, ends: tuple[Places, Places]) -> Thirds:
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
