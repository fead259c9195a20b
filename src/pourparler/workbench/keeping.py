"""Copies of reports as given, in the folder ``reports/`` of a case."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Final

from pourparler.case.folder import CaseFolder
from pourparler.errors import ReportError
from pourparler.reader.sources.about import ABOUT_SUFFIX, about_text
from pourparler.reader.sources.found import Taken

_LONGEST_STEM_BYTES: Final = 160


def keep_copy(folder: CaseFolder, taken: Taken) -> str:
    """Put the report's bytes into ``reports/`` unless they lie there, and return the path.

    The path is relative to the case folder. A name that is taken by other bytes is made
    distinct by the report's id. A copy is there whole or not at all. What its bytes do not
    say, such as the address they came from, is put into a companion file beside it.

    Parameters
    ----------
    folder : CaseFolder
        The case.
    taken : Taken
        The report, whose ``raw`` is kept, with the file it is from or what to call the copy:
        the report's id if neither. The date is put in front unless the name begins with it.

    Raises
    ------
    ReportError
        The copy cannot be written.
    """
    report, path = taken.report, taken.path
    if path is not None and path.resolve().is_relative_to(folder.reports_path.resolve()):
        return str(path.resolve().relative_to(folder.path.resolve()))
    name = _shortened(taken.file_name or f"{report.id}.txt")
    if not name.startswith(str(report.reported_on)):
        name = f"{report.reported_on}-{name}"
    target = folder.reports_path / name
    try:
        folder.reports_path.mkdir(exist_ok=True)
        if target.exists() and target.read_bytes() != report.raw:
            target = target.with_stem(f"{target.stem}-{report.id}")
        if taken.about:
            about = about_text(report.reported_on, report.title, taken.about)
            _write_whole(target.with_name(target.name + ABOUT_SUFFIX), about.encode())
        _write_whole(target, report.raw)
    except OSError as error:
        raise ReportError(
            f"{target} cannot be written: {error.strerror}",
            hint="Check that the case folder is writable and the disk is not full.",
        ) from error
    return str(target.relative_to(folder.path))


def _shortened(name: str) -> str:
    """Return a name to which a date, an id and the suffix of a companion can be added."""
    path = PurePosixPath(name)
    stem = path.stem.encode()[:_LONGEST_STEM_BYTES].decode(errors="ignore")
    return stem + path.suffix


def _write_whole(target: Path, content: bytes) -> None:
    """Write under a hidden name first: who is killed halfway leaves no half report.

    Whoever goes on afterwards writes over what was left.
    """
    part = target.with_name(f".{target.name}.part")
    try:
        part.write_bytes(content)
        part.replace(target)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
