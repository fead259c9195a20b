"""Threats and promises of a case: on what condition, until when, and what became of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from pourparler.case.commitments import (
    COMMITMENT_KINDS,
    FATES,
    CommitmentKind,
    CommitmentMention,
    Fate,
)
from pourparler.case.folder import CaseFolder
from pourparler.case.nearest import unknown
from pourparler.case.records import Report, Statement
from pourparler.errors import UnknownNameError
from pourparler.ledger.query import StatementQuery
from pourparler.reader.commitments.standing import told_end
from pourparler.workbench.statements import find_statements
from pourparler.workbench.told import Window, quote, sentence_around, show_window
from pourparler.workbench.view import Stamp, View, open_ledger

PASSED: Final = "its deadline passed, and no report tells what came of it"
NOTHING_TOLD: Final = "no report tells what came of it"


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentQuery:
    """Which commitments to find; a field left at None does not filter.

    ``issue`` asks for those that a statement makes which is coded on it.
    """

    actor: str | None = None
    issue: str | None = None
    kind: CommitmentKind | None = None
    fate: Fate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentTelling:
    """A place that tells of a commitment, in words: what, on what condition, in which sentence."""

    mention: CommitmentMention
    what: str
    condition: str
    sentence: str
    reported_on: date
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """A threat or promise as it stands on a day.

    ``what`` is as first told, ``condition`` and ``deadline`` as last told. ``fate_on`` is
    EDTF, None while it is open; ``fate_rule`` says what the fate rests on.
    """

    id: str
    kind: CommitmentKind
    actors: tuple[str, ...]
    speaker: str | None
    issues: tuple[str, ...]
    what: str
    condition: str
    deadline: str | None
    made_on: str
    fate: Fate
    fate_on: str | None
    fate_rule: str
    tellings: tuple[CommitmentTelling, ...]


@dataclass(frozen=True, slots=True)
class FoundCommitments:
    """Commitments as of a day, the latest made first, and the stamp they were found under."""

    commitments: tuple[Commitment, ...]
    as_of: date | None
    stamp: Stamp


def find_commitments(
    folder: CaseFolder, query: CommitmentQuery | None = None, *, view: View | None = None
) -> FoundCommitments:
    """Return the commitments that were made by a day, each with its fate on that day.

    The day is ``view.as_of``, else ``view.known_at``, else that of the latest report. Only
    what the reports tell that the view admits is used: a fate that became known later is
    not yet a fate.

    Raises
    ------
    UnknownNameError
        The query names an actor, issue, kind or fate that there is not.
    LedgerError
        Nothing has been read yet, or the ledger cannot be opened.
    """
    query, view = query or CommitmentQuery(), view or View()
    _check(folder, query)
    found = find_statements(folder, StatementQuery(), view=view)
    with open_ledger(folder) as ledger:
        groups = ledger.find_commitments(recorded_at=view.recorded_at, ceiling=view.ceiling)
    window = show_window(found, view)
    listed = [
        commitment
        for id_, mentions in groups.items()
        if (told := _told(mentions, window)) and (commitment := _commitment(id_, told, window))
    ]
    chosen = [commitment for commitment in listed if _fits(commitment, query)]
    chosen.sort(key=lambda c: (c.tellings[0].mention.told_last, c.id), reverse=True)
    return FoundCommitments(tuple(chosen), window.day, found.stamp)


def _check(folder: CaseFolder, query: CommitmentQuery) -> None:
    case = folder.case
    for what, name, known in (
        ("actor", query.actor, [actor.id for actor in case.actors]),
        ("issue", query.issue, [issue.id for issue in case.issues]),
        ("kind", query.kind, COMMITMENT_KINDS),
        ("fate", query.fate, FATES),
    ):
        if name is not None and name not in known:
            raise UnknownNameError(f"{what} {unknown(name, known)}")


def _fits(commitment: Commitment, query: CommitmentQuery) -> bool:
    return (
        (query.actor is None or query.actor in commitment.actors)
        and (query.issue is None or query.issue in commitment.issues)
        and query.kind in (None, commitment.kind)
        and query.fate in (None, commitment.fate)
    )


def _told(mentions: Iterable[CommitmentMention], window: Window) -> list[CommitmentMention]:
    """Return what the window shows of a commitment, in order of time, if it shows it made."""
    shown = [
        m
        for m in mentions
        if m.report in window.reports
        and (m.statement is None or m.statement in window.statements)
        and (window.day is None or (m.told_first or date.min) <= window.day)
    ]
    return shown if any(m.telling == "made" for m in shown) else []


def _commitment(id_: str, told: Sequence[CommitmentMention], window: Window) -> Commitment:
    made = [mention for mention in told if mention.telling == "made"]
    first = made[0]
    statements = [window.statements[m.statement] for m in made if m.statement]
    due = [mention for mention in made if mention.deadline]
    on_terms = [mention for mention in made if mention.condition]
    fate, fate_on, rule = _fate(told, due[-1] if due else None, window.day)
    return Commitment(
        id=id_,
        kind=first.kind,
        actors=first.actors,
        speaker=_speaker(statements),
        issues=tuple(dict.fromkeys(c.issue for s in statements for c in s.codings)),
        what=quote(window, first.report, first.what),
        condition=quote(window, on_terms[-1].report, on_terms[-1].condition) if on_terms else "",
        deadline=due[-1].deadline if due else None,
        made_on=first.told_on,
        fate=fate,
        fate_on=fate_on,
        fate_rule=rule,
        tellings=tuple(_telling(mention, window.reports) for mention in told),
    )


def _speaker(statements: Sequence[Statement]) -> str | None:
    return next((statement.speaker for statement in statements if statement.speaker), None)


def _fate(
    told: Sequence[CommitmentMention], due: CommitmentMention | None, day: date | None
) -> tuple[Fate, str | None, str]:
    """Return the fate, its date and what it rests on."""
    end = told_end(told)
    if end is not None and end.telling != "made":
        return end.telling, end.told_on, end.rule
    if due and due.deadline_last and day and due.deadline_last < day:
        return "lapsed", due.deadline, PASSED
    return "open", None, NOTHING_TOLD


def _telling(mention: CommitmentMention, reports: Mapping[str, Report]) -> CommitmentTelling:
    report = reports[mention.report]
    return CommitmentTelling(
        mention=mention,
        what=" ".join(" ".join(report.text[s:e] for s, e in mention.what).split()),
        condition=" ".join(" ".join(report.text[s:e] for s, e in mention.condition).split()),
        sentence=sentence_around(report, mention.start, mention.end),
        reported_on=report.reported_on,
        title=report.title,
    )
