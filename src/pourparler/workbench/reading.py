"""Reading reports into a case: find, date, read, record; one bad report stops no other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

from pourparler.case.folder import CaseFolder
from pourparler.case.records import Report
from pourparler.errors import PourparlerError, ReportError
from pourparler.ledger.ledger import Ledger
from pourparler.ledger.query import ReportQuery, StatementQuery
from pourparler.reader.duplicates import DuplicateFinder
from pourparler.reader.pipeline import Reader
from pourparler.reader.sources.locate import Found, locate
from pourparler.reader.utterances import join_statements

Progress = Callable[[int, int, str], None]
"""Called with the number done, the number found and the name of the next report."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that was not read, and why; ``hint`` is the way out."""

    name: str
    reason: str
    hint: str


@dataclass(slots=True)
class ReadSummary:
    """What a run of reading did: counts of reports and statements."""

    reports: int = 0
    new_reports: int = 0
    unchanged_reports: int = 0
    duplicates: int = 0
    added: int = 0
    kept: int = 0
    retracted: int = 0
    unread: list[str] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)


def read_reports(
    folder: CaseFolder,
    targets: Iterable[str] = (),
    *,
    reported_on: date | None = None,
    progress: Progress | None = None,
    today: date | None = None,
) -> ReadSummary:
    """Read reports into the ledger of a case, each in one transaction.

    When all are read, statements that tell of one occasion are joined.

    Parameters
    ----------
    folder : CaseFolder
        The case.
    targets : iterable of str
        Files, folders or ``-`` for standard input; the case's own ``reports/`` if none.
        Files from elsewhere are copied into ``reports/`` as they are.
    reported_on : date, optional
        Date for reports that do not state one.
    progress : callable, optional
        Told before each report.
    today : date, optional
        Reports from after tomorrow are refused; the current date in UTC if left out.

    Returns
    -------
    ReadSummary
        Reading the same reports again adds nothing.

    Raises
    ------
    LedgerError
        The ledger cannot be written. Reports before that are kept.
    """
    named = list(targets)
    found = list(locate(named or [str(folder.reports_path)]))
    summary = ReadSummary()
    day = today or datetime.now(UTC).date()
    with Ledger.open(folder.ledger_path) as ledger:
        session = _Session(folder, ledger, summary)
        for number, entry in enumerate(found):
            if progress:
                progress(number, len(found), getattr(entry, "name", ""))
            try:
                if isinstance(entry, ReportError):
                    raise entry
                report = entry.make_report(
                    entry.read_bytes(),
                    name=entry.name,
                    today=day,
                    reported_on=reported_on,
                )
                session.read(report, entry)
            except ReportError as error:
                name = getattr(entry, "name", "")
                summary.skipped.append(Skipped(name, str(error), error.hint))
        if summary.unchanged_reports < summary.reports:
            ledger.record_utterances(join_statements(ledger.find_statements(StatementQuery())))
        if progress:
            progress(len(found), len(found), "")
    return summary


class _Session:
    """One run over one ledger; the reader is loaded when the first report needs it."""

    def __init__(self, folder: CaseFolder, ledger: Ledger, summary: ReadSummary) -> None:
        self._folder, self._ledger, self._summary = folder, ledger, summary
        self._reader = Reader(folder.case)
        self._known = {report.id: report for report in ledger.find_reports(ReportQuery())}
        self._duplicates = DuplicateFinder(self._known.values())
        ledger.record_case(folder.text)
        self._version = f"{self._reader.version}-{folder.digest}"
        self._versions = ledger.known_versions()

    def read(self, report: Report, entry: Found) -> None:
        """Read one report and count what came of it."""
        summary, known = self._summary, self._known.get(report.id)
        summary.reports += 1
        report = self._prepare(report, entry) if known is None else known
        if not self._reader.knows_language_of(report):
            summary.unread.append(report.title)
        if known is not None and self._versions.get(known.id) == self._version:
            summary.unchanged_reports += 1
            return
        statements = self._reader.read(report)
        counts = self._ledger.record_reading(report, statements, reader_version=self._version)
        summary.new_reports += known is None
        summary.added += counts.added
        summary.kept += counts.kept
        summary.retracted += counts.retracted
        self._known[report.id] = report
        self._versions[report.id] = self._version

    def _prepare(self, report: Report, entry: Found) -> Report:
        original = self._duplicates.find(report)
        path = keep_copy(self._folder, report, entry.path)
        report = replace(report, path=path, duplicate_of=original.id if original else None)
        self._duplicates.add(report)
        self._summary.duplicates += original is not None
        return report


def keep_copy(folder: CaseFolder, report: Report, path: Path | None) -> str:
    """Put the report's bytes into ``reports/`` unless they lie there, and return the path.

    The path is relative to the case folder. A name that is taken by other bytes is made
    distinct by the report's id.

    Raises
    ------
    ReportError
        The copy cannot be written.
    """
    base = folder.path.resolve()
    if path is not None and path.resolve().is_relative_to(base):
        return str(path.resolve().relative_to(base))
    name = path.name if path else f"{report.id}.txt"
    if not name.startswith(str(report.reported_on)):
        name = f"{report.reported_on}-{name}"
    target = folder.reports_path / name
    try:
        folder.reports_path.mkdir(exist_ok=True)
        if target.exists() and target.read_bytes() != report.raw:
            target = target.with_stem(f"{target.stem}-{report.id}")
        target.write_bytes(report.raw)
    except OSError as error:
        raise _not_kept(target, error) from error
    return str(target.relative_to(folder.path))


def _not_kept(target: Path, error: OSError) -> PourparlerError:
    return ReportError(
        f"{target} cannot be written: {error.strerror}",
        hint="Check that the case folder is writable and the disk is not full.",
    )
