"""The dated front, and what of it was known at a date: the only way into the fits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pourparler.errors import RangeError, ShapeError
from pourparler.models.arguments import Floats, take

Days = NDArray[np.datetime64]

DAYS_A_YEAR: Final = 365.25
_TOLERANCE = 0.1


@dataclass(frozen=True, slots=True)
class FrontSeries:
    """Areas at rising times: what a fit takes.

    Attributes
    ----------
    years : array, shape (n,), rising
        Since any origin; steps may be irregular.
    area_km2 : array, shape (n,) or (..., n)
        Land held by the advancing side; leading axes are separate series at the same times.
    last_on : datetime64, optional
        Day of the last row, where the times are dates.

    Raises
    ------
    RangeError
        A number is not finite, or the times do not rise.
    ShapeError
        Times and areas differ in length, or there are fewer than two.
    """

    years: Floats
    area_km2: Floats
    last_on: np.datetime64 | None = None

    def __post_init__(self) -> None:
        years, area = take("years", self.years), take("area_km2", self.area_km2)
        if years.ndim != 1 or years.size < 2 or area.shape[-1:] != years.shape:
            raise ShapeError(
                f"{years.size} times and areas of shape {area.shape}",
                hint="Give at least two times, and an area for each along the last axis.",
            )
        if (np.diff(years) <= 0).any():
            raise RangeError("times do not rise", hint="Sort the rows and keep one for each time.")
        object.__setattr__(self, "years", years)
        object.__setattr__(self, "area_km2", area)

    def latest(self, steps: int) -> FrontSeries:
        """Return the last ``steps`` steps; the whole series when it has no more."""
        if steps < 1:
            raise RangeError(f"{steps} steps; at least 1 is needed")
        return FrontSeries(self.years[-steps - 1 :], self.area_km2[..., -steps - 1 :], self.last_on)


@dataclass(frozen=True, slots=True)
class DatedFront:
    """The whole record of a front, whenever it became known.

    Attributes
    ----------
    date, published_on : array of days, shape (n,)
        The day an area is about, rising; and the first day on which it could be used, never
        before it. Anything that NumPy turns into ``datetime64[D]`` will do: dates, ISO text.
    area_km2 : array, shape (n,)

    Raises
    ------
    RangeError
        An area is not finite, days do not rise, or a row was published before its day.
    ShapeError
        The three differ in length, or are empty.
    """

    date: Days
    area_km2: Floats
    published_on: Days

    def __post_init__(self) -> None:
        date = np.asarray(self.date, dtype="datetime64[D]")
        published = np.asarray(self.published_on, dtype="datetime64[D]")
        area = take("area_km2", self.area_km2)
        if date.ndim != 1 or not date.size or not date.shape == published.shape == area.shape:
            raise ShapeError(
                f"{date.size} dates, {area.size} areas, {published.size} days of publication"
            )
        if (np.diff(date) <= np.timedelta64(0, "D")).any():
            raise RangeError("dates do not rise", hint="Sort the rows and keep one for each day.")
        if (published < date).any():
            early = int(np.argmax(published < date))
            raise RangeError(f"the area of {date[early]} was published before, {published[early]}")
        for name, values in (("date", date), ("area_km2", area), ("published_on", published)):
            object.__setattr__(self, name, values)

    def series_known_at(
        self,
        known_at: ArrayLike,
        *,
        step_days: float | None = None,
        since: ArrayLike | None = None,
    ) -> FrontSeries:
        """Return the rows published by a day, that day included, as a series to fit.

        Parameters
        ----------
        known_at : day
            No later row enters, whatever day it is about.
        step_days : float, above 0, optional
            Take the row nearest to every multiple of this many days back from the last
            known row: 30 for daily rows; 365.25 / 12 makes calendar months a regular grid.
            All rows when left out.
        since : day, optional
            Leave out rows about earlier days.

        Raises
        ------
        RangeError
            Fewer than two such rows were published by then, the step is not above 0, or
            there is no row within a tenth of a step from where one is needed.

        Examples
        --------
        >>> front = DatedFront(
        ...     ["2024-01-31", "2024-02-29", "2024-03-31"],
        ...     [100.0, 110.0, 130.0],
        ...     ["2024-02-01", "2024-03-01", "2024-04-01"],
        ... )
        >>> front.series_known_at("2024-03-15").area_km2
        array([100., 110.])
        """
        day = _day(known_at)
        first: np.datetime64 = self.date[0] if since is None else _day(since)
        rows = np.flatnonzero((self.published_on <= day) & (self.date >= first))
        if rows.size < 2:
            raise RangeError(
                f"{rows.size} rows of the front since {first} were published by {day}",
                hint="Choose a later day, an earlier start, or add rows to the front.",
            )
        chosen = rows if step_days is None else self._regular(rows, step_days, first)
        date = self.date[chosen]
        years = (date - date[-1]).astype(np.float64) / DAYS_A_YEAR
        return FrontSeries(years, self.area_km2[chosen], date[-1])

    def find_gain(
        self, start: np.datetime64, days: float, *, step_days: float
    ) -> tuple[float, float] | None:
        """Return what was gained after a row, and in how many years: what really came.

        Parameters
        ----------
        start : day
            Of a row.
        days : float
            How long after it; the nearest row within a tenth of a step counts.
        step_days : float

        Returns
        -------
        tuple of float or None
            Gain in km2 and time in years; None when the record ends earlier.

        Raises
        ------
        RangeError
            The record has a hole there.
        """
        target = float(start.astype(np.int64)) + days
        if target > float(self.date[-1].astype(np.int64)) + _TOLERANCE * step_days:
            return None
        every = np.arange(self.date.size)
        first, last = self._nearest(
            every, np.array([float(start.astype(np.int64)), target]), step_days
        )
        years = float((self.date[last] - self.date[first]).astype(np.float64)) / DAYS_A_YEAR
        return float(self.area_km2[last] - self.area_km2[first]), years

    def _regular(
        self, rows: NDArray[np.int64], step_days: float, first: np.datetime64
    ) -> NDArray[np.int64]:
        step = float(take("step_days", step_days, "above 0"))
        last = self.date[rows[-1]]
        span = float((last - first).astype(np.float64))
        back: Floats = step * np.arange(int(span / step + _TOLERANCE), -1, -1, dtype=np.float64)
        return self._nearest(rows, last.astype(np.int64) - back, step)

    def _nearest(
        self, rows: NDArray[np.int64], wanted: Floats, step_days: float
    ) -> NDArray[np.int64]:
        days = self.date[rows].astype(np.int64).astype(np.float64)
        after = np.clip(np.searchsorted(days, wanted), 1, days.size - 1)
        nearer = np.where(wanted - days[after - 1] <= days[after] - wanted, after - 1, after)
        far = np.abs(days[nearer] - wanted) > max(_TOLERANCE * step_days, 0.5)
        if far.any():
            lacking = np.datetime64(int(wanted[np.argmax(far)]), "D")
            raise RangeError(
                f"the front has no row near {lacking}, where steps of {step_days:g} days need one",
                hint="Choose a step that fits the rows, or a later start.",
            )
        return rows[nearer]


def _day(value: ArrayLike) -> np.datetime64:
    days = np.asarray(value, dtype="datetime64[D]")
    day: np.datetime64 = days[()]  # type: ignore[assignment]  # NumPy types [()] as an array
    return day
