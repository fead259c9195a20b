"""Purging: removing a report for good, from the ledger and from every file of the case."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pourparler.case.folder import CASE_FILE, LEDGER_FILE, TAGGED_FILE, CaseFolder
from pourparler.case.records import Report
from pourparler.errors import PurgeError
from pourparler.ledger.ledger import Ledger
from pourparler.ledger.purge import Purging
from pourparler.ledger.query import ReportQuery, StatementQuery
from pourparler.reader.sources.about import ABOUT_SUFFIX
from pourparler.workbench.joining import join_reports
from pourparler.workbench.purged_files import remove_files, rewrite_files
from pourparler.workbench.purged_tables import TableOut, find_table
from pourparler.workbench.review.deciding import By
from pourparler.workbench.traces import OPAQUE, Passages, find_passages
from pourparler.workbench.view import Stamp, open_ledger, stamp

_KEPT: Final = frozenset(
    {CASE_FILE, "front.csv", LEDGER_FILE, f"{LEDGER_FILE}-wal", f"{LEDGER_FILE}-shm"}
)
"""Files of a case folder that are never removed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Purged:
    """What was removed, or would be. Frozen.

    Attributes
    ----------
    command : str or None
        Id of the command in the log; None when it was a trial.
    dry_run : bool
    reports : int
    rows : mapping of str to int
        Rows of each table of the ledger, those that were taken back too.
    tombstones : tuple of str
        Under which the reports are refused when they come again; none when it was a trial.
    files : tuple of str
        Files of the case folder that go, by their path in it.
    tables : tuple of TableOut
        Tables that have the reports as rows: written anew, or among the files that go.
    copies : tuple of pairs of str
        Near copies that stay: id and title. What they share with the report stays with them.
    remaining : tuple of str
        Files that still hold words of the report.
    unseen : tuple of str
        Files that cannot be looked into.
    folder : Path
        Of the case.
    stamp : Stamp
    """

    command: str | None
    dry_run: bool
    reports: int
    rows: Mapping[str, int]
    tombstones: tuple[str, ...]
    files: tuple[str, ...]
    tables: tuple[TableOut, ...]
    copies: tuple[tuple[str, str], ...]
    remaining: tuple[str, ...]
    unseen: tuple[str, ...]
    folder: Path
    stamp: Stamp

    def as_json(self) -> dict[str, Any]:
        """Return what was removed under the names of ``--json``."""
        return {
            "purge": {
                "command": self.command,
                "dry_run": self.dry_run,
                "reports": self.reports,
                "rows": dict(self.rows),
                "tombstones": list(self.tombstones),
                "files": list(self.files),
                "tables": [
                    {
                        "file": table.path.relative_to(self.folder).as_posix(),
                        "rows": table.rows,
                        "left": table.left,
                        "removed": table.content is None,
                    }
                    for table in self.tables
                ],
                "copies": [{"report": id_, "title": title} for id_, title in self.copies],
                "remaining": list(self.remaining),
                "unseen": list(self.unseen),
            }
        } | self.stamp.as_json()


def purge(
    folder: CaseFolder, reports: Collection[str], by: By, *, leave_case: bool = False
) -> Purged:
    """Remove reports for good, with everything that holds words of them. It cannot be undone.

    From the ledger go all their rows, of its indexes and its free pages too. Of the case
    folder go the copies in ``reports/``, what is kept of paragraphs, and every other file,
    such as a brief, in which six words of the reports stand in a row that stand in no other
    report. A table of reports loses their rows. Then all files are looked through once more.
    What is left in the log are digests, by which the same reports are refused from now on.

    Parameters
    ----------
    folder : CaseFolder
    reports : collection of str
        Ids.
    by : By
        The reason must not quote the reports.
    leave_case : bool
        What ``case.yaml`` says in the same words may stay, there and elsewhere.

    Raises
    ------
    UnknownNameError
        A report is not in the ledger, not even taken back.
    PurgeError
        A statement was named, ``case.yaml`` or the reason holds words of the reports, or a file
        cannot be removed. Nothing has been removed from the ledger then.
    RecordError
        The coder is a machine.
    """
    with open_ledger(folder) as ledger:
        _refuse_statements(ledger, reports)
        passages = _passages(ledger, reports, [folder.text] if leave_case else [])
        _refuse_told(folder, passages, by)
        gone = [r for r in ledger.find_reports(ReportQuery()) if r.id in reports]
        copies = tuple(_find_copies(ledger, reports))
        purging = Purging(
            reports=reports, coder=by.coder, is_told=passages.are_in, reason=by.reason
        )
        tried = ledger.purge(purging, dry_run=True)
        tables = tuple(_find_tables(folder, gone, passages))
        rewritten = {table.path: table.content for table in tables if table.content is not None}
        files = sorted({*_find_files(folder, gone, passages), *(t.path for t in tables)})
        files = [path for path in files if path not in rewritten]
        if not by.dry_run:
            remove_files(files)
            rewrite_files(rewritten)
            tried = ledger.purge(purging)
            join_reports(folder.case, ledger)
            ledger.compact()
        made = stamp(folder, ledger)
    names = tuple(str(path.relative_to(folder.path)) for path in files)
    return Purged(
        command=tried.command or None,
        dry_run=by.dry_run,
        reports=len(set(reports)),
        rows=tried.rows,
        tombstones=tried.tombstones,
        files=names,
        tables=tables,
        copies=copies,
        remaining=() if by.dry_run else tuple(_find_traces(folder, passages)),
        unseen=tuple(n for n in _unseen(folder) if n not in names),
        folder=folder.path,
        stamp=made,
    )


def _refuse_statements(ledger: Ledger, ids: Collection[str]) -> None:
    for id_ in ids:
        for statement in ledger.find_statements(StatementQuery(id=id_)):
            raise PurgeError(
                f"{id_} is a statement: its words stand in the text of report {statement.report}",
                hint=f"Purge the report: `pourparler purge CASE {statement.report}`.",
            )


def _passages(ledger: Ledger, ids: Collection[str], left: Collection[str]) -> Passages:
    texts = ledger.report_texts()
    encodings = {r.encoding for r in ledger.find_reports(ReportQuery()) if r.id in ids}
    others = [text for id_, found in texts.items() if id_ not in ids for text in found]
    return find_passages(
        (text for id_ in ids for text in texts.get(id_, ())),
        besides=[*others, *left],
        encodings=encodings,
    )


def _refuse_told(folder: CaseFolder, passages: Passages, by: By) -> None:
    if by.reason and passages.are_in(by.reason):
        raise PurgeError(
            "the reason quotes what is to be purged, and the log would keep it",
            hint="Say why in other words.",
        )
    if passages.are_in(folder.text):
        lines = folder.text.splitlines()
        told = [n for n, line in enumerate(lines, 1) if passages.are_in(line)]
        place = f" line {told[0]}" if told else ""
        raise PurgeError(
            f"{folder.path / CASE_FILE}{place} holds words of what is to be purged",
            hint="Put it in other words, or say that these words may stay: --leave-case.",
        )


def _find_copies(ledger: Ledger, ids: Collection[str]) -> Iterator[tuple[str, str]]:
    reports = ledger.find_reports(ReportQuery())
    originals = {r.duplicate_of for r in reports if r.id in ids} - {None}
    for report in reports:
        related = report.duplicate_of in {*ids, *originals} or report.id in originals
        if related and report.id not in ids:
            yield report.id, report.title


def _find_files(folder: CaseFolder, gone: Collection[Report], passages: Passages) -> Iterator[Path]:
    """Yield the files that go: copies, what comes with them, and what holds words of them."""
    own = {folder.path / report.path for report in gone if report.path}
    own |= {path.with_name(path.name + ABOUT_SUFFIX) for path in own}
    digests = {hashlib.sha256(report.raw).digest() for report in gone}
    for path in _files(folder):
        name = path.relative_to(folder.path).as_posix()
        if name in _KEPT:
            continue
        if path in own or name == TAGGED_FILE or path.is_symlink():
            if not path.is_symlink() or _holds(path, passages, digests):
                yield path
        elif _holds(path, passages, digests):
            yield path


def _find_tables(
    folder: CaseFolder, gone: Collection[Report], passages: Passages
) -> Iterator[TableOut]:
    """Yield the tables that have one of the reports as a row."""
    for path in _files(folder):
        is_ours = path.relative_to(folder.path).as_posix() in _KEPT or path.is_symlink()
        if not is_ours and (table := find_table(path, gone, passages)):
            yield table


def _holds(path: Path, passages: Passages, digests: Collection[bytes]) -> bool:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise PurgeError(
            f"{path} cannot be read: {error.strerror}", hint="Check that you may read it."
        ) from error
    return hashlib.sha256(content).digest() in digests or passages.are_in_bytes(content)


def _find_traces(folder: CaseFolder, passages: Passages) -> Iterator[str]:
    """Yield every file of the case folder, the ledger's too, that holds words of the reports."""
    for path in _files(folder):
        if _holds(path, passages, ()):
            yield str(path.relative_to(folder.path))


def _files(folder: CaseFolder) -> Iterator[Path]:
    yield from (p for p in sorted(folder.path.rglob("*")) if p.is_file())


def _unseen(folder: CaseFolder) -> Iterator[str]:
    """Yield what cannot be looked into: packed pictures and tables, and version control."""
    if (folder.path / ".git").exists():
        yield ".git"
    for path in _files(folder):
        if path.suffix.lower() in OPAQUE and ".git" not in path.parts:
            yield str(path.relative_to(folder.path))
