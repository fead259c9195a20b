"""All statements of a case, followed from decision to decision without reading the ledger anew.

What nothing has touched stays the very same object, so that whoever estimates from it sees at
a glance what is new. The result is what `find_statements` returns of the same ledger.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pourparler.case.folder import CaseFolder
from pourparler.case.records import Handling, Report, Statement
from pourparler.ledger import Ledger, is_machine
from pourparler.ledger.history import Logged, LogQuery
from pourparler.ledger.query import ReportQuery, StatementQuery
from pourparler.reader.case_learning import CaseLayer
from pourparler.workbench.learning import apply_learned, learn
from pourparler.workbench.statements import FoundStatements, find_told
from pourparler.workbench.view import open_ledger, stamp

MOST: Final = 200
"""Statements that are looked up one by one; where more changed, all are read anew."""

_TURNS: Final = frozenset({"undo", "redo"})
_KNOWN: Final = frozenset(
    {"accept", "reject", "recode", "correct", "add", "assign", "ignore"}
    | {"record_statement", "retract_statement", "join_statements", "part_statement"}
)
"""Commands that change the statements they name, and no other; of reports they only add notes."""

_SILENT: Final = frozenset({"second_mark", "second_code", "record_output"})
"""Commands that change no statement."""


@dataclass(frozen=True, slots=True)
class Followed:
    """All statements of a case at one state of its ledger, ready to be followed on.

    Attributes
    ----------
    command : str or None
        The last command of the ledger.
    ceiling : Handling
    plain : tuple of Statement
        As the ledger has them, in the order of their reports.
    layer : CaseLayer
        What decisions taught.
    found : FoundStatements
        The same with what was learned.
    """

    command: str | None
    ceiling: Handling
    plain: tuple[Statement, ...]
    layer: CaseLayer
    found: FoundStatements


def follow(
    folder: CaseFolder, *, ceiling: Handling = "public", before: Followed | None = None
) -> Followed:
    """Return all statements of a case as its ledger is now.

    Parameters
    ----------
    folder : CaseFolder
    ceiling : Handling
    before : Followed, optional
        An earlier state of the same ledger. After decisions on a few statements only these
        are read, and what was learned is applied on the issues where it is otherwise.

    Raises
    ------
    LedgerError
        Nothing has been read yet, or the ledger cannot be opened.
    """
    with open_ledger(folder) as ledger:
        command = ledger.last_command()
        touched = None
        if before is not None and before.ceiling == ceiling and before.command:
            touched = _touched(ledger, before.command)
        if before is None or touched is None:
            plain = tuple(ledger.find_statements(StatementQuery(ceiling=ceiling)))
            reports = tuple(ledger.find_reports(ReportQuery(ceiling=ceiling)))
        else:
            plain = _patched(ledger, before, touched)
            reports = _reports(ledger, before, plain)
        layer = learn(ledger, ceiling=ceiling)
        learned = _learn(layer, plain, before)
        utterances, commitments = find_told(ledger, ceiling=ceiling)
        found = FoundStatements(
            learned, reports, stamp(folder, ledger, ceiling), utterances, commitments
        )
    return Followed(command, ceiling, plain, layer, found)


def _touched(ledger: Ledger, command: str) -> set[str] | None:
    """Return the statements that commands after one are about; None where that is not known."""
    touched: set[str] = set()
    for one in ledger.find_commands(LogQuery(after=command)):
        if one.name in _SILENT:
            continue
        if _kind(ledger, one) not in _KNOWN:
            return None
        said = one.arguments
        touched.update(said.get("statements", [said["statement"]] if "statement" in said else []))
        if len(touched) > MOST:
            return None
    return touched


def _kind(ledger: Ledger, one: Logged) -> str:
    """Return the name of a command; of an undo or redo that of the command it turns."""
    for _ in range(MOST):
        if one.name not in _TURNS:
            return one.name
        turned = ledger.find_commands(LogQuery(id=one.arguments["command"]))
        if not turned:
            break
        one = turned[0]
    return ""


def _patched(ledger: Ledger, before: Followed, touched: Iterable[str]) -> tuple[Statement, ...]:
    """Return the statements with those that were touched as they are now."""
    now = {
        id_: held[0]
        for id_ in touched
        if (held := ledger.find_statements(StatementQuery(id=id_, ceiling=before.ceiling)))
    }
    gone = set(touched) - now.keys()
    patched = [now.pop(s.id, s) for s in before.plain if s.id not in gone]
    for statement in now.values():
        insort(patched, statement, key=_place)
    return tuple(patched)


def _place(statement: Statement) -> tuple[object, ...]:
    """Return what statements are ordered by, as the ledger orders them."""
    return statement.reported_on, statement.report, *statement.spans.extent(), statement.id


def _reports(ledger: Ledger, before: Followed, plain: Iterable[Statement]) -> tuple[Report, ...]:
    """Return the reports; they are read anew where a note was added or went with its statement."""
    known = before.found.reports
    if {s.report for s in plain} <= {report.id for report in known} and len(known) == len(
        ledger.find_report_ids(ceiling=before.ceiling)
    ):
        return known
    return tuple(ledger.find_reports(ReportQuery(ceiling=before.ceiling)))


def _learn(
    layer: CaseLayer, plain: tuple[Statement, ...], before: Followed | None
) -> tuple[Statement, ...]:
    """Return the statements with what was learned, each as it was where that is the same."""
    if before is None:
        return tuple(apply_learned(layer, plain))
    old, new = before.layer.of_issues(), layer.of_issues()
    otherwise = {issue for issue in old.keys() | new.keys() if old.get(issue) != new.get(issue)}
    pairs = zip(before.plain, before.found.statements, strict=True)
    known = {was.id: (was, learned) for was, learned in pairs}
    return tuple(_as_before(layer, one, known.get(one.id), otherwise) for one in plain)


def _as_before(
    layer: CaseLayer,
    statement: Statement,
    known: tuple[Statement, Statement] | None,
    otherwise: set[str],
) -> Statement:
    if known is None:
        return apply_learned(layer, [statement])[0]
    was, learned = known
    is_moved = any(c.issue in otherwise and is_machine(c.coder) for c in statement.codings)
    if was is statement and not is_moved:
        return learned
    (now,) = apply_learned(layer, [statement])
    return learned if now == learned else now
