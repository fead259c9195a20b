"""Copies of reports as given, in the folder ``reports/`` of a case."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from pourparler.case.folder import CaseFolder
from pourparler.case.records import Report
from pourparler.errors import ReportError


def keep_copy(
    folder: CaseFolder, report: Report, *, path: Path | None = None, file_name: str | None = None
) -> str:
    """Put the report's bytes into ``reports/`` unless they lie there, and return the path.

    The path is relative to the case folder. A name that is taken by other bytes is made
    distinct by the report's id. A copy is there whole or not at all.

    Parameters
    ----------
    folder : CaseFolder
        The case.
    report : Report
        Its ``raw`` is what is kept.
    path : Path, optional
        Where the bytes are from.
    file_name : str, optional
        What to call the copy; the report's id if left out. The date is put in front of it
        unless it begins with the date.

    Raises
    ------
    ReportError
        The copy cannot be written.
    """
    if path is not None and path.resolve().is_relative_to(folder.reports_path.resolve()):
        return str(path.resolve().relative_to(folder.path.resolve()))
    name = file_name or f"{report.id}.txt"
    if not name.startswith(str(report.reported_on)):
        name = f"{report.reported_on}-{name}"
    target = folder.reports_path / name
    try:
        folder.reports_path.mkdir(exist_ok=True)
        if target.exists() and target.read_bytes() != report.raw:
            target = target.with_stem(f"{target.stem}-{report.id}")
        _write_whole(target, report.raw)
    except OSError as error:
        raise ReportError(
            f"{target} cannot be written: {error.strerror}",
            hint="Check that the case folder is writable and the disk is not full.",
        ) from error
    return str(target.relative_to(folder.path))


def _write_whole(target: Path, content: bytes) -> None:
    """Write under a hidden name first: who is killed halfway leaves no half report."""
    part = target.with_name(f".{target.name[:100]}.{os.getpid()}")
    try:
        part.write_bytes(content)
        part.replace(target)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
