"""What several reports tell of one thing: occasions, threats and promises, events."""

from __future__ import annotations

from pourparler.case.case import Case
from pourparler.ledger.ledger import Ledger
from pourparler.ledger.query import ReportQuery, StatementQuery
from pourparler.reader.commitments import find_commitments
from pourparler.reader.events import find_events
from pourparler.reader.outline import outline_reports
from pourparler.reader.utterances import join_statements


def join_reports(case: Case, ledger: Ledger) -> None:
    """Join what the statements of all reports tell, and record it.

    Near copies of a report tell nothing of their own. Cost grows with the whole ledger.

    Raises
    ------
    LedgerError
        The ledger cannot be written.
    """
    statements = ledger.find_statements(StatementQuery())
    ledger.record_utterances(join_statements(statements))
    reports = [r for r in ledger.find_reports(ReportQuery()) if r.duplicate_of is None]
    outlines = outline_reports(reports, case, statements)
    ledger.record_commitments(find_commitments(outlines, ledger.find_utterances()))
    ledger.record_events(find_events(outlines))
