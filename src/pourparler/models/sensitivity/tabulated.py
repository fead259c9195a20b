"""An input known by a table: points and how much of the distribution stands on each."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from pourparler.errors import RangeError, ShapeError
from pourparler.models.sensitivity.ranges import Floats


@dataclass(frozen=True, slots=True)
class Tabulated:
    """A distribution on rising points; ``shares`` sum to 1.

    Examples
    --------
    >>> Tabulated(np.array([0.0, 50.0, 100.0]), np.array([0.2, 0.5, 0.3])).quantile([0.1, 0.9])
    array([  0., 100.])
    """

    points: Floats
    shares: Floats

    def __post_init__(self) -> None:
        """Refuse tables that are no distribution."""
        if self.points.shape != self.shares.shape or self.points.ndim != 1:
            raise ShapeError(f"{self.points.shape} points and {self.shares.shape} shares")
        if (self.shares < 0).any() or abs(float(self.shares.sum()) - 1.0) > 1e-6:
            raise RangeError(f"shares sum to {self.shares.sum():g}; they have to sum to 1")
        if (np.diff(self.points) <= 0).any():
            raise RangeError("points have to rise")

    def quantile(self, shares: ArrayLike) -> Floats:
        """Return the points below or at which the given shares lie."""
        sums = np.cumsum(self.shares)
        places = np.searchsorted(sums, np.asarray(shares) * sums[-1], side="left")
        found: Floats = self.points[np.minimum(places, self.points.size - 1)]
        return found

    @property
    def median(self) -> float:
        """The point that half of the draws lie at or below."""
        return float(self.quantile(0.5))
