"""Where a position was before and after a stretch of time, jointly, and whether it jumped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from pourparler.models.positions.evidence import Evidence
from pourparler.models.positions.passes import Passes, run_passes, take_step
from pourparler.models.positions.schedule import Schedule, build_schedule
from pourparler.models.positions.spaces import Floats, Space


@dataclass(frozen=True, slots=True)
class Window:
    """The stretch between the steps ``begin`` and ``end`` of one series.

    Attributes
    ----------
    begin, end : int
        Places in ``Schedule.times``.
    joint : shape (N, N)
        Chance of each place just after ``begin`` (rows) and just before ``end`` is heard
        (columns), given all evidence. Sums to 1.
    odds : float
        Of at least one jump between them: posterior over prior odds.
    """

    begin: int
    end: int
    joint: Floats
    odds: float


@dataclass(frozen=True, slots=True)
class Windows:
    """The passes over one series, ready to be asked for windows."""

    space: Space
    schedule: Schedule
    passes: Passes

    @classmethod
    def of(cls, space: Space, evidence: Evidence) -> Windows:
        """Run the filter and the smoother over one series."""
        schedule = build_schedule(evidence, space)
        return cls(space, schedule, run_passes(space, [schedule]))

    def opening_at(self, begin: int, last: int) -> Iterator[Window]:
        """Yield the windows from ``begin`` to each later step up to ``last``, shortest first.

        Of steps at one moment only the first ends a window. Each step costs one motion of N
        starting places.
        """
        space, schedule = self.space, self.schedule
        alpha = self.passes.after[begin]
        moved = alpha.T[:, :, None] * np.eye(space.size)[:, None, :]
        stayed = alpha[None]
        for step in range(begin + 1, last + 1):
            days = schedule.times[step] - schedule.times[step - 1]
            moved = space.advance(moved, space.decay(days))
            stayed = space.advance(stayed, space.walk_decay(days))
            following = self.passes.before[step]
            length = float(schedule.times[step] - schedule.times[begin])
            if days > 0:
                joint = (moved * following).sum(axis=1)
                still = np.exp(-space.jump_rate * length) * float((stayed * following).sum())
                odds = _jump_odds(space.jump_rate * length, still / float(joint.sum()))
                yield Window(begin, step, joint / joint.sum(), odds)
            moved = take_step(moved, schedule, np.full(space.size, step))
            stayed = take_step(stayed, schedule, np.array([step]))
            total = moved.sum()
            moved, stayed = moved / total, stayed / total


def _jump_odds(expected: float, still: float) -> float:
    """Return posterior over prior odds of a jump, from how many are expected."""
    prior = -np.expm1(-expected)
    if not prior > 0:
        return 0.0
    if not still > 0:
        return np.inf
    return float(max(1.0 - still, 0.0) / still * (1.0 - prior) / prior)
