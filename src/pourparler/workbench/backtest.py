"""Models of an issue's outcome held to decisions that were made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from pourparler.models.bargaining.challenge import AS_CODED, AS_PRINTED, Variant, solve_challenge
from pourparler.models.bargaining.exchange import solve_exchange
from pourparler.models.bargaining.forecast import Forecast
from pourparler.models.bargaining.means import solve_compromise, solve_mean, solve_median
from pourparler.models.bargaining.nash import solve_nash
from pourparler.models.bargaining.standings import SCALE_LENGTH, Floats, Standings
from pourparler.models.scoring.against_baseline import Comparison, compare_with_baseline
from pourparler.workbench.decisions import Decision

NEAR: Final = 10.0
"""Points of the scale: a forecast within them counts as near."""

BASELINE: Final = "compromise"

Model = Callable[[Decision], float]
"""From a decision's inputs to a forecast; NaN where the model does not apply."""


@dataclass(frozen=True, slots=True)
class Record:
    """How one model did. Frozen.

    Attributes
    ----------
    model : str
    decisions : int
        On how many it applied.
    mean_error, median_error : float
        Absolute, in points of the scale.
    near : float
        Share of forecasts within ten points.
    against_baseline : Comparison or None
        Errors less those of the compromise on the same decisions; None for itself.
    """

    model: str
    decisions: int
    mean_error: float
    median_error: float
    near: float
    against_baseline: Comparison | None


def backtest_models(decisions: Sequence[Decision], *, seed: int = 0) -> tuple[Record, ...]:
    """Hold every model to the decisions, the best first.

    Parameters
    ----------
    decisions : sequence of Decision
        At least two on which the compromise applies.
    seed : int
        Of the bootstrap intervals.
    """
    forecasts = {name: np.array([model(d) for d in decisions]) for name, model in MODELS.items()}
    forecasts |= {
        f"exchange of positions, {sides} sides": _exchange(decisions, sides)
        for sides in ("current", "start")
    }
    outcomes = np.array([decision.outcome for decision in decisions])
    base = np.abs(forecasts[BASELINE] - outcomes)
    records = [_record(n, np.abs(f - outcomes), base, seed) for n, f in forecasts.items()]
    return tuple(sorted(records, key=lambda record: record.mean_error))


def _record(name: str, errors: Floats, base: Floats, seed: int) -> Record:
    applies = ~np.isnan(errors)
    both = applies & ~np.isnan(base)
    return Record(
        model=name,
        decisions=int(applies.sum()),
        mean_error=float(errors[applies].mean()) if applies.any() else np.nan,
        median_error=float(np.median(errors[applies])) if applies.any() else np.nan,
        near=float((errors[applies] <= NEAR).mean()) if applies.any() else np.nan,
        against_baseline=None
        if name == BASELINE or both.sum() < 2
        else compare_with_baseline(errors[both], base[both], seed=seed),
    )


def _equal(decision: Decision) -> Standings:
    """Return all positions, everybody alike."""
    ones = np.ones(len(decision.actors))
    return Standings(decision.positions, ones, ones)


def _caring(decision: Decision, *, weighed: bool = False) -> Standings | None:
    """Return those whose salience is known, None when nobody of them cares."""
    influences = decision.influences if weighed else np.ones(len(decision.actors))
    kept = ~np.isnan(decision.saliences) & ~np.isnan(influences)
    weights = decision.saliences[kept] * influences[kept]
    if not weights.sum() > 0:
        return None
    return Standings(decision.positions[kept], decision.saliences[kept], influences[kept])


def _solved(
    solve: Callable[[Standings], Forecast], *, weighed: bool = False, salience: bool = True
) -> Model:
    def forecast(decision: Decision) -> float:
        standings = _caring(decision, weighed=weighed) if salience else _equal(decision)
        return np.nan if standings is None else float(solve(standings).outcomes[0])

    return forecast


def _nash(decision: Decision) -> float:
    standings = _caring(decision)
    if standings is None or decision.reference is None:
        return np.nan
    return float(solve_nash(standings, decision.reference).outcomes[0])


def _challenge(variant: Variant, rounds: int) -> Callable[[Standings], Forecast]:
    return lambda standings: solve_challenge(standings, variant=variant, rounds=rounds)


def _exchange(decisions: Sequence[Decision], sides: str) -> Floats:
    """Return forecasts of exchanges among all issues of a proposal."""
    forecasts = np.full(len(decisions), np.nan)
    for places in _by_proposal(decisions).values():
        actors = sorted({actor for place in places for actor in decisions[place].actors})
        shape = (len(actors), len(places))
        positions, saliences = np.full(shape, np.nan), np.zeros(shape)
        for column, place in enumerate(places):
            decision = decisions[place]
            known = ~np.isnan(decision.saliences)
            rows = [actors.index(a) for a, k in zip(decision.actors, known, strict=True) if k]
            positions[rows, column] = decision.positions[known]
            saliences[rows, column] = decision.saliences[known]
        cared = saliences.sum(axis=0) > 0
        if cared.any():
            found = solve_exchange(
                positions[:, cared],
                saliences[:, cared],
                np.ones(len(actors)),
                sides="start" if sides == "start" else "current",
            )
            forecasts[np.array(places)[cared]] = found.outcomes
    return forecasts


def _by_proposal(decisions: Iterable[Decision]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for place, decision in enumerate(decisions):
        places[decision.proposal].append(place)
    return places


MODELS: Final[dict[str, Model]] = {
    "mean": _solved(solve_mean, salience=False),
    "compromise": _solved(solve_compromise),
    "compromise, weighed by size": _solved(solve_compromise, weighed=True),
    "midrange": lambda d: float(d.positions.min() + d.positions.max()) / 2,
    "constant 50": lambda d: SCALE_LENGTH / 2 if len(d.actors) else np.nan,
    "median": _solved(lambda s: solve_median(s, tie="low")),
    "median, unweighted": _solved(lambda s: solve_median(s, tie="low"), salience=False),
    "reference point": lambda d: np.nan if d.reference is None else d.reference,
    "nash, linear loss": _nash,
    "challenge, one round": _solved(_challenge(Variant(), 1)),
    "challenge": _solved(_challenge(Variant(), 10)),
    "challenge, as coded": _solved(_challenge(AS_CODED, 10)),
    "challenge, as printed": _solved(_challenge(AS_PRINTED, 10)),
}
"""By name; exchanges are made among the issues of a proposal and are added to these."""
