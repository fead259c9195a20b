"""Blind second coding: others code a report anew without seeing what was decided, and compare.

A report is marked for it; from then on its statements, as they held at that moment, are coded
apart by whoever likes. These codings lie in the log alone: no figure rests on them until a
person adjudicates and takes one over.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import numpy as np

from pourparler.case.case import Case
from pourparler.case.folder import CaseFolder
from pourparler.case.issues import Issue
from pourparler.case.records import Handling, Statement
from pourparler.errors import UnknownNameError
from pourparler.ledger import Ledger, is_machine
from pourparler.ledger.history import Logged, LogQuery
from pourparler.ledger.query import ReportQuery, StatementQuery
from pourparler.models.scoring.reliability import Level, Reliability, measure_agreement
from pourparler.workbench.review.readings import CodingChoice, make_codings
from pourparler.workbench.view import open_ledger

MARK: Final = "second_mark"
CODE: Final = "second_code"
_LEVELS: Final[Mapping[str, Level]] = {
    "interval": "interval",
    "ordered": "ordinal",
    "unordered": "nominal",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """What one coder makes of one statement; ``is_said`` is False where nobody says it."""

    coder: str
    is_said: bool
    choices: tuple[CodingChoice, ...]

    def on(self, issue: str) -> CodingChoice | None:
        """Return the reading on one issue, None where it is not about it."""
        return next((c for c in self.choices if c.issue == issue), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A statement as it held when the report was marked, with what each coder made of it."""

    statement: Statement
    opinions: tuple[Opinion, ...]

    @property
    def is_disputed(self) -> bool:
        """Whether two coders differ."""
        return len({(o.is_said, _plain(o.choices)) for o in self.opinions}) > 1

    def by(self, coder: str) -> Opinion | None:
        """Return what one coder made of it."""
        return next((o for o in self.opinions if o.coder == coder), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A marked report: who coded it, on what they differ, and how far they agree. Frozen.

    Attributes
    ----------
    report : str
    coders : tuple of str
        Those of the open decisions first.
    units : tuple of Unit
        In the order of the text.
    said : Reliability
        Whether somebody says it at all.
    about : Reliability
        Which issues a statement is about, each a yes or no.
    issues : tuple of (Issue, Level, Reliability)
        Which option, where at least two coders found a statement to be about the issue.
    """

    report: str
    coders: tuple[str, ...]
    units: tuple[Unit, ...]
    said: Reliability
    about: Reliability
    issues: tuple[tuple[Issue, Level, Reliability], ...]


def mark_report(folder: CaseFolder, report: str, *, coder: str, on: bool = True) -> str:
    """Mark a report for blind second coding, or end it; return the command.

    Raises
    ------
    UnknownNameError
        No such report holds.
    """
    with open_ledger(folder) as ledger:
        ledger.report(report)
        return ledger.record_remark(MARK, coder=coder, arguments={"report": report, "on": on})


def find_marked(folder: CaseFolder) -> dict[str, datetime]:
    """Return the reports that are marked, and since when."""
    with open_ledger(folder) as ledger:
        return _marked(ledger)


def is_hidden_from(folder: CaseFolder, report: str, coder: str) -> bool:
    """Say whether a coder may not see yet what others decided on a report.

    It is where the report is marked, until this coder has coded all of it. Nothing is hidden
    from those who decided on it openly before.
    """
    with open_ledger(folder) as ledger:
        if report not in _marked(ledger) or coder in _first_coders(ledger, report):
            return False
        frozen = {s.id for s in _frozen(ledger, report, "confidential")}
        own = [c.arguments["of"] for c in _said_of(ledger, CODE) if c.coder == coder]
        return bool(frozen.difference(own))


def code_second(
    folder: CaseFolder,
    report: str,
    statement: str,
    choices: Sequence[CodingChoice],
    *,
    coder: str,
    is_said: bool = True,
) -> str:
    """Keep what a second coder makes of a statement; the latest counts. Return the command.

    Raises
    ------
    UnknownNameError
        The report is not marked, had no such statement then, or a name is not in the case.
    """
    made = make_codings(folder.case, choices, coder)
    with open_ledger(folder) as ledger:
        if statement not in {s.id for s in _frozen(ledger, report, "confidential")}:
            raise UnknownNameError(f"report '{report}' had no statement '{statement}' when marked")
        readings = [[c.issue, c.from_option, c.to_option, c.modality] for c in made]
        arguments = {"report": report, "of": statement, "readings": readings, "said": is_said}
        return ledger.record_remark(CODE, coder=coder, arguments=arguments)


def compare(folder: CaseFolder, report: str, *, ceiling: Handling = "public") -> Compared:
    """Return what coders made of a marked report, and how far they agree beyond chance.

    Raises
    ------
    UnknownNameError
        The report is not marked, or its handling is above the ceiling.
    """
    with open_ledger(folder) as ledger:
        units, first = _units(ledger, report, ceiling)
    return _measured(folder.case, report, units, first)


def compare_all(folder: CaseFolder, *, ceiling: Handling = "public") -> Compared | None:
    """Return the same of all marked reports taken together; None where none is to be seen.

    Its ``report`` names them all, with a space between.
    """
    units: list[Unit] = []
    firsts: set[str] = set()
    with open_ledger(folder) as ledger:
        admitted = {report.id for report in ledger.find_reports(ReportQuery(ceiling=ceiling))}
        reports = sorted(admitted & _marked(ledger).keys())
        for report in reports:
            found, first = _units(ledger, report, ceiling)
            units += found
            firsts |= first
    return _measured(folder.case, " ".join(reports), units, firsts) if reports else None


def _units(ledger: Ledger, report: str, ceiling: Handling) -> tuple[tuple[Unit, ...], set[str]]:
    """Return what was made of a marked report, and who decided on it openly."""
    frozen = _frozen(ledger, report, ceiling)
    opinions = _opinions(ledger, report, frozen)
    units = tuple(Unit(statement=s, opinions=tuple(opinions.get(s.id, ()))) for s in frozen)
    return units, _first_coders(ledger, report)


def _measured(case: Case, report: str, units: Sequence[Unit], first: set[str]) -> Compared:
    coders = sorted({opinion.coder for unit in units for opinion in unit.opinions})
    coders.sort(key=lambda name: name not in first)
    return Compared(
        report=report,
        coders=tuple(coders),
        units=tuple(units),
        said=_measure([[_said(u, c) for u in units] for c in coders], "nominal"),
        about=_measure([_abouts(case, units, c) for c in coders], "nominal"),
        issues=tuple(
            (issue, level, found)
            for issue in case.issues
            for level in (_LEVELS[issue.scale],)
            if (found := _on_issue(issue, level, units, coders)).units
        ),
    )


def _marked(ledger: Ledger) -> dict[str, datetime]:
    marked: dict[str, datetime] = {}
    for one in reversed(_said_of(ledger, MARK)):
        report = one.arguments["report"]
        if one.arguments["on"]:
            marked.setdefault(report, one.at)
        else:
            marked.pop(report, None)
    return marked


def _frozen(ledger: Ledger, report: str, ceiling: Handling) -> list[Statement]:
    """Return the statements of a marked report as they held when it was marked."""
    since = _marked(ledger).get(report)
    if since is None or not ledger.find_reports(ReportQuery(id=report, ceiling=ceiling)):
        raise UnknownNameError(
            f"report '{report}' is not marked for second coding", hint="Mark it on its page."
        )
    query = StatementQuery(report=report, recorded_at=since, ceiling=ceiling)
    return sorted(ledger.find_statements(query), key=lambda s: (*s.spans.extent(), s.id))


def _said_of(ledger: Ledger, name: str) -> list[Logged]:
    return ledger.find_commands(LogQuery(name=name))


def _first_coders(ledger: Ledger, report: str) -> set[str]:
    """Return who made or confirmed readings of the report openly, by the codings that hold."""
    found = ledger.find_statements(StatementQuery(report=report))
    coders = {c.coder for s in found for c in s.codings if not is_machine(c.coder)}
    versions = ledger.versions(s.id for s in found if s.reviewed)
    return coders | {v.coder for v in versions.values() if not is_machine(v.coder)}


def _opinions(ledger: Ledger, report: str, frozen: Iterable[Statement]) -> dict[str, list[Opinion]]:
    found: dict[str, dict[str, Opinion]] = defaultdict(dict)
    now = {s.id: s for s in ledger.find_statements(StatementQuery(report=report))}
    versions = ledger.versions(now)
    for statement in frozen:
        held = now.get(statement.id)
        if held is not None and held.reviewed:
            coder = next(
                (c.coder for c in held.codings if not is_machine(c.coder)),
                versions[held.id].coder,
            )
            choices = tuple(
                _choice(c.issue, c.from_option, c.to_option, c.modality) for c in held.codings
            )
            found[held.id][coder] = Opinion(coder=coder, is_said=True, choices=choices)
        elif held is None:
            last = ledger.find_commands(LogQuery(statement=statement.id, limit=1))
            if last and last[0].name == "reject":
                coder = last[0].coder
                found[statement.id][coder] = Opinion(coder=coder, is_said=False, choices=())
    for one in reversed(_said_of(ledger, CODE)):
        said = one.arguments
        if said["report"] == report:
            choices = tuple(_choice(*reading) for reading in said["readings"])
            found[said["of"]][one.coder] = Opinion(
                coder=one.coder, is_said=said["said"], choices=choices
            )
    return {id_: list(by.values()) for id_, by in found.items()}


def _choice(issue: str, first: str | None, last: str | None, modality: Any) -> CodingChoice:
    return CodingChoice(issue=issue, from_option=first, to_option=last, modality=modality)


def _plain(choices: Iterable[CodingChoice]) -> frozenset[tuple[str | None, ...]]:
    return frozenset((c.issue, c.from_option, c.to_option, c.modality) for c in choices)


def _measure(rows: Sequence[Sequence[float]], level: Level) -> Reliability:
    if len(rows) < 2 or not rows[0]:
        return Reliability(None, 0, 0)
    return measure_agreement(np.array(rows, dtype=np.float64), level=level)


def _said(unit: Unit, coder: str) -> float:
    opinion = unit.by(coder)
    return np.nan if opinion is None else float(opinion.is_said)


def _abouts(case: Case, units: Iterable[Unit], coder: str) -> list[float]:
    """Return, for each statement and each issue that anybody found in it, whether this one did."""
    row = []
    for unit in units:
        opinion = unit.by(coder)
        for issue in case.issues:
            if any(o.on(issue.id) for o in unit.opinions):
                row.append(np.nan if opinion is None else float(opinion.on(issue.id) is not None))
    return row


def _on_issue(
    issue: Issue, level: Level, units: Iterable[Unit], coders: Sequence[str]
) -> Reliability:
    ids = [option.id for option in issue.options]

    def place(coder: str, unit: Unit) -> float:
        opinion = unit.by(coder)
        choice = opinion.on(issue.id) if opinion else None
        ends = [o for o in (choice.from_option, choice.to_option) if o] if choice else []
        if not ends or any(end not in ids for end in ends):
            return np.nan
        points = [issue.options[ids.index(end)].at or 0.0 for end in ends]
        places = [float(ids.index(end)) for end in ends]
        return sum(points if level == "interval" else places) / len(ends)

    listed = list(units)
    return _measure([[place(coder, unit) for unit in listed] for coder in coders], level)
