"""A settlement in words: what came out in how many draws, and what that hangs on.

No figure without the inputs that drive it, their author and their range; "probability" is not
said of anything here, for nothing here has been scored.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pourparler.models.settlement.solution import DesignResult, SettlementSolution
from pourparler.report.figure_words import band_words, in_draws

EMPTY: Final = 0.1
"""A share of draws below which no package is said to be both signed and durable."""


def answer_words(solution: SettlementSolution) -> tuple[str, ...]:
    """Return the answer in sentences: signed, lasting, both, the price, and the order."""
    sentences = [sentence for found in solution.designs for sentence in _design(solution, found)]
    return (*sentences, *zone_words(solution))


def zone_words(solution: SettlementSolution) -> tuple[str, ...]:
    """Say whether any design is both signed and lasting in more than a few draws."""
    boths = [found.both.share for found in solution.designs if found.both is not None]
    if boths and max(boths) < EMPTY:
        return (
            f"The zone is empty in nearly all draws: no design is both signed and holds in "
            f"{100 * EMPTY:.0f} of 100. What would turn an answer also says what would open "
            "it; other land or relief stands on the map of packages.",
        )
    return ()


def order_words(solution: SettlementSolution) -> tuple[str, ...]:
    """Return which design does better than which, in the same draw."""
    if not solution.order:
        return ()
    signed = "is signed at the price it has, and " if solution.advancing else ""
    return (
        f"A design does better in a draw when it {signed}holds longer"
        + ("; one that is not signed holds for nobody." if signed else "."),
        *(
            f"{solution.names[o.design]} does better than {solution.names[o.beats]} in "
            f"{in_draws(o.share)}."
            for o in solution.order
        ),
    )


def _design(solution: SettlementSolution, found: DesignResult) -> Iterator[str]:
    years = f"{solution.horizon_years:g} years"
    if found.signable is None or found.both is None:
        yield (
            f"{found.name}: holds for {years} with at least {solution.bar:.0%} in "
            f"{in_draws(found.durable)} from the assumptions listed."
        )
        return
    names = [f"{solution.names.get(p, p)} in {in_draws(s)}" for p, s in found.sign.items()]
    yield (
        f"{found.name}, with relief of {found.relief:g} u and {found.territory_km2:g} km2 handed "
        f"over: preferred to fighting on, in this model, by {' and by '.join(names)}; signed by "
        f"all that have to sign in {in_draws(found.signable)}; it holds for {years} with at least "
        f"{solution.bar:.0%} in {in_draws(found.durable)}; both in {in_draws(found.both)}."
    )
    if found.priced:
        cap = found.priced.within_cap
        granted = f", which could be granted in {in_draws(cap)}" if cap else ""
        yield (
            f"{found.name}: the relief at which {solution.names.get(solution.advancing or '', '')} "
            f"would stop fighting on is {band_words(found.priced.relief, 'u', digits=1)}{granted}; "
            f"at that price it is signed and holds in {in_draws(found.priced.both)}."
        )


def join_words(solution: SettlementSolution) -> tuple[str, ...]:
    """Return, for each design with guarantors, in how many draws each group wants to join."""
    return tuple(
        f"{found.name}: "
        + ", ".join(
            f"{solution.names.get(group, group)} in {in_draws(share)}"
            for group, share in found.guarantors_join.items()
        )
        + "."
        for found in solution.designs
        if found.guarantors_join
    )


def short_words(solution: SettlementSolution) -> tuple[str, ...]:
    """Return one line for each design: signed, holds, both, in so many of 100 draws."""
    lines = []
    for found in solution.designs:
        if found.signable is None or found.both is None:
            lines.append(f"{found.name}: holds in {in_draws(found.durable)}")
            continue
        lines.append(
            f"{found.name}: signed by all in {in_draws(found.signable)}, holds in "
            f"{in_draws(found.durable)}, both in {in_draws(found.both)}"
        )
    return tuple(lines)


def attribution_words(solution: SettlementSolution) -> tuple[str, ...]:
    """Return what each component adds, and how often the guarantee collapses."""
    found = solution.attribution
    if found is None:
        return ()
    name, years = solution.names[found.design], f"{solution.horizon_years:g} years"
    parts = sorted(found.contributions, key=lambda part: -part.shapley)
    listed = ", ".join(f"{part.name} {100 * part.shapley:+.1f}" for part in parts)
    sentences = [
        f"{name}: survival over {years} goes from {found.without:.2f} without it to "
        f"{found.with_all:.2f} with all of it, on average over the draws and with every pledge "
        "made. Of each 100 histories the components save, on average over all orders of adding "
        f"them (Shapley values): {listed}."
    ]
    if found.collapse and found.collapse_independent:
        sentences.append(
            "At most a quarter of the pledged force comes with a chance of "
            f"{band_words(found.collapse)}; if nobody depended on the lead, "
            f"{band_words(found.collapse_independent, digits=3)}."
        )
    return tuple(sentences)
