"""Finding what to read: files, folders and standard input, one file format an entry.

Other formats join by an entry in ``FORMATS``: a function from bytes to a Report.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Final

from pourparler.case.records import Report
from pourparler.errors import ReportError
from pourparler.reader.sources.csv_rows import read_csv_rows
from pourparler.reader.sources.docx import read_docx_report
from pourparler.reader.sources.eml import read_eml_report
from pourparler.reader.sources.html import read_html_report
from pourparler.reader.sources.json_rows import read_json_rows
from pourparler.reader.sources.pdf import read_pdf_report
from pourparler.reader.sources.rows import ReadRows, read_rows
from pourparler.reader.sources.text import MAX_BYTES, read_text_report
from pourparler.reader.sources.xlsx_rows import read_xlsx_rows

FORMATS: Final[dict[str, Callable[..., Report]]] = {
    ".txt": read_text_report,
    ".text": read_text_report,
    ".md": read_text_report,
    ".markdown": read_text_report,
    ".html": read_html_report,
    ".htm": read_html_report,
    ".pdf": read_pdf_report,
    ".docx": read_docx_report,
    ".eml": read_eml_report,
}
TABLES: Final[dict[str, ReadRows]] = {
    ".csv": read_csv_rows,
    ".jsonl": read_json_rows,
    ".xlsx": read_xlsx_rows,
}
MAX_PACKED_BYTES: Final = 50_000_000
_PACKED: Final = (".pdf", ".docx", ".eml", *TABLES)
"""Formats that hold more than one report's text; each text in them is bounded as ever."""
STANDARD_INPUT: Final = "-"
_LONGEST_NAME: Final = 120
_PIPED: Final = "standard input"


@dataclass(frozen=True, slots=True)
class Found:
    """Something to read: its name, and a file or the bytes themselves.

    With neither, it is standard input.
    """

    name: str
    path: Path | None = None
    content: bytes | None = field(default=None, repr=False)

    @property
    def suffix(self) -> str:
        """The suffix that says the format, in small letters; standard input is text."""
        if self.path is None and self.content is None:
            return ".txt"
        return PurePosixPath(self.name).suffix.lower()

    @property
    def file_name(self) -> str | None:
        """What a copy of it would be called; None for standard input."""
        return None if self.name == _PIPED else PurePosixPath(self.name).name

    def read_bytes(self) -> bytes:
        """Return the bytes, at most one more than is allowed.

        Raises
        ------
        ReportError
            The file cannot be read, or holds more than 50 MB.
        """
        limit = MAX_PACKED_BYTES if self.suffix in _PACKED else MAX_BYTES
        raw = self.content if self.content is not None else self._read_file(limit)
        if len(raw) > limit and limit == MAX_PACKED_BYTES:
            raise ReportError(
                f"{self.name} has more than {limit:,} bytes, the most that are read",
                hint="Split the file into one report each.",
            )
        return raw

    def _read_file(self, limit: int) -> bytes:
        if self.path is None:
            return sys.stdin.buffer.read(limit + 1)
        try:
            with self.path.open("rb") as file:
                return file.read(limit + 1)
        except OSError as error:
            raise ReportError(
                f"{self.name} cannot be read: {error.strerror}",
                hint="Check that the file is there and that you may read it.",
            ) from error

    def take(self, raw: bytes, *, today: date, reported_on: date | None) -> Iterator[Outcome]:
        """Yield the reports in the bytes: one, or one a row of a table.

        Parameters
        ----------
        raw : bytes
            What `read_bytes` returned.
        today : date
            Reports from after tomorrow are refused.
        reported_on : date, optional
            For reports that do not state a date.

        Yields
        ------
        Taken or ReportError
            A row that cannot be read comes as its error, and the next ones follow.

        Raises
        ------
        ReportError
            The format is not known, or the file as a whole cannot be read.
        """
        if read := TABLES.get(self.suffix):
            rows = read(raw, self.name)
            for row in read_rows(rows, name=self.name, today=today, reported_on=reported_on):
                yield row if isinstance(row, ReportError) else Taken(row, None, _name_of(row))
        elif make := FORMATS.get(self.suffix):
            report = make(raw, name=self.name, today=today, reported_on=reported_on)
            yield Taken(report, self.path, self.file_name)
        else:
            raise ReportError(
                f"{self.name}: '{self.suffix or 'no suffix'}' is not a format that can be read",
                hint=f"Give one of: {', '.join((*FORMATS, *TABLES))}.",
            )


@dataclass(frozen=True, slots=True)
class Taken:
    """A report that was taken in, with the file it is, or what to call a copy of it."""

    report: Report
    path: Path | None
    file_name: str | None


Outcome = Taken | ReportError


def _name_of(report: Report) -> str:
    words = "-".join(re.findall(r"[^\W_]+", report.title.lower()))
    return f"{words[:60].strip('-') or report.id}.txt"


def found_bytes(name: str, content: bytes) -> Found:
    r"""Return bytes that came without a file, such as an upload, as something to read.

    Of the name only the last part is kept, without control characters and leading dots,
    so that it names a file in a folder of ours and nothing else.

    Raises
    ------
    ReportError
        Nothing is left of the name.

    Examples
    --------
    >>> found_bytes("C:\\in\\../..\\talks.txt", b"").name
    'talks.txt'
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(c for c in last if unicodedata.category(c)[0] != "C" and c not in ':*?"<>|')
    path = PurePosixPath(shown.strip().lstrip(".") or "-")
    if path.name == "-":
        raise ReportError("the upload has no file name", hint="Give the file a name and a suffix.")
    suffix = path.suffix[:20]
    return Found(path.stem[: _LONGEST_NAME - len(suffix)] + suffix, None, content)


def locate(targets: Iterable[str]) -> Iterator[Found | ReportError]:
    """Yield what each target holds; a folder yields its files, sorted, at any depth.

    A target that is not there or a folder that cannot be opened comes out as the error
    that says so, so that the rest can still be read.
    """
    for target in targets:
        path = Path(target)
        if target == STANDARD_INPUT:
            yield Found(_PIPED)
        elif path.is_dir():
            yield from _files_in(path)
        elif path.exists():
            yield Found(target, path)
        else:
            yield ReportError(f"{target} does not exist", hint="Name a file, a folder or '-'.")


def _files_in(folder: Path) -> Iterator[Found | ReportError]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        yield ReportError(
            f"{folder} cannot be opened: {error.strerror}", hint="Check that you may read it."
        )
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from _files_in(entry)
        else:
            yield Found(str(entry), entry)
