"""Two designs or scenarios held against each other in the same draws, and what decides."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from pourparler.errors import ShapeError
from pourparler.models.sensitivity.shares import Share, count_share, share_better

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

CLEAR: Final = 2.5
"""Standard errors from which a difference is taken for more than chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thirds:
    """How often something came out where an input is low, and where it is high."""

    low: Share
    high: Share

    @property
    def difference(self) -> float:
        """High less low, of 1."""
        return self.high.share - self.low.share

    @property
    def is_clear(self) -> bool:
        """Whether the difference is beyond what chance makes of so many draws."""
        error = math.hypot(self.low.standard_error, self.high.standard_error)
        return abs(self.difference) > CLEAR * error


@dataclass(frozen=True, slots=True, kw_only=True)
class Decider:
    """An input, and what hangs on it.

    Attributes
    ----------
    input : str
    signed, holds, both, better, worse : Thirds
        How often the design in focus is signed, holds, does both, and does better than the
        other, and worse, where the input is in its lowest and in its highest third.
    turns_at : tuple of (float, float), or None
        Between which two values it alone turns the order, all others at their medians; None
        where it does not within its range.
    """

    input: str
    signed: Thirds
    holds: Thirds
    both: Thirds
    better: Thirds
    worse: Thirds
    turns_at: tuple[float, float] | None

    @property
    def reverses(self) -> str:
        """``low`` or ``high``: in which third the order is the other way round, else nothing."""
        ahead = [
            self.better.low.count - self.worse.low.count,
            self.better.high.count - self.worse.high.count,
        ]
        if ahead[0] * ahead[1] >= 0 or not (self.better.is_clear or self.worse.is_clear):
            return ""
        total = sum(ahead)
        return "low" if (ahead[0] < 0) == (total > 0) else "high"

    @property
    def is_reversal_clear(self) -> bool:
        """Whether the order in that third is beyond what chance makes of so many draws.

        Draws without a difference tell nothing; of the others, the difference of the two
        counts has the square root of their sum for its standard error.
        """
        if not self.reverses:
            return False
        better = getattr(self.better, self.reverses).count
        worse = getattr(self.worse, self.reverses).count
        return bool(abs(better - worse) > CLEAR * math.sqrt(better + worse))


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What came out for one of the two, draw by draw.

    Attributes
    ----------
    both : array of bool, shape (N,)
        In which draws it is signed and holds.
    score : array, shape (N,)
        How well it does: its survival where it is signed at its price, else 0.
    worth : mapping of party to array, shape (N,)
        What it is worth to each party that has to sign; empty where there are no two sides.
    """

    both: Flags
    score: Floats
    worth: dict[str, Floats]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preference:
    """In how many draws a party is better off under the one, the other, or under neither."""

    party: str
    one: Share
    other: Share
    alike: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How two did in the same draws.

    Attributes
    ----------
    better, worse, alike : Share
        In how many draws the one does better than the other, worse, or neither.
    both, both_other : Share
        In how many draws the one is signed and holds, and the other.
    only, only_other, each, neither : Share
        The same, draw by draw: these four add up to all draws.
    prefer : tuple of Preference
        By party, with the package of each.
    """

    better: Share
    worse: Share
    alike: Share
    both: Share
    both_other: Share
    only: Share
    only_other: Share
    each: Share
    neither: Share
    prefer: tuple[Preference, ...]


def compare_sides(one: Side, other: Side) -> Comparison:
    """Count in how many draws the one does better, is signed and holds, and is preferred.

    Parameters
    ----------
    one, other : Side
        From the same draws, so that what the two share cancels.

    Raises
    ------
    ShapeError
        They have different draws, or different parties.

    Examples
    --------
    >>> one = Side(both=np.array([True, False]), score=np.array([0.9, 0.0]),
    ...            worth={"north": np.array([2.0, 1.0])})
    >>> other = Side(both=np.array([False, False]), score=np.array([0.5, 0.0]),
    ...              worth={"north": np.array([1.0, 3.0])})
    >>> found = compare_sides(one, other)
    >>> found.better.count, found.alike.count, found.only.count, found.prefer[0].one.count
    (1, 1, 1, 1)
    """
    if one.both.shape != other.both.shape or set(one.worth) != set(other.worth):
        raise ShapeError(
            f"{one.both.size} draws of {sorted(one.worth)} and {other.both.size} draws of "
            f"{sorted(other.worth)} cannot be compared"
        )
    better, worse = share_better(one.score, other.score), share_better(other.score, one.score)
    return Comparison(
        better=better,
        worse=worse,
        alike=_rest(better, worse),
        both=count_share(one.both),
        both_other=count_share(other.both),
        only=count_share(one.both & ~other.both),
        only_other=count_share(other.both & ~one.both),
        each=count_share(one.both & other.both),
        neither=count_share(~one.both & ~other.both),
        prefer=tuple(_prefer(party, one.worth[party], other.worth[party]) for party in one.worth),
    )


def _prefer(party: str, one: Floats, other: Floats) -> Preference:
    first, second = share_better(one, other), share_better(other, one)
    return Preference(party=party, one=first, other=second, alike=_rest(first, second))


def _rest(first: Share, second: Share) -> Share:
    return Share(first.draws - first.count - second.count, first.draws)
