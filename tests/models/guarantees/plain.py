"""Guarantors the plain way: every way they can turn out, one by one.

Nothing here uses the package, so that the package can be compared with it.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Plain:
    """One draw: guarantors one by one, and the states of the lead."""

    contributions: Sequence[float]
    reliabilities: Sequence[Sequence[float]]
    lead_shares: Sequence[float]
    lead_contributions: Sequence[float]

    def outcomes(self) -> Iterator[tuple[float, float]]:
        """Yield force and probability of every way in which the guarantors turn out."""
        people = range(len(self.contributions))
        for state, share in enumerate(self.lead_shares):
            for come in itertools.product((0, 1), repeat=len(self.contributions)):
                likely = share
                for j in people:
                    r = self.reliabilities[j][state]
                    likely *= r if come[j] else 1 - r
                force = sum(self.contributions[j] for j in people if come[j])
                yield self.lead_contributions[state] + force, likely

    def expect(self, function: Callable[[float], float]) -> float:
        """Return the expectation of a function of the force that arrives."""
        return math.fsum(likely * function(force) for force, likely in self.outcomes())

    def success(self, strength: float, own_army: float, decisiveness: float) -> float:
        """Return the expected chance of success of an attack."""
        r = strength**decisiveness
        return self.expect(lambda force: r / (r + (own_army + force) ** decisiveness))


def shapley(players: int, worth: Callable[[frozenset[int]], float]) -> list[float]:
    """Return the average of what each adds, over every order of joining, by subsets."""
    found = [0.0] * players
    for size in range(players):
        weight = math.factorial(size) * math.factorial(players - size - 1) / math.factorial(players)
        for members in itertools.combinations(range(players), size):
            base = worth(frozenset(members))
            for new in set(range(players)) - set(members):
                found[new] += weight * (worth(frozenset({*members, new})) - base)
    return found


CONTRIBUTIONS = [float(1 + (7 * i) % 11) for i in range(1, 31)]
WITH_LEAD = [0.5 + 0.4 * ((3 * i % 10) / 10) for i in range(1, 31)]
WITHOUT_LEAD = [0.35 * r for r in WITH_LEAD]
LEAD_CONTRIBUTION, LEAD_RELIABILITY = 40.0, 0.6
STRENGTH, OWN_ARMY = 100.0, 60.0


def example(players: int, lead: float = LEAD_RELIABILITY) -> Plain:
    """Return the first guarantors of the worked example, with their lead."""
    return Plain(
        CONTRIBUTIONS[:players],
        list(zip(WITH_LEAD[:players], WITHOUT_LEAD[:players], strict=True)),
        (lead, 1 - lead),
        (LEAD_CONTRIBUTION, 0.0),
    )
