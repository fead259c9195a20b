"""The formats that can be read, by suffix, with how much of each.

A format joins by an entry: a function from bytes to a report, or one from bytes to rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from pourparler.case.records import Report
from pourparler.errors import ReportError
from pourparler.reader.sources.csv_rows import read_csv_rows
from pourparler.reader.sources.docx import read_docx_report
from pourparler.reader.sources.eml import read_eml_report
from pourparler.reader.sources.feed import read_feed_rows
from pourparler.reader.sources.html import read_html_report
from pourparler.reader.sources.json_rows import read_json_rows
from pourparler.reader.sources.pdf import read_pdf_report
from pourparler.reader.sources.rows import ReadRows, read_rows
from pourparler.reader.sources.text import MAX_BYTES, read_text_report
from pourparler.reader.sources.xlsx_rows import read_xlsx_rows

SINGLE: Final[dict[str, Callable[..., Report]]] = {
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
FEEDS: Final[dict[str, ReadRows]] = dict.fromkeys((".xml", ".rss", ".atom"), read_feed_rows)
MAX_PACKED_BYTES: Final = 50_000_000
MAX_PAGE_BYTES: Final = 20_000_000
_LIMITS: Final = {
    **dict.fromkeys((".pdf", ".docx", ".eml", *TABLES), MAX_PACKED_BYTES),
    **dict.fromkeys((".html", ".htm", *FEEDS), MAX_PAGE_BYTES),
}
"""Formats that hold more than a report's text; the text in them is bounded as ever."""


def limit_of(suffix: str) -> int:
    """Return how many bytes of a format are read at most.

    Examples
    --------
    >>> limit_of(".txt"), limit_of(".pdf")
    (5000000, 50000000)
    """
    return _LIMITS.get(suffix, MAX_BYTES)


def read_many(
    raw: bytes, suffix: str, *, name: str, today: date, reported_on: date | None
) -> Iterator[Report | ReportError] | None:
    """Return the reports of a table or a feed as they are read; None for other formats."""
    if read := TABLES.get(suffix):
        noun = "row"
    elif read := FEEDS.get(suffix):
        noun = "entry"
    else:
        return None
    rows = read(raw, name)
    return read_rows(rows, name=name, today=today, reported_on=reported_on, noun=noun)


def read_one(
    raw: bytes, suffix: str, *, name: str, today: date, reported_on: date | None
) -> Report:
    """Return the one report of a file.

    Raises
    ------
    ReportError
        The format is not known, or the file is not a report.
    """
    if suffix not in SINGLE:
        raise ReportError(
            f"{name}: '{suffix or 'no suffix'}' is not a format that can be read",
            hint=f"Give one of: {', '.join((*SINGLE, *TABLES, *FEEDS))}.",
        )
    return SINGLE[suffix](raw, name=name, today=today, reported_on=reported_on)
