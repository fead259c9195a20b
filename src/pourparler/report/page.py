"""Everything a brief shows, arranged once for all renderers."""

from __future__ import annotations

from dataclasses import dataclass

from pourparler.report.brief_content import BriefContent
from pourparler.report.chronology import (
    Day,
    IssueSection,
    ReadEntry,
    build_chronology,
    build_sections,
    read_entries,
)
from pourparler.report.dates import day_words, period_words
from pourparler.report.entries import Entry, Source, list_entries, number_sources
from pourparler.report.estimates import Estimate
from pourparler.report.matrix import Matrix, build_matrix
from pourparler.report.method import method_paragraphs, rebuild_facts
from pourparler.report.open_questions import OpenQuestions, build_open_questions
from pourparler.report.outline import Section, order_sections
from pourparler.report.readings import count_weak, list_readings
from pourparler.report.timeline import Timeline, build_timeline
from pourparler.report.words import count_words


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefPage:
    """The parts of a brief in the order in which they are printed.

    ``facts`` and ``rebuild`` are labelled values; ``unplaced`` are entries on no issue of
    the case; ``left_to_unplaced`` counts those that the chronology leaves to that list;
    ``unmatched`` describes statements by nobody in the case, or is empty; ``outline`` are
    all sections, those of other modules among them, in the order of the page.
    """

    content: BriefContent
    caution: str
    facts: tuple[tuple[str, str], ...]
    matrix: Matrix
    timeline: Timeline | None
    chronology: tuple[Day, ...]
    left_to_unplaced: int
    questions: OpenQuestions
    sections: tuple[IssueSection, ...]
    unplaced: tuple[ReadEntry, ...]
    unmatched: str
    outline: tuple[Section, ...]
    estimates: dict[tuple[str, str], Estimate]
    sources: tuple[Source, ...]
    method: tuple[str, ...]
    rebuild: tuple[tuple[str, str], ...]


def arrange(content: BriefContent) -> BriefPage:
    """Arrange the content into the parts that every renderer prints."""
    entries = list_entries(content)
    readings = list_readings(content, entries)
    read = read_entries(content, entries)
    matrix = build_matrix(content.case, readings)
    chronology = build_chronology(read)
    sections, unplaced = build_sections(content.case, read)
    sources = number_sources(content)
    return BriefPage(
        content=content,
        caution=_caution(content),
        facts=_facts(content, entries, sources),
        matrix=matrix,
        timeline=build_timeline(content, read, matrix),
        chronology=chronology,
        left_to_unplaced=len(entries) - sum(len(day.entries) for day in chronology),
        questions=build_open_questions(content.case, readings),
        sections=sections,
        unplaced=unplaced,
        unmatched=_unmatched(entries),
        outline=order_sections(content.parts),
        estimates={(e.actor, e.issue): e for e in content.estimates},
        sources=sources,
        method=method_paragraphs(content, weak=count_weak(content, entries)),
        rebuild=rebuild_facts(content),
    )


def _caution(content: BriefContent) -> str:
    """Name the strictest handling among the reports, when it is not public."""
    handlings = {report.handling for report in content.reports}
    handlings |= {statement.handling for statement in content.statements}
    for handling in ("confidential", "internal"):
        if handling in handlings:
            return f"{handling.capitalize()}: holds {handling} reports and is not to be passed on."
    return ""


def _facts(
    content: BriefContent, entries: tuple[Entry, ...], sources: tuple[Source, ...]
) -> tuple[tuple[str, str], ...]:
    days = [source.report.reported_on for source in sources]
    copies = sum(source.copy_of is not None for source in sources)
    reviewed = sum(entry.statement.reviewed for entry in entries)
    near = f", {copies} of them near {'copy' if copies == 1 else 'copies'}" if copies else ""
    return (
        ("As of", day_words(content.as_of) if content.as_of else "all dates"),
        (
            "Known at (reports up to)",
            day_words(content.known_at) if content.known_at else "any date",
        ),
        ("Reports", f"{len(sources)}{near}"),
        ("Dates of reports", period_words(min(days), max(days)) if days else "never"),
        ("Statements", str(len(entries))),
        ("Reviewed by a person", f"{reviewed} of {len(entries)}" if entries else "none"),
    )


def _unmatched(entries: tuple[Entry, ...]) -> str:
    """Count the statements of nobody in the case, by how their sources are named."""
    sources = [e.statement.source.casefold() for e in entries if not e.statement.actors]
    if not sources:
        return ""
    names = count_words(len(set(sources)), "different source")
    return f"{count_words(len(sources), 'statement')} by {names} could not be matched to an actor."
