"""What all formats but plain text share: extracted text becomes a dated record."""

from __future__ import annotations

import importlib
import re
import struct
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import ModuleType
from typing import Any, Final

from pourparler.case.records import Report, report_id
from pourparler.errors import ReportError, UndatedReportError
from pourparler.reader.language import undeclared_language
from pourparler.reader.sources.text import MAX_BYTES, date_in_name

_LONGEST_VALUE: Final = 300
MALFORMED: Final = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,  # of an archive without its parts; files and network are not touched
    RuntimeError,
    StopIteration,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)
"""What the libraries raise over files that are not what they seem; they promise no less.

Want of memory, a stop by the user and a missing library are none of these.
"""
_UNSHOWN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """What a file holds: its text, its own date with the place it stood, and its fields.

    ``suggested_on`` is a day that it may be of, by ``suggested_by``. That is a guess: it is
    told to the user and never taken.
    """

    body: str
    title: str = ""
    reported_on: date | None = None
    dated_by: str = ""
    fields: dict[str, Any] = field(default_factory=dict)
    suggested_on: date | None = None
    suggested_by: str = ""


def load_library(module: str, *, name: str) -> ModuleType:
    """Import a library of the extra ``sources``, or say in two lines how to get it.

    Raises
    ------
    ReportError
        The library is not installed.
    """
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        raise ReportError(
            f"{name} needs the package '{error.name}', which is not installed",
            hint="Run `pip install 'pourparler[sources]'`.",
        ) from error


def make_report(
    extracted: Extracted, raw: bytes, *, name: str, today: date, reported_on: date | None
) -> Report:
    """Make a report of what was extracted from a file.

    The text of the report begins with header lines in the stated form (date, title,
    publisher, author, and under ``dated_by`` the place the file's own date stood in);
    the extracted text follows. A date that the file states about itself comes before
    ``reported_on``, and that before the one a file name begins with.

    Raises
    ------
    UndatedReportError
        There is no date in any of the three places.
    ReportError
        There is no text, too much of it, or the date is in the future.
    """
    body = without_unshown(extracted.body).strip()
    if not body:
        raise ReportError(
            f"{name} holds no text", hint="If it is a scan, recognise its text first."
        )
    if len(body) > MAX_BYTES:
        raise ReportError(
            f"{name} holds {len(body):,} letters; at most {MAX_BYTES:,} are read",
            hint="Split the file into one report each.",
        )
    day = extracted.reported_on or reported_on or date_in_name(name)
    if day is None:
        raise _undated(extracted, name, today)
    if day > today + timedelta(days=1):
        raise ReportError(
            f"{name} is dated {day}, which is in the future", hint="Correct the date."
        )
    title = one_line(extracted.title) or one_line(body.split("\n", 1)[0])[:80]
    fields = {key: value for key, value in extracted.fields.items() if value}
    text, start = _with_header(extracted, body, f" date {day} {title}")
    return Report(
        id=report_id(text),
        text=text,
        raw=raw,
        encoding="utf-8",
        reported_on=day,
        title=title,
        body_start=start,
        **({"language": undeclared_language(body)} | fields),
    )


def _undated(extracted: Extracted, name: str, today: date) -> UndatedReportError:
    day = extracted.suggested_on
    if day is None or day > today:
        return UndatedReportError(f"{name} has no date")
    return UndatedReportError(
        f"{name} has no date; {extracted.suggested_by} suggests {day}, which is a guess: if it "
        f"is right, confirm it with --date {day}",
        suggested_on=day,
    )


def _with_header(extracted: Extracted, body: str, first: str) -> tuple[str, int]:
    lines = [first]
    for key in ("publisher", "author"):
        if value := extracted.fields.get(key):
            lines.append(f"{key}: {value}")
    if extracted.reported_on and extracted.dated_by:
        lines.append(f"dated_by: {extracted.dated_by}")
    header = "\n".join(lines) + "\n\n"
    return header + body + "\n", len(header)


def without_unshown(text: str) -> str:
    r"""Return a text without control characters and marks that turn the direction of writing.

    Examples
    --------
    >>> without_unshown("a\x00 b\u202e\n")
    'a b\n'
    """
    return _UNSHOWN.sub("", text)


def one_line(value: object) -> str:
    r"""Return a value as one line of at most 300 letters without control characters.

    Examples
    --------
    >>> one_line(" Talks\n resume ")
    'Talks resume'
    """
    shown = without_unshown(unicodedata.normalize("NFC", str(value or "")))
    return " ".join(shown.split())[:_LONGEST_VALUE]


def first_day(value: object) -> date | None:
    """Return the day a machine-readable time begins with, or None if it is not one.

    Examples
    --------
    >>> first_day("2024-05-01T10:00:00Z"), first_day("yesterday")
    (datetime.date(2024, 5, 1), None)
    """
    found = re.match(r"\d{4}-\d{2}-\d{2}(?!\d)", str(value or "").strip())
    try:
        return date.fromisoformat(found[0]) if found else None
    except ValueError:
        return None
