"""One report with all that was read in it, as a person goes through it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pourparler.case.folder import CaseFolder
from pourparler.case.records import Handling, Report, Statement
from pourparler.errors import UnknownNameError
from pourparler.ledger.query import ReportQuery, StatementQuery
from pourparler.workbench.view import Stamp, open_ledger, stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A report, its statements in the order of the text, and the version of each. Frozen.

    Attributes
    ----------
    report : Report
    statements : tuple of Statement
    versions : mapping of str to str
        What to give as ``expected`` when deciding, by statement.
    stamp : Stamp
    """

    report: Report
    statements: tuple[Statement, ...]
    versions: Mapping[str, str]
    stamp: Stamp

    @property
    def reviewed(self) -> int:
        """How many statements a person confirmed."""
        return sum(statement.reviewed for statement in self.statements)

    def find(self, statement_id: str | None) -> Statement | None:
        """Return the statement with that id, None where it does not hold."""
        return next((s for s in self.statements if s.id == statement_id), None)

    def after(self, statement_id: str | None) -> str | None:
        """Return the id of the next statement to review, None when all are.

        It is the first after the one named, else the first of the report.
        """
        ids = [statement.id for statement in self.statements]
        start = ids.index(statement_id) + 1 if statement_id in ids else 0
        turned = self.statements[start:] + self.statements[:start]
        waiting = (s.id for s in turned if not s.reviewed and s.id != statement_id)
        return next(waiting, None)

    def over(self, statement: Statement) -> tuple[Statement, ...]:
        """Return the other statements whose words lie over those of one."""
        start, end = statement.spans.extent()
        return tuple(
            other
            for other in self.statements
            if other.id != statement.id
            and other.spans.extent()[0] < end
            and other.spans.extent()[1] > start
        )


def open_room(folder: CaseFolder, report_id: str, *, ceiling: Handling = "public") -> Room:
    """Return a report with its statements, looked up for this report alone.

    Raises
    ------
    UnknownNameError
        No such report holds, or its handling is above the ceiling.
    LedgerError
        Nothing has been read yet, or the ledger cannot be opened.
    """
    with open_ledger(folder) as ledger:
        reports = ledger.find_reports(ReportQuery(id=report_id, ceiling=ceiling))
        if not reports:
            raise UnknownNameError(
                f"report '{report_id}' does not hold, or may not be shown here",
                hint="The reports page lists those that hold.",
            )
        found = ledger.find_statements(StatementQuery(report=report_id, ceiling=ceiling))
        placed = sorted(found, key=lambda s: (*s.spans.extent(), s.id))
        versions = ledger.versions(s.id for s in placed)
        return Room(
            report=reports[-1],
            statements=tuple(s for s in placed if s.id in versions),
            versions={id_: version.command for id_, version in versions.items()},
            stamp=stamp(folder, ledger),
        )


def report_of(folder: CaseFolder, statement_id: str, *, ceiling: Handling = "public") -> str:
    """Return the id of the report that a statement stands in.

    Raises
    ------
    UnknownNameError
        No such statement holds, or its handling is above the ceiling.
    """
    with open_ledger(folder) as ledger:
        found = ledger.find_statements(StatementQuery(id=statement_id, ceiling=ceiling))
    if not found:
        raise UnknownNameError(
            f"statement '{statement_id}' does not hold, or may not be shown here",
            hint="It may have been taken back; the history shows what was decided.",
        )
    return found[0].report
