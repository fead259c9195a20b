"""What moved and what is new, in words that lead to the statements of a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from pourparler.case.case import Case
from pourparler.models.positions.summary import printable
from pourparler.report.dates import day_words, edtf_words, period_words
from pourparler.report.estimates import Moved, Said
from pourparler.report.outline import Section
from pourparler.report.plain import shorten
from pourparler.report.words import actor_name, count_words, movement_words, speaker_words
from pourparler.workbench.changes import News
from pourparler.workbench.evidence import Testimony
from pourparler.workbench.positions import Position
from pourparler.workbench.shifts import Contradiction, Shift
from pourparler.workbench.taken_back import TakenBack

_QUOTE: Final = 220


def position_words(position: Position) -> str:
    """Return a position in words and figures.

    Shares are printed as they may be: none is 0 or 1.
    """
    basis, summary = position.basis, position.summary
    if basis.utterances == 0 and not position.mixed:
        return "nothing said that can be placed"
    best = int(summary.shares.argmax())
    share = float(printable(summary.shares[best]))
    words = f"{shorten(position.issue.options[best].words, 70)}: {share:.2f}"
    if summary.median is not None:
        intervals = " or ".join(f"{low:.0f}–{high:.0f}" for low, high in summary.intervals)
        words += f"; median {summary.median:.0f}, 80 % in {intervals}"
    words += f"; {count_words(basis.utterances, 'occasion')}"
    return words + ("; long unsaid" if basis.stale else "")


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


def moved_section(
    shifts: tuple[Moved, ...], pairs: tuple[Moved, ...], back: tuple[Moved, ...]
) -> Section:
    """Return the section on shifts, contradictions and what was taken back."""
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


def news_section(news: News, anchors: Anchors, case: Case) -> Section:
    """Return the section on what is new since a day."""
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
