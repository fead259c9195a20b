"""Text and Markdown reports: bytes become a dated record, nothing is changed."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from pourparler.case.records import Report, report_id
from pourparler.errors import ReportError, UndatedReportError
from pourparler.reader.language import undeclared_language
from pourparler.reader.sources.encoding import decode
from pourparler.reader.sources.header import Header, read_header

MAX_BYTES: Final = 5_000_000
_NAME_DATE = re.compile(r"(?:^|/)(\d{4}-\d{2}-\d{2})(?!\d)[^/]*$")
_FIRST_WORDS = re.compile(r"\s*([^\r\n]{1,80})")


def read_text_report(
    raw: bytes, *, name: str, today: date, reported_on: date | None = None, path: str | None = None
) -> Report:
    """Make a report of the bytes of a ``.txt`` or ``.md`` file.

    The date comes from the header, else from ``reported_on``, else from a file name
    that begins with YYYY-MM-DD.

    Parameters
    ----------
    raw : bytes
        The file as given; kept byte by byte in the result.
    name : str
        What to call it in messages; also searched for a date.
    today : date
        Calendar date in UTC; reports from after tomorrow are refused.
    reported_on : date, optional
        The date the user gave for reports that do not state one.
    path : str, optional
        Where it came from, kept in the record.

    Raises
    ------
    UndatedReportError
        There is no date in any of the three places.
    ReportError
        The bytes are empty, too many, or not text; the header is wrong; the date is in
        the future; or there is nothing below the header.
    """
    if len(raw) > MAX_BYTES:
        raise ReportError(
            f"{name} has {len(raw):,} bytes; at most {MAX_BYTES:,} are read",
            hint="Split the file into one report each.",
        )
    text, encoding = decode(raw, name=name)
    header = read_header(text, name=name)
    day = header.reported_on or reported_on or date_in_name(name)
    if day is None:
        raise UndatedReportError(f"{name} has no date")
    if day > today + timedelta(days=1):
        raise ReportError(
            f"{name} is dated {day}, which is in the future", hint="Correct the date."
        )
    if not text[header.body_start :].strip():
        raise ReportError(f"{name} has a header and no text", hint="Add the text of the report.")
    return Report(
        id=report_id(text),
        text=text,
        raw=raw,
        encoding=encoding,
        reported_on=day,
        title=header.title or _first_words(text, header),
        body_start=header.body_start,
        path=path,
        **({"language": undeclared_language(text[header.body_start :])} | header.fields),
    )


def date_in_name(name: str) -> date | None:
    """Return the date YYYY-MM-DD that a file name begins with, or None.

    An address is no file name: its publisher chose it, and the date in it may mean anything.

    Examples
    --------
    >>> date_in_name("in/2024-05-01-talks.txt")
    datetime.date(2024, 5, 1)
    """
    found = _NAME_DATE.search(name.replace("\\", "/"))
    if not found or "://" in name:
        return None
    try:
        return date.fromisoformat(found[1])
    except ValueError:
        return None


def _first_words(text: str, header: Header) -> str:
    found = _FIRST_WORDS.match(text, header.body_start)
    return found[1].strip() if found else ""
