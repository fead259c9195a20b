"""What a brief lists: statements with their footnotes, near copies folded into one line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from pourparler.case.records import Report, Statement
from pourparler.report.brief_content import BriefContent

Order = tuple[date, int, bool, date, date, int, str]


@dataclass(frozen=True, slots=True)
class Source:
    """One report with the number of its footnote; ``copy_of`` is the number of another."""

    number: int
    report: Report
    copy_of: int | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement to list once, and the same words in near copies of its report.

    ``order`` is `said_order` of the statement, reckoned once.
    """

    statement: Statement
    report: Report
    copies: tuple[Statement, ...]
    notes: tuple[int, ...]
    order: Order = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Reckon the place in the order of saying."""
        object.__setattr__(self, "order", said_order(self.statement))


def number_sources(content: BriefContent) -> tuple[Source, ...]:
    """Return the reports numbered 1, 2, ... by date, then publisher, title and id."""
    ordered = sorted(
        content.reports, key=lambda r: (r.reported_on, r.publisher or "", r.title, r.id)
    )
    numbers = {report.id: number for number, report in enumerate(ordered, start=1)}
    return tuple(
        Source(numbers[report.id], report, numbers.get(report.duplicate_of or ""))
        for report in ordered
    )


def likely_day(statement: Statement) -> date:
    """Return the day that stands for when it was said.

    That is the middle of a span of days ("last week"), and the last possible day where the
    beginning is open or the date is only about right: what a report prints undated was
    mostly said that day or the day before.
    """
    first, last = statement.said_first, statement.said_last
    if first is None or statement.said_on.endswith(("~", "%")):
        return last
    return first + (last - first) // 2


def said_order(statement: Statement) -> Order:
    """Return the sort key for the order of saying.

    The likeliest day counts (`likely_day`); on one day the order that the text gives
    decides, then a statement of open beginning ("has repeatedly said") comes before a dated
    one, then the report's order decides.
    """
    first = statement.said_first
    pieces = statement.spans.source + statement.spans.cue + statement.spans.content
    return (
        likely_day(statement),
        statement.said_order,
        first is not None,
        first or statement.said_last,
        statement.reported_on,
        min((start for start, _ in pieces), default=0),
        statement.id,
    )


def list_entries(content: BriefContent) -> tuple[Entry, ...]:
    """Return every statement once, oldest first; near copies count as one.

    Two statements are one when their reports are near copies of each other, and actors
    and content agree. A reviewed one represents the others, else the earliest.
    """
    reports = {report.id: report for report in content.reports}
    numbers = {source.report.id: source.number for source in number_sources(content)}
    alike: dict[tuple[str, tuple[str, ...], str], list[Statement]] = defaultdict(list)
    for statement in content.statements:
        words = " ".join(statement.content.casefold().split())
        alike[_original(statement.report, reports), statement.actors, words].append(statement)
    entries = [entry for group in alike.values() for entry in _fold(group, reports, numbers)]
    return tuple(sorted(entries, key=lambda entry: entry.order))


def relist_entries(content: BriefContent, listed: Sequence[Entry]) -> tuple[Entry, ...] | None:
    """Return what `list_entries` does from an earlier list of the same reports, or None.

    An entry whose statements are the same objects stays the same object. None where a
    statement is new, or one with near copies went, was reviewed or was dated otherwise.
    """
    now = {statement.id: statement for statement in content.statements}
    kept: list[Entry] = []
    for entry in listed:
        told = (entry.statement, *entry.copies)
        held = [now.pop(one.id, None) for one in told]
        if held == [None]:
            continue
        same = [one for one in held if one is not None]
        if len(same) < len(told):
            return None
        if all(one is other for one, other in zip(same, told, strict=True)):
            kept.append(entry)
            continue
        if not all(
            said_order(one) == said_order(other)
            and (len(told) == 1 or one.reviewed == other.reviewed)
            for one, other in zip(same, told, strict=True)
        ):
            return None
        kept.append(Entry(same[0], entry.report, tuple(same[1:]), entry.notes))
    return None if now else tuple(kept)


def _fold(
    group: list[Statement], reports: dict[str, Report], numbers: dict[str, int]
) -> list[Entry]:
    """Pair the n-th telling in one copy with the n-th in another: a report may repeat itself."""
    if len(group) == 1:
        (one,) = group
        return [Entry(one, reports[one.report], (), (numbers[one.report],))]
    by_report: dict[str, list[Statement]] = defaultdict(list)
    for statement in sorted(group, key=said_order):
        by_report[statement.report].append(statement)
    entries = []
    for n in range(max(len(told) for told in by_report.values())):
        same = [told[n] for told in by_report.values() if n < len(told)]
        same.sort(key=lambda s: (not s.reviewed, numbers[s.report]))
        notes = dict.fromkeys(numbers[s.report] for s in same)
        entries.append(Entry(same[0], reports[same[0].report], tuple(same[1:]), tuple(notes)))
    return entries


def _original(report: str, reports: dict[str, Report]) -> str:
    """Follow near copies to the report that all of them copy, as far as it is given."""
    seen = {report}
    while (earlier := reports[report].duplicate_of) and earlier in reports and earlier not in seen:
        seen.add(earlier)
        report = earlier
    return report
