"""What waiting costs under both sequences, in words."""

from __future__ import annotations

from pourparler.models.settlement.solution import Delay, SettlementSolution
from pourparler.report.figure_words import band_words, in_draws


def delay_words(solution: SettlementSolution) -> tuple[str, ...]:
    """Return what delay costs under both sequences, in sentences."""
    delay: Delay | None = solution.delay
    if delay is None:
        return ()
    advancing = solution.names.get(solution.advancing or "", "the advancing side")
    first, second = delay.deal_first, delay.ceasefire_first
    allowed = delay.breakdown_allowed_per_year
    least = (
        "In the median draw no ceasefire, however firm, would come soon enough."
        if allowed.median <= 0
        else f"In the median draw it may break at most {allowed.median:.2f} times a year."
    )
    return (
        f"Deal first: {advancing} gains {band_words(first.land_at_signature_km2, 'km2', digits=0)} "
        "until a signature, if the front moves as it did.",
        f"Ceasefire first: {band_words(second.land_at_signature_km2, 'km2', digits=0)}.",
        *land_end_words(delay, solution.names.get(solution.other or "", "the other side")),
        f"Ceasefire first loses less land in {in_draws(delay.loses_less)}. For that a ceasefire "
        f"has to come at {band_words(delay.ceasefire_needed_per_year, 'a year', digits=1)}, or "
        f"break less often. {least}",
        *(f"{label}: {words}" for label, words in delay.backtest),
    )


def land_end_words(delay: Delay, other: str) -> tuple[str, ...]:
    """Say how much land there is to lose, and how often all of it goes; nothing if unknown."""
    ahead, first, second = (
        delay.land_ahead_km2,
        delay.deal_first.all_taken,
        delay.ceasefire_first.all_taken,
    )
    if ahead is None or first is None or second is None:
        return ()
    return (
        f"No more is lost than {other} holds, {band_words(ahead, 'km2', digits=0)}. All of it goes "
        f"in {in_draws(first)} with the deal first and in {in_draws(second)} with a ceasefire "
        "first, if the front moves for years as it did in the last one.",
    )
