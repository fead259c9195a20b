"""Reading reports into a case: find, date, read, record; one bad report stops no other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from pourparler.case.folder import CaseFolder
from pourparler.case.records import Report
from pourparler.errors import PourparlerError, RecordError, ReportError
from pourparler.ledger.ledger import Ledger
from pourparler.ledger.query import ReportQuery, StatementQuery
from pourparler.reader.duplicates import DuplicateFinder
from pourparler.reader.pipeline import Reader
from pourparler.reader.sources.locate import Found, Taken, found_bytes, locate
from pourparler.reader.utterances import join_statements
from pourparler.workbench.keeping import keep_copy

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
    return _read(folder, found, reported_on=reported_on, progress=progress, today=today)


def read_uploaded(
    folder: CaseFolder,
    name: str,
    content: bytes,
    *,
    reported_on: date | None = None,
    today: date | None = None,
) -> ReadSummary:
    """Read the bytes of one file that came without a file, such as an upload from a page.

    It is read and kept in ``reports/`` as `read_reports` does with a file of that name.

    Parameters
    ----------
    folder : CaseFolder
        The case.
    name : str
        Name of the file, as whoever sent it says; its suffix says the format. Only its
        last part is used, and nothing outside ``reports/`` is ever written.
    content : bytes
        The file. More than the format's limit is refused, but the caller should not take
        in more than 50 MB in the first place.
    reported_on : date, optional
        Date for a report that does not state one.
    today : date, optional
        As in `read_reports`.

    Returns
    -------
    ReadSummary
        What cannot be read is under ``skipped``, with its reason and the way out.

    Raises
    ------
    ReportError
        The name is none.
    LedgerError
        The ledger cannot be written.
    """
    found = found_bytes(name, content)
    return _read(folder, [found], reported_on=reported_on, progress=None, today=today)


def _read(
    folder: CaseFolder,
    found: Sequence[Found | ReportError],
    *,
    reported_on: date | None,
    progress: Progress | None,
    today: date | None,
) -> ReadSummary:
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
                raw = entry.read_bytes()
                for taken in entry.take(raw, today=day, reported_on=reported_on):
                    session.read(taken, entry.name)
            except ReportError as error:
                session.skip(error, getattr(entry, "name", ""))
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

    def read(self, taken: Taken | ReportError, name: str) -> None:
        """Read one report and count what came of it; what is not one is skipped."""
        if isinstance(taken, ReportError):
            self.skip(taken, name)
            return
        try:
            self._read(taken)
        except (ReportError, RecordError) as error:
            self.skip(error, name)

    def skip(self, error: PourparlerError, name: str) -> None:
        """Note what was not read, and why."""
        self._summary.skipped.append(Skipped(name, str(error), error.hint))

    def _read(self, taken: Taken) -> None:
        summary, known = self._summary, self._known.get(taken.report.id)
        report = self._prepare(taken) if known is None else known
        summary.reports += 1
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

    def _prepare(self, taken: Taken) -> Report:
        report = taken.report
        original = self._duplicates.find(report)
        path = keep_copy(self._folder, report, path=taken.path, file_name=taken.file_name)
        report = replace(report, path=path, duplicate_of=original.id if original else None)
        self._duplicates.add(report)
        self._summary.duplicates += original is not None
        return report
