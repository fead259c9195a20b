"""What changed between two looks at a case: two dates, two states of knowledge, two versions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from pourparler.case.folder import CaseFolder, parse_case
from pourparler.case.issues import Issue
from pourparler.case.records import Report
from pourparler.errors import UnknownNameError
from pourparler.models.positions.subsets import says_otherwise
from pourparler.workbench.evidence import Testimony
from pourparler.workbench.positions import FoundPositions, Position, describe
from pourparler.workbench.questions import Question, find_questions
from pourparler.workbench.series import Heard, PositionQuery, hear, option_points, space_of
from pourparler.workbench.shifts import Contradiction, FoundShifts, Shift, detect
from pourparler.workbench.view import Stamp, View, open_ledger

_LEAST_DIGITS: Final = 6

Estimated = tuple[FoundPositions, FoundShifts]
"""Of one look: where everybody stood, and what had moved."""


@dataclass(frozen=True, slots=True)
class Look:
    """A case seen through a view: as one of its versions, or as it is now.

    ``version`` is the beginning of the digest of a case version that the ledger holds; None
    for the present one.
    """

    view: View
    version: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The position of one actor on one issue in both looks, None where nothing was heard.

    ``moved`` says that another option comes first, or that one look has no position.
    ``news`` are the statements that only the second look rests on, or that were made
    between its date and the first one's.
    """

    actor: str
    issue: Issue
    before: Position | None
    after: Position | None
    moved: bool
    news: tuple[Testimony, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Diff:
    """All that differs between two looks.

    ``changes`` has every position of either look, also those that stayed; ``shifts`` those
    that only the second look shows.
    """

    changes: tuple[Change, ...]
    shifts: tuple[Shift, ...]
    contradictions: tuple[Contradiction, ...]
    before: Heard
    after: Heard

    @property
    def moved(self) -> tuple[Change, ...]:
        """The positions that moved."""
        return tuple(change for change in self.changes if change.moved)

    @property
    def stamp(self) -> Stamp:
        """What the second look was made from."""
        return self.after.stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What is new since a day: in the reports dated after it, and what comes of them."""

    since: date
    reports: tuple[Report, ...]
    statements: tuple[Testimony, ...]
    diff: Diff
    questions: tuple[Question, ...]

    @property
    def is_nothing(self) -> bool:
        """Whether nobody said anything on an issue and nothing came of it."""
        diff = self.diff
        found = (self.statements, diff.moved, diff.shifts, diff.contradictions, self.questions)
        return not any(found)


def find_changes(
    folder: CaseFolder, before: Look, after: Look, *, query: PositionQuery | None = None
) -> Diff:
    """Compare two looks at a case.

    Raises
    ------
    UnknownNameError
        The query names what the case does not have, or a look names a version of the case
        that the ledger does not hold.
    LedgerError
        Nothing has been read yet, or the ledger cannot be opened.
    """
    return compare(*(_take(folder, look, query) for look in (before, after)))


def find_news(
    folder: CaseFolder,
    since: date,
    *,
    view: View | None = None,
    query: PositionQuery | None = None,
) -> News:
    """Return what the reports dated after a day have brought.

    The case as it was known on that day is held against the case as it is known now, or as
    ``view`` sees it. Nothing that was known then is news, however it looks today.

    Raises
    ------
    UnknownNameError
        The query names what the case does not have.
    LedgerError
        Nothing has been read yet, or the ledger cannot be opened.
    """
    view = view or View()
    then = replace(view, as_of=since, known_at=since)
    diff = find_changes(folder, Look(then), Look(view), query=query)
    known = {(q.kind, q.actor, q.issue.id) for q in find_questions(diff.before, query)}
    asked = find_questions(diff.after, query)
    return News(
        since=since,
        reports=tuple(r for r in diff.after.reports if r.reported_on > since),
        statements=tuple(
            testimony
            for series in diff.after.series
            for testimony in series.testimonies
            if testimony.statement.reported_on > since
        ),
        diff=diff,
        questions=tuple(q for q in asked if (q.kind, q.actor, q.issue.id) not in known),
    )


def compare(before: Heard, after: Heard) -> Diff:
    """Compare what was heard in two looks."""
    sides = describe(before), describe(after)
    return compare_estimated(
        (sides[0], detect(before, sides[0].tracks)), (sides[1], detect(after, sides[1].tracks))
    )


def compare_estimated(before: Estimated, after: Estimated) -> Diff:
    """Compare two looks whose positions, shifts and contradictions are at hand."""
    (stood, old), (stands, new) = before, after
    shifts = {_shift_key(shift) for shift in old.shifts}
    pairs = {_pair_key(pair) for pair in old.contradictions}
    return Diff(
        changes=tuple(_changes(stood, stands)),
        shifts=tuple(s for s in new.shifts if _shift_key(s) not in shifts),
        contradictions=tuple(c for c in new.contradictions if _pair_key(c) not in pairs),
        before=stood.heard,
        after=stands.heard,
    )


def _take(folder: CaseFolder, look: Look, query: PositionQuery | None) -> Heard:
    if look.version is None:
        return hear(folder, view=look.view, query=query)
    with open_ledger(folder) as ledger:
        text = ledger.case_version(look.version)
    return hear(folder, view=look.view, query=query, case=parse_case(text, name=look.version))


def _changes(before: FoundPositions, after: FoundPositions) -> Iterable[Change]:
    old = {(p.actor, p.issue.id): p for p in before.positions}
    new = {(p.actor, p.issue.id): p for p in after.positions}
    order = [(a.id, i.id) for a in after.heard.case.actors for i in after.heard.case.issues]
    order += [key for key in old if key not in order]
    for key in order:
        one, other = old.get(key), new.get(key)
        if at_hand := other or one:
            yield _change(at_hand, one, other)


def _change(at_hand: Position, before: Position | None, after: Position | None) -> Change:
    """Return a change; ``at_hand`` is whichever of the two there is, the later one first."""
    return Change(
        actor=at_hand.actor,
        issue=at_hand.issue,
        before=before,
        after=after,
        moved=_moved(before, after),
        news=_news(before, after),
    )


def _moved(before: Position | None, after: Position | None) -> bool:
    if before is None or after is None:
        return True
    if [o.id for o in before.issue.options] != [o.id for o in after.issue.options]:
        return True
    silent = before.basis.utterances == 0, after.basis.utterances == 0
    if any(silent):
        return silent[0] != silent[1]
    issue = after.issue
    return says_otherwise(space_of(issue), before.density, after.density, option_points(issue))


def _news(before: Position | None, after: Position | None) -> tuple[Testimony, ...]:
    """Return the statements that only the later position rests on, or that lie between."""
    if after is None:
        return ()
    if before is None:
        return after.testimonies
    known = {t.statement.id for t in before.testimonies}
    return tuple(
        t
        for t in after.testimonies
        if t.statement.id not in known or before.date < t.statement.said_last <= after.date
    )


def _shift_key(shift: Shift) -> tuple[object, ...]:
    return shift.actor, shift.issue.id, shift.first, shift.last


def _pair_key(pair: Contradiction) -> tuple[object, ...]:
    """Name a pair by the first report of either utterance: later ones make it no news."""
    ends = pair.said_first[0], pair.said_last[0]
    return pair.actor, pair.issue.id, *(t.statement.id for t in ends)


def read_look(word: str, *, view: View, as_known: bool) -> Look:
    """Return the look that a date or the digest of a case version stands for.

    Parameters
    ----------
    word : str
        A date, or at least six digits of a digest.
    view : View
        What else is looked through.
    as_known : bool
        At a date, use only reports up to it.

    Raises
    ------
    UnknownNameError
        The word is neither.

    Examples
    --------
    >>> read_look("2025-08-14", view=View(), as_known=False).view.as_of
    datetime.date(2025, 8, 14)
    >>> read_look("1cd62975a3d5", view=View(), as_known=False).version
    '1cd62975a3d5'
    """
    try:
        day = date.fromisoformat(word)
    except ValueError:
        if len(word) < _LEAST_DIGITS or not set(word) <= set("0123456789abcdef"):
            raise UnknownNameError(
                f"'{word}' is neither a date nor the digest of a case version",
                hint='Write YYYY-MM-DD, or the digest that every output names after "Case".',
            ) from None
        return Look(view, version=word)
    return Look(replace(view, as_of=day, known_at=day if as_known else view.known_at))
