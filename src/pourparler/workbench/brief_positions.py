"""Stated positions for the brief: strips, what moved, lines through time, what is new."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from pourparler.case.case import Case
from pourparler.case.folder import CaseFolder
from pourparler.models.positions.subsets import says_otherwise
from pourparler.report.crossing import crossed_flag, crossed_words
from pourparler.report.estimates import Estimate, spark_words
from pourparler.report.outline import Section
from pourparler.report.words import actor_name
from pourparler.workbench.brief_lines import draw_lines
from pourparler.workbench.brief_moved import Anchors, moved_section, news_section, position_words
from pourparler.workbench.changes import find_news
from pourparler.workbench.evidence import Series
from pourparler.workbench.mixing import Mixed, mix_in
from pourparler.workbench.positions import FoundPositions, Position, describe
from pourparler.workbench.series import (
    Heard,
    PositionQuery,
    estimate_series,
    hear_found,
    option_points,
    select_series,
    space_of,
)
from pourparler.workbench.shifts import FoundShifts, Shift, detect
from pourparler.workbench.statements import FoundStatements
from pourparler.workbench.taken_back import find_taken_back
from pourparler.workbench.view import View


@dataclass(frozen=True, slots=True)
class Stated:
    """What a brief shows of stated positions."""

    estimates: tuple[Estimate, ...]
    sections: tuple[Section, ...]
    mixed: Mixed | None = None


def state_positions(
    folder: CaseFolder,
    view: View,
    found: FoundStatements,
    *,
    since: date | None = None,
    with_assessments: bool = False,
) -> Stated:
    """Estimate what the page's statements say, and arrange it for the page.

    Only statements that stand in the page are used, so that every figure opens to them; with
    assessments, analysts' own estimates are mixed into the matrix, and into nothing else.
    """
    heard = hear_found(folder.case, found, view=view)
    if not heard.series or heard.day is None:
        return Stated((), ())
    positions = describe(heard)
    moved = detect(heard, positions.tracks)
    anchors = Anchors(folder.case, _shown_in(folder.case, found))
    shifts = tuple(anchors.shift(n, shift) for n, shift in enumerate(moved.shifts, start=1))
    pairs = tuple(
        anchors.contradiction(n, pair) for n, pair in enumerate(moved.contradictions, start=1)
    )
    doubts = find_doubts(heard, positions)
    mixed = mix_in(folder, positions, view=view) if with_assessments else None
    shown = mixed.found if mixed else positions
    estimates = draw_estimates(shown, moved, doubts)
    lines = replace(draw_lines(heard, anchors.of), lines=_spark_lines(folder.case, estimates))
    back = tuple(
        anchors.taken_back(n, taken)
        for n, taken in enumerate(find_taken_back(heard, moved.shifts), start=1)
    )
    sections = [moved_section(shifts, pairs, back), lines]
    if since is not None:
        news = find_news(folder, since, view=view)
        sections.insert(0, news_section(news, anchors, folder.case))
    return Stated(estimates, tuple(sections), mixed)


def _spark_lines(case: Case, estimates: Sequence[Estimate]) -> tuple[str, ...]:
    """Return where the parties say they stand, a line each, for a terminal."""
    labels = {issue.id: issue.label for issue in case.issues}
    return tuple(
        f"{spark_words(e):<17} {actor_name(case, e.actor)}, {labels[e.issue]}: {e.words}"
        + (f"; {e.crossed}" if e.crossed else "")
        + ("; own estimate mixed in" if "is mixed in" in e.note else "")
        for e in estimates
        if e.actor in case.parties and e.is_known
    )


def draw_estimates(
    found: FoundPositions, moved: FoundShifts, notes: Mapping[tuple[str, str], str]
) -> tuple[Estimate, ...]:
    """Return the positions as a page draws them, with the last shift of each.

    ``notes`` say by actor and issue what a position hangs on, `find_doubts`.
    """
    last = {(s.actor, s.issue.id): (n, s) for n, s in enumerate(moved.shifts, start=1)}
    return tuple(
        _with_shift(
            _estimate(p, _noted(p, notes.get((p.actor, p.issue.id), ""))),
            last.get((p.actor, p.issue.id)),
        )
        for p in found.positions
    )


def _noted(position: Position, doubt: str) -> str:
    """Return the note on a position: what it hangs on, and whose estimates are mixed in."""
    whose = [f"{one.coder} ({one.held_on})" for one in position.mixed]
    mixed = f"the own estimate of {', '.join(whose)} is mixed in" if whose else ""
    return "; ".join(filter(None, (doubt, mixed)))


def _estimate(position: Position, note: str) -> Estimate:
    return Estimate(
        actor=position.actor,
        issue=position.issue.id,
        density=tuple(position.density.tolist()),
        points=tuple(option_points(position.issue) or ()),
        words=position_words(position),
        intervals=position.summary.intervals,
        is_known=position.basis.utterances > 0 or bool(position.mixed),
        is_stale=position.basis.stale,
        note=note,
        flag=_flag(note),
        crossed=crossed_words(position.crossed),
        crossed_flag=crossed_flag(position.crossed),
    )


def _flag(note: str) -> str:
    """Return in few words what the note says in full."""
    words = {"without": "hangs on one publisher", "alone put": "review says otherwise"}
    words["alone say"] = "review says the same"
    words["is mixed in"] = "own estimate mixed in"
    return ", ".join(short for part, short in words.items() if part in note)


def _with_shift(estimate: Estimate, last: tuple[int, Shift] | None) -> Estimate:
    if last is None:
        return estimate
    number, shift = last
    places = [
        _place(shift.before.median, shift.before.shares),
        _place(shift.after.median, shift.after.shares),
    ]
    return replace(estimate, moved_from=places[0], moved_to=places[1], shift=number)


def _place(median: float | None, shares: np.ndarray) -> float:
    """Return where a position is on a strip: its median, or the middle of its first option."""
    return median if median is not None else 100.0 * (int(shares.argmax()) + 0.5) / len(shares)


def find_doubts(heard: Heard, positions: FoundPositions) -> dict[tuple[str, str], str]:
    """Say where reviewed readings alone, or one publisher less, put another option first."""
    notes = {key: [words] for key, words in _reviewed(heard, positions)}
    needed: dict[tuple[str, str], list[str]] = {}
    for key, publisher in _publishers(heard, positions):
        needed.setdefault(key, []).append(publisher)
    for key, publishers in needed.items():
        each = "each of " if len(publishers) > 1 else ""
        notes.setdefault(key, []).append(
            f"another option comes first without {each}{' and '.join(publishers)}"
        )
    return {key: "; ".join(words) for key, words in notes.items()}


def _reviewed(heard: Heard, positions: FoundPositions) -> Iterable[tuple[tuple[str, str], str]]:
    partly = {
        (p.actor, p.issue.id): p
        for p in positions.positions
        if p.basis.reviewed_share not in (None, 0.0, 1.0)
    }
    only = select_series(heard.series, PositionQuery(reviewed_only=True))
    kept = [one for one in only if (one.actor, one.issue.id) in partly]
    for key, otherwise in _compare(kept, partly, heard.day):
        yield (
            key,
            "reviewed readings alone put another option first"
            if otherwise
            else ("reviewed readings alone say the same"),
        )


def _publishers(heard: Heard, positions: FoundPositions) -> Iterable[tuple[tuple[str, str], str]]:
    known = {(p.actor, p.issue.id): p for p in positions.positions if p.basis.utterances}
    publishers = sorted({t.publisher for s in heard.series for t in s.testimonies})
    if len(publishers) < 2:
        return
    for publisher in publishers:
        touched = [
            s
            for s in heard.series
            if (s.actor, s.issue.id) in known
            and any(t.publisher == publisher for t in s.testimonies)
            and any(t.publisher != publisher for t in s.testimonies)
        ]
        rest = select_series(touched, PositionQuery(without_publisher=publisher))
        rest = tuple(s for s in rest if s.evidence.informative.any())
        for key, otherwise in _compare(rest, known, heard.day):
            if otherwise:
                yield key, publisher


def _compare(
    series: Sequence[Series], known: dict[tuple[str, str], Position], day: date | None
) -> Iterable[tuple[tuple[str, str], bool]]:
    if day is None or not series:
        return
    for one, track in zip(series, estimate_series(series, [[day]] * len(series)), strict=True):
        key = one.actor, one.issue.id
        points = option_points(one.issue)
        yield key, says_otherwise(space_of(one.issue), known[key].density, track.density[0], points)


def _shown_in(case: Case, found: FoundStatements) -> dict[str, str]:
    """Return by statement the one that a brief shows: near copies open what stands for them."""
    from pourparler.report.brief_content import BriefContent
    from pourparler.report.entries import list_entries

    content = BriefContent(
        case=case, reports=found.reports, statements=found.statements,
        digest="", mark="", version="", command="",
    )  # fmt: skip
    return {
        told.id: entry.statement.id
        for entry in list_entries(content)
        for told in (entry.statement, *entry.copies)
    }
