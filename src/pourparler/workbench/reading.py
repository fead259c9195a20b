"""Reading reports into a case: find, date, read, record; one bad report stops no other."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import PurePosixPath
from typing import Final

from pourparler.case.folder import TAGGED_FILE, CaseFolder
from pourparler.case.records import Report
from pourparler.errors import (
    ModelRefusedError,
    PourparlerError,
    RecordError,
    ReportError,
    UndatedReportError,
)
from pourparler.ledger.ledger import Ledger
from pourparler.ledger.query import ReportQuery
from pourparler.ledger.tombstones import Tombstone
from pourparler.reader.duplicates import DuplicateFinder
from pourparler.reader.pipeline import Drafter, Reader
from pourparler.reader.sources.address import Network
from pourparler.reader.sources.found import Address, Found, Taken, found_bytes
from pourparler.reader.sources.locate import locate
from pourparler.reader.tagged_store import TaggedStore
from pourparler.workbench.joining import join_reports
from pourparler.workbench.keeping import keep_copy

UNFINISHED_FILE: Final = ".unfinished"
"""There while reports are read; left by a run that was stopped before it joined them."""
Progress = Callable[[int, int, str], None]
"""Called with the number done, the number found and the name of the next report."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that was not read, and why; ``hint`` is the way out.

    ``suggested_on`` is a day, YYYY-MM-DD, that an undated report may be of: a guess, for a
    person to confirm.
    """

    name: str
    reason: str
    hint: str
    suggested_on: str | None = None


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
    network: Network | None = None,
    drafter: Drafter | None = None,
) -> ReadSummary:
    """Read reports into the ledger of a case, each in one transaction.

    When all are read, statements that tell of one occasion are joined, and what several
    reports tell of one threat, promise or meeting. Whoever stops this halfway loses nothing that
    was read, and goes on from there by calling it again.

    Parameters
    ----------
    folder : CaseFolder
        The case.
    targets : iterable of str
        Files, folders, http(s) addresses or ``-`` for standard input; the case's own
        ``reports/`` if none. What is from elsewhere is copied into ``reports/`` as it is.
    reported_on : date, optional
        Date for reports that do not state one.
    progress : callable, optional
        Told before each report.
    today : date, optional
        Reports from after tomorrow are refused; the current date in UTC if left out.
    network : Network, optional
        How addresses are reached; the internet if left out.
    drafter : Drafter, optional
        Marks statements in place of the tagger; see ``workbench.model_reader``.

    Returns
    -------
    ReadSummary
        Reading the same reports again adds nothing.

    Raises
    ------
    LedgerError
        The ledger cannot be written. Reports before that are kept.
    ModelError
        A language model that was to read did not answer. Reports before that are kept.
    """
    named = list(targets)
    found = list(locate(named or [str(folder.reports_path)]))
    return _read_found(
        folder,
        found,
        reported_on=reported_on,
        progress=progress,
        today=today,
        network=network,
        drafter=drafter,
    )


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
    return _read_found(folder, [found_bytes(name, content)], reported_on=reported_on, today=today)


def read_stored(folder: CaseFolder, *, progress: Progress | None = None) -> ReadSummary:
    """Read the reports that the ledger holds anew, under the case as it is now.

    Notes that were added by hand are left as they are.

    Raises
    ------
    LedgerError
        The ledger cannot be written. Reports before that are kept.
    """
    summary = ReadSummary()
    with Ledger.open(folder.ledger_path, create=False) as ledger:
        session = _Session(
            folder, ledger, summary, today=datetime.now(UTC).date(), reported_on=None
        )
        stored = [r for r in ledger.find_reports(ReportQuery()) if r.kind != "note" or r.path]
        try:
            for number, report in enumerate(stored):
                if progress:
                    progress(number, len(stored), report.title)
                session.read_known(report)
        finally:
            session.save()
        join_reports(folder.case, ledger)
        session.finish()
    return summary


def _read_found(
    folder: CaseFolder,
    found: Sequence[Found | Address | ReportError],
    *,
    reported_on: date | None,
    today: date | None,
    progress: Progress | None = None,
    network: Network | None = None,
    drafter: Drafter | None = None,
) -> ReadSummary:
    day = today or datetime.now(UTC).date()
    summary = ReadSummary()
    with Ledger.open(folder.ledger_path) as ledger:
        session = _Session(
            folder, ledger, summary, today=day, reported_on=reported_on, drafter=drafter
        )
        try:
            for number, entry in enumerate(found):
                if progress:
                    progress(number, len(found), getattr(entry, "name", ""))
                session.read(entry, network or Network())
        finally:
            session.save()
        if session.is_unfinished:
            join_reports(folder.case, ledger)
            session.finish()
        if progress:
            progress(len(found), len(found), "")
    return summary


class _Session:
    """One run over one ledger; the reader is loaded when the first report needs it."""

    def __init__(
        self,
        folder: CaseFolder,
        ledger: Ledger,
        summary: ReadSummary,
        *,
        today: date,
        reported_on: date | None,
        drafter: Drafter | None = None,
    ) -> None:
        self._folder, self._ledger, self._summary = folder, ledger, summary
        self._today, self._reported_on = today, reported_on
        self._store = TaggedStore(folder.path / TAGGED_FILE)
        self._reader = Reader(folder.case, store=self._store, drafter=drafter)
        self._known = {report.id: report for report in ledger.find_reports(ReportQuery())}
        self._by_bytes = {_bytes_key(r.raw, r.path): r for r in self._known.values()}
        self._duplicates: DuplicateFinder | None = None
        self._marker = folder.path / UNFINISHED_FILE
        ledger.record_case(folder.text)
        self._version = f"{self._reader.version}-{folder.digest}"
        self._versions = ledger.known_versions()
        self._tombstones = ledger.find_tombstones()

    def read(self, entry: Found | Address | ReportError, network: Network) -> None:
        """Read what one target holds; what cannot be read is noted, with the reason."""
        name = getattr(entry, "name", "")
        try:
            if isinstance(entry, ReportError):
                raise entry
            found = entry.open(network)
            raw = found.read_bytes()
            for taken in self._take(found, raw):
                if isinstance(taken, ReportError):
                    self._skip(taken, name)
                elif stone := self._find_tombstone(taken):
                    self._skip(stone.error(f"{name}, {taken.report.title!r},"), name)
                else:
                    self._read(taken)
        except (ReportError, RecordError, ModelRefusedError) as error:
            self._skip(error, name)

    @property
    def is_unfinished(self) -> bool:
        """Whether reports were read that have not been joined yet, here or by a stopped run."""
        return self._marker.exists()

    def finish(self) -> None:
        """Note that all reports are joined."""
        self._marker.unlink(missing_ok=True)

    def save(self) -> None:
        """Keep what was read of paragraphs, so that it is not read again."""
        self._store.save()

    def read_known(self, report: Report) -> None:
        """Read a report that the ledger holds."""
        self._read(Taken(report))

    def _take(self, found: Found, raw: bytes) -> Iterator[Taken | ReportError]:
        """Yield the reports in the bytes; bytes that were taken in before are not opened."""
        known = self._by_bytes.get(_bytes_key(raw, found.file_name or found.name))
        if known is not None:
            yield Taken(known)
        else:
            yield from found.take(raw, today=self._today, reported_on=self._reported_on)

    def _find_tombstone(self, taken: Taken) -> Tombstone | None:
        """Return the tombstone of a report that was purged and is not there again."""
        report = taken.report
        is_new = report.id not in self._known
        return self._tombstones.find(report.text, report.raw) if is_new else None

    def _skip(self, error: PourparlerError, name: str) -> None:
        day = error.suggested_on if isinstance(error, UndatedReportError) else None
        suggested = day.isoformat() if day else None
        self._summary.skipped.append(Skipped(name, str(error), error.hint, suggested))

    def _read(self, taken: Taken) -> None:
        summary, known = self._summary, self._known.get(taken.report.id)
        report = self._prepare(taken) if known is None else known
        if not self._reader.knows_language_of(report):
            summary.unread.append(report.title)
        if known is not None and self._versions.get(known.id) == self._version:
            summary.unchanged_reports += 1
            summary.reports += 1
            return
        statements = self._reader.read(report)
        self._marker.touch()
        counts = self._ledger.record_reading(report, statements, reader_version=self._version)
        summary.reports += 1
        summary.new_reports += known is None
        summary.added += counts.added
        summary.kept += counts.kept
        summary.retracted += counts.retracted
        self._known[report.id] = report
        self._by_bytes[_bytes_key(report.raw, report.path)] = report
        self._versions[report.id] = self._version

    def _prepare(self, taken: Taken) -> Report:
        if self._duplicates is None:
            self._duplicates = DuplicateFinder(self._known.values())
        original = self._duplicates.find(taken.report)
        path = keep_copy(self._folder, taken)
        report = replace(taken.report, path=path, duplicate_of=original.id if original else None)
        self._duplicates.add(report)
        self._summary.duplicates += original is not None
        return report


def _bytes_key(raw: bytes, name: str | None) -> tuple[str, str]:
    """Return what the same bytes in the same format have in common."""
    return hashlib.sha256(raw).hexdigest(), PurePosixPath(name or ".txt").suffix.lower()
