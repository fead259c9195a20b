"""A seeded, stratified sample of what a machine read, and of paragraphs it found nothing in."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from pourparler.case.case import Case
from pourparler.case.folder import CaseFolder
from pourparler.case.records import Coding, Report, Span, Statement
from pourparler.errors import AuditError
from pourparler.ledger.query import StatementQuery
from pourparler.reader.outline import Outline, outline_reports
from pourparler.workbench.statements import find_statements
from pourparler.workbench.view import Stamp, View

STATEMENT: Final = "statement"
PARAGRAPH: Final = "paragraph"
SURE: Final = 0.7
"""Confidence that parts surer statements from less sure ones."""

_QUOTED: Final = frozenset({"direct", "mixed"})
_PARAGRAPHS_FOR: Final = 3
"""One paragraph without a statement is drawn for so many statements."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sampled:
    """A row to be judged: a statement, or a paragraph in which nothing was found.

    ``size`` is how many the stratum holds; ``found`` how many statements the paragraph has.
    """

    kind: str
    id: str
    stratum: str
    size: int
    report: Report
    text: str
    found: int
    statement: Statement | None = None
    coding: Coding | None = None


@dataclass(frozen=True, slots=True)
class Sample:
    """The rows of a sample, in random order, with what they were drawn from."""

    rows: tuple[Sampled, ...]
    seed: int
    mark: str
    stamp: Stamp


def draw_sample(
    folder: CaseFolder, *, size: int = 60, seed: int = 1, view: View | None = None
) -> Sample:
    """Draw statements that machines read, and paragraphs without any, to be judged.

    Parameters
    ----------
    folder : CaseFolder
        The case.
    size : int, at least 4
        How many statements; a third as many paragraphs without statements come to them.
    seed : int
        The same seed on the same ledger draws the same sample.
    view : View, optional
        Which reports to draw from.

    Notes
    -----
    Strata are quoted or not, and confidence of at least 0.7 or below; each is given rows in
    proportion to its statements, and at least two where it has them. Statements of a person
    are left out: they are not what is audited.

    Raises
    ------
    AuditError
        There is nothing that a machine read, or the size is too small.
    LedgerError
        Nothing has been read yet, or the ledger cannot be opened.
    """
    if size < 4:
        raise AuditError(f"a sample of {size} tells nothing; expected at least 4")
    found = find_statements(folder, StatementQuery(), view=view or View())
    read = [statement for statement in found.statements if is_read(statement)]
    if not read:
        raise AuditError(f"{folder.path} has no statement that a machine read")
    chance = random.Random(seed)  # noqa: S311  (a sample to be drawn again, no secret)
    reports = [report for report in found.reports if report.duplicate_of is None]
    outlines = {o.report.id: o for o in outline_reports(reports, folder.case, found.statements)}
    rows = _statements(read, outlines, folder.case, size, chance)
    rows += _paragraphs(outlines.values(), -(-size // _PARAGRAPHS_FOR), chance)
    chance.shuffle(rows)
    mark = found.stamp.mark.split()[0]
    return Sample(tuple(rows), seed, f"{mark}-{seed}-{size}", found.stamp)


def is_read(statement: Statement) -> bool:
    """Say whether a machine read the statement and no person has changed it."""
    return not statement.reviewed


def stratum_of(statement: Statement) -> str:
    """Return the stratum: quoted or in other words, sure or less sure."""
    how = "quoted" if statement.attribution in _QUOTED else "not quoted"
    return f"{how}, {'sure' if statement.confidence >= SURE else 'less sure'}"


def _statements(
    read: Sequence[Statement],
    outlines: dict[str, Outline],
    case: Case,
    size: int,
    chance: random.Random,
) -> list[Sampled]:
    strata: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in sorted(read, key=lambda s: s.id):
        if statement.report in outlines:
            strata[stratum_of(statement)].append(statement)
    shares = allot({name: len(members) for name, members in strata.items()}, size)
    rows = []
    for name in sorted(strata):
        for statement in chance.sample(strata[name], shares[name]):
            outline = outlines[statement.report]
            span = _paragraph_of(outline, statement)
            rows.append(
                Sampled(
                    kind=STATEMENT,
                    id=statement.id,
                    stratum=name,
                    size=len(strata[name]),
                    report=outline.report,
                    text=outline.text[span[0] : span[1]],
                    found=max(_count(outline, span), 1),
                    statement=statement,
                    coding=max(statement.codings, key=lambda c: c.probability, default=None),
                )
            )
    return rows


def allot(sizes: dict[str, int], size: int) -> dict[str, int]:
    """Return how many of each stratum are drawn, in proportion, two at least where there are.

    Examples
    --------
    >>> allot({"a": 90, "b": 9, "c": 1}, 10)
    {'a': 9, 'b': 2, 'c': 1}
    """
    total = sum(sizes.values())
    shares = {name: min(number, max(2, size * number // total)) for name, number in sizes.items()}
    while sum(shares.values()) < min(size, total):
        wanting = [name for name in shares if shares[name] < sizes[name]]
        shares[min(wanting, key=lambda name: (shares[name] / sizes[name], name))] += 1
    return shares


def _paragraphs(outlines: Iterable[Outline], size: int, chance: random.Random) -> list[Sampled]:
    """Draw paragraphs, headings left out, in which no statement begins."""
    empty = [
        (outline, (p.start, p.end))
        for outline in outlines
        for p in outline.reading.paragraphs
        if not p.is_heading and not _count(outline, (p.start, p.end))
    ]
    return [
        Sampled(
            kind=PARAGRAPH,
            id=f"{outline.report.id}:{span[0]}-{span[1]}",
            stratum="no statement found",
            size=len(empty),
            report=outline.report,
            text=outline.text[span[0] : span[1]],
            found=0,
        )
        for outline, span in chance.sample(empty, min(size, len(empty)))
    ]


def _paragraph_of(outline: Outline, statement: Statement) -> Span:
    begin, end = statement.spans.extent()
    for paragraph in outline.reading.paragraphs:
        if paragraph.start <= begin < paragraph.end:
            return paragraph.start, max(paragraph.end, end)
    return begin, end


def _count(outline: Outline, span: Span) -> int:
    begins = Counter(
        span[0] <= statement.spans.extent()[0] < span[1] for statement in outline.statements
    )
    return begins[True]
