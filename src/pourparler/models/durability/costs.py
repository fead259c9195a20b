"""What an attack would cost the attacker privately: drawn, and not known to others."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from pourparler.models.arguments import Floats, take


@dataclass(frozen=True, slots=True)
class LogisticCost:
    """A cost around ``mean`` with spread ``spread``, both in u, shape (N,); the default.

    It may come out below 0: a leader who wants a war for its own sake.
    """

    mean: float | Floats
    spread: float | Floats

    def __post_init__(self) -> None:
        """Refuse a spread that is no spread."""
        take("mean", self.mean)
        take("spread", self.spread, "above 0")

    def below(self, cost: ArrayLike) -> Floats:
        """Return the probability that the cost is below ``cost``."""
        share: Floats = special.expit(self._standardise(cost))
        return share

    def excess(self, cost: ArrayLike) -> Floats:
        """Return E[(cost - c)+], what is saved on average when only cheaper attacks are made."""
        saved: Floats = np.asarray(self.spread) * np.logaddexp(0.0, self._standardise(cost))
        return saved

    def quantile(self, share: ArrayLike) -> Floats:
        """Return the cost below which ``share`` lies."""
        cost: Floats = np.asarray(self.mean) + np.asarray(self.spread) * special.logit(share)
        return cost

    @property
    def bends(self) -> tuple[float | Floats, ...]:
        """Between which the distribution is all but a polynomial, in rising order."""
        return tuple(np.asarray(self.mean) + np.asarray(self.spread) * z for z in (-8, 0, 8))

    def _standardise(self, cost: ArrayLike) -> Floats:
        z: Floats = (np.asarray(cost, dtype=np.float64) - self.mean) / np.asarray(self.spread)
        return z


@dataclass(frozen=True, slots=True)
class UniformCost:
    """A cost anywhere between 0 and ``most``, in u, shape (N,)."""

    most: float | Floats

    def __post_init__(self) -> None:
        """Refuse a range that is no range."""
        take("most", self.most, "above 0")

    def below(self, cost: ArrayLike) -> Floats:
        """Return the probability that the cost is below ``cost``."""
        share: Floats = np.clip(np.asarray(cost, dtype=np.float64) / np.asarray(self.most), 0, 1)
        return share

    def excess(self, cost: ArrayLike) -> Floats:
        """Return E[(cost - c)+], what is saved on average when only cheaper attacks are made."""
        y, most = np.asarray(cost, dtype=np.float64), np.asarray(self.most, dtype=np.float64)
        inside = np.clip(y, 0.0, most)
        saved: Floats = inside**2 / (2 * most) + np.maximum(y - most, 0.0)
        return saved

    def quantile(self, share: ArrayLike) -> Floats:
        """Return the cost below which ``share`` lies."""
        cost: Floats = np.asarray(self.most) * np.asarray(share, dtype=np.float64)
        return cost

    @property
    def bends(self) -> tuple[float | Floats, ...]:
        """Between which the distribution is a polynomial, in rising order."""
        return 0.0, self.most


Cost = LogisticCost | UniformCost
