"""What a view shows of commitments and events: its reports, statements and day, and their words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from pourparler.case.records import Report, Span, Statement
from pourparler.workbench.statements import FoundStatements
from pourparler.workbench.view import View


@dataclass(frozen=True, slots=True)
class Window:
    """The reports and statements that are admitted, by id, and the day that is described.

    ``day`` is None where nothing has been read.
    """

    reports: Mapping[str, Report]
    statements: Mapping[str, Statement]
    day: date | None


def show_window(found: FoundStatements, view: View) -> Window:
    """Return the window of a view; without a day of its own that of the latest report."""
    latest = max((report.reported_on for report in found.reports), default=None)
    return Window(
        {report.id: report for report in found.reports},
        {statement.id: statement for statement in found.statements},
        view.as_of or view.known_at or latest,
    )


def quote(window: Window, report: str, spans: Iterable[Span]) -> str:
    """Return the words of spans of a report, pieces joined by an ellipsis."""
    text = window.reports[report].text
    return " … ".join(" ".join(text[start:end].split()) for start, end in spans)


def sentence_around(report: Report, start: int, end: int) -> str:
    """Return the line ends' stretch of text around two offsets, cut at sentence marks."""
    text = report.text
    low = max(
        text.rfind("\n", 0, start), *(text.rfind(mark, 0, start) + 1 for mark in (". ", "! ", "? "))
    )
    highs = [at for mark in (".", "!", "?", "\n") if (at := text.find(mark, max(end - 1, 0))) >= 0]
    high = min(highs, default=len(text)) + 1
    return " ".join(text[low + 1 if low >= 0 else 0 : high].split())
