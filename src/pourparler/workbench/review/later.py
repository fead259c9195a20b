"""What the reader makes of reviewed statements on an issue that is newer than the review."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from pourparler.case.folder import TAGGED_FILE, CaseFolder
from pourparler.case.records import Coding
from pourparler.ledger import LATER_MACHINE
from pourparler.ledger.query import ReportQuery, StatementQuery
from pourparler.reader.pipeline import Reader
from pourparler.reader.tagged_store import TaggedStore
from pourparler.workbench.view import open_ledger


def code_later(folder: CaseFolder, issue: str) -> None:
    """Code the statements that people decided on, on one new issue; all else of them stays.

    A statement takes the reader's coding of the same words. Until a person confirms it, it
    is a machine's, and no review is claimed for it.

    Raises
    ------
    LedgerError
        The ledger cannot be written.
    """
    with open_ledger(folder) as ledger:
        statements = ledger.find_statements(StatementQuery())
        free = ledger.machines_own([s.id for s in statements])
        decided = defaultdict(list)
        for statement in statements:
            if statement.id not in free:
                decided[statement.report].append(statement)
        reader = Reader(folder.case, store=TaggedStore(folder.path / TAGGED_FILE))
        found: dict[str, list[Coding]] = {}
        for report in ledger.find_reports(ReportQuery()):
            if report.id not in decided:
                continue
            read = {s.spans.content: s.codings for s in reader.read(report)}
            for statement in decided[report.id]:
                codings = read.get(statement.spans.content, ())
                new = [replace(c, coder=LATER_MACHINE) for c in codings if c.issue == issue]
                if new and not any(
                    c.issue == issue and c.coder != LATER_MACHINE for c in statement.codings
                ):
                    found[statement.id] = new
        ledger.record_later_codings(issue, found)
