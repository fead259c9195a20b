"""What a brief is made from: a case, its reports and statements, and where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from pourparler.case.case import Case
from pourparler.case.records import Report, Statement
from pourparler.errors import BriefError
from pourparler.report.estimates import Estimate
from pourparler.report.outline import Section


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefContent:
    """Everything a brief shows, and nothing else: equal content gives equal bytes.

    Parameters
    ----------
    case : Case
        Actors, parties and issues; orders rows and columns.
    reports, statements : tuple
        What is admissible for this reader, already selected by date and handling.
        Unreadable, retracted and held-back records are simply not given.
    digest, mark, version : str
        Case digest, ledger mark and program version, printed for rebuilding.
    command : str
        The command line that makes this brief again.
    as_of, known_at : date, optional
        The date described, and the last day whose reports were used; None means all.
    least_probability : float, in [0, 1]
        Codings below it are counted but not shown as anybody's position.
    parts : tuple of Section
        Sections that others have arranged, such as a settlement.
    utterances : mapping
        The utterance of each statement that shares one with another.
    commitments : mapping
        The threat or promise that a statement makes or ends, by statement id.
    data : tuple of str
        Paragraphs for the method note: what was read, and by whom.
    audit : str
        What a person's audit of the case found, for the method note; empty without one.
    estimates : tuple of Estimate
        Stated positions, drawn in the matrix. Without any, the latest statement is.

    Raises
    ------
    BriefError
        A statement comes from a report that is not given, or an id occurs twice.
    """

    case: Case
    reports: tuple[Report, ...]
    statements: tuple[Statement, ...]
    digest: str
    mark: str
    version: str
    command: str
    as_of: date | None = None
    known_at: date | None = None
    least_probability: float = 0.5
    parts: tuple[Section, ...] = ()
    utterances: Mapping[str, str] = field(default_factory=dict)
    commitments: Mapping[str, str] = field(default_factory=dict)
    estimates: tuple[Estimate, ...] = ()
    data: tuple[str, ...] = ()
    audit: str = ""

    def __post_init__(self) -> None:
        """Refuse pieces that do not belong together."""
        _refuse_twice("report", (report.id for report in self.reports))
        _refuse_twice("statement", (statement.id for statement in self.statements))
        known = {report.id for report in self.reports}
        for statement in self.statements:
            if statement.report not in known:
                raise BriefError(
                    f"statement {statement.id} comes from report {statement.report}, "
                    f"which is not among the {len(known)} reports given"
                )


def _refuse_twice(kind: str, ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in ids:
        if name in seen:
            raise BriefError(f"{kind} {name} is given twice; each id may occur once")
        seen.add(name)
