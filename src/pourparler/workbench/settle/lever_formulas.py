"""The slopes of survival that have a formula, by the names of the inputs in the case file."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy import special

from pourparler.case.settlement import Design, Trigger
from pourparler.models.guarantees.triggers import agree
from pourparler.models.settlement.outlook import Guarantee, foresee
from pourparler.models.settlement.slopes import HazardSlopes, solve_hazard_slopes
from pourparler.workbench.settle.evaluate import Block, set_up
from pourparler.workbench.settle.plan import Plan
from pourparler.workbench.settle.sample import (
    THOUSAND_KM2,
    Sample,
    build_guarantee,
    group_names,
)

Floats = NDArray[np.float64]


def solve_survival_slopes(plan: Plan, design: Design, block: Block) -> dict[str, Floats]:
    """Return, by input, the slope of survival to the horizon in every draw, who joins held fixed.

    Strength that arrives and what guarantors weigh before they join have none.
    """
    setting = set_up(block)
    guarantee = build_guarantee(plan.case, design, setting.sample)
    land = block.land / THOUSAND_KM2
    outlook = foresee(setting.attack, guarantee, land=land, relief=block.relief)
    slopes = solve_hazard_slopes(setting.attack, guarantee, outlook, land=land)
    named = _Named(plan, design, setting.sample, guarantee, slopes)
    return {
        name: slopes.survival(part, years=plan.horizon, outlook=outlook) for name, part in named
    }


class _Named:
    """Slopes of the hazard by input."""

    def __init__(
        self,
        plan: Plan,
        design: Design,
        sample: Sample,
        guarantee: Guarantee,
        slopes: HazardSlopes,
    ) -> None:
        self._plan, self._design = plan, design
        self._sample, self._guarantee, self._slopes = sample, guarantee, slopes
        self._spared = 1.0 - self._tripwire()

    def __iter__(self) -> Iterator[tuple[str, Floats]]:
        yield "punishment", self._slopes.punishment
        yield f"{self._design.id}.refusal_cost", np.zeros(self._sample.draws)
        yield from self._measures()
        yield from self._reliabilities()
        if self._design.trigger is not None:
            yield from self._trigger(self._design.trigger)

    def _tripwire(self) -> Floats:
        left = np.ones(self._sample.draws)
        for measure in self._plan.settlement.measures:
            if measure.kind == "tripwire" and measure.id in self._design.components:
                left = left * (1.0 - self._sample.of(f"{measure.id}.amount"))
        return 1.0 - left

    def _measures(self) -> Iterator[tuple[str, Floats]]:
        for measure in self._plan.settlement.measures:
            if measure.id not in self._design.components:
                continue
            name = f"{measure.id}.amount"
            without = 1.0 - self._sample.of(name)
            if measure.kind == "snapback":
                yield name, self._slopes.snapback
            elif measure.kind == "monitoring":
                rest = _over(1.0 - self._guarantee.prevented, without)
                yield name, self._slopes.prevented * rest
            elif measure.kind == "tripwire":
                yield name, self._of_tripwire() * _over(self._spared, without)

    def _of_tripwire(self) -> Floats:
        """Return the slope of all reliabilities at once: 1 - (1-r)(1-tau), by tau."""
        members, lead = group_names(self._plan.case, self._design)
        total = np.zeros(self._sample.draws)
        for place, group in enumerate(members):
            for state, key in enumerate(("reliability_with_lead", "reliability_without_lead")):
                total += self._slopes.members[:, place, state] * (1.0 - self._share(group, key))
        if lead is not None:
            total += self._slopes.lead * (1.0 - self._share(lead, "reliability"))
        return total

    def _reliabilities(self) -> Iterator[tuple[str, Floats]]:
        members, lead = group_names(self._plan.case, self._design)
        for place, group in enumerate(members):
            both = np.zeros(self._sample.draws)
            for state, key in enumerate(("reliability_with_lead", "reliability_without_lead")):
                slope = self._slopes.members[:, place, state] * self._spared
                if self._sample.has(f"{group}.{key}"):
                    yield f"{group}.{key}", slope
                else:
                    both = both + slope
            yield f"{group}.reliability", both
        if lead is not None:
            yield f"{lead}.reliability", self._slopes.lead * self._spared

    def _share(self, group: str, key: str) -> Floats:
        name = f"{group}.{key}"
        given = name if self._sample.has(name) else f"{group}.reliability"
        return np.clip(self._sample.of(given), 0.0, 1.0)

    def _trigger(self, trigger: Trigger) -> Iterator[tuple[str, Floats]]:
        place = f"{self._design.id}.trigger"
        automatic = np.minimum(self._sample.of(f"{place}.automatic"), 1.0)
        vote = np.clip(self._sample.of(f"{place}.agrees"), 0.0, 1.0)
        agreed = agree(vote, members=trigger.members, needed=trigger.needed)
        yield f"{place}.automatic", self._slopes.invoked * (1.0 - agreed)
        needed = trigger.members if trigger.needed is None else trigger.needed
        yield (
            f"{place}.agrees",
            (self._slopes.invoked * (1.0 - automatic) * _decides(vote, trigger.members, needed)),
        )


def _decides(vote: Floats, members: int, needed: int) -> Floats:
    """Return the slope of the chance that enough agree: n times that one vote decides."""
    ways = members * special.binom(members - 1, needed - 1)
    slope: Floats = ways * vote ** (needed - 1) * (1.0 - vote) ** (members - needed)
    return slope


def _over(part: Floats, whole: Floats) -> Floats:
    """Divide, 0 where nothing is left to divide by."""
    return np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)
