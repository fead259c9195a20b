"""Word files: the paragraphs and tables in their order; nothing they link to is fetched."""

from __future__ import annotations

import io
from datetime import date
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
from pourparler.reader.sources.packed import check_archive

MAX_XML_BYTES: Final = 20_000_000
_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FILLED_IN: Final = frozenset({"python-docx", "Word Document"})
"""What python-docx writes for author and title where nobody says otherwise."""


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
        The file is no Word file, unpacks to more than 100 MB or to more than 20 MB of
        markup, or holds no text.
    """
    docx = load_library("docx", name=name)
    check_archive(raw, name=name, max_xml_bytes=MAX_XML_BYTES)
    try:
        document = docx.Document(io.BytesIO(raw))
        body = "\n\n".join(filter(None, map(_text_of, document.iter_inner_content())))
        known = document.core_properties
        extracted = Extracted(
            body=body,
            title=_stated(known.title),
            fields={"author": _stated(known.author)},
            suggested_on=first_day(known.created),
            suggested_by="the day on which the file was made",
        )
    except (docx.opc.exceptions.OpcError, docx.exceptions.PythonDocxError, *MALFORMED) as error:
        raise ReportError(
            f"{name} is not a Word file that can be read",
            hint="Open it in a word processor and save it anew as .docx, or save its text.",
        ) from error
    return make_report(extracted, raw, name=name, today=today, reported_on=reported_on)


def _stated(value: str) -> str:
    """Return a property of the file, empty where the program that made it filled it in."""
    line = one_line(value)
    return "" if line in _FILLED_IN else line


def _text_of(part: Any) -> str:
    """Return the text of a paragraph or table; a merged cell is read once, however wide."""
    if not hasattr(part, "rows"):
        return str(part.text).strip()
    rows = part._element.findall(f"{_WORD}tr")
    return "\n".join(" | ".join(map(_cell_text, row.findall(f"{_WORD}tc"))) for row in rows)


def _cell_text(cell: Any) -> str:
    return "\n".join(paragraph.text for paragraph in cell.iter(f"{_WORD}p"))
