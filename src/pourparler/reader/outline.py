"""A report as it was read: its sentences and names, with the statements the ledger holds of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from pourparler.case.case import Case
from pourparler.case.records import Report, Span, Statement
from pourparler.reader.mentions import find_mentions
from pourparler.reader.names import CaseNames
from pourparler.reader.reading import Reading, Sentence
from pourparler.reader.sentences import split_sentences
from pourparler.reader.when.edtf import EdtfDate
from pourparler.reader.when.occasion import find_labels
from pourparler.reader.when.scene import SceneSentence, build_scene


@dataclass(frozen=True)
class Outline:
    """``reading`` has sentences and mentions, no drafts; statements stand in order."""

    reading: Reading
    statements: tuple[Statement, ...]

    @property
    def report(self) -> Report:
        """The report."""
        return self.reading.report

    @property
    def text(self) -> str:
        """The stored text, in which all offsets count."""
        return self.reading.report.text

    @cached_property
    def scene(self) -> list[SceneSentence]:
        """The dates of each sentence, made when they are first asked for and kept."""
        return build_scene(self.reading)

    @cached_property
    def labels(self) -> dict[int, EdtfDate]:
        """The dates that paragraphs of a timeline begin with, by the number of the paragraph."""
        return find_labels(self.reading)

    def words(self, spans: Iterable[Span]) -> str:
        """Return the words of some spans, one space between them and within them."""
        return " ".join(" ".join(self.text[start:end] for start, end in spans).split())

    def sentence_of(self, statement: Statement) -> tuple[int, Sentence] | None:
        """Return the sentence that holds a statement's cue, with its number."""
        pieces = statement.spans.cue or statement.spans.content or statement.spans.source
        number = self.reading.sentence_number(pieces[0][0])
        return None if number is None else (number, self.reading.sentences[number])

    def before(self, number: int, count: int) -> list[Sentence]:
        """Return up to ``count`` sentences before one, of its paragraph, the nearest first."""
        sentences = self.reading.sentences
        own = sentences[number].paragraph
        near = sentences[max(0, number - count) : number]
        return [sentence for sentence in reversed(near) if sentence.paragraph == own]


def outline_reports(
    reports: Iterable[Report], case: Case, statements: Iterable[Statement]
) -> list[Outline]:
    """Return the outlines of reports, in order of date and id.

    Cost grows with the length of the reports.
    """
    by_report: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        by_report[statement.report].append(statement)
    outlines, names = [], CaseNames(case)
    for report in sorted(reports, key=lambda report: (report.reported_on, report.id)):
        reading = Reading(report, case)
        split_sentences(reading)
        find_mentions(reading, names)
        told = sorted(by_report[report.id], key=lambda s: (s.spans.extent(), s.id))
        outlines.append(Outline(reading, tuple(told)))
    return outlines
