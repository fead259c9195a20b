"""The reports of a case: where each is from, how its date is known, what copies what."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from pourparler.case.folder import CaseFolder
from pourparler.case.records import Report
from pourparler.ledger.query import ReportQuery, StatementQuery
from pourparler.reader.language import LanguageNote, note_language
from pourparler.reader.sources.dating import how_dated
from pourparler.workbench.view import Stamp, View, open_ledger, stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedReport:
    """A report as a list shows it.

    ``dated_by`` says where its date stood; ``language`` whether it is in a language that is
    machine-read, wholly or not; ``statements`` how many of its statements hold; ``is_kept``
    whether the copy at ``report.path`` lies in the case folder.
    """

    report: Report
    dated_by: str
    language: LanguageNote
    statements: int
    is_kept: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Syndicated:
    """One text that several reports print, the first of them and its near-copies."""

    first: Report
    copies: tuple[Report, ...]

    @property
    def publishers(self) -> tuple[str, ...]:
        """Who printed it, as far as known, each once, in the order of the reports."""
        named = (report.publisher for report in (self.first, *self.copies))
        return tuple(dict.fromkeys(filter(None, named)))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportList:
    """The reports that were asked for, and how many are above the ceiling."""

    reports: tuple[ListedReport, ...]
    syndicated: tuple[Syndicated, ...]
    withheld: int
    stamp: Stamp


def list_reports(
    folder: CaseFolder,
    *,
    since: date | None = None,
    until: date | None = None,
    view: View | None = None,
) -> ReportList:
    """Return the reports of a case in the order of their dates.

    Parameters
    ----------
    folder : CaseFolder
        The case.
    since, until : date, optional
        Bounds of ``reported_on``, both included.
    view : View, optional
        Which past state of the ledger, and up to which handling.

    Raises
    ------
    LedgerError
        Nothing has been read yet, or the ledger cannot be opened.
    """
    view = view or View()
    last = min(filter(None, (until, view.known_at)), default=None)
    with open_ledger(folder) as ledger:
        every = ledger.find_reports(
            ReportQuery(since=since, until=last, recorded_at=view.recorded_at)
        )
        shown = {
            report.id
            for report in ledger.find_reports(
                ReportQuery(
                    since=since, until=last, recorded_at=view.recorded_at, ceiling=view.ceiling
                )
            )
        }
        found = ledger.find_statements(
            StatementQuery(known_at=last, recorded_at=view.recorded_at, ceiling=view.ceiling)
        )
        made_from = stamp(folder, ledger)
    counts = Counter(statement.report for statement in found)
    reports = [report for report in every if report.id in shown]
    return ReportList(
        reports=tuple(_listed(report, counts[report.id], folder) for report in reports),
        syndicated=_syndicated(reports),
        withheld=len(every) - len(reports),
        stamp=made_from,
    )


def _listed(report: Report, statements: int, folder: CaseFolder) -> ListedReport:
    return ListedReport(
        report=report,
        dated_by=how_dated(report),
        language=note_language(report),
        statements=statements,
        is_kept=report.path is not None and (folder.path / report.path).is_file(),
    )


def _syndicated(reports: list[Report]) -> tuple[Syndicated, ...]:
    """Group near-copies under the report they copy, where that is shown too."""
    by_id = {report.id: report for report in reports}
    groups: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        if report.duplicate_of in by_id:
            groups[report.duplicate_of].append(report)
    return tuple(
        Syndicated(first=by_id[id_], copies=tuple(copies)) for id_, copies in groups.items()
    )


def report_json(listed: ListedReport) -> dict[str, Any]:
    """Return a listed report under the names that other programs rely on."""
    report = listed.report
    return {
        "id": report.id,
        "reported_on": report.reported_on.isoformat(),
        "dated_by": listed.dated_by,
        "title": report.title,
        "publisher": report.publisher,
        "author": report.author,
        "url": report.url,
        "retrieved_at": report.retrieved_at.isoformat() if report.retrieved_at else None,
        "language": report.language,
        "is_read": listed.language.is_read,
        "detected_language": listed.language.detected,
        "unread": listed.language.reason or None,
        "translation": report.translation,
        "kind": report.kind,
        "licence": report.licence,
        "handling": report.handling,
        "duplicate_of": report.duplicate_of,
        "statements": listed.statements,
        "path": report.path,
        "is_kept": listed.is_kept,
        "sha256": report.sha256,
    }


def syndicated_json(group: Syndicated) -> dict[str, Any]:
    """Return a text that several printed, under the names that other programs rely on."""
    return {
        "report": group.first.id,
        "title": group.first.title,
        "publishers": list(group.publishers),
        "copies": [report.id for report in group.copies],
    }
