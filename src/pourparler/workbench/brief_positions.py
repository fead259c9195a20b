"""Stated positions for the brief: strips, what moved, lines through time, what is new."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import numpy as np

from pourparler.case.case import Case
from pourparler.case.folder import CaseFolder
from pourparler.models.positions.subsets import says_otherwise
from pourparler.models.positions.summary import printable
from pourparler.report.crossing import crossed_flag, crossed_words
from pourparler.report.dates import day_words, edtf_words, period_words
from pourparler.report.estimates import Estimate, Moved, Said, spark_words
from pourparler.report.outline import Section
from pourparler.report.plain import shorten
from pourparler.report.words import actor_name, count_words, movement_words, speaker_words
from pourparler.workbench.brief_lines import draw_lines
from pourparler.workbench.changes import News, find_news
from pourparler.workbench.evidence import Series, Testimony
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
from pourparler.workbench.shifts import Contradiction, FoundShifts, Shift, detect
from pourparler.workbench.statements import FoundStatements
from pourparler.workbench.taken_back import TakenBack, find_taken_back
from pourparler.workbench.view import View

_QUOTE: Final = 220


@dataclass(frozen=True, slots=True)
class Stated:
    """What a brief shows of stated positions."""

    estimates: tuple[Estimate, ...]
    sections: tuple[Section, ...]


def state_positions(
    folder: CaseFolder, view: View, found: FoundStatements, *, since: date | None = None
) -> Stated:
    """Estimate what the page's statements say, and arrange it for the page.

    Only statements that stand in the page are used, so that every figure opens to them.
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
    estimates = draw_estimates(positions, moved, find_doubts(heard, positions))
    lines = replace(draw_lines(heard, anchors.of), lines=_spark_lines(folder.case, estimates))
    back = tuple(
        anchors.taken_back(n, taken)
        for n, taken in enumerate(find_taken_back(heard, moved.shifts), start=1)
    )
    sections = [_moved_section(shifts, pairs, back), lines]
    if since is not None:
        news = find_news(folder, since, view=view)
        sections.insert(0, _news_section(news, anchors, folder.case))
    return Stated(estimates, tuple(sections))


def _spark_lines(case: Case, estimates: Sequence[Estimate]) -> tuple[str, ...]:
    """Return where the parties say they stand, a line each, for a terminal."""
    labels = {issue.id: issue.label for issue in case.issues}
    return tuple(
        f"{spark_words(e):<17} {actor_name(case, e.actor)}, {labels[e.issue]}: {e.words}"
        + (f"; {e.crossed}" if e.crossed else "")
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
            _estimate(p, notes.get((p.actor, p.issue.id), "")), last.get((p.actor, p.issue.id))
        )
        for p in found.positions
    )


def _estimate(position: Position, note: str) -> Estimate:
    return Estimate(
        actor=position.actor,
        issue=position.issue.id,
        density=tuple(position.density.tolist()),
        points=tuple(option_points(position.issue) or ()),
        words=position_words(position),
        intervals=position.summary.intervals,
        is_known=position.basis.utterances > 0,
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


def position_words(position: Position) -> str:
    """Return a position in words and figures.

    Shares are printed as they may be: none is 0 or 1.
    """
    basis, summary = position.basis, position.summary
    if basis.utterances == 0:
        return "nothing said that can be placed"
    best = int(summary.shares.argmax())
    share = float(printable(summary.shares[best]))
    words = f"{shorten(position.issue.options[best].words, 70)}: {share:.2f}"
    if summary.median is not None:
        intervals = " or ".join(f"{low:.0f}–{high:.0f}" for low, high in summary.intervals)
        words += f"; median {summary.median:.0f}, 80 % in {intervals}"
    words += f"; {count_words(basis.utterances, 'occasion')}"
    return words + ("; long unsaid" if basis.stale else "")


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


class Anchors:
    """Statements as a page shows them, and what rests on them in words.

    Parameters
    ----------
    case : Case
    shown : mapping, optional
        The id under which the page shows each statement; without it each stands for itself.
    """

    def __init__(self, case: Case, shown: Mapping[str, str] | None = None) -> None:
        self._case, self._shown = case, shown

    def of(self, statement: str) -> str | None:
        """Return the id under which a statement stands in the page, None if it does not."""
        return statement if self._shown is None else self._shown.get(statement)

    def said(self, testimonies: Iterable[Testimony]) -> tuple[Said, ...]:
        """Return the statements, each that stands in the page once."""
        found: dict[str, Said] = {}
        for testimony in testimonies:
            statement = testimony.statement
            target = self.of(statement.id)
            if target is not None:
                found.setdefault(
                    target,
                    Said(
                        target=target,
                        day=edtf_words(statement.said_on),
                        speaker=speaker_words(self._case, statement),
                        cue=statement.cue,
                        words=shorten(statement.content.lstrip(" ,;:"), _QUOTE),
                        language=statement.language,
                    ),
                )
        return tuple(found.values())

    def shift(self, number: int, shift: Shift) -> Moved:
        """Return a shift in words."""
        best = [int(side.shares.argmax()) for side in (shift.before, shift.after)]
        options = [shift.issue.options[n].words for n in best]
        odds = f"{min(shift.odds, 1000):.0f}{' or more' if shift.odds > 1000 else ''}"
        return Moved(
            number=number,
            actor=actor_name(self._case, shift.actor),
            issue=shift.issue.id,
            label=shift.issue.label,
            days=f"between {period_words(shift.first, shift.last)}"
            if shift.first != shift.last
            else day_words(shift.first),
            words=f"from “{options[0]}” towards “{options[1]}”; odds of a jump {odds} times what "
            "the time alone would give",
            before=self.said(shift.said_before),
            after=self.said(shift.said_after),
        )

    def taken_back(self, number: int, taken: TakenBack) -> Moved:
        """Return in words a shift that later statements took back."""
        moved = self.shift(number, taken.shift)
        known = (
            f"as reports had it on {day_words(taken.known_at)}, not borne out by what came later"
        )
        return replace(moved, words=f"{moved.words}; {known}")

    def contradiction(self, number: int, pair: Contradiction) -> Moved:
        """Return a contradiction in words."""
        return Moved(
            number=number,
            actor=actor_name(self._case, pair.actor),
            issue=pair.issue.id,
            label=pair.issue.label,
            days=period_words(pair.first, pair.last)
            if pair.first != pair.last
            else day_words(pair.last),
            words="one of the two was misread or not meant, or the position jumped between them",
            before=self.said(pair.said_first),
            after=self.said(pair.said_last),
        )


@dataclass(frozen=True, slots=True)
class MovedPart:
    """What the section on movement shows."""

    shifts: tuple[Moved, ...]
    contradictions: tuple[Moved, ...]
    taken_back: tuple[Moved, ...] = ()

    @property
    def counts(self) -> str:
        """How much moved, in the words of every other page."""
        return movement_words(
            len(self.shifts), len(self.contradictions), taken_back=len(self.taken_back)
        )


def _moved_section(
    shifts: tuple[Moved, ...], pairs: tuple[Moved, ...], back: tuple[Moved, ...]
) -> Section:
    part = MovedPart(shifts, pairs, back)
    lines = [f"{part.counts}."] if shifts or pairs or back else []
    lines += [f"{m.actor}, {m.label}, {m.days}: {m.words}" for m in (*shifts, *back)]
    lines += [
        f"{m.actor}, {m.label}, {m.days}: “{_first(m.before)}” and “{_first(m.after)}” do not go "
        "together"
        for m in pairs
    ]
    return Section(
        name="moved",
        title="What moved, and what does not go together",
        label="Shifts",
        after="positions",
        values=part,
        lines=tuple(lines),
    )


def _first(said: tuple[Said, ...]) -> str:
    return shorten(said[0].words, 90) if said else "?"


@dataclass(frozen=True, slots=True)
class NewsPart:
    """What is new since a day, for the page."""

    since: str
    counts: str
    moved: tuple[tuple[str, str, str, str, tuple[Said, ...]], ...]
    said: tuple[Said, ...]


def _news_section(news: News, anchors: Anchors, case: Case) -> Section:
    since = day_words(news.since)
    statements = anchors.said(news.statements)
    counts = ", ".join(
        (
            count_words(len(news.reports), "new report"),
            count_words(len(statements), "statement") + " on issues",
            count_words(len(news.diff.moved), "position") + " with another option first",
            count_words(len(news.diff.shifts), "shift"),
            count_words(len(news.diff.contradictions), "contradiction"),
            count_words(len(news.questions), "question") + " newly open",
        )
    )
    moved = tuple(
        (
            actor_name(case, change.actor),
            change.issue.label,
            position_words(change.before) if change.before else "not heard",
            position_words(change.after) if change.after else "not heard",
            anchors.said(change.news),
        )
        for change in news.diff.moved
    )
    lines = (counts, *(f"{a}, {i}: {b} → {c}" for a, i, b, c, _ in moved))
    return Section(
        name="news",
        title=f"What changed since {since}",
        label=f"Since {since}",
        after="positions",
        values=NewsPart(since, counts, moved, statements),
        lines=lines,
    )
