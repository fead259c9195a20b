"""Word files: the paragraphs and tables in their order; nothing they link to is fetched."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any, Final

from pourparler.case.records import Report
from pourparler.errors import ReportError
from pourparler.reader.sources.converted import Extracted, load_library, make_report, one_line

MAX_UNPACKED_BYTES: Final = 100_000_000


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
    check_unpacked_size(raw, name=name)
    try:
        document = docx.Document(io.BytesIO(raw))
        body = "\n\n".join(filter(None, map(_text_of, document.iter_inner_content())))
        known = document.core_properties
        extracted = Extracted(
            body=body, title=one_line(known.title), fields={"author": one_line(known.author)}
        )
    except Exception as error:  # a hostile file can raise anything in there
        raise ReportError(
            f"{name} is not a Word file that can be read",
            hint="Open it in a word processor and save it anew as .docx, or save its text.",
        ) from error
    return make_report(extracted, raw, name=name, today=today, reported_on=reported_on)


def check_unpacked_size(raw: bytes, *, name: str) -> None:
    """Refuse an archive that is none, or that unpacks to more than 100 MB.

    Raises
    ------
    ReportError
        It is not a zip archive, or too large a one. The sizes in its directory bind:
        no more than that is ever unpacked of an entry.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise ReportError(
            f"{name} is damaged or not in the format its name says",
            hint="Open it in the program it comes from and save it anew.",
        ) from error
    if size > MAX_UNPACKED_BYTES:
        raise ReportError(
            f"{name} unpacks to {size:,} bytes; at most {MAX_UNPACKED_BYTES:,} are read",
            hint="Save its text and give that.",
        )


def _text_of(part: Any) -> str:
    if hasattr(part, "rows"):
        return "\n".join(" | ".join(cell.text for cell in row.cells) for row in part.rows)
    return str(part.text).strip()
