"""A case as one file that can be compared line by line, and a case made from such a file.

A bundle is JSONL: a header, the files of the case, then every row of the ledger, also those
that were taken back. Taken into an empty case and exported again it is the same, byte for byte.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Final

from pourparler.case.folder import (
    CASE_FILE,
    REPORTS_FOLDER,
    CaseFolder,
    open_case_folder,
    parse_case,
)
from pourparler.case.records import Handling, Report
from pourparler.errors import BundleError, CaseError, OutputError
from pourparler.ledger.admit import Rows
from pourparler.ledger.entries import Entry, read_entry
from pourparler.ledger.ledger import Ledger
from pourparler.ledger.query import ReportQuery
from pourparler.workbench.view import open_ledger

FORMAT: Final = "pourparler"
VERSION: Final = 1
FILES: Final = (CASE_FILE, "front.csv")
"""Files of a case folder that a bundle carries; reports travel in the rows of the ledger."""


Line = dict[str, Any]
"""A line of a bundle, as JSON has it."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle that was read: texts of files by name, and checked rows."""

    files: dict[str, str]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What was taken in: where the case is now, and how many rows of each table."""

    folder: Path
    rows: dict[str, int]


def export_bundle(folder: CaseFolder, *, ceiling: Handling = "public") -> str:
    """Return a case with its ledger as JSONL, without what is above the ceiling.

    Raises
    ------
    CaseError
        A file of the case is not UTF-8.
    LedgerError
        Nothing has been read yet, or the ledger cannot be opened.
    """
    return encode_lines(bundle_lines(folder, ceiling=ceiling))


def bundle_lines(folder: CaseFolder, *, ceiling: Handling) -> list[Line]:
    """Return the lines of a bundle: header, files, rows; see `export_bundle`."""
    with open_ledger(folder) as ledger:
        rows = ledger.dump(ceiling=ceiling)
    header = {
        "bundle": FORMAT,
        "version": VERSION,
        "ceiling": ceiling,
        "rows": {table: len(found) for table, found in rows.items()},
    }
    files = [{"file": name, "text": text} for name, text in _files(folder)]
    return [header, *files, *row_lines(rows)]


def row_lines(rows: Rows) -> list[Line]:
    """Return a line for each row."""
    return [{"table": table, "row": row} for table, found in rows.items() for row in found]


def encode_lines(lines: Iterable[Line]) -> str:
    """Return lines as JSONL."""
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def _files(folder: CaseFolder) -> Iterator[tuple[str, str]]:
    yield CASE_FILE, folder.text
    for name in FILES:
        path = folder.path / name
        if name != CASE_FILE and path.is_file():
            try:
                yield name, path.read_bytes().decode("utf-8")
            except UnicodeDecodeError as error:
                raise CaseError(
                    f"{path}: byte {error.start} is not UTF-8", hint="Save the file as UTF-8."
                ) from error


def read_bundle(content: bytes, *, name: str) -> Bundle:
    """Read a bundle and check every line of it by itself.

    Parameters
    ----------
    content : bytes
    name : str
        Where it comes from, for messages.

    Raises
    ------
    BundleError
        A line is not JSON, or not what a bundle holds; the line and the field are named.
    """
    header, *rest = read_lines(content, name=name)
    _check_header(header, f"{name}, line 1")
    files: dict[str, str] = {}
    entries = []
    for number, line in enumerate(rest, start=2):
        place = f"{name}, line {number}"
        if line.keys() == {"file", "text"}:
            _take_file(files, line, place)
        elif line.keys() == {"table", "row"}:
            entries.append(read_entry(place, line["table"], line["row"]))
        else:
            raise BundleError(
                f"{place}: has {', '.join(map(repr, line)) or 'no keys'}, "
                "expected file and text, or table and row"
            )
    _check_whole(header["rows"], files, entries, name)
    return Bundle(files, tuple(entries))


def read_lines(content: bytes, *, name: str) -> list[Line]:
    """Return the lines of a file of JSONL, at least one; each is an object.

    Raises
    ------
    BundleError
        The last line was cut off, or one is no object of JSON.
    """
    lines = content.split(b"\n")
    if lines.pop() != b"":
        raise BundleError(f"{name}: the last line has no end; the file was cut off")
    if not lines:
        raise BundleError(f"{name}: is empty")
    return [_read_line(line, f"{name}, line {n}") for n, line in enumerate(lines, 1)]


def _read_line(line: bytes, place: str) -> Line:
    try:
        value = json.loads(line.decode("utf-8"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise BundleError(f"{place}: is not JSON: {error}") from error
    if not isinstance(value, dict):
        raise BundleError(f"{place}: is {type(value).__name__}, expected an object")
    return value


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not a number of JSON")


def _check_header(header: dict[str, Any], place: str) -> None:
    if header.get("bundle") != FORMAT:
        raise BundleError(f"{place}: bundle is {header.get('bundle')!r}, expected {FORMAT!r}")
    if header.get("version") != VERSION:
        raise BundleError(
            f"{place}: version is {header.get('version')!r}, expected {VERSION}",
            hint="Install the pourparler that wrote it, or export it again with this one.",
        )
    if not isinstance(header.get("rows"), dict):
        raise BundleError(f"{place}: rows is missing; it counts the rows of each table")


def _take_file(files: dict[str, str], line: dict[str, Any], place: str) -> None:
    name, text = line["file"], line["text"]
    if name not in FILES:
        raise BundleError(f"{place}: file is {name!r}, expected one of {', '.join(FILES)}")
    if name in files:
        raise BundleError(f"{place}: file {name!r} is there twice")
    if not isinstance(text, str):
        raise BundleError(f"{place}: text is {type(text).__name__}, expected text")
    if name == CASE_FILE:
        try:
            parse_case(text)
        except CaseError as error:
            raise BundleError(f"{place}: {error.args[0]}") from error
    files[name] = text


def _check_whole(
    counts: dict[str, Any], files: dict[str, str], entries: list[Entry], name: str
) -> None:
    found = Counter(entry.table for entry in entries)
    for table in {**counts, **found}:
        if found[table] != counts.get(table, 0):
            raise BundleError(
                f"{name}: has {found[table]} rows of {table}, line 1 says {counts.get(table, 0)}"
            )
    if CASE_FILE not in files:
        raise BundleError(f"{name}: has no {CASE_FILE}")


def import_bundle(path: Path, bundle: Bundle) -> Imported:
    """Make a case from a bundle: case file, ledger, and the reports as files.

    Parameters
    ----------
    path : Path
        A folder that is not there yet, is empty, or holds the same ``case.yaml`` and no
        ledger with anything in it.
    bundle : Bundle

    Raises
    ------
    BundleError
        The folder holds another case or a ledger, or rows of the bundle contradict each
        other; the folder is left as it was.
    OutputError
        The folder cannot be written.
    """
    had = _require_room(path, bundle)
    try:
        path.mkdir(parents=True, exist_ok=True)
        if CASE_FILE not in had:
            _write(path / CASE_FILE, bundle.files[CASE_FILE].encode())
        folder = open_case_folder(path)
        try:
            with Ledger.open(folder.ledger_path) as ledger:
                ledger.replay(bundle.entries)
                reports = ledger.find_reports(ReportQuery())
        except BundleError:
            _leave(folder, had)
            raise
        for name, text in bundle.files.items():
            _write(path / name, text.encode())
        for report in reports:
            _write_report(path, report)
    except OSError as error:
        if isinstance(error, OutputError):
            raise
        raise OutputError(f"{path} cannot be written: {error.strerror or error}") from error
    return Imported(folder=path, rows=dict(Counter(entry.table for entry in bundle.entries)))


def _require_room(path: Path, bundle: Bundle) -> frozenset[str]:
    """Return the names in the folder, or refuse one that holds something else."""
    if not path.exists():
        return frozenset()
    had = frozenset(found.name for found in path.iterdir()) if path.is_dir() else None
    if had is None:
        raise BundleError(f"{path} is a file", hint="Name a folder for the case.")
    if CASE_FILE in had:
        if (path / CASE_FILE).read_bytes().decode("utf-8", "replace") != bundle.files[CASE_FILE]:
            raise BundleError(
                f"{path / CASE_FILE} is another than the bundle's",
                hint="Name a new folder; `pourparler merge` joins two copies of a case.",
            )
    elif had:
        raise BundleError(f"{path} is not empty", hint="Name a new folder for the case.")
    return had


def _leave(folder: CaseFolder, had: frozenset[str]) -> None:
    """Remove what was made, and nothing that was there before."""
    for path in (folder.ledger_path, folder.path / CASE_FILE):
        if path.name not in had:
            path.unlink(missing_ok=True)
    if not had and not any(folder.path.iterdir()):
        folder.path.rmdir()


def _write_report(path: Path, report: Report) -> None:
    """Put a report's bytes where they lay, when that is a place among the reports.

    The path comes from elsewhere, and is only followed to a plain name in ``reports``.
    """
    place = PurePosixPath(report.path or "")
    parts = place.parts
    is_inside = len(parts) > 1 and parts[0] == REPORTS_FOLDER and ".." not in parts
    target = path / place if is_inside and "\\" not in str(place) else None
    if target is None or target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.resolve().is_relative_to((path / REPORTS_FOLDER).resolve()):
        target.write_bytes(report.raw)


def _write(path: Path, content: bytes) -> None:
    if not path.exists():
        path.write_bytes(content)
