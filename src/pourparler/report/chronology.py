"""The chronology and the lists per issue."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby

from pourparler.case.case import Case
from pourparler.case.issues import Issue
from pourparler.case.records import Coding
from pourparler.report.brief_content import BriefContent
from pourparler.report.dates import edtf_words
from pourparler.report.entries import Entry, relist_entries
from pourparler.report.readings import shown_codings


@dataclass(frozen=True, slots=True)
class ReadEntry:
    """An entry with the codings that a page shows, the most probable first."""

    entry: Entry
    codings: tuple[Coding, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """Everything said on one date, or in one span of dates, given in words."""

    words: str
    entries: tuple[ReadEntry, ...]


@dataclass(frozen=True, slots=True)
class IssueSection:
    """The statements on one issue, newest first.

    ``elsewhere`` are statements that touch it but are printed under another issue, on
    which they bear more probably.
    """

    issue: Issue
    entries: tuple[ReadEntry, ...]
    elsewhere: tuple[ReadEntry, ...]


def read_entries(content: BriefContent, entries: tuple[Entry, ...]) -> tuple[ReadEntry, ...]:
    """Join each entry with its shown codings."""
    return tuple(ReadEntry(entry, shown_codings(content, entry)) for entry in entries)


def reread_entries(
    content: BriefContent, earlier: tuple[ReadEntry, ...]
) -> tuple[ReadEntry, ...] | None:
    """Return what `read_entries` does from earlier ones of the same case and reports, or None.

    It is None where the list has to be made anew, see `relist_entries`.
    """
    listed = relist_entries(content, [read.entry for read in earlier])
    if listed is None:
        return None
    known = {read.entry.statement.id: read for read in earlier}
    return tuple(
        read
        if (read := known[entry.statement.id]).entry is entry
        else ReadEntry(entry, shown_codings(content, entry))
        for entry in listed
    )


def build_chronology(entries: tuple[ReadEntry, ...]) -> tuple[Day, ...]:
    """Group the entries by date of saying, oldest first.

    An entry of nobody in the case and on no issue of it is left to the last section.
    """
    told = [read for read in entries if read.codings or read.entry.statement.actors]
    return tuple(
        Day(edtf_words(said_on), tuple(same))
        for said_on, same in groupby(told, key=lambda read: read.entry.statement.said_on)
    )


def build_sections(
    case: Case, entries: tuple[ReadEntry, ...]
) -> tuple[tuple[IssueSection, ...], tuple[ReadEntry, ...]]:
    """Return one section per issue in the case's order, and the entries on no issue."""
    own: dict[str, list[ReadEntry]] = defaultdict(list)
    other: dict[str, list[ReadEntry]] = defaultdict(list)
    for read in reversed(entries):
        issues = list(dict.fromkeys(coding.issue for coding in read.codings))
        for place, issue in enumerate(issues):
            (other if place else own)[issue].append(read)
    sections = tuple(
        IssueSection(issue, tuple(own[issue.id]), tuple(other[issue.id])) for issue in case.issues
    )
    return sections, tuple(read for read in reversed(entries) if not read.codings)
