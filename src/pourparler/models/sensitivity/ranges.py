"""A range somebody gave, as a distribution: 5 % and 95 % points, nothing more.

Which family follows from what the number is: a share is Beta, something that cannot be
negative is Lognormal, anything else is Normal. A single value is a constant.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final, Literal, Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import optimize, special, stats

from pourparler.errors import RangeError

Floats = NDArray[np.float64]
Family = Literal["constant", "normal", "lognormal", "beta"]

LOW_SHARE: Final = 0.05
HIGH_SHARE: Final = 0.95
Z95: Final = float(special.ndtri(HIGH_SHARE))


class Uncertain(Protocol):
    """What an input has to offer to be drawn: quantiles, and the middle one."""

    def quantile(self, shares: ArrayLike) -> Floats:
        """Return the values below which the given shares lie, in the shape of ``shares``."""
        ...

    @property
    def median(self) -> float:
        """The value that half of the draws lie below."""
        ...


@dataclass(frozen=True, slots=True)
class Range:
    """A distribution with its two parameters.

    ``constant``: the value, 0. ``normal``: mean, standard deviation. ``lognormal``: mean
    and standard deviation of the logarithm. ``beta``: a, b.
    """

    family: Family
    first: float
    second: float

    def quantile(self, shares: ArrayLike) -> Floats:
        """Return the values below which the given shares of the distribution lie.

        Parameters
        ----------
        shares : array of any shape, in (0, 1)

        Returns
        -------
        array of the same shape
        """
        u = np.asarray(shares, dtype=np.float64)
        if self.family == "constant":
            return np.full(u.shape, self.first)
        if self.family == "beta":
            values: Floats = special.betaincinv(self.first, self.second, u)
            return values
        values = self.first + self.second * special.ndtri(u)
        return np.exp(values) if self.family == "lognormal" else values

    @property
    def median(self) -> float:
        """The value that half of the draws lie below."""
        return float(self.quantile(0.5))

    @property
    def mean(self) -> float:
        """The expected value."""
        if self.family == "lognormal":
            return math.exp(self.first + self.second**2 / 2)
        return self.first / (self.first + self.second) if self.family == "beta" else self.first


def elicit_constant(value: float) -> Range:
    """Return a distribution that is one value.

    Raises
    ------
    RangeError
        The value is not finite.
    """
    if not math.isfinite(value):
        raise RangeError(f"value {value} is not a finite number")
    return Range("constant", float(value), 0.0)


def elicit_normal(low: float, high: float) -> Range:
    """Return the normal distribution with these 5 % and 95 % points.

    Raises
    ------
    RangeError
        A point is not finite, or the 5 % point is above the 95 % point.

    Examples
    --------
    >>> elicit_normal(-1.0, 3.0).median
    1.0
    """
    if _check_points(low, high, -math.inf, math.inf):
        return elicit_constant(low)
    return Range("normal", (low + high) / 2, (high - low) / (2 * Z95))


def elicit_lognormal(low: float, high: float) -> Range:
    """Return the lognormal distribution with these 5 % and 95 % points, both above 0.

    Raises
    ------
    RangeError
        A point is not above 0, or the 5 % point is above the 95 % point.

    Examples
    --------
    >>> round(elicit_lognormal(0.25, 2.0).mean, 6)
    0.863471
    """
    if _check_points(low, high, 0.0, math.inf):
        return elicit_constant(low)
    logs = math.log(low), math.log(high)
    return Range("lognormal", sum(logs) / 2, (logs[1] - logs[0]) / (2 * Z95))


def elicit_beta(low: float, high: float) -> Range:
    """Return the Beta distribution with these 5 % and 95 % points, both inside (0, 1).

    Raises
    ------
    RangeError
        A point is not inside (0, 1), the 5 % point is above the 95 % point, or no Beta
        distribution has such points.

    Notes
    -----
    The two quantile equations are solved for log a and log b, from a start with the
    mean and spread of a normal distribution through the same points.
    """
    if _check_points(low, high, 0.0, 1.0):
        return elicit_constant(low)
    middle = (low + high) / 2
    spread = (high - low) / (2 * Z95)
    total = max(middle * (1 - middle) / spread**2 - 1, 0.5)
    start = np.log([middle * total, (1 - middle) * total])

    def misses(logs: Floats) -> Floats:
        shares = stats.beta.cdf([low, high], *np.exp(logs))
        gaps: Floats = special.logit(np.clip(shares, 1e-300, 1 - 1e-16)) - _TARGETS
        return gaps

    found = optimize.root(misses, start, method="hybr", options={"xtol": 1e-13})
    if not found.success and np.abs(misses(found.x)).max() > 1e-6:
        raise RangeError(
            f"no Beta distribution has {low:g} and {high:g} as its 5 % and 95 % points",
            hint="Move the points away from 0 and 1, or from each other.",
        )
    a, b = np.exp(found.x)
    return Range("beta", float(a), float(b))


_TARGETS: Final = special.logit(np.array([LOW_SHARE, HIGH_SHARE]))


def _check_points(low: float, high: float, least: float, most: float) -> bool:
    """Say whether both points are one value; refuse those that are no range."""
    if not (math.isfinite(low) and math.isfinite(high)):
        raise RangeError(f"5 % point {low} and 95 % point {high} have to be finite")
    if low > high:
        raise RangeError(
            f"5 % point {low:g} is above 95 % point {high:g}", hint="Exchange the two."
        )
    if low == high:
        return True
    if not (least < low and high < most):
        raise RangeError(
            f"5 % point {low:g} and 95 % point {high:g} have to lie "
            f"between {least:g} and {most:g}, neither included"
        )
    return False
