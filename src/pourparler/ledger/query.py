"""What can be asked of a ledger. A field left at None does not filter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from pourparler.case.records import Attribution, Handling


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementQuery:
    """Which statements to find; all conditions must hold.

    Attributes
    ----------
    id : str
        The statement with this id.
    actor : str
        The statement's actors include this one.
    issue : str
        At least one of its codings is about this issue; all its codings are returned.
    since, until : date
        It may have been said between these days, both included: ``said_first`` to
        ``said_last`` overlaps them, and an open beginning reaches back without end.
    attribution, reviewed, report
        As in the statement.
    text : str
        Words, "phrases" and beginnings (``secur*``) that content and context together
        hold. Blank text does not filter; text without any letter or digit finds nothing.
    known_at : date
        Only reports with ``reported_on`` on or before this day.
    recorded_at : datetime
        What the ledger held at this instant, whatever was appended or retracted since.
    ceiling : Handling
        The highest handling that is admitted: public, internal or confidential.
    limit : int
        At most so many, the earliest.
    """

    id: str | None = None
    actor: str | None = None
    issue: str | None = None
    since: date | None = None
    until: date | None = None
    attribution: Attribution | None = None
    reviewed: bool | None = None
    report: str | None = None
    text: str | None = None
    known_at: date | None = None
    recorded_at: datetime | None = None
    ceiling: Handling | None = None
    limit: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportQuery:
    """Which reports to find; all conditions must hold.

    ``since`` and ``until`` bound ``reported_on``, both included; ``text`` is sought in
    title and text; the other fields are as in `StatementQuery`.
    """

    id: str | None = None
    since: date | None = None
    until: date | None = None
    text: str | None = None
    recorded_at: datetime | None = None
    ceiling: Handling | None = None
    limit: int | None = None
