"""What there is to a report, an actor or an issue: what a person would want to see of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any, Literal

from pourparler.case.counting import count_words
from pourparler.case.folder import CaseFolder
from pourparler.case.nearest import nearest
from pourparler.case.records import Report
from pourparler.errors import UnknownNameError
from pourparler.ledger.query import ReportQuery, StatementQuery
from pourparler.workbench.view import Stamp, open_ledger, stamp

Kind = Literal["statement", "report", "actor", "issue"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A report, an actor or an issue as it is shown. Frozen.

    Attributes
    ----------
    kind : str
        ``report``, ``actor`` or ``issue``.
    id, title : str
    facts : tuple of (name, value)
        In words.
    statements : tuple of str
        Ids of the statements that it has, by date.
    stamp : Stamp
    """

    kind: Kind
    id: str
    title: str
    facts: tuple[tuple[str, str], ...]
    statements: tuple[str, ...]
    stamp: Stamp

    def as_json(self) -> dict[str, Any]:
        """Return it under the names of ``show --json``."""
        said = {"id": self.id, "title": self.title, "facts": dict(self.facts)}
        return {self.kind: said, "statements": list(self.statements)} | self.stamp.as_json()


def find_kind(folder: CaseFolder, name: str) -> Kind:
    """Say what an id is of.

    Raises
    ------
    UnknownNameError
        It is of nothing in the case.
    """
    actors = [actor.id for actor in folder.case.actors]
    issues = [issue.id for issue in folder.case.issues]
    if name in actors:
        return "actor"
    if name in issues:
        return "issue"
    with open_ledger(folder) as ledger:
        if ledger.find_statements(StatementQuery(id=name)):
            return "statement"
        if ledger.find_reports(ReportQuery(id=name)):
            return "report"
    guess = nearest(name, [*actors, *issues])
    raise UnknownNameError(
        f"{name!r} is no statement, report, actor or issue of the case"
        + (f"; did you mean {guess!r}?" if guess else ""),
        hint="`pourparler statements CASE --json` and `pourparler reports CASE` list the ids.",
    )


def show_thing(folder: CaseFolder, name: str) -> Thing:
    """Return what there is to a report, an actor or an issue, above any ceiling.

    Raises
    ------
    UnknownNameError
        It is no report, actor or issue.
    """
    kind = find_kind(folder, name)
    query = {
        "report": StatementQuery(report=name),
        "actor": StatementQuery(actor=name),
        "issue": StatementQuery(issue=name),
    }[kind]
    with open_ledger(folder) as ledger:
        found = ledger.find_statements(query)
        report = ledger.report(name) if kind == "report" else None
        made_from = stamp(folder, ledger)
    reviewed = sum(one.reviewed for one in found)
    counted = (
        "statements",
        f"{count_words(len(found), 'statement')}, {reviewed:,} reviewed",
    )
    title, facts = _of_report(report) if report else _of_case(folder, name)
    if kind == "issue":
        options = Counter(
            coding.from_option for one in found for coding in one.codings if coding.issue == name
        )
        facts += tuple(
            (f"option {option.id}", f"{option.words} ({count_words(options[option.id], 'coding')})")
            for option in folder.case.issue(name).options
        )
    return Thing(
        kind=kind,
        id=name,
        title=title,
        facts=tuple((key, value) for key, value in (*facts, counted) if value),
        statements=tuple(one.id for one in found),
        stamp=made_from,
    )


def _of_report(report: Report) -> tuple[str, tuple[tuple[str, str], ...]]:
    names = ("publisher", "author", "kind", "language", "handling", "url", "path", "duplicate_of")
    facts = tuple((name.replace("_", " "), str(getattr(report, name) or "")) for name in names)
    return report.title, (("date", report.reported_on.isoformat()), *facts)


def _of_case(folder: CaseFolder, name: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    for actor in folder.case.actors:
        if actor.id == name:
            people = [p.name for p in folder.case.people if p.actor == name]
            return actor.name, (
                ("kind", actor.kind),
                ("also called", ", ".join(actor.aliases)),
                ("people", ", ".join(people)),
                ("party", "yes" if name in folder.case.parties else ""),
            )
    issue = folder.case.issue(name)
    return issue.label, (("question", issue.question), ("scale", issue.scale))
