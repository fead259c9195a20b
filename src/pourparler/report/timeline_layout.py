"""Where the marks of the chart stand: lanes for marks that would cover each other, ticks."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from pourparler.report.dates import day_words
from pourparler.report.plain import plain_text, shorten
from pourparler.report.timeline import Mark, Timeline

OPEN_LENGTH: Final = 18.0
"""Pixels of the dashed line that stands for an open beginning."""

_GAP: Final = 2.0
_STEPS_DAYS: Final = (1, 2, 7, 14)
_STEPS_MONTHS: Final = (1, 2, 3, 6, 12, 24, 60, 120)
_LEAST_DAYS: Final = 6
_LABEL_WIDTH: Final = 46


@dataclass(frozen=True, slots=True)
class Format:
    """The measures of one drawing, in pixels; ``labels`` is 0 where names stand above rows."""

    plot: int
    labels: int
    tick_space: int
    name_length: int

    @property
    def margin(self) -> int:
        """Room above the marks of a row for its name."""
        return 0 if self.labels else 17


WIDE: Final = Format(plot=800, labels=180, tick_space=72, name_length=27)
NARROW: Final = Format(plot=328, labels=0, tick_space=62, name_length=46)


@dataclass(frozen=True, slots=True)
class Placed:
    """A mark with its place in pixels from the left and the top.

    ``x`` is the middle of the mark; its line goes from ``x_first`` to ``x_last``.
    """

    mark: Mark
    x: float
    x_first: float
    x_last: float
    y: float
    diameter: float


@dataclass(frozen=True, slots=True)
class _Spread:
    mark: Mark
    x: float
    first: float
    last: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Everything placed. ``names`` and ``rules`` give y; ``ticks`` give x and a label."""

    format: Format
    height: float
    placed: tuple[Placed, ...]
    names: tuple[tuple[float, str], ...]
    rules: tuple[float, ...]
    ticks: tuple[tuple[float, str], ...]


def lay_out(timeline: Timeline, form: Format) -> Layout:
    """Place every mark so that no two cover each other; rows grow as high as they must."""
    by_actor: dict[str, list[Mark]] = defaultdict(list)
    for mark in timeline.marks:
        by_actor[mark.actor].append(mark)
    lane_height = max((_diameter(mark) for mark in timeline.marks), default=0.0) + _GAP
    start, days = _domain(timeline)
    top, placed, names, rules = 0.0, [], [], []
    for actor, name in timeline.rows:
        lanes = _lanes(by_actor[actor], start, form.plot / days)
        first = top + form.margin + 6 + lane_height / 2
        names.append(
            (first if form.labels else top + 13, shorten(plain_text(name), form.name_length))
        )
        for lane, spread in lanes:
            y = round(first + lane * lane_height, 1)
            placed.append(
                Placed(spread.mark, spread.x, spread.first, spread.last, y, _diameter(spread.mark))
            )
        deepest = max((lane for lane, _ in lanes), default=0)
        top = round(first + deepest * lane_height + lane_height / 2 + 6, 1)
        rules.append(top)
    ticks = _ticks(start, days, form)
    return Layout(form, top, tuple(placed), tuple(names), tuple(rules), ticks)


def _diameter(mark: Mark) -> float:
    return round(min(18.0, 9.0 + 1.5 * math.log2(mark.count)), 1)


def _domain(timeline: Timeline) -> tuple[date, int]:
    """Return the first day of the axis and its length in days, with air at both ends."""
    days = max((timeline.end - timeline.start).days, _LEAST_DAYS)
    air = max(1, round(days * 0.03))
    start = timeline.end - timedelta(days=days + air)
    return start, days + 2 * air


def _lanes(marks: list[Mark], start: date, scale: float) -> list[tuple[int, _Spread]]:
    """Give each mark the first lane that is free where it stands."""
    spreads = [_spread(mark, start, scale) for mark in marks]
    spreads.sort(key=lambda s: (s.first, s.x, s.mark.issue or 0, s.mark.target))
    free: list[float] = []
    lanes = []
    for spread in spreads:
        reach = _diameter(spread.mark) / 2
        left, right = min(spread.first, spread.x - reach), max(spread.last, spread.x + reach)
        lane = next((n for n, edge in enumerate(free) if edge <= left), len(free))
        free[lane : lane + 1] = [right + 1]
        lanes.append((lane, spread))
    return lanes


def _spread(mark: Mark, start: date, scale: float) -> _Spread:
    """Put a mark in the middle of its days, or at the last where the beginning is open."""
    last = (mark.last - start).days * scale
    if mark.first is None:
        return _Spread(mark, round(last, 1), round(max(last - OPEN_LENGTH, 0), 1), round(last, 1))
    first = (mark.first - start).days * scale
    return _Spread(mark, round((first + last) / 2, 1), round(first, 1), round(last, 1))


def _ticks(start: date, days: int, form: Format) -> tuple[tuple[float, str], ...]:
    """Choose round dates, as many as have room for their labels."""
    scale = form.plot / days
    for step in _STEPS_DAYS:
        if step * scale >= form.tick_space:
            monday = start - timedelta(days=start.weekday()) if step >= 7 else start
            dates = [monday + timedelta(days=n) for n in range(0, days + 8, step)]
            return _inside([(d, _day_label(d)) for d in dates], start, days, scale)
    for step in _STEPS_MONTHS:
        if step * 30 * scale >= form.tick_space:
            break
    first = start.year * 12 + (start.month - 1) // step * step
    months = range(first, first + days // 28 + 2 * step, step)
    dates = [date(month // 12, month % 12 + 1, 1) for month in months]
    return _inside([(d, _month_label(d, step)) for d in dates], start, days, scale)


def _inside(
    ticks: list[tuple[date, str]], start: date, days: int, scale: float
) -> tuple[tuple[float, str], ...]:
    """Keep the ticks on the axis, away from its right end, where a label would be cut."""
    places = [((day - start).days, label) for day, label in ticks]
    return tuple(
        (round(n * scale, 1), label) for n, label in places if 0 <= n <= days - _LABEL_WIDTH / scale
    )


def _day_label(day: date) -> str:
    return day_words(day).rpartition(" ")[0]


def _month_label(day: date, step: int) -> str:
    return str(day.year) if step >= 12 else day_words(day).partition(" ")[2]
