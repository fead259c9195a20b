"""The numbers that no report gives, each with its reason, all in one place.

They were set on simulated talks and on judgement about reporting, never on a real case, and
before any was looked at. ``benchmarks/positions.py`` prints the simulation. Each can be
replaced for a case; ``walk`` and ``jump_rate`` can be fitted with ``fitting.fit_motion``.
"""

from __future__ import annotations

from typing import Final

GRID_POINTS: Final = 101
"""One point of the scale: finer than any worded option, coarse enough for an instant answer."""

WALK: Final = 0.1
"""Variance per day in squared points: 6 points in a year, so that wording drifts but a move
from one option to the next is left to jumps."""

JUMP_RATE: Final = 0.002
"""Per day: a jump every 500 days. During talks jumps come oftener; the filter then needs one
utterance less, and the cost of too high a rate is a shift seen in a single slip."""

CONDITIONAL_SPREAD: Final = 2.0
"""A conditional statement is meant twice as loosely."""

CONDITIONAL_LEAST_ERROR: Final = 0.3
"""A condition that may never be met: at least three in ten say nothing of the position."""

LEAST_ERROR: Final = 1e-6
"""No statement is beyond doubt, so that two that exclude each other leave a distribution."""
