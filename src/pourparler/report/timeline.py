"""The chart of statements through time, as data: rows, marks, and what is left out.

Nothing here knows pixels; `timeline_layout` places the marks and `timeline_svg` draws.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from pourparler.report.brief_content import BriefContent
from pourparler.report.chronology import ReadEntry
from pourparler.report.dates import day_words, edtf_words, period_words
from pourparler.report.matrix import Matrix
from pourparler.report.plain import shorten
from pourparler.report.words import MODALITY_WORDS, actor_name, speaker_words

MOST_MARKS: Final = 400
"""Above this many statements the chart draws one mark for several."""

_LOOK_BACK: Final = timedelta(days=92)
_UNITS: Final = ("week", "month", "quarter", "year")


@dataclass(frozen=True, slots=True)
class Mark:
    """One statement, or ``count`` of one actor, issue, modality and period.

    ``first`` is None where the beginning is open; ``issue`` is the position of the issue
    in the case; ``target`` is the statement that the mark opens.
    """

    actor: str
    first: date | None
    last: date
    issue: int | None
    modality: str
    title: str
    target: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Timeline:
    """What the chart shows from ``start`` to ``end``.

    ``earlier`` counts statements before ``start``, which are not drawn; ``unit`` names
    the period that one mark stands for, None where every statement has its own.
    """

    rows: tuple[tuple[str, str], ...]
    marks: tuple[Mark, ...]
    start: date
    end: date
    earlier: int
    statements: int
    unit: str | None


def build_timeline(
    content: BriefContent, entries: tuple[ReadEntry, ...], matrix: Matrix
) -> Timeline | None:
    """Return the chart's data, or None when no actor of the case said anything.

    The axis begins at the earliest statement, but at most three months before the first
    report: one remark of years ago must not press everything else to the edge.
    """
    every = [mark for read in entries for mark in _marks(content, read)]
    if not every:
        return None
    earliest = min(report.reported_on for report in content.reports) - _LOOK_BACK
    shown = [mark for mark in every if mark.last >= earliest]
    shown = shown or every
    start = max(min(mark.first or mark.last for mark in shown), earliest)
    start = min(start, *(mark.last for mark in shown))
    unit, marks = _thin(shown)
    return Timeline(
        rows=_rows(content, matrix, {mark.actor for mark in marks}),
        marks=tuple(replace(m, first=max(m.first, start) if m.first else None) for m in marks),
        start=start,
        end=max(mark.last for mark in marks),
        earlier=len(every) - len(shown),
        statements=len(shown),
        unit=unit,
    )


def _rows(content: BriefContent, matrix: Matrix, drawn: set[str]) -> tuple[tuple[str, str], ...]:
    """Keep the matrix's order; actors that spoke on no issue of the case come last."""
    ordered = [row.actor for row in matrix.rows] + [actor.id for actor in content.case.actors]
    ordered = [actor for actor in dict.fromkeys(ordered) if actor in drawn]
    ordered += sorted(drawn.difference(ordered))
    return tuple((actor, actor_name(content.case, actor)) for actor in ordered)


def timeline_note(timeline: Timeline) -> str:
    """Say in a sentence or two what the chart leaves out or puts together; maybe nothing."""
    notes = []
    if timeline.unit:
        notes.append(
            f"{timeline.statements} statements are too many to draw one by one: each mark "
            f"stands for those of one actor, issue and kind in one {timeline.unit}, "
            "and a larger mark for more."
        )
    if timeline.earlier:
        were = "statement was" if timeline.earlier == 1 else "statements were"
        notes.append(
            f"{timeline.earlier} {were} made before {day_words(timeline.start)} and not drawn."
        )
    return " ".join(notes)


def _marks(content: BriefContent, read: ReadEntry) -> list[Mark]:
    """Return one mark per actor concerned, by its most probable coding."""
    statement = read.entry.statement
    positions = {issue.id: n for n, issue in enumerate(content.case.issues)}
    concerned: dict[str, tuple[int | None, str]] = {}
    for coding in read.codings:
        for actor in (coding.about,) if coding.about else statement.actors:
            concerned.setdefault(actor, (positions[coding.issue], coding.modality))
    if not read.codings:
        concerned = dict.fromkeys(statement.actors, (None, "none"))
    said = f"{edtf_words(statement.said_on)} · {speaker_words(content.case, statement)}: "
    title = said + shorten(statement.content, 160)
    first, last = statement.said_first, statement.said_last
    return [
        Mark(actor, first, last, issue, modality, title, statement.id)
        for actor, (issue, modality) in concerned.items()
    ]


def _thin(marks: list[Mark]) -> tuple[str | None, list[Mark]]:
    """Put marks together by ever longer periods until they are few enough to be read."""
    if len(marks) <= MOST_MARKS:
        return None, marks
    for unit in _UNITS:
        grouped: dict[tuple[str, int | None, str, date], list[Mark]] = defaultdict(list)
        for mark in marks:
            key = mark.actor, mark.issue, mark.modality, _period_start(mark.last, unit)
            grouped[key].append(mark)
        if len(grouped) <= MOST_MARKS:
            break
    return unit, [_merge(same) for same in grouped.values()]


def _merge(same: list[Mark]) -> Mark:
    """Draw several as one, in the middle of the days on which they were said."""
    if len(same) == 1:
        return same[0]
    days = sorted(mark.last for mark in same)
    latest = max(same, key=lambda mark: mark.last)
    kind = MODALITY_WORDS.get(latest.modality, "on no issue")
    middle = days[len(days) // 2]
    title = f"{len(same)} statements, {kind}, {period_words(days[0], days[-1])}; opens the latest"
    return replace(latest, first=middle, last=middle, title=title, count=len(same))


def _period_start(day: date, unit: str) -> date:
    match unit:
        case "week":
            return day - timedelta(days=day.weekday())
        case "month":
            return day.replace(day=1)
        case "quarter":
            return day.replace(month=3 * ((day.month - 1) // 3) + 1, day=1)
    return day.replace(month=1, day=1)


def count_titles(content: BriefContent, marks: Iterable[Mark]) -> str:
    """Return the chart's title for those who cannot see it: how many marks for whom."""
    per_actor: dict[str, int] = defaultdict(int)
    for mark in marks:
        per_actor[mark.actor] += mark.count
    parts = [f"{actor_name(content.case, a)} {n}" for a, n in per_actor.items()]
    return "Statements by actor and date of saying: " + ", ".join(parts)
