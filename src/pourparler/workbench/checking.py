"""Checking a case: what is wrong, what is assumed, which human readings need another look."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from pourparler.case.case import Case
from pourparler.case.folder import CaseFolder
from pourparler.case.issues import Issue
from pourparler.case.quantity import Quantity
from pourparler.case.records import Coding, Statement
from pourparler.ledger.merging import RefusedReport
from pourparler.ledger.query import ReportQuery, StatementQuery
from pourparler.reader.language import note_language
from pourparler.workbench.outputs import AffectedOutput, find_affected
from pourparler.workbench.view import open_ledger

MACHINE = "machine"


@dataclass(frozen=True, slots=True)
class Number:
    """A settlement input and who answers for it."""

    place: str
    low: float
    high: float
    basis: str
    author: str
    reason: str
    known_on: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A coding that no longer fits the case: stale wording, or an id that is gone."""

    statement: str
    coder: str
    problem: str
    quote: str


@dataclass(frozen=True, slots=True)
class Unread:
    """A report that is not machine-read, or not wholly, because of its language.

    ``by_hand`` counts the statements that people made of it.
    """

    report: str
    title: str
    language: str
    reason: str
    by_hand: int


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What ``check`` found in a case that validates."""

    numbers: tuple[Number, ...]
    stale: tuple[Doubt, ...]
    orphans: tuple[Doubt, ...]
    unread: tuple[Unread, ...] = ()
    outputs: tuple[AffectedOutput, ...] = ()
    purged: tuple[RefusedReport, ...] = ()


def check_case(folder: CaseFolder) -> CheckResult:
    """List the assumptions of a case and the codings that need a person.

    A human coding made under another wording of its issue still counts and is listed
    until confirmed; a coding of an issue or option that is gone is an orphan. Reports in
    languages that are not machine-read are listed too: only people can code them. So are files
    that were written from statements which have changed since, and reports that were purged in
    another copy of the case.
    """
    numbers = tuple(_number(place, quantity) for place, quantity in folder.case.quantities())
    if not folder.ledger_path.exists():
        return CheckResult(numbers, (), ())
    with open_ledger(folder) as ledger:
        statements = ledger.find_statements(StatementQuery(ceiling="confidential"))
        reports = ledger.find_reports(ReportQuery())
        outputs = find_affected(ledger)
        purged = ledger.find_still_held()
    codings = [(statement, coding) for statement in statements for coding in statement.codings]
    orphans = [d for s, c in codings if (d := _orphan(folder.case, s, c))]
    stale = [d for s, c in codings if (d := _stale(folder.case, s, c))]
    made = Counter(statement.report for statement in statements if statement.reviewed)
    unread = [
        Unread(report.id, report.title, report.language, note.reason, made[report.id])
        for report in reports
        if (note := note_language(report)).reason
    ]
    return CheckResult(numbers, tuple(stale), tuple(orphans), tuple(unread), outputs, purged)


def _number(place: str, quantity: Quantity) -> Number:
    low, high = quantity.bounds
    signed = quantity.assumption
    return Number(
        place=place,
        low=low,
        high=high,
        basis="assumption" if signed else "cited",
        author=signed.author if signed else "",
        reason=signed.reason if signed else quantity.cited or "",
        known_on=str(quantity.available_on),
    )


def _orphan(case: Case, statement: Statement, coding: Coding) -> Doubt | None:
    issue = _issue_of(case, coding)
    if issue is None:
        return _doubt(statement, coding, f"issue '{coding.issue}' is gone")
    known = {name for option in issue.options for name in (option.id, *option.renamed_from)}
    for option in (coding.from_option, coding.to_option):
        if option is not None and option not in known:
            return _doubt(statement, coding, f"option '{coding.issue}.{option}' is gone")
    return None


def _issue_of(case: Case, coding: Coding) -> Issue | None:
    """Return the issue a coding is about, under its present or an earlier id."""
    return next((i for i in case.issues if coding.issue in (i.id, *i.renamed_from)), None)


def _stale(case: Case, statement: Statement, coding: Coding) -> Doubt | None:
    issue = _issue_of(case, coding)
    if coding.coder == MACHINE or issue is None or issue.wording == coding.wording:
        return None
    return _doubt(statement, coding, f"'{coding.issue}' was worded differently when coded")


def _doubt(statement: Statement, coding: Coding, problem: str) -> Doubt:
    return Doubt(statement.id, coding.coder, problem, " ".join(statement.content.split())[:80])
