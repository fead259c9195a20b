"""What was read, by whom and how well: the facts of a case for a paper's methods and data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from pourparler.case.folder import CaseFolder
from pourparler.case.records import Report, Statement
from pourparler.ledger import is_machine
from pourparler.ledger.ledger import Ledger
from pourparler.ledger.query import ReportQuery, StatementQuery
from pourparler.models.positions import defaults
from pourparler.reader.language import is_english
from pourparler.reader.scoring.published import published_scores
from pourparler.report.method_facts import (
    Drawing,
    LeftOut,
    MethodFacts,
    ReaderFigures,
    ReportFacts,
    Score,
    Setting,
    StatementFacts,
)
from pourparler.report.method_words import method_words
from pourparler.workbench import draws, respaced
from pourparler.workbench.audit.results import audit_words, find_audit
from pourparler.workbench.coder_agreement import find_agreement
from pourparler.workbench.evidence import LEAST_CREDIBLE
from pourparler.workbench.remarks import find_remarks
from pourparler.workbench.settle import plan
from pourparler.workbench.statements import FoundStatements, find_statements
from pourparler.workbench.view import View, open_ledger

_SETTINGS = (
    ("grid_points", defaults.GRID_POINTS, "points of a scale"),
    ("walk", defaults.WALK, "variance of the drift, in squared points a day"),
    ("jump_rate", defaults.JUMP_RATE, "jumps a day"),
    ("tempering_days", defaults.TEMPERING_DAYS, "days within which repetitions are tempered"),
    ("utterances_a_week", defaults.UTTERANCES_A_WEEK, "what repetitions count for at most"),
    ("least_credible", LEAST_CREDIBLE, "probability below which a machine's coding is not used"),
    ("shift_odds", defaults.SHIFT_ODDS, "least rise in the odds of a jump, for a shift"),
    ("shift_chance", defaults.SHIFT_CHANCE, "least probability of the change, for a shift"),
    ("stale_days", defaults.STALE_DAYS, "days without a word that make a position stale"),
)


def find_method(
    folder: CaseFolder,
    *,
    view: View | None = None,
    found: FoundStatements | None = None,
    counts_left_out: bool = True,
) -> MethodFacts:
    """Return what a paper has to say of a case as seen through a view.

    Parameters
    ----------
    folder : CaseFolder
    view : View, optional
        What is above its ceiling is counted as left out, and in no other figure.
    found : FoundStatements, optional
        The statements of the view, where they are at hand.
    counts_left_out : bool
        Count what is above the ceiling, too, for which the whole ledger is looked through.

    Raises
    ------
    LedgerError
        Nothing has been read yet, or the ledger cannot be opened.
    """
    view = view or View()
    found = found or find_statements(folder, StatementQuery(), view=view)
    with open_ledger(folder) as ledger:
        versions = ledger.known_versions(recorded_at=view.recorded_at)
        rejected = ledger.find_rejected(recorded_at=view.recorded_at)
        audit = find_audit(ledger, view)
        coders = _coders(ledger, found.statements)
        left = _left_out(folder, ledger, view, found) if counts_left_out else None
    known = {report.id for report in found.reports}
    gone = sum(report in known for report in rejected.values())
    return MethodFacts(
        title=folder.case.title,
        issues=len(folder.case.issues),
        actors=len(folder.case.actors),
        reports=_reports(found.reports, versions),
        statements=_statements(found.statements, rejected=gone, coders=len(coders)),
        measured=_measured(),
        audit=audit_words(audit) if audit else "",
        agreement=find_agreement(folder, view),
        settings=tuple(Setting(name=n, value=v, meaning=words) for n, v, words in _SETTINGS),
        drawings=_drawings(folder),
        left_out=left,
        as_of=view.as_of,
        known_at=view.known_at,
        digest=found.stamp.digest,
        mark=found.stamp.mark,
        version=found.stamp.version,
    )


def method_json(facts: MethodFacts) -> dict[str, Any]:
    """Return the facts, with the paragraphs, under the names of ``method --json``."""
    said = asdict(facts)
    for name in ("digest", "mark", "version"):
        del said[name]
    said["reports"] |= {
        "first": _iso(facts.reports.first),
        "last": _iso(facts.reports.last),
        "kinds": dict(facts.reports.kinds),
        "languages": dict(facts.reports.languages),
        "readers": dict(facts.reports.readers),
    }
    for one, measured in zip(said["measured"], facts.measured, strict=True):
        one["measured_on"] = _iso(measured.measured_on)
    said |= {"as_of": _iso(facts.as_of), "known_at": _iso(facts.known_at)}
    return {"method": said | {"paragraphs": list(method_words(facts))}}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _reports(reports: Sequence[Report], versions: dict[str, str]) -> ReportFacts:
    days = [report.reported_on for report in reports]
    readers = [_reader(versions[report.id]) for report in reports if report.id in versions]
    return ReportFacts(
        count=len(reports),
        copies=sum(report.duplicate_of is not None for report in reports),
        publishers=len({report.publisher for report in reports} - {None}),
        first=min(days, default=None),
        last=max(days, default=None),
        kinds=_counted(report.kind for report in reports),
        languages=_counted(report.language for report in reports),
        unread=sum(not is_english(report) for report in reports),
        readers=_counted(readers),
    )


def _counted(names: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(names).items(), key=lambda pair: (-pair[1], pair[0])))


def _reader(version: str) -> str:
    """Return rules and weights alone: the case's digest follows them in the log."""
    return version.rpartition("-")[0] or version


def _statements(statements: Sequence[Statement], *, rejected: int, coders: int) -> StatementFacts:
    by_hand = sum(one.is_added for one in statements)
    codings = [(one, coding) for one in statements for coding in one.codings]
    return StatementFacts(
        count=len(statements),
        by_machine=len(statements) - by_hand,
        reviewed=sum(one.reviewed and not one.is_added for one in statements),
        by_hand=by_hand,
        rejected=rejected,
        coders=coders,
        codings=len(codings),
        codings_by_people=sum(not is_machine(coding.coder) for _, coding in codings),
        weak=sum(
            is_machine(coding.coder) and not one.reviewed and coding.probability < LEAST_CREDIBLE
            for one, coding in codings
        ),
    )


def _coders(ledger: Ledger, statements: Iterable[Statement]) -> set[str]:
    """Return the people who made or confirmed what is used."""
    looked_at = [one for one in statements if one.reviewed]
    names = {coding.coder for one in looked_at for coding in one.codings}
    names |= {version.coder for version in ledger.versions(o.id for o in looked_at).values()}
    return {name for name in names if not is_machine(name)}


def _left_out(folder: CaseFolder, ledger: Ledger, view: View, found: FoundStatements) -> LeftOut:
    """Count what is above the ceiling."""
    every = ledger.find_reports(ReportQuery(until=view.known_at, recorded_at=view.recorded_at))
    shown = {report.id for report in found.reports}
    statements = ledger.find_statements(
        StatementQuery(known_at=view.known_at, recorded_at=view.recorded_at, until=view.as_of)
    )
    admitted = {one.id for one in found.statements}
    remarks = find_remarks(folder, view)
    whole = find_remarks(folder, replace(view, ceiling="confidential"))
    return LeftOut(
        ceiling=view.ceiling,
        reports=sum(report.id not in shown for report in every),
        statements=sum(one.id not in admitted for one in statements),
        notes=len(whole.notes) - len(remarks.notes),
        assessments=len(whole.assessments) - len(remarks.assessments),
    )


def _measured() -> tuple[ReaderFigures, ...]:
    return tuple(
        ReaderFigures(
            gold=one.gold,
            texts=one.texts,
            marked=one.marked,
            reader=one.reader,
            measured_on=one.measured_on,
            command=one.command,
            scores=tuple(
                Score(name=name, value=value, low=low, high=high)
                for name, value, low, high in one.scores
            ),
        )
        for one in published_scores()
    )


def _drawings(folder: CaseFolder) -> tuple[Drawing, ...]:
    """Return what rests on random draws, with the numbers that commands take by default."""
    case, found = folder.case, []
    if any(issue.scale == "ordered" for issue in case.issues):
        found.append(("re-spaced options", "positions", defaults.RESPACINGS, respaced.SEED))
    if len(case.actors) > 1:
        found.append(("who agrees with whom", "alignment", defaults.ALIGNMENT_DRAWS, draws.SEED))
    found.append(("forecasts", "forecast", draws.DRAWS, draws.SEED))
    if len(case.parties) > 1:
        found.append(("packages", "packages", draws.DRAWS, draws.SEED))
    if case.settlement is not None and case.settlement.designs:
        found.append(("the settlement", "settle", plan.DRAWS, plan.SEED))
    return tuple(
        Drawing(what=what, command=command, draws=number, seed=seed)
        for what, command, number, seed in found
    )
