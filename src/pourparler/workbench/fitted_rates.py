"""How fast positions move, fitted to what a case holds, and what that would change."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from pourparler.case.issues import Issue
from pourparler.models.positions.estimate import estimate_positions
from pourparler.models.positions.fitting import Fit, fit_motion
from pourparler.models.positions.rate_intervals import RateInterval, find_rate_intervals
from pourparler.models.positions.spaces import Grid, OptionSet
from pourparler.models.positions.summary import printable, summarise_density
from pourparler.workbench.evidence import Series
from pourparler.workbench.positions import FoundPositions
from pourparler.workbench.series import option_points, space_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A position that has another first option under the fitted rates.

    ``option`` with its ``share`` is that option, ``given`` the one under the given rates.
    """

    actor: str
    issue: Issue
    option: str
    share: float
    given: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FittedRates:
    """Rates for all series on scales alike, with their intervals.

    Attributes
    ----------
    given, fit : Grid or OptionSet, and Fit
        The rates that every other output uses, and the likeliest.
    intervals : mapping of rate to RateInterval
        ``walk`` (scales only) and ``jump_rate``.
    issues : tuple of Issue
    series, utterances : int
        How much was fitted to: actors on issues, and occasions.
    moved : tuple of Moved
    """

    given: Grid | OptionSet
    fit: Fit
    intervals: dict[str, RateInterval]
    issues: tuple[Issue, ...]
    series: int
    utterances: int
    moved: tuple[Moved, ...]


def find_fitted(found: FoundPositions) -> tuple[FittedRates, ...]:
    """Fit how fast positions move, for scales and for options without order of each number.

    The rates that every other output uses are defaults, set on simulations. A fit is told
    beside them with its interval, and used for nothing else: few cases hold enough occasions
    to say better, and no rate is to be chosen for the shifts it shows.

    Parameters
    ----------
    found : FoundPositions
        What is looked at, at its date.
    """
    day = found.heard.day
    groups: defaultdict[Grid | OptionSet, list[Series]] = defaultdict(list)
    for one in found.heard.series:
        space = space_of(one.issue)
        if one.evidence.informative.any() and isinstance(space, Grid | OptionSet):
            groups[space].append(one)
    if day is None:
        return ()
    return tuple(_fit(space, members, day) for space, members in groups.items())


def _fit(space: Grid | OptionSet, members: list[Series], day: date) -> FittedRates:
    evidence = [one.evidence for one in members]
    fit = fit_motion(space, evidence)
    return FittedRates(
        given=space,
        fit=fit,
        intervals=find_rate_intervals(fit, evidence),
        issues=tuple({one.issue.id: one.issue for one in members}.values()),
        series=len(members),
        utterances=sum(len(set(e.utterance[e.informative].tolist())) for e in evidence),
        moved=_moved(space, fit.space, members, day),
    )


def _moved(
    given: Grid | OptionSet, fitted: Grid | OptionSet, members: list[Series], day: date
) -> tuple[Moved, ...]:
    evidence, days = [one.evidence for one in members], [[day.toordinal()]] * len(members)
    tracks = [estimate_positions(space, evidence, days) for space in (given, fitted)]
    moved = []
    for one, before, after in zip(members, *tracks, strict=True):
        points = option_points(one.issue)
        shares = [summarise_density(given, t.density[0], points).shares for t in (before, after)]
        first, last = (int(s.argmax()) for s in shares)
        if first != last:
            moved.append(
                Moved(
                    actor=one.actor,
                    issue=one.issue,
                    option=one.issue.options[last].id,
                    share=float(printable(shares[1][last])),
                    given=one.issue.options[first].id,
                )
            )
    return tuple(moved)


def fitted_json(one: FittedRates) -> dict[str, Any]:
    """Return a fit under the names that other programs rely on."""
    return {
        "issues": [issue.id for issue in one.issues],
        "series": one.series,
        "utterances": one.utterances,
        "outcome": one.fit.outcome,
        "gain": round(one.fit.gain, 3),
        "rates": {
            name: {
                "given": getattr(one.given, name),
                "fitted": float(f"{interval.value:.3g}"),
                "low": None if interval.is_low_open else float(f"{interval.low:.3g}"),
                "high": None if interval.is_high_open else float(f"{interval.high:.3g}"),
            }
            for name, interval in one.intervals.items()
        },
        "moved": [
            {
                "actor": moved.actor,
                "issue": moved.issue.id,
                "option": moved.option,
                "share": round(moved.share, 3),
                "given": moved.given,
            }
            for moved in one.moved
        ],
    }
