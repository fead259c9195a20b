"""What is open: who has not said where it stands, was unclear, declined, or fell silent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pourparler.case.case import Case
from pourparler.case.issues import Issue
from pourparler.models.positions.basis import OpenQuestion as Kind
from pourparler.models.positions.basis import describe_basis
from pourparler.workbench.evidence import Testimony, said_days
from pourparler.workbench.series import Heard, PositionQuery

UNCLEAR = ("ambiguous", "declined")


@dataclass(frozen=True, slots=True)
class Question:
    """Something nobody has answered: on which issue, of whom, and why it is open.

    ``actor`` is None where a report calls the issue itself unclear; ``testimonies`` are the
    statements that leave it open, none for ``silent``, the last word for ``stale``.
    """

    kind: Kind
    actor: str | None
    issue: Issue
    testimonies: tuple[Testimony, ...]


def find_questions(heard: Heard, query: PositionQuery | None = None) -> tuple[Question, ...]:
    """Return what is open at the date, by issue, then by actor.

    Parties that were never heard on an issue count as silent; of others nobody expects a
    word on everything. What was unclear or declined stays open until a later statement
    says where the actor stands.
    """
    query = query or PositionQuery()
    if heard.day is None:
        return ()
    return tuple(
        question
        for issue in heard.case.issues
        if query.issue in (None, issue.id)
        for question in _on_issue(heard, issue, query)
    )


def _on_issue(heard: Heard, issue: Issue, query: PositionQuery) -> Iterator[Question]:
    if query.actor is None:
        yield from _called_unclear(heard, issue)
    for actor in _asked(heard.case, query):
        series = heard.find(actor, issue.id)
        if series is None:
            if actor in heard.case.parties:
                yield Question("silent", actor, issue, ())
            continue
        day = heard.day or date.max
        said = [t for t in series.testimonies if said_days(t.statement)[1] <= day]
        for kind in describe_basis(series.evidence, day.toordinal()).open_questions:
            if kind != "silent" or actor in heard.case.parties:
                yield Question(kind, actor, issue, _about(kind, said))


def _asked(case: Case, query: PositionQuery) -> list[str]:
    return [actor.id for actor in case.actors if query.actor in (None, actor.id)]


def _about(kind: Kind, said: list[Testimony]) -> tuple[Testimony, ...]:
    """Return the last statement that leaves it open: of that kind, or the last word."""
    if kind == "silent":
        return ()
    fitting = [
        t
        for t in said
        if (t.coding.modality == kind if kind in UNCLEAR else t.coding.modality not in UNCLEAR)
    ]
    return tuple(sorted(fitting, key=lambda t: said_days(t.statement)[1])[-1:])


def _called_unclear(heard: Heard, issue: Issue) -> Iterator[Question]:
    """Yield what reports call unclear without saying whose position it would be."""
    day = heard.day or date.max
    for statement in heard.statements:
        for coding in statement.codings:
            if coding.issue != issue.id or coding.modality not in UNCLEAR:
                continue
            if not statement.actors and coding.about is None and statement.reported_on <= day:
                testimony = Testimony(statement, coding, statement.report, False)
                yield Question("ambiguous", None, issue, (testimony,))
