"""Where the marks of a position through time stand: dates to the right, the scale upwards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from pourparler.report.dates import day_words

WIDTH: Final = 320.0
HEIGHT: Final = 96.0
_TICKS: Final = 3


def x_of(day: float, first: float, last: float) -> float:
    """Return how far right a day stands."""
    return round(WIDTH * (day - first) / max(last - first, 1.0), 1)


def y_of(point: float) -> float:
    """Return how far down a point of the scale stands; 100 is at the top."""
    return round(HEIGHT * (1.0 - point / 100.0), 1)


def band_path(days: Sequence[float], low: Sequence[float], high: Sequence[float]) -> str:
    """Return the area between two lines through time, closed."""
    first, last = days[0], days[-1]
    there = [f"{x_of(d, first, last):g},{y_of(h):g}" for d, h in zip(days, high, strict=True)]
    back = [f"{x_of(d, first, last):g},{y_of(b):g}" for d, b in zip(days, low, strict=True)]
    return "M" + "L".join([*there, *reversed(back)]) + "Z"


def line_path(days: Sequence[float], points: Sequence[float]) -> str:
    """Return a line through time."""
    first, last = days[0], days[-1]
    places = [f"{x_of(d, first, last):g},{y_of(p):g}" for d, p in zip(days, points, strict=True)]
    return "M" + "L".join(places)


def share_cells(
    days: Sequence[float], shares: Sequence[Sequence[float]]
) -> tuple[tuple[float, float, float, float, float], ...]:
    """Return a cell for each day and option, with its share, the first option at the top."""
    first, last = days[0], days[-1]
    height = HEIGHT / len(shares[0])
    edges = [x_of(day, first, last) for day in days]
    return tuple(
        (edges[n], round(k * height, 1), round(edges[n + 1] - edges[n], 1), round(height, 1),
         round(share, 2))
        for n, row in enumerate(shares[:-1])
        for k, share in enumerate(row)
        if share >= 0.02
    )  # fmt: skip


def date_ticks(first: date, last: date) -> tuple[tuple[float, str], ...]:
    """Return the dates under the axis: the first, the last, and one between."""
    a, b = first.toordinal(), last.toordinal()
    days = [date.fromordinal(round(a + (b - a) * n / (_TICKS - 1))) for n in range(_TICKS)]
    return tuple((x_of(day.toordinal(), a, b), _short(day)) for day in days)


def _short(day: date) -> str:
    return day_words(day)
