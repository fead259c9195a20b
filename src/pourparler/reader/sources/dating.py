"""How the date of a report is known: by what it says itself, or by who brought it in."""

from __future__ import annotations

import re
from typing import Final

from pourparler.case.records import Report
from pourparler.reader.sources.header import DATED_BY, read_header

FIRST_LINE: Final = "first line"
GIVEN: Final = "given"
_LINE = re.compile(rf"^{DATED_BY}: (.+)$", re.MULTILINE)


def how_dated(report: Report) -> str:
    """Return where the date of a report stood.

    ``first line``: the text as given says it, in its first lines. ``given``: whoever
    brought it in did, in the name of the file, a companion or an option. Otherwise it is the
    place in the file, such as ``article:published_time``. A date is never guessed.
    """
    header = report.text[: report.body_start]
    if found := _LINE.search(header):
        return found[1].strip()
    if not _is_text_as_given(report):
        return GIVEN  # the header was made when the file was read
    return FIRST_LINE if read_header(report.text, name=report.id).reported_on else GIVEN


def _is_text_as_given(report: Report) -> bool:
    try:
        return report.raw.decode(report.encoding) == report.text
    except (UnicodeDecodeError, LookupError):
        return False
