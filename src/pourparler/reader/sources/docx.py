"""Word files: the paragraphs and tables in their order; nothing they link to is fetched."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

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
from pourparler.reader.sources.packed import check_archive


def read_docx_report(
    raw: bytes, *, name: str, today: date, reported_on: date | None = None
) -> Report:
    """Make a report of a ``.docx`` file.

    When the file was made is not when it was published, so the date comes from
    ``reported_on`` or from a file name that begins with YYYY-MM-DD.

    Raises
    ------
    UndatedReportError
        Neither the user nor the file name gives a date.
    ReportError
        The file is no Word file, unpacks to more than 100 MB, or holds no text.
    """
    docx = load_library("docx", name=name)
    check_archive(raw, name=name)
    try:
        document = docx.Document(io.BytesIO(raw))
        body = "\n\n".join(filter(None, map(_text_of, document.iter_inner_content())))
        known = document.core_properties
        extracted = Extracted(
            body=body,
            title=one_line(known.title),
            fields={"author": one_line(known.author)},
            suggested_on=first_day(known.created),
            suggested_by="the day on which the file was made",
        )
    except (docx.opc.exceptions.OpcError, docx.exceptions.PythonDocxError, *MALFORMED) as error:
        raise ReportError(
            f"{name} is not a Word file that can be read",
            hint="Open it in a word processor and save it anew as .docx, or save its text.",
        ) from error
    return make_report(extracted, raw, name=name, today=today, reported_on=reported_on)


def _text_of(part: Any) -> str:
    if hasattr(part, "rows"):
        return "\n".join(" | ".join(cell.text for cell in row.cells) for row in part.rows)
    return str(part.text).strip()
