"""Fighting that ends when the front reaches one of two lines (diffusion between them)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from pourparler.errors import RangeError
from pourparler.models.arguments import Floats, take

_FLAT = 1e-5


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """Two lines around the front, in land held by the advancing side, and what they are worth.

    Floats or arrays of one shape.

    Attributes
    ----------
    low_thousand_km2, high_thousand_km2 : float or array
        Land at which fighting ends below and above.
    low_value_u, high_value_u : float or array
        Worth to the side of ending there, in u.

    Raises
    ------
    RangeError
        A number is not finite, or the lines are in the wrong order.
    """

    low_thousand_km2: ArrayLike
    high_thousand_km2: ArrayLike
    low_value_u: ArrayLike = 0.0
    high_value_u: ArrayLike = 0.0

    def __post_init__(self) -> None:
        low = take("low_thousand_km2", self.low_thousand_km2)
        high = take("high_thousand_km2", self.high_thousand_km2)
        take("low_value_u", self.low_value_u)
        take("high_value_u", self.high_value_u)
        if (low >= high).any():
            raise RangeError("a low line is not below its high line", hint="Exchange the two.")


@dataclass(frozen=True, slots=True)
class Exit:
    """Which line is reached, and when; arrays of one shape."""

    chance_high: Floats
    mean_years: Floats


def exit_between_lines(
    land_thousand_km2: ArrayLike,
    lines: Lines,
    *,
    drift_thousand_km2_per_year: ArrayLike,
    diffusion_thousand_km2_per_root_year: ArrayLike,
) -> Exit:
    """Return the chance that the high line is reached first, and the mean time to either.

    Parameters
    ----------
    land_thousand_km2 : float or array
        Land held now, between the lines.
    lines : Lines
    drift_thousand_km2_per_year : float or array
    diffusion_thousand_km2_per_root_year : float or array, above 0

    Raises
    ------
    RangeError
        A number is not finite, or the land is not between the lines.

    Notes
    -----
    (1 - e^(-g u)) / (1 - e^(-g w)) with g = 2 mu / sigma^2, u and w the distances from the low
    line to the land and to the high line; mean time (w P - u) / mu. The limit of a random
    walk between many small forts.

    Examples
    --------
    >>> lines = Lines(low_thousand_km2=0.0, high_thousand_km2=1.0)
    >>> out = exit_between_lines(
    ...     0.5,
    ...     lines,
    ...     drift_thousand_km2_per_year=0.1,
    ...     diffusion_thousand_km2_per_root_year=0.3,
    ... )
    >>> out.chance_high.round(4), out.mean_years.round(4)
    (np.float64(0.7523), np.float64(2.5234))
    """
    done, wide = _distances(land_thousand_km2, lines)
    drift = take("drift_thousand_km2_per_year", drift_thousand_km2_per_year)
    square = _square(diffusion_thousand_km2_per_root_year)
    pull = 2 * drift / square
    flat = np.abs(pull) * wide < _FLAT
    steep = np.where(flat, 1.0, pull)
    size = np.abs(steep)
    rise = np.expm1(-size * done) / np.expm1(-size * wide)
    fall = np.exp(-size * (wide - done)) * rise
    level = done / wide * (1 + pull * (wide - done) / 2)
    chance = np.where(flat, level, np.where(pull > 0, rise, fall))
    quick = done * (wide - done) / square * (1 + pull * (wide - 2 * done) / 6)
    years = np.where(flat, quick, (wide * chance - done) / np.where(flat, 1.0, drift))
    return Exit(chance, years)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fighting:
    """How the front moves and what a year of fighting brings; floats or arrays of one shape.

    Attributes
    ----------
    drift_thousand_km2_per_year : float or array
    diffusion_thousand_km2_per_root_year : float or array, above 0
    discount_per_year : float or array, above 0
    cost_u_per_year : float or array
    land_value_u : float or array
        Present value of 1,000 km2, v / r; while fighting, land pays this times the discount
        rate each year.

    Raises
    ------
    RangeError
        A number is not finite or outside its range.
    """

    drift_thousand_km2_per_year: ArrayLike
    diffusion_thousand_km2_per_root_year: ArrayLike
    discount_per_year: ArrayLike
    cost_u_per_year: ArrayLike
    land_value_u: ArrayLike = 1.0

    def __post_init__(self) -> None:
        take("drift_thousand_km2_per_year", self.drift_thousand_km2_per_year)
        _square(self.diffusion_thousand_km2_per_root_year)
        take("discount_per_year", self.discount_per_year, "above 0")
        take("cost_u_per_year", self.cost_u_per_year)
        take("land_value_u", self.land_value_u)


def value_between_lines(land_thousand_km2: ArrayLike, lines: Lines, fighting: Fighting) -> Floats:
    """Return what fighting until one of two lines is reached is worth, in u.

    Parameters
    ----------
    land_thousand_km2 : float or array
        Land held now, between the lines.
    lines : Lines
    fighting : Fighting

    Raises
    ------
    RangeError
        The land is not between the lines.

    Notes
    -----
    Solves (sigma^2/2) W'' + mu W' - r W + v L - c = 0 with W given at both lines:
    w L + w mu / r - c / r plus two exponentials with the roots of
    (sigma^2/2) m^2 + mu m = r, each anchored at the line where it is largest, so that
    neither overflows.

    Examples
    --------
    >>> lines = Lines(low_thousand_km2=0.0, high_thousand_km2=1.0, high_value_u=1.0)
    >>> fighting = Fighting(
    ...     drift_thousand_km2_per_year=0.1,
    ...     diffusion_thousand_km2_per_root_year=0.3,
    ...     discount_per_year=0.05,
    ...     cost_u_per_year=0.02,
    ... )
    >>> value_between_lines(0.5, lines, fighting).round(6)
    np.float64(0.682888)
    """
    done, wide = _distances(land_thousand_km2, lines)
    drift, rate = (
        np.asarray(fighting.drift_thousand_km2_per_year, dtype=np.float64),
        np.asarray(fighting.discount_per_year, dtype=np.float64),
    )
    square = _square(fighting.diffusion_thousand_km2_per_root_year)
    worth, cost = np.asarray(fighting.land_value_u), np.asarray(fighting.cost_u_per_year)
    low, high = np.asarray(lines.low_thousand_km2), np.asarray(lines.high_thousand_km2)

    def for_ever(land: Floats) -> Floats:
        value: Floats = worth * land + (worth * drift - cost) / rate
        return value

    reach = np.sqrt(drift**2 + 2 * rate * square)
    up, down = (reach - drift) / square, (reach + drift) / square
    gap_low = np.asarray(lines.low_value_u) - for_ever(low)
    gap_high = np.asarray(lines.high_value_u) - for_ever(high)
    far_low, far_high = np.exp(-down * wide), np.exp(-up * wide)
    at_high = (gap_high - gap_low * far_low) / (1 - far_low * far_high)
    at_low = gap_low - at_high * far_high
    value: Floats = (
        for_ever(low + done) + at_high * np.exp(-up * (wide - done)) + at_low * np.exp(-down * done)
    )
    return value


def _distances(land: ArrayLike, lines: Lines) -> tuple[Floats, Floats]:
    low = np.asarray(lines.low_thousand_km2, dtype=np.float64)
    wide = np.asarray(lines.high_thousand_km2, dtype=np.float64) - low
    done = take("land_thousand_km2", land) - low
    if ((done < 0) | (done > wide)).any():
        raise RangeError(
            "the land held now is not between the two lines",
            hint="Fighting has then ended already; choose lines on both sides of the front.",
        )
    return done, wide


def _square(diffusion: ArrayLike) -> Floats:
    return take("diffusion_thousand_km2_per_root_year", diffusion, "above 0") ** 2
