"""Setting who may see reports, statements, notes and estimates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pourparler.case.folder import CaseFolder
from pourparler.case.records import HANDLINGS, Handling
from pourparler.errors import RecordError
from pourparler.ledger.classify import HANDLING, Classifying
from pourparler.ledger.ledger import Ledger
from pourparler.ledger.query import ReportQuery, StatementQuery
from pourparler.workbench.review.deciding import By, outcome
from pourparler.workbench.review.outcome import Decided
from pourparler.workbench.view import open_ledger


def set_handling(
    folder: CaseFolder,
    level: Handling,
    targets: Sequence[str],
    *,
    coder: str,
    reason: str | None = None,
    dry_run: bool = False,
) -> Decided:
    """Set the level of handling of reports, statements, notes and estimates, all at once.

    Views below it are computed without them from then on, also views of the past. A level on a
    statement counts for all that is read in its span; the text of its report stays as visible
    as the report.

    Parameters
    ----------
    level : Handling
    targets : sequence of str
        Ids of reports and statements; notes and estimates go by the id of their command.

    Raises
    ------
    UnknownNameError
        Something is not in the ledger, or was retracted.
    RecordError
        There is no such level, nothing is named, or a statement would be less strict than its
        report.
    """
    if level not in HANDLINGS:
        raise RecordError(f"handling is {level!r}", hint=f"Allowed: {', '.join(HANDLINGS)}.")
    if not targets:
        raise RecordError("nothing is named", hint="Give ids of reports, statements or notes.")
    by = By(coder=coder, reason=reason, dry_run=dry_run)
    asked = Classifying(level=level, targets=tuple(targets), coder=coder, reason=reason)
    with open_ledger(folder) as ledger:
        written = ledger.set_handling(asked, dry_run=dry_run)
        told = outcome(folder, ledger, by, HANDLING, (), written)
        stricter = [] if dry_run else list(_stricter(ledger, level, targets))
    listed = ", ".join(dict.fromkeys(targets))
    words = f"{listed} {'is' if len(set(targets)) == 1 else 'are'} now {level}"
    return replace(told, words="; ".join((words, *stricter)))


def _stricter(ledger: Ledger, level: Handling, targets: Iterable[str]) -> Iterator[str]:
    """Tell of statements that stay stricter than what was set on them or on their report."""
    above = HANDLINGS[HANDLINGS.index(level) + 1 :]
    for target in dict.fromkeys(targets):
        own = ledger.find_statements(StatementQuery(id=target))
        if own and own[0].handling in above:
            yield f"{target} overlaps a statement that is {own[0].handling} and stays so too"
        if not ledger.find_reports(ReportQuery(id=target)):
            continue
        left = [
            one.id
            for one in ledger.find_statements(StatementQuery(report=target))
            if one.handling in above
        ]
        if left:
            yield f"of its statements {', '.join(left)} stay stricter, as was set on them"
