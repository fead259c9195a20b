"""Notes on anything, and an analyst's own estimates: signed, dated, and kept apart.

They never enter what is computed from statements; outputs print them beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final

from pourparler.case.case import Case
from pourparler.case.folder import CaseFolder
from pourparler.case.issues import Issue
from pourparler.case.nearest import unknown
from pourparler.case.records import HANDLINGS, Handling
from pourparler.errors import RecordError, UnknownNameError
from pourparler.ledger.query import ReportQuery, StatementQuery
from pourparler.ledger.remarks import ASSESS, NOTE, Remark
from pourparler.workbench.review.deciding import MOST_REASON
from pourparler.workbench.view import Stamp, View, open_ledger, stamp

MOST_WORDS: Final = 10_000
"""Characters a note may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """An analyst's own estimate of where an actor stands. Frozen.

    Attributes
    ----------
    actor, issue : str
        Ids.
    from_option, to_option : str or None
        Options it lies between; None where places on the scale are given instead.
    low, high : float or None
        Places on the scale, 0 to 100; None on an issue without a scale.
    held_on : date
        The day it is about.
    reason : str
    handling : Handling
    coder : str or None
        Who answers for it; None before it is recorded, as for ``command``.
    command : str or None
        Id in the log, to undo it by.
    """

    actor: str
    issue: str
    from_option: str | None
    to_option: str | None
    low: float | None
    high: float | None
    held_on: date
    reason: str
    handling: Handling = "internal"
    coder: str | None = None
    command: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Return it under the names of ``--json``."""
        return {
            "actor": self.actor,
            "issue": self.issue,
            "from_option": self.from_option,
            "to_option": self.to_option,
            "low": self.low,
            "high": self.high,
            "held_on": self.held_on.isoformat(),
            "reason": self.reason,
            "handling": self.handling,
            "coder": self.coder,
            "command": self.command,
        }

    @property
    def range_words(self) -> str:
        """The range in a few words."""
        if self.from_option is not None:
            return " to ".join(dict.fromkeys(filter(None, (self.from_option, self.to_option))))
        return f"{self.low:g} to {self.high:g}"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteOn:
    """A note on something of a case. Frozen.

    ``target`` is the id of a statement, report, actor or issue; ``command`` its id in the log.
    """

    target: str
    text: str
    handling: Handling
    coder: str
    at: datetime
    command: str

    def as_json(self) -> dict[str, Any]:
        """Return it under the names of ``--json``."""
        return {
            "target": self.target,
            "text": self.text,
            "handling": self.handling,
            "coder": self.coder,
            "at": self.at.isoformat(),
            "command": self.command,
        }


@dataclass(frozen=True, slots=True)
class Remarks:
    """What people say of a case beside its statements, and what it is found in. Frozen.

    ``withheld`` counts the notes that are above the view's ceiling.
    """

    assessments: tuple[Assessment, ...]
    notes: tuple[NoteOn, ...]
    stamp: Stamp
    withheld: int = 0


def read_range(
    case: Case, issue_id: str, text: str
) -> tuple[str | None, str | None, float | None, float | None]:
    """Read a range such as ``first..after`` or ``20..60``: its options, and its places.

    Raises
    ------
    UnknownNameError
        The case has no such issue or option.
    RecordError
        A place is not within 0 to 100, the ends are not in order, or the issue has no scale.
    """
    issue = next((one for one in case.issues if one.id == issue_id), None)
    if issue is None:
        raise UnknownNameError(f"issue {unknown(issue_id, [one.id for one in case.issues])}")
    first, _, last = text.partition("..")
    ends = (first.strip(), (last or first).strip())
    options = {one.id: one for one in issue.options}
    if all(end in options for end in ends):
        at = [options[end].at for end in ends]
        return ends[0], ends[1], _place(at[0]), _place(at[1])
    low, high = (_read_place(issue, end) for end in ends)
    if low > high:
        raise RecordError(
            f"the range {text} ends before it begins", hint=f"Write {high:g}..{low:g}."
        )
    return None, None, low, high


def _place(at: float | None) -> float | None:
    return None if at is None else float(at)


def _read_place(issue: Issue, end: str) -> float:
    names = [one.id for one in issue.options]
    try:
        place = float(end)
    except ValueError as error:
        raise UnknownNameError(
            f"option {unknown(end, names)} of issue {issue.id!r}",
            hint=f"Give options ({', '.join(names)}) or places from 0 to 100, as 20..60.",
        ) from error
    if issue.scale == "unordered":
        raise RecordError(
            f"issue {issue.id!r} has no scale to place {end} on",
            hint=f"Give an option: {', '.join(names)}.",
        )
    if not 0 <= place <= 100:
        raise RecordError(f"{end} is not on the scale", hint="Places are from 0 to 100.")
    return place


def assess(folder: CaseFolder, estimate: Assessment, *, coder: str) -> Remarks:
    """Keep an analyst's own estimate; it counts beside what the same person said before.

    Returns
    -------
    Remarks
        With the estimate as it was recorded, alone.

    Raises
    ------
    UnknownNameError
        The case has no such actor.
    RecordError
        No reason is given, or it is too long, or the coder is a machine.
    """
    actors = [one.id for one in folder.case.actors]
    if estimate.actor not in actors:
        raise UnknownNameError(f"actor {unknown(estimate.actor, actors)}")
    _check_words("the reason", estimate.reason, MOST_REASON)
    said = estimate.as_json()
    said = {key: value for key, value in said.items() if key not in ("coder", "command")}
    return _record(folder, ASSESS, said, coder)


def note(
    folder: CaseFolder, target: str, text: str, *, coder: str, handling: Handling = "internal"
) -> Remarks:
    """Keep a note on a statement, a report, an actor or an issue.

    Returns
    -------
    Remarks
        With the note as it was recorded, alone.

    Raises
    ------
    UnknownNameError
        There is no such thing in the case.
    RecordError
        The note is empty or too long, or the coder is a machine.
    """
    _check_words("the note", text, MOST_WORDS)
    with open_ledger(folder) as ledger:
        names = [a.id for a in folder.case.actors] + [i.id for i in folder.case.issues]
        is_known = (
            target in names
            or bool(ledger.find_statements(StatementQuery(id=target)))
            or bool(ledger.find_reports(ReportQuery(id=target)))
        )
    if not is_known:
        raise UnknownNameError(
            f"{target!r} is no statement, report, actor or issue of the case",
            hint="`pourparler statements CASE` and `pourparler check CASE` list the ids.",
        )
    return _record(folder, NOTE, {"target": target, "text": text, "handling": handling}, coder)


def _check_words(what: str, words: str, most: int) -> None:
    if not words.strip():
        raise RecordError(f"{what} is empty", hint="Say why, or what is known and how.")
    if len(words) > most:
        raise RecordError(f"{what} has {len(words):,} characters", hint=f"At most {most:,}.")


def _record(folder: CaseFolder, name: str, said: dict[str, Any], coder: str) -> Remarks:
    if said["handling"] not in HANDLINGS:
        raise RecordError(
            f"handling is {said['handling']!r}", hint=f"Allowed: {', '.join(HANDLINGS)}."
        )
    with open_ledger(folder) as ledger:
        ledger.record_note(name, said, coder=coder)
        last = ledger.find_remarks()[-1:]
        return _remarks(last, stamp(folder, ledger))


def find_remarks(folder: CaseFolder, view: View | None = None) -> Remarks:
    """Return the notes and estimates that a view admits, in the order they were made.

    Of one person's estimates for one actor and issue the last that is held by the day described
    stands.

    Raises
    ------
    LedgerError
        Nothing has been read yet, or the ledger cannot be opened.
    """
    view = view or View()
    with open_ledger(folder) as ledger:
        found = ledger.find_remarks(recorded_at=view.recorded_at, ceiling=view.ceiling)
        every = ledger.find_remarks(recorded_at=view.recorded_at)
        made = _remarks(found, stamp(folder, ledger, view.ceiling))
    withheld = sum(one.name == NOTE for one in every) - len(made.notes)
    day = view.as_of or view.known_at
    last: dict[tuple[str, str, str | None], Assessment] = {}
    for one in sorted(made.assessments, key=lambda one: one.held_on):
        if day is None or one.held_on <= day:
            last[one.actor, one.issue, one.coder] = one
    return Remarks(tuple(last.values()), made.notes, made.stamp, withheld)


def _remarks(found: list[Remark], made_from: Stamp) -> Remarks:
    assessments, notes = [], []
    for one in found:
        said = dict(one.arguments)
        if one.name == ASSESS and "reason" in said:
            held_on = date.fromisoformat(said.pop("held_on"))
            assessments.append(
                Assessment(**said, held_on=held_on, coder=one.coder, command=one.command)
            )
        elif one.name == NOTE and "text" in said:
            notes.append(NoteOn(**said, coder=one.coder, at=one.at, command=one.command))
    return Remarks(tuple(assessments), tuple(notes), made_from)


def today() -> date:
    """Return the present day in UTC."""
    return datetime.now(UTC).date()
