"""What one actor's position or salience does to a model's outcome: every actor, every model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from pourparler.models.bargaining.forecast import Forecast
from pourparler.models.bargaining.levers import Levers, compromise_levers, simulate_levers
from pourparler.models.bargaining.standings import Floats, Standings
from pourparler.models.sensitivity.slopes import Slope, average_slope

FEW: Final = 256
"""Draws of a model without a formula, a balanced part of the sequence: it is run 4 A times."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorLever:
    """What one actor does in one model. Frozen.

    ``position``: points of the outcome per point of its position; ``salience``: points of the
    outcome per tenth of its salience, which lies between 0 and 1.
    """

    actor: str
    position: Slope
    salience: Slope


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelLevers:
    """The levers of one model, the strongest position first. Frozen."""

    model: str
    actors: tuple[ActorLever, ...]


def find_model_levers(
    model: str,
    actors: Sequence[str],
    standings: Standings,
    solve: Callable[[Standings], Forecast],
) -> ModelLevers:
    """Return what each actor's position and salience do to a model's outcome.

    By a formula for the compromise, else from a small change of one number at a time.

    Parameters
    ----------
    model : str
    actors : sequence of str
        In the order of the standings.
    standings : Standings
    solve : callable
        The model.
    """
    if model == "compromise":
        found = compromise_levers(standings)
    else:
        found = simulate_levers(_first(standings, FEW), solve)
    levers = [
        ActorLever(
            actor=actor,
            position=_slope(found, found.position[:, place]),
            salience=_slope(found, found.salience[:, place] / 10),
        )
        for place, actor in enumerate(actors)
    ]
    levers.sort(key=lambda lever: -abs(lever.position.mean))
    return ModelLevers(model=model, actors=tuple(levers))


def _first(standings: Standings, draws: int) -> Standings:
    few = slice(0, draws)
    return Standings(standings.positions[few], standings.saliences[few], standings.influences[few])


def _slope(found: Levers, slopes: Floats) -> Slope:
    average = average_slope(slopes)
    return Slope(average.mean, average.standard_error, found.is_exact)
