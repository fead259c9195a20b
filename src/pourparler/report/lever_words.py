"""Levers in words and rows: which part of a guarantee moves a design most, in the model."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from pourparler.models.sensitivity.slopes import Slope
from pourparler.models.settlement.solution import Lever, SettlementSolution
from pourparler.report.figure_words import input_words

LEVER_HEADS: Final = ("part of the guarantee", "one unit", "survival", "signed by all", "both")
"""Heads of the table that ``lever_rows`` fills."""

FINDING: Final = (
    "A finding about the model, and no advice: nobody turns one number alone, and those it "
    "concerns would answer."
)

MOST: Final = 10

_Outcome = Callable[[Lever], Slope | None]


def lever_words(solution: SettlementSolution) -> tuple[str, ...]:
    """Return, for each outcome, the part of the guarantee that moves it most."""
    found = solution.levers
    if found is None or not found.levers:
        return ()
    years = f"{solution.horizon_years:g} years"
    outcomes: tuple[tuple[str, _Outcome], ...] = (
        (f"Survival to {years}", lambda lever: lever.hold),
        ("How often all sign", lambda lever: lever.sign),
        ("How often it is signed and durable", lambda lever: lever.both),
    )
    name = solution.names.get(found.design, found.design)
    told = [_strongest(solution, words, of) for words, of in outcomes]
    first, *rest = [words for words in told if words]
    return (f"{name}. {first}", *rest, FINDING)


def lever_rows(solution: SettlementSolution, *, most: int = MOST) -> list[tuple[str, ...]]:
    """Return the strongest levers as rows: part, unit, and what it does to each outcome.

    Figures are points of 100 per unit with their 90 % interval.
    """
    found = solution.levers
    if found is None:
        return []
    return [
        (
            input_words(lever.input, solution.names),
            lever.unit,
            *(
                "" if slope is None else _cell(slope)
                for slope in (lever.hold, lever.sign, lever.both)
            ),
        )
        for lever in found.levers[:most]
    ]


def slope_words(slope: Slope) -> str:
    """Return a slope of a share in points of 100, with its interval and how it was found.

    Examples
    --------
    >>> slope_words(Slope(0.011, 0.0007, False))
    '+1.1 points of 100 (90 % interval +0.98 to +1.2; two runs of the same draws)'
    """
    low, high = slope.interval
    how = "by formula" if slope.is_exact else "two runs of the same draws"
    ends = f"{_points(low)} to {_points(high)}"
    return f"{_points(slope.mean)} points of 100 (90 % interval {ends}; {how})"


def _strongest(solution: SettlementSolution, words: str, of: _Outcome) -> str:
    levers = solution.levers.levers if solution.levers else ()
    moved = [(slope, lever) for lever in levers if (slope := of(lever)) is not None]
    if not moved:
        return ""
    clear = [pair for pair in moved if pair[0].direction in ("up", "down")]
    if not clear:
        return f"{words} moves clearly with no part of it, by so many draws."
    slope, lever = max(clear, key=lambda pair: abs(pair[0].mean) * pair[1].tenth)
    return (
        f"{words} moves most with {input_words(lever.input, solution.names)}, of changes by a "
        f"tenth of each range: {slope_words(slope)} for {lever.unit} more."
    )


def _cell(slope: Slope) -> str:
    if slope.direction == "none":
        return "0, by formula"
    low, high = slope.interval
    mark = "" if slope.is_exact else " *"
    return f"{_points(slope.mean)} ({_points(low)} to {_points(high)}){mark}"


def _points(share: float) -> str:
    points = 100 * share
    return "0" if abs(points) < 5e-4 else f"{points:+.2g}"
