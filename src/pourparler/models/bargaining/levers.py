"""Which change of one actor's position or salience moves a model's outcome most.

A finding about the model, and not advice: nobody can turn these, and real actors answer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from pourparler.models.bargaining.forecast import Forecast
from pourparler.models.bargaining.standings import SCALE_LENGTH, Floats, Standings

Solve = Callable[[Standings], Forecast]

POSITION_STEP: Final = 1.0
SALIENCE_STEP: Final = 0.01
"""One point and one hundredth: small beside what a report tells apart, large beside rounding."""


@dataclass(frozen=True, slots=True)
class Levers:
    """How far an outcome moves per unit of one actor's change. Frozen.

    Attributes
    ----------
    position : shape (D, A)
        Points of the outcome per point of the actor's position.
    salience : shape (D, A)
        Points of the outcome per unit (0 to 1) of the actor's salience.
    is_exact : bool
        From a formula; else from small changes, which a model of votes answers in jumps.
    """

    position: Floats
    salience: Floats
    is_exact: bool


def compromise_levers(standings: Standings) -> Levers:
    """Return the levers of the compromise model, from their formula.

    With weights w = c s and outcome O: dO/dx_i = w_i / sum w and dO/ds_i = c_i (x_i - O) / sum w.

    Examples
    --------
    >>> found = compromise_levers(Standings([20, 60], [0.5, 0.5], [3, 1]))
    >>> found.position, found.salience
    (array([[0.75, 0.25]]), array([[-15.,  15.]]))
    """
    weights, positions = standings.weights, standings.positions
    total = weights.sum(axis=1, keepdims=True)
    outcome = (weights * positions).sum(axis=1, keepdims=True) / total
    return Levers(weights / total, standings.influences * (positions - outcome) / total, True)


def simulate_levers(standings: Standings, solve: Solve) -> Levers:
    """Return the levers of any model, from a small change of one number at a time.

    Central differences, one-sided at the ends of a scale. Cost: 4 A solutions.

    Examples
    --------
    >>> from pourparler.models.bargaining.means import solve_mean
    >>> simulate_levers(Standings([20, 60], [0.5, 0.5], [3, 1]), solve_mean).position
    array([[0.5, 0.5]])
    """
    shape = standings.positions.shape
    position, salience = np.empty(shape), np.empty(shape)
    for actor in range(standings.actors):
        position[:, actor] = _slope(standings, solve, actor, "positions")
        salience[:, actor] = _slope(standings, solve, actor, "saliences")
    return Levers(position, salience, False)


def _slope(standings: Standings, solve: Solve, actor: int, name: str) -> Floats:
    step, most = (POSITION_STEP, SCALE_LENGTH) if name == "positions" else (SALIENCE_STEP, 1.0)
    values = getattr(standings, name)[:, actor]
    low, high = np.maximum(values - step, 0.0), np.minimum(values + step, most)
    outcomes = [solve(_changed(standings, name, actor, to)).outcomes for to in (low, high)]
    slope: Floats = (outcomes[1] - outcomes[0]) / (high - low)
    return slope


def _changed(standings: Standings, name: str, actor: int, to: Floats) -> Standings:
    parts = {n: np.array(getattr(standings, n)) for n in ("positions", "saliences", "influences")}
    parts[name][:, actor] = to
    return Standings(**parts)
