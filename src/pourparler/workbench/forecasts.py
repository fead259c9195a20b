"""What a forecast of an issue holds: who is behind it, what each model says, and its record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from pourparler.case.issues import Issue
from pourparler.models.sensitivity.shares import Share
from pourparler.workbench.forecast_levers import ModelLevers
from pourparler.workbench.positions import Position
from pourparler.workbench.series import Heard
from pourparler.workbench.weights import (
    Weight,
)

RECORD: Final[dict[str, float]] = {
    "mean": 23.63,
    "compromise": 23.64,
    "median": 28.31,
    "challenge": 31.29,
    "nash": 44.38,
}
"""Mean absolute error in points of 100 on DEU III, as ``pourparler backtest`` prints it."""

QUANTILES: Final = (np.arange(100) + 0.5) / 100
"""Shares of draws by which a distribution is kept: as many equal parts, each by its middle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """One actor behind a forecast. Frozen.

    ``position`` is the estimate it was drawn from; the others are medians over draws.
    """

    actor: str
    position: Position
    salience: float
    influence: float
    lever_position: float
    lever_salience: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelForecast:
    """What one model makes of one issue. Frozen.

    Attributes
    ----------
    model : str
    low, median, high : float, in [0, 100]
        The central 80 % of draws.
    shares : tuple of (option id, Share)
        In how many draws the outcome is nearest to each option.
    agreed : Share
        In how many draws the model ends in an agreement.
    survives : Share
        Under how many random re-spacings of the options the median outcome stays nearest to
        the same option. On an interval scale spacing means something and all survive.
    quantiles : tuple of float, rising, in [0, 100]
        At shares 0.005, 0.015, ..., 0.995 of the draws that have an outcome.
    held : float, in [0, 100], or None
        The median outcome with stale positions as last stated, as if nothing had moved since;
        None where no position is stale.
    survives_silence : bool or None
        Whether it is then nearest to the same option.
    """

    model: str
    low: float
    median: float
    high: float
    shares: tuple[tuple[str, Share], ...]
    agreed: Share
    survives: Share
    quantiles: tuple[float, ...]
    held: float | None = None
    survives_silence: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueForecast:
    """What the models make of one issue. Frozen."""

    issue: Issue
    participants: tuple[Participant, ...]
    models: tuple[ModelForecast, ...]
    reference: float | None
    levers: tuple[ModelLevers, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundForecasts:
    """The forecasts of a case, what they assume and what was left out. Frozen."""

    forecasts: tuple[IssueForecast, ...]
    assumptions: tuple[Weight, ...]
    notes: tuple[str, ...]
    heard: Heard
    draws: int
    seed: int
