"""The rules of the reader take time in proportion to the text, counted in calls, not seconds."""

from __future__ import annotations

import re
import sys
from datetime import date
from types import FrameType

from pourparler.case.folder import parse_case
from pourparler.reader.pipeline import Reader
from pourparler.reader.reading import Draft, Reading
from pourparler.reader.sources.text import read_text_report
from reader.conftest import CASE

PARAGRAPH = """On Monday Torvald said that the boats would stay. She told him that it was over.
The government said that a letter had come. Lind says that nobody knows who patrols the river.
Afterwards they said that it was unclear whether the Front would come. He had said that it would.
"""
SAID = re.compile(
    r"(?P<source>\w+(?: government)?) (?P<cue>had said|said|says|told) (?P<content>[^.]+)"
)


BISECTED = frozenset({"<lambda>", "anchor"})  # of n log n: what searches by halves asks for


class Rules:
    """Marks what a pattern finds, so that only the other steps are counted."""

    version = "test"

    def draft(self, reading: Reading) -> None:
        for found in SAID.finditer(reading.report.text, reading.report.body_start):
            spans = ((found.span(part),) for part in ("source", "cue", "content"))
            reading.drafts.append(Draft(*spans, 0.9))


def count_calls(paragraphs: int) -> int:
    """Return how many Python functions are called to read so many paragraphs."""
    body = "\n\n".join(PARAGRAPH.replace("\n", " ") for _ in range(paragraphs))
    raw = f" date 2024-05-01 Title\n\n{body}".encode()
    report = read_text_report(raw, name="long.txt", today=date(2025, 6, 1))
    reader, calls = Reader(parse_case(CASE), drafter=Rules()), 0

    def count(frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event == "call" and frame.f_code.co_name not in BISECTED

    sys.setprofile(count)
    try:
        found = reader.read(report)
    finally:
        sys.setprofile(None)
    assert len(found) > 4 * paragraphs
    return calls


def test_twice_the_text_takes_twice_the_calls() -> None:
    count_calls(2)  # patterns are made when they are first asked for
    assert count_calls(80) < 2.1 * count_calls(40)
