"""PDF: the text of its pages; broken cross-references are mended, locked files named."""

from __future__ import annotations

import io
from datetime import date
from time import monotonic
from typing import Any, Final

from pourparler.case.records import Report
from pourparler.errors import ReportError
from pourparler.reader.sources.converted import (
    MALFORMED,
    Extracted,
    first_day,
    load_library,
    make_report,
    one_line,
)
from pourparler.reader.sources.text import MAX_BYTES

MAX_PAGES: Final = 2_000
MAX_SECONDS: Final = 120.0
"""For all pages: a small file can ask for much work, a page at a time."""
_SPLIT: Final = "Split the file into one report each."


def read_pdf_report(
    raw: bytes, *, name: str, today: date, reported_on: date | None = None
) -> Report:
    """Make a report of a PDF file.

    When the file was made is not when it was published, so the date comes from
    ``reported_on`` or from a file name that begins with YYYY-MM-DD.

    Raises
    ------
    UndatedReportError
        Neither the user nor the file name gives a date.
    ReportError
        The file is locked, cannot be mended, has more than 2,000 pages, or no text.
    """
    pypdf = load_library("pypdf", name=name)
    try:
        extracted = _extract(pypdf, raw, name)
    except ReportError:
        raise
    except (pypdf.errors.PyPdfError, pypdf.errors.DependencyError, *MALFORMED) as error:
        raise ReportError(
            f"{name} is not a PDF file that can be read: {one_line(error) or type(error).__name__}",
            hint="Open it in a viewer and print it to a new PDF, or save its text.",
        ) from error
    return make_report(extracted, raw, name=name, today=today, reported_on=reported_on)


def _extract(pypdf: Any, raw: bytes, name: str) -> Extracted:
    reader = pypdf.PdfReader(io.BytesIO(raw), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise ReportError(
            f"{name} is encrypted", hint="Save a copy without a password and give that."
        )
    if len(reader.pages) > MAX_PAGES:
        raise ReportError(
            f"{name} has {len(reader.pages):,} pages; at most {MAX_PAGES:,} are read", hint=_SPLIT
        )
    pages: list[str] = []
    end = monotonic() + MAX_SECONDS
    for page in reader.pages:
        if monotonic() > end:
            raise ReportError(
                f"{name} takes more than {MAX_SECONDS:.0f} seconds to read", hint=_SPLIT
            )
        pages.append(page.extract_text())
        if sum(map(len, pages)) > MAX_BYTES:
            raise ReportError(
                f"{name} holds more than {MAX_BYTES:,} letters, the most that are read", hint=_SPLIT
            )
    known = reader.metadata
    return Extracted(
        body="\n\n".join(pages),
        title=one_line(known.title) if known else "",
        fields={"author": one_line(known.author) if known else ""},
        suggested_on=_made_on(known),
        suggested_by="the day on which the file was made",
    )


def _made_on(known: Any) -> date | None:
    """Return the day on which the file says it was made, if it says one."""
    try:
        return first_day(known.creation_date) if known else None
    except MALFORMED:
        return None
