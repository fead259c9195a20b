"""Fitted rates of motion, as the terminal prints them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from pourparler.cli.output import print_lines, print_table

if TYPE_CHECKING:
    from pourparler.models.positions.rate_intervals import RateInterval
    from pourparler.workbench.fitted_rates import FittedRates

_RATES: Final = {
    "walk": "drift of wording (walk), squared points a day",
    "jump_rate": "changes of mind (jumps) a day",
}
_OUTCOMES: Final = {
    "found": "",
    "at_bound": "the likeliest rate is at the end of where it was looked for",
    "flat": "what was said does not tell rates apart",
    "not_converged": "the search ended early",
}
_ENOUGH: Final = 2.0


def print_fitted(fitted: Sequence[FittedRates]) -> None:
    """Print rates with their intervals, and which positions would be elsewhere under them."""
    if not fitted:
        return
    rows = []
    for one in fitted:
        scale = _scale_words(one)
        for name, interval in one.intervals.items():
            rows.append(
                (
                    scale,
                    _RATES[name],
                    f"{getattr(one.given, name):.3g}",
                    _likeliest(interval),
                    interval_words(interval),
                )
            )
            scale = ""
    print_table(
        ("fitted to", "rate", "used", "likeliest", "95 % interval"),
        rows,
        title="How fast positions move, by what was said in this case",
    )
    print_lines((*(_verdict(one) for one in fitted), "All other figures use the rates used.\n"))


def interval_words(interval: RateInterval) -> str:
    """Return an interval; an end that the evidence does not set is said to be open."""
    if interval.is_low_open and interval.is_high_open:
        return "any: not told apart"
    if interval.is_low_open:
        return f"up to {interval.high:.3g}"
    if interval.is_high_open:
        return f"{interval.low:.3g} or more"
    return f"{interval.low:.3g} to {interval.high:.3g}"


def _likeliest(interval: RateInterval) -> str:
    """Return the likeliest rate; at the end of where it was looked for it may be beyond."""
    value = f"{interval.value:.3g}"
    if value == f"{interval.low:.3g}" and interval.is_low_open:
        return f"{value} or less"
    if value == f"{interval.high:.3g}" and interval.is_high_open:
        return f"{value} or more"
    return value


def _scale_words(one: FittedRates) -> str:
    from pourparler.report.words import count_words

    amount = f"{count_words(one.series, 'position')}, {count_words(one.utterances, 'occasion')}"
    kind = "options without order" if one.issues[0].scale == "unordered" else "options in order"
    return f"{kind}: {amount}"


def _verdict(one: FittedRates) -> str:
    """Say what the fit is worth, and what it would change."""
    from pourparler.report.words import count_words

    scale = _scale_words(one).partition(":")[0].capitalize()
    better = "better by" if one.fit.gain >= _ENOUGH else "no better than chance makes them:"
    parts = [f"the likeliest rates are {better} {one.fit.gain:.1f} in log likelihood"]
    if note := _OUTCOMES[one.fit.outcome]:
        parts.append(note)
    moved = [f"{m.actor} on {m.issue.id} ({m.option}, not {m.given})" for m in one.moved]
    parts.append(
        f"under them {count_words(len(moved), 'position')} would have another option first"
        + (f": {', '.join(moved)}" if moved else "")
    )
    return f"{scale}: {'; '.join(parts)}."
