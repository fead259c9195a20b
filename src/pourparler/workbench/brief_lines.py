"""Positions through time for the brief: a median, a band and a dot for each utterance."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

import numpy as np

from pourparler.case.counting import count_words
from pourparler.case.issues import Issue
from pourparler.models.positions.estimate import Track
from pourparler.models.positions.spaces import Grid
from pourparler.models.positions.summary import find_quantile
from pourparler.report.dates import edtf_words
from pourparler.report.estimates import Dot, IssueLines, Line
from pourparler.report.outline import Section
from pourparler.report.plain import shorten
from pourparler.report.position_lines import (
    HEIGHT,
    WIDTH,
    band_path,
    date_ticks,
    line_path,
    share_cells,
    x_of,
    y_of,
)
from pourparler.report.words import actor_name, speaker_words
from pourparler.workbench.evidence import Series, Testimony, said_days
from pourparler.workbench.series import Heard, estimate_series

_SAMPLES: Final = 60
_LEAST_OCCASIONS: Final = 2


def draw_lines(heard: Heard, anchor: Callable[[str], str | None]) -> Section:
    """Return the section with a line for each actor that spoke at least twice on an issue."""
    return Section(
        name="lines",
        title="Positions through time",
        label="Lines",
        after="through-time",
        values=tuple(issue for issue in trace_issues(heard, anchor) if issue.lines),
        in_markdown=False,
    )


def trace_issues(heard: Heard, anchor: Callable[[str], str | None]) -> tuple[IssueLines, ...]:
    """Return the lines of each issue of the case; ``anchor`` is what a dot opens, or None."""
    first, last = _span(heard)
    days = np.unique(np.linspace(first, last, _SAMPLES).round())
    asked = [date.fromordinal(int(day)) for day in days]
    spoken = [s for s in heard.series if _occasions(s) >= _LEAST_OCCASIONS]
    tracks = estimate_series(spoken, [asked] * len(spoken))
    drawn = {
        (s.actor, s.issue.id): _line(heard, s, t, anchor)
        for s, t in zip(spoken, tracks, strict=True)
    }
    return tuple(_issue_lines(heard, issue, drawn, (first, last)) for issue in heard.case.issues)


def _span(heard: Heard) -> tuple[int, int]:
    """Return the first and the last day of the axis: from the first report to the date."""
    days = [report.reported_on.toordinal() for report in heard.reports]
    end = heard.day.toordinal() if heard.day else max(days)
    return min([*days, end - 7]), end


def _occasions(series: Series) -> int:
    return len(set(series.evidence.utterance[series.evidence.informative].tolist()))


def _issue_lines(
    heard: Heard, issue: Issue, drawn: dict[tuple[str, str], Line], span: tuple[int, int]
) -> IssueLines:
    lines = [drawn[a.id, issue.id] for a in heard.case.actors if (a.id, issue.id) in drawn]
    others = [
        actor_name(heard.case, s.actor)
        for s in heard.series
        if s.issue.id == issue.id and _occasions(s) == 1
    ]
    return IssueLines(
        issue=issue.id,
        label=issue.label,
        options=tuple((_height(issue, n), o.words) for n, o in enumerate(issue.options)),
        ticks=date_ticks(*(date.fromordinal(day) for day in span)),
        lines=tuple(lines),
        others=tuple(others),
        width=WIDTH,
        height=HEIGHT,
    )


def _height(issue: Issue, number: int) -> float:
    """Return how far down an option stands."""
    if issue.scale == "unordered":
        return round(HEIGHT * (number + 0.5) / len(issue.options), 1)
    return y_of(issue.options[number].at or 0.0)


def _line(heard: Heard, series: Series, track: Track, anchor: Callable[[str], str | None]) -> Line:
    days = track.days.tolist()
    band = median = ""
    cells: tuple[tuple[float, float, float, float, float], ...] = ()
    if isinstance(track.space, Grid):
        low, middle, high = (find_quantile(track.space, track.density, q) for q in (0.1, 0.5, 0.9))
        band, median = (
            band_path(days, low.tolist(), high.tolist()),
            line_path(days, middle.tolist()),
        )
    else:
        cells = share_cells(days, track.density.tolist())
    name = actor_name(heard.case, series.actor)
    return Line(
        name=name,
        band=band,
        median=median,
        cells=cells,
        dots=tuple(_dots(heard, series, (days[0], days[-1]), anchor)),
        title=f"{name} on {series.issue.label} through time: "
        f"{count_words(len(series.testimonies), 'statement')}",
    )


def _dots(
    heard: Heard, series: Series, span: tuple[float, float], anchor: Callable[[str], str | None]
) -> list[Dot]:
    """Return a dot for each utterance that names an option, its first statement's."""
    dots: dict[int, Dot] = {}
    for testimony, number in zip(
        series.testimonies, series.evidence.utterance.tolist(), strict=True
    ):
        target = anchor(testimony.statement.id)
        heights = _reach(series.issue, testimony)
        first, last = (day.toordinal() for day in said_days(testimony.statement))
        middle = max((first + last) / 2, span[0])
        if target is None or not heights or middle > span[1]:
            continue
        statement = testimony.statement
        words = f"{edtf_words(statement.said_on)} · {speaker_words(heard.case, statement)}: "
        dots.setdefault(
            number,
            Dot(
                x=x_of(middle, *span),
                low=max(heights),
                high=min(heights),
                modality=testimony.coding.modality,
                title=words + shorten(statement.content, 140),
                target=target,
            ),
        )
    return list(dots.values())


def _reach(issue: Issue, testimony: Testimony) -> list[float]:
    coding = testimony.coding
    ends = {coding.from_option, coding.to_option}
    return [_height(issue, n) for n, o in enumerate(issue.options) if o.id in ends]
