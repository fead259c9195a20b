"""How fast the frontier and the Nash point of packages are found, beside NegMAS in the same run.

Usage: python benchmarks/packages.py [OUTCOMES]     (1,000,000 if left out)

NegMAS is not a dependency: `pip install negmas` beside pourparler, else its columns are left out.
Both get the same additive worths: ten options an issue, two and three parties, and both return the
frontier and the Nash point. Ours alone goes on to 10**8 packages. A third column finds the frontier
of the listed worths, as is needed where worth does not add up.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from functools import partial

import numpy as np

from pourparler.models.packages.additive import AdditiveWorth, additive_frontier
from pourparler.models.packages.frontier import find_frontier
from pourparler.models.packages.solutions import find_nash

SEED = 8
OPTIONS = 10
RESERVATION = 0.1


def draw_worth(issues: int, parties: int) -> AdditiveWorth:
    rng = np.random.default_rng((SEED, issues, parties))
    weights = rng.dirichlet(np.ones(issues), parties)
    return AdditiveWorth(
        [rng.random((OPTIONS, parties)) * weights[:, issue] for issue in range(issues)]
    )


def timed(call: Callable[[], object], *, repeat: int) -> float:
    best = float("inf")
    for _ in range(repeat):
        begun = time.perf_counter()
        call()
        best = min(best, time.perf_counter() - begun)
    return best


def ours(worth: AdditiveWorth) -> int:
    frontier = additive_frontier(worth)
    find_nash(frontier.utilities, np.full(worth.parties, RESERVATION))
    return len(frontier.packages)


def listed(worth: AdditiveWorth) -> int:
    sums = np.zeros((1, worth.parties))
    for table in worth.tables:
        sums = (sums[:, None, :] + table[None, :, :]).reshape(-1, worth.parties)
    frontier = find_frontier(sums)
    find_nash(sums[frontier], np.full(worth.parties, RESERVATION))
    return len(frontier)


def peer(worth: AdditiveWorth) -> Callable[[], int] | None:
    """Return NegMAS's way from utility functions to frontier and Nash point."""
    try:
        from negmas.outcomes import make_issue, make_os
        from negmas.preferences import LinearAdditiveUtilityFunction
        from negmas.preferences.ops import nash_points, pareto_frontier
    except ImportError:
        return None
    issues = [make_issue(OPTIONS, str(number)) for number in range(len(worth.tables))]
    space = make_os(issues)
    functions = [
        LinearAdditiveUtilityFunction(
            values=[dict(enumerate(table[:, party].tolist())) for table in worth.tables],
            outcome_space=space,
            reserved_value=RESERVATION,
        )
        for party in range(worth.parties)
    ]

    def run() -> int:
        frontier, _ = pareto_frontier(functions, issues=issues, sort_by_welfare=True)
        nash_points(functions, frontier, issues=issues)
        return len(frontier)

    return run


def main() -> None:
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    print(
        f"{'packages':>12}{'parties':>9}{'frontier':>10}{'ours':>12}{'listed':>12}{'NegMAS':>12}",
        end="",
    )
    print(f"{'ratio':>10}{'ratio listed':>14}")
    for parties in (2, 3):
        for issues in (3, 4, 5, 6, 8):
            worth = draw_worth(issues, parties)
            if most < worth.count < 10**8:
                continue
            taken = timed(partial(ours, worth), repeat=3)
            line = f"{worth.count:>12,}{parties:>9}{ours(worth):>10}{taken:>10.4f} s"
            if worth.count <= most:
                plain = timed(partial(listed, worth), repeat=1)
                line += f"{plain:>10.3f} s"
                run = peer(worth)
                if run is not None:
                    theirs = timed(run, repeat=1)
                    line += f"{theirs:>10.2f} s{theirs / taken:>9.0f}x{theirs / plain:>13.1f}x"
            print(line, flush=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of all of it {peak:.0f} MB")


if __name__ == "__main__":
    main()
