"""How fast challenges and exchanges are solved, beside the figures of the programs known for them.

Usage: python benchmarks/bargaining.py

The other figures were measured once, on two cores of another machine: KTAB SMP (built with -O2, one
dimension, until it stops by itself) and the equal gain program DECIDE (one round). They are not run
here. Ours plays challenges for as many rounds as KTAB took turns, and exchanges until nobody gains.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import TypeVar

import numpy as np

from pourparler.models.bargaining.challenge import solve_challenge
from pourparler.models.bargaining.exchange import solve_exchange
from pourparler.models.bargaining.standings import Standings

Found = TypeVar("Found")

SEED = 8
KTAB = ((10, 7, 0.28), (20, 15, 2.04), (40, 29, 34.2), (80, 30, 202.6), (160, 30, None))
"""Actors, turns (30 where it was not counted), seconds; the last was stopped after 300 s."""

DECIDE = ((10, 4, 0.05), (15, 8, 1.9), (15, 13, 9.0), (30, 8, 30.2), (50, 8, 72.0), (30, 13, 90.0))
"""Actors, issues, seconds of one round."""


def timed(call: Callable[[], Found]) -> tuple[float, Found]:
    begun = time.perf_counter()
    found = call()
    return time.perf_counter() - begun, found


def main() -> None:
    rng = np.random.default_rng(SEED)
    print(f"{'challenge, actors':>20}{'rounds':>8}{'ours':>12}{'KTAB then':>12}")
    for actors, rounds, theirs in KTAB:
        standings = Standings(
            rng.random((1, actors)) * 100, rng.random((1, actors)), rng.random((1, actors)) * 100
        )
        taken, _ = timed(partial(solve_challenge, standings, rounds=rounds))
        beside = "over 300 s" if theirs is None else f"{theirs:.2f} s"
        print(f"{actors:>20}{rounds:>8}{taken:>10.4f} s{beside:>12}", flush=True)
    print(f"{'exchange, actors':>20}{'issues':>8}{'ours':>12}{'DECIDE then':>12}{'made':>8}")
    for actors, issues, theirs in DECIDE:
        shape = (actors, issues)
        tables = rng.random(shape) * 100, rng.random(shape), rng.random(shape) * 100
        taken, found = timed(partial(solve_exchange, *tables))
        made = len(found.exchanges)
        print(f"{actors:>20}{issues:>8}{taken:>10.4f} s{theirs:>10.2f} s{made:>8}", flush=True)


if __name__ == "__main__":
    main()
