"""Who answers in an interview: "I" and "we" are the one whom it is with."""

from __future__ import annotations

import re
from typing import Final

from pourparler.case.records import Report
from pourparler.reader.reading import Mention, Reading

_TITLE: Final = re.compile(r"\b(?:interview|questions and answers|Q&A)\b", re.IGNORECASE)
_OPENING: Final = 3


def is_interview(report: Report) -> bool:
    """Say whether a report is an interview, by its kind or title."""
    return report.kind == "interview" or bool(_TITLE.match(report.title or ""))


def find_interviewee(reading: Reading) -> Mention | None:
    """Return the first person of the case that an interview opens with, or None."""
    if not is_interview(reading.report) or not reading.sentences:
        return None
    end = reading.sentences[:_OPENING][-1].end
    named = (m for m in reading.mentions_in(reading.report.body_start, end) if m.kind == "person")
    return next((mention for mention in named if mention.person and mention.actors), None)
