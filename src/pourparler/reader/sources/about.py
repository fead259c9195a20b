"""Companion files: what is known about a report that the report cannot say itself.

``talks.pdf.about`` beside ``talks.pdf`` holds header lines: `` date YYYY-MM-DD Title`` first,
then ``key: value``. What was fetched has one too, with its address and the time.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from pourparler.errors import ReportError
from pourparler.reader.sources.encoding import decode
from pourparler.reader.sources.header import Header, read_header

ABOUT_SUFFIX: Final = ".about"
_MAX_BYTES: Final = 20_000


def read_about(path: Path) -> Header:
    """Return what the companion of a file says; an empty header if it has none.

    Raises
    ------
    ReportError
        The companion cannot be read or says what header lines may not.
    """
    beside = path.with_name(path.name + ABOUT_SUFFIX)
    try:
        if not beside.is_file():
            return Header()
        with beside.open("rb") as file:
            raw = file.read(_MAX_BYTES + 1)
    except OSError as error:
        raise ReportError(
            f"{beside} cannot be read: {error.strerror}", hint="Check that you may read it."
        ) from error
    text, _ = decode(raw, name=str(beside))
    header = read_header(text, name=str(beside))
    if len(raw) > _MAX_BYTES or text[header.body_start :].strip() or header.reported_on is None:
        raise ReportError(
            f"{beside} holds more or less than header lines",
            hint="Write ` date YYYY-MM-DD Title`, then one `key: value` a line.",
        )
    return header


def about_text(day: date, title: str, fields: Mapping[str, Any]) -> str:
    """Return the text of a companion file.

    Examples
    --------
    >>> print(about_text(date(2024, 5, 1), "Talks", {"url": "https://example.org/"}), end="")
     date 2024-05-01 Talks
    url: https://example.org/
    """
    lines = [f" date {day} {title}".rstrip()]
    for key, value in fields.items():
        lines.append(f"{key}: {value.isoformat() if isinstance(value, datetime) else value}")
    return "\n".join(lines) + "\n"
