"""Finding statements, and the sources that reached no actor."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from pourparler.case.case import Case
from pourparler.case.folder import CaseFolder
from pourparler.case.nearest import unknown
from pourparler.case.records import Handling, Report, Statement
from pourparler.errors import UnknownNameError
from pourparler.ledger import Ledger
from pourparler.ledger.query import ReportQuery, StatementQuery
from pourparler.workbench.learning import apply_learned, learn
from pourparler.workbench.view import Stamp, View, open_ledger, stamp

_QUOTES_SHOWN = 3
IGNORED = "nobody whose position counts"
"""The rule of a statement whose source a person put aside."""


@dataclass(frozen=True, slots=True)
class FoundStatements:
    """Statements with their reports and the stamp they were found under.

    ``utterances`` has the utterance of each statement that shares one with another,
    ``commitments`` the threat or promise that a statement makes or tells the fate of.
    """

    statements: tuple[Statement, ...]
    reports: tuple[Report, ...]
    stamp: Stamp
    utterances: Mapping[str, str] = field(default_factory=dict)
    commitments: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class UnmatchedSpeaker:
    """A source that is nobody in the case: how often, since when, and what it said.

    ``quotes`` are from the first of ``statements``, which are ids.
    """

    source: str
    count: int
    first_reported_on: str
    last_reported_on: str
    rule: str
    quotes: tuple[str, ...]
    statements: tuple[str, ...] = ()


def find_statements(
    folder: CaseFolder, query: StatementQuery, *, view: View | None = None
) -> FoundStatements:
    """Return the statements that fit the query, in the order of their reports.

    The probabilities of the machine's readings are those after what people decided in this
    case has been learned from (`learning`).

    Raises
    ------
    UnknownNameError
        The query names an actor or an issue that the case does not have.
    LedgerError
        Nothing has been read yet, or the ledger cannot be opened.
    """
    _check_names(folder.case, query)
    view = view or View()
    query = replace(
        query, known_at=view.known_at, recorded_at=view.recorded_at, ceiling=view.ceiling
    )
    if view.as_of is not None:
        query = replace(query, until=min(view.as_of, query.until or view.as_of))
    with open_ledger(folder) as ledger:
        layer = learn(ledger, recorded_at=view.recorded_at, ceiling=view.ceiling)
        statements = apply_learned(layer, ledger.find_statements(query))
        reports = ledger.find_reports(
            ReportQuery(until=view.known_at, recorded_at=view.recorded_at, ceiling=view.ceiling)
        )
        return FoundStatements(
            tuple(statements),
            tuple(reports),
            stamp(folder, ledger, view.ceiling),
            *find_told(ledger, recorded_at=view.recorded_at, ceiling=view.ceiling),
        )


def find_told(
    ledger: Ledger, *, recorded_at: datetime | None = None, ceiling: Handling | None = None
) -> tuple[dict[str, str], dict[str, str]]:
    """Return the utterance, and the threat or promise, of each statement that has one."""
    commitments = {
        mention.statement: id_
        for id_, mentions in ledger.find_commitments(
            recorded_at=recorded_at, ceiling=ceiling
        ).items()
        for mention in mentions
        if mention.statement
    }
    return ledger.find_utterances(recorded_at=recorded_at), commitments


def known_by(found: FoundStatements, day: date | None) -> FoundStatements:
    """Return what reports dated up to a day hold; everything where the day is None."""
    if day is None:
        return found
    return replace(
        found,
        statements=tuple(s for s in found.statements if s.reported_on <= day),
        reports=tuple(r for r in found.reports if r.reported_on <= day),
    )


def said_by(found: FoundStatements, day: date | None) -> FoundStatements:
    """Return what may have been said up to a day; everything where the day is None."""
    if day is None:
        return found
    return replace(
        found,
        statements=tuple(
            s for s in found.statements if s.said_first is None or s.said_first <= day
        ),
    )


def find_unmatched(found: FoundStatements) -> tuple[UnmatchedSpeaker, ...]:
    """Return the sources without an actor, the most frequent first.

    Pronouns and the like are grouped by their words: they are nobody yet. Sources that a
    person put aside are left out.
    """
    groups: dict[str, list[Statement]] = defaultdict(list)
    for statement in found.statements:
        if statement.source and not statement.actors:
            groups[fold_source(statement.source)].append(statement)
    waiting = [g for g in groups.values() if not any(_is_ignored(s) for s in g)]
    unmatched = [_group(statements) for statements in waiting]
    return tuple(sorted(unmatched, key=lambda s: (-s.count, s.source.lower())))


def _is_ignored(statement: Statement) -> bool:
    return dict(statement.rules).get("actors") == IGNORED


def fold_source(source: str) -> str:
    """Return the words of a source without case and spacing, as sources are grouped.

    Examples
    --------
    >>> fold_source("A Coast  Guard officer")
    'a coast guard officer'
    """
    return " ".join(source.lower().split())


def _group(statements: list[Statement]) -> UnmatchedSpeaker:
    dates = sorted(statement.reported_on.isoformat() for statement in statements)
    spelling = Counter(" ".join(s.source.split()) for s in statements).most_common(1)[0][0]
    return UnmatchedSpeaker(
        source=spelling,
        count=len(statements),
        first_reported_on=dates[0],
        last_reported_on=dates[-1],
        rule=dict(statements[0].rules).get("actors", ""),
        quotes=tuple(" ".join(s.context.split()) for s in statements[:_QUOTES_SHOWN]),
        statements=tuple(statement.id for statement in statements),
    )


def _check_names(case: Case, query: StatementQuery) -> None:
    for kind, name, known in (
        ("actor", query.actor, [actor.id for actor in case.actors]),
        ("issue", query.issue, [issue.id for issue in case.issues]),
    ):
        if name is not None and name not in known:
            raise UnknownNameError(f"{kind} {unknown(name, known)}")
