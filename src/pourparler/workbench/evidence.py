"""From the ledger to the models: what each actor was heard to say on each issue, as arrays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, ClassVar, Final

import numpy as np

from pourparler.case.case import Case
from pourparler.case.issues import Issue, Option
from pourparler.case.records import MODALITIES, Coding, Report, Statement
from pourparler.ledger import LATER_MACHINE, is_machine
from pourparler.models.positions.evidence import Evidence, Flags
from pourparler.models.positions.manner import misread_chance, not_meant_chance, spread_points
from pourparler.workbench.occasions import number_occasions

OPEN_BEGINNING_DAYS: Final = 30
"""How far back "has repeatedly said" is taken to reach, where the text leaves it open."""

NO_POSITION: Final = frozenset({"ambiguous", "declined"})
"""Modalities that are kept without an option: that nothing was said is what they tell."""

LEAST_CREDIBLE: Final = 0.5
"""A reading by the machine that is likelier wrong than right is shown for review and is no
evidence: such readings come from the words around a statement, so they echo what others said."""


@dataclass(frozen=True, slots=True)
class Testimony:
    """One coding of one statement, as it bears on where an actor stands.

    Attributes
    ----------
    statement : Statement
    coding : Coding
        With the issue and options by the ids they have today.
    publisher : str
        Of the report; its id where no publisher is given.
    is_told : bool
        Somebody else reports the actor's position.
    """

    __test__: ClassVar = False  # its name begins like that of a test

    statement: Statement
    coding: Coding
    publisher: str
    is_told: bool

    @property
    def is_reviewed(self) -> bool:
        """Whether a person made or confirmed the reading."""
        is_later = self.coding.coder == LATER_MACHINE
        return (self.statement.reviewed and not is_later) or not is_machine(self.coding.coder)


@dataclass(frozen=True, slots=True)
class Series:
    """What one actor was heard to say on one issue: row by row, with its arrays.

    ``evidence`` has one row for each of ``testimonies``, in the same order.
    """

    actor: str
    issue: Issue
    testimonies: tuple[Testimony, ...]
    evidence: Evidence

    def select(self, rows: Flags) -> Series:
        """Return the series of the testimonies where ``rows`` is true."""
        kept = tuple(t for t, wanted in zip(self.testimonies, rows, strict=True) if wanted)
        return replace(self, testimonies=kept, evidence=self.evidence.select(rows))


Pair = tuple[str, str]
"""Ids of an actor and an issue."""


@dataclass(frozen=True, slots=True)
class HeardOf:
    """What one statement comes to: for whom on what, and what the case no longer has."""

    statement: Statement
    publisher: str
    told: tuple[tuple[Pair, Testimony], ...]
    left_out: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Gathered:
    """All series of a case, by actor and issue in the case's order, and what was left out.

    ``left_out`` are codings of issues, options or actors that the case no longer has:
    statement id and problem. The rest is what the next gathering starts from: what each
    statement came to, its number of occasion, and what these numbers were made from.
    """

    series: tuple[Series, ...]
    left_out: tuple[tuple[str, str], ...]
    case: Case | None = field(default=None, repr=False)
    single: Mapping[str, HeardOf] = field(default_factory=dict, repr=False)
    occasions: Mapping[str, int] = field(default_factory=dict, repr=False)
    reports: tuple[Report, ...] = field(default=(), repr=False)
    utterances: Mapping[str, str] = field(default_factory=dict, repr=False)


def gather_series(
    case: Case,
    statements: Sequence[Statement],
    reports: Iterable[Report],
    utterances: Mapping[str, str],
    before: Gathered | None = None,
) -> Gathered:
    """Gather what each actor was heard to say on each issue.

    A joint statement counts for each of its actors, a coding ``about`` an actor for that
    one. Where a person coded a statement on an issue, machine codings of it on that
    issue are not used. A coding that names no option says nothing of where anybody stands
    and is passed over, unless it is that the actor was unclear or declined; so is a reading
    by the machine that is likelier wrong than right. Former ids count as today's
    (``renamed_from``). What lies in two statements of one utterance, or of near copies, is
    one occasion.

    Parameters
    ----------
    case : Case
    statements : sequence of Statement
        Already selected by a view.
    reports : iterable of Report
        Those they come from.
    utterances : mapping
        The utterance of each statement that shares one, `Ledger.find_utterances`.
    before : Gathered, optional
        An earlier gathering: a series that the very same statements make is taken from it.

    Examples
    --------
    >>> from pourparler.case.folder import parse_case
    >>> case = parse_case('''
    ... title: Talks
    ... actors: [{id: north, name: North, kind: state}]
    ... issues:
    ...   - id: truce
    ...     question: When does the fighting stop?
    ...     scale: ordered
    ...     options: [{id: now, at: 0, words: Now}, {id: later, at: 100, words: Later}]
    ... ''')
    >>> gather_series(case, [], [], {}).series
    ()
    """
    given = tuple(reports)
    known = {report.id: report for report in given}
    if before is not None and before.case is not case:
        before = None
    names, earlier = CurrentNames(case), before.single if before else {}
    single: dict[str, HeardOf] = {}
    gathered: dict[Pair, list[Testimony]] = defaultdict(list)
    for statement in statements:
        publisher = _publisher(known.get(statement.report), statement)
        one = earlier.get(statement.id)
        if one is None or one.statement is not statement or one.publisher != publisher:
            one = _hear_one(statement, publisher, names)
        single[statement.id] = one
        for pair, testimony in one.told:
            gathered[pair].append(testimony)
    occasions = _occasions(statements, given, utterances, before)
    kept = {(s.actor, s.issue.id): s for s in before.series} if before else {}
    is_numbered_alike = before is not None and occasions is before.occasions
    series = tuple(
        _taken(kept.get((actor.id, issue.id)), found, None if is_numbered_alike else occasions)
        or Series(actor.id, issue, tuple(found), _build(issue, found, occasions))
        for actor in case.actors
        for issue in case.issues
        if (found := gathered.get((actor.id, issue.id)))
    )
    left_out = tuple(left for one in single.values() for left in one.left_out)
    return Gathered(series, left_out, case, single, occasions, given, utterances)


def _hear_one(statement: Statement, publisher: str, names: CurrentNames) -> HeardOf:
    """Return what one statement comes to."""
    told: list[tuple[Pair, Testimony]] = []
    left_out: list[tuple[str, str]] = []
    for coding in _ruling_codings(statement.codings):
        today = names.update(coding)
        if isinstance(today, str):
            left_out.append((statement.id, today))
            continue
        if today.modality not in NO_POSITION and not _takes_a_side(statement, today):
            continue
        for actor, is_told in names.holders(statement, today):
            testimony = Testimony(statement, today, publisher, is_told)
            told.append(((actor, today.issue), testimony))
    return HeardOf(statement, publisher, tuple(told), tuple(left_out))


def _occasions(
    statements: Sequence[Statement],
    reports: tuple[Report, ...],
    utterances: Mapping[str, str],
    before: Gathered | None,
) -> Mapping[str, int]:
    """Return the occasions of statements: those of before, where all they hang on is the same.

    The id of a statement stands for its report, words and actors.
    """
    if (
        before is not None
        and len(before.occasions) == len(statements)
        and before.reports == reports
        and before.utterances == utterances
        and all(s.id in before.occasions for s in statements)
    ):
        return before.occasions
    return number_occasions(statements, {report.id: report for report in reports}, utterances)


def _taken(
    earlier: Series | None, found: Sequence[Testimony], occasions: Mapping[str, int] | None
) -> Series | None:
    """Return a series of before that the same testimonies make, None where they do not.

    ``occasions`` where these are numbered otherwise: then the same have to share a number.
    """
    if earlier is None or len(earlier.testimonies) != len(found):
        return None
    if not all(one is other for one, other in zip(earlier.testimonies, found, strict=True)):
        return None
    if occasions is not None:
        now = [occasions[t.statement.id] for t in found]
        mine, theirs = (
            np.unique(numbers, return_inverse=True)[1]
            for numbers in (now, earlier.evidence.utterance)
        )
        if not np.array_equal(mine, theirs):
            return None
    return earlier


def _ruling_codings(codings: Sequence[Coding]) -> Iterator[Coding]:
    """Yield the codings that count: on an issue that a person coded, only people's."""
    by_people = {coding.issue for coding in codings if not is_machine(coding.coder)}
    for coding in codings:
        if coding.issue not in by_people or not is_machine(coding.coder):
            yield coding


def _takes_a_side(statement: Statement, coding: Coding) -> bool:
    """Say whether a coding names an option, and is surer than not or was looked at."""
    reviewed = statement.reviewed or not is_machine(coding.coder)
    credible = reviewed or coding.probability >= LEAST_CREDIBLE
    return coding.from_option is not None and credible


def _publisher(report: Report | None, statement: Statement) -> str:
    return (report.publisher if report else None) or statement.report


class CurrentNames:
    """Ids as they are today, found by the ids of today and of before."""

    def __init__(self, case: Case) -> None:
        self._actors = {name: a.id for a in reversed(case.actors) for name in a.renamed_from}
        self._actors |= {actor.id: actor.id for actor in case.actors}
        self._issues = {name: i for i in reversed(case.issues) for name in i.renamed_from}
        self._issues |= {issue.id: issue for issue in case.issues}

    def update(self, coding: Coding) -> Coding | str:
        """Return the coding with today's ids, or what is gone."""
        issue = self._issues.get(coding.issue)
        if issue is None:
            return f"issue '{coding.issue}' is gone"
        options = {name: o.id for o in reversed(issue.options) for name in o.renamed_from}
        options |= {option.id: option.id for option in issue.options}
        for option in (coding.from_option, coding.to_option):
            if option is not None and option not in options:
                return f"option '{coding.issue}.{option}' is gone"
        if coding.about is not None and coding.about not in self._actors:
            return f"actor '{coding.about}' is gone"
        return replace(
            coding,
            issue=issue.id,
            from_option=options.get(coding.from_option or ""),
            to_option=options.get(coding.to_option or ""),
            about=self._actors.get(coding.about or ""),
        )

    def holders(self, statement: Statement, coding: Coding) -> Iterator[tuple[str, bool]]:
        """Yield the actors whose position it is, and whether another tells of it."""
        speakers = [self._actors[name] for name in statement.actors if name in self._actors]
        if coding.about is not None:
            yield coding.about, coding.about not in speakers
            return
        for actor in dict.fromkeys(speakers):
            yield actor, False


def _build(issue: Issue, found: Sequence[Testimony], occasions: Mapping[str, int]) -> Evidence:
    """Return the arrays of one series."""
    reports = {name: n for n, name in enumerate(sorted({t.statement.report for t in found}))}
    days = [said_days(t.statement) for t in found]
    named = [_named_options(issue, t.coding) for t in found]
    manner = [(t.statement.attribution, t.statement.force, t.statement.hedged) for t in found]
    values: dict[str, Any] = {
        "first_day": [first.toordinal() for first, _ in days],
        "last_day": [last.toordinal() for _, last in days],
        "order": [t.statement.said_order for t in found],
        "modality": [MODALITIES.index(t.coding.modality) for t in found],
        "utterance": [occasions[t.statement.id] for t in found],
        "stance": _number_stances(found),
        "misread": [_misread(t) for t in found],
        "not_meant": [not_meant_chance(a, f, hedged=h) for a, f, h in manner],
        "reviewed": [t.is_reviewed for t in found],
        "report": [reports[t.statement.report] for t in found],
    }
    if issue.scale == "unordered":
        values["options"] = [[o in options for o in issue.options] for options in named]
    else:
        points = [[o.at or 0.0 for o in options] or [0.0, 100.0] for options in named]
        values["low"], values["high"] = np.array([(min(p), max(p)) for p in points]).T
        values["spread"] = [spread_points(a, f, hedged=h) for a, f, h in manner]
    return Evidence(**values)


def _number_stances(found: Sequence[Testimony]) -> list[int]:
    """Return a number for what each says: for, or against, which options.

    A line that is repeated all week is not ten witnesses; one that is dropped for another
    within the week is no repetition.
    """
    codings = [t.coding for t in found]
    said = [(c.modality == "opposes", c.from_option, c.to_option) for c in codings]
    numbers = {one: number for number, one in enumerate(dict.fromkeys(said))}
    return [numbers[one] for one in said]


def _misread(testimony: Testimony) -> float:
    return misread_chance(
        testimony.coding.probability,
        testimony.statement.confidence,
        is_reviewed=testimony.is_reviewed,
        is_told=testimony.is_told,
    )


def _named_options(issue: Issue, coding: Coding) -> list[Option]:
    """Return the options a coding names: its two ends on a scale, each one without."""
    ends = [name for name in (coding.from_option, coding.to_option) if name is not None]
    return [option for option in issue.options if option.id in ends]


def said_days(statement: Statement) -> tuple[date, date]:
    """Return the days between which it was said, never after it was reported."""
    last = min(statement.said_last, statement.reported_on)
    if statement.said_first is None:
        return date.fromordinal(max(last.toordinal() - OPEN_BEGINNING_DAYS, 1)), last
    return min(statement.said_first, last), last
