"""Something to read, wherever it is from: a file, an upload, standard input, an address."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any, Final

from pourparler.case.records import Report
from pourparler.errors import ReportError
from pourparler.reader.sources.about import read_about
from pourparler.reader.sources.address import Network
from pourparler.reader.sources.fetch import fetch
from pourparler.reader.sources.formats import limit_of, read_many, read_one
from pourparler.reader.sources.header import Header

_LONGEST_NAME: Final = 120
PIPED: Final = "standard input"


@dataclass(frozen=True, slots=True)
class Taken:
    """A report that was taken in, and what is needed to keep it.

    ``path`` is the file that it is, ``file_name`` what to call a copy of it, and ``about``
    what is known about it that its bytes do not say.
    """

    report: Report
    path: Path | None = None
    file_name: str | None = None
    about: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """Something to read: its name, and a file or the bytes themselves.

    With neither, it is standard input. ``file_name`` is what to call it as a file where
    ``name`` is not that; ``about`` is what is known about it from elsewhere.
    """

    name: str
    path: Path | None = None
    content: bytes | None = field(default=None, repr=False)
    file_name: str | None = None
    about: Mapping[str, Any] = field(default_factory=dict)

    @property
    def suffix(self) -> str:
        """The suffix that says the format, in small letters; standard input is text."""
        if self.path is None and self.content is None:
            return ".txt"
        return PurePosixPath(self.file_name or self.name).suffix.lower()

    def open(self, network: Network) -> Found:
        """Return itself: nothing has to be fetched."""
        del network
        return self

    def read_bytes(self) -> bytes:
        """Return the bytes.

        Raises
        ------
        ReportError
            The file cannot be read, or holds more than is read of its format.
        """
        limit = limit_of(self.suffix)
        raw = self.content if self.content is not None else self._read_file(limit)
        if len(raw) > limit:
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

    def take(
        self, raw: bytes, *, today: date, reported_on: date | None
    ) -> Iterator[Taken | ReportError]:
        """Yield the reports in the bytes: one, or one a row of a table or entry of a feed.

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
        many = read_many(raw, self.suffix, name=self.name, today=today, reported_on=reported_on)
        if many is None:
            yield self._take_one(raw, today, reported_on)
            return
        about = {key: value for key, value in self.about.items() if key != "url"}
        for report in many:
            if isinstance(report, Report):
                report = replace(report, **about)
                yield Taken(report, None, _name_of(report), about)
            else:
                yield report

    def _take_one(self, raw: bytes, today: date, reported_on: date | None) -> Taken:
        beside = read_about(self.path) if self.path else Header()
        day = beside.reported_on or reported_on
        report = read_one(raw, self.suffix, name=self.name, today=today, reported_on=day)
        if beside.reported_on and report.reported_on != beside.reported_on:
            raise ReportError(
                f"{self.name} is dated {report.reported_on} by what it says itself, and "
                f"{beside.reported_on} by its companion",
                hint="Correct the companion, or save the text with a first line of its own.",
            )
        about = {**self.about, **beside.fields}
        title = beside.title or report.title
        report = replace(report, **about, title=title)
        name = None if self.name == PIPED else PurePosixPath(self.file_name or self.name).name
        return Taken(report, self.path, name, about)


@dataclass(frozen=True, slots=True)
class Address:
    """An http(s) address; nothing is fetched until it is opened."""

    name: str

    def open(self, network: Network) -> Found:
        """Fetch what lies there.

        Raises
        ------
        FetchError
            It cannot be had, or is not public.
        """
        fetched = fetch(self.name, network=network)
        about = {"url": fetched.url, "retrieved_at": fetched.retrieved_at.replace(microsecond=0)}
        file_name = safe_name(fetched.file_name)
        return Found(fetched.url, None, fetched.content, file_name, about)


def found_bytes(name: str, content: bytes) -> Found:
    """Return bytes that came without a file, such as an upload, as something to read.

    Raises
    ------
    ReportError
        The name is none.
    """
    return Found(safe_name(name), None, content)


def safe_name(name: str) -> str:
    r"""Return what is left of a file name that somebody else chose.

    Only the last part is kept, without control characters and leading dots, so that it
    names a file in a folder of ours and nothing else.

    Raises
    ------
    ReportError
        Nothing is left of it.

    Examples
    --------
    >>> safe_name("C:\\in\\../..\\talks.txt")
    'talks.txt'
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(c for c in last if unicodedata.category(c)[0] != "C" and c not in ':*?"<>|')
    path = PurePosixPath(shown.strip().lstrip(".") or "-")
    if path.name == "-":
        raise ReportError("the upload has no file name", hint="Give the file a name and a suffix.")
    suffix = path.suffix[:20]
    return path.stem[: _LONGEST_NAME - len(suffix)] + suffix


def _name_of(report: Report) -> str:
    words = "-".join(re.findall(r"[^\W_]+", report.title.lower()))
    return f"{words[:60].strip('-') or report.id}.txt"
