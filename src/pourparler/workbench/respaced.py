"""Whether a stated position hangs on where the case put the options of an ordered scale."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from pourparler.case.issues import Issue
from pourparler.models.positions.respacing import respace_positions
from pourparler.models.positions.spaces import Grid
from pourparler.workbench.evidence import Series
from pourparler.workbench.positions import FoundPositions
from pourparler.workbench.series import option_points

SEED: Final = 20250819


@dataclass(frozen=True, slots=True, kw_only=True)
class Respaced:
    """How one position on an ordered scale fares when the options are put elsewhere.

    Attributes
    ----------
    actor : str
    issue : Issue
    option : str
        The option nearest to the median, with the options where the case puts them.
    same_option : float, in (0, 1)
        The share of re-spacings in which it is the same, as (k + 1/2) / (draws + 1).
    lowest, highest : str
        The outermost options that the median comes nearest to.
    draws : int
        The number of re-spacings.
    """

    actor: str
    issue: Issue
    option: str
    same_option: float
    lowest: str
    highest: str
    draws: int


def find_respaced(found: FoundPositions, *, seed: int = SEED) -> tuple[Respaced, ...]:
    """Estimate positions on ordered scales again, with random places for the options.

    Left out is who has said nothing on an issue that can be placed.

    The options keep their order and the outermost their places; see
    ``models.positions.respacing``. Interval scales have measured places, unordered ones none.

    Parameters
    ----------
    found : FoundPositions
        What is looked at, at its date.
    seed : int
        Of the places that are drawn, for each issue anew.
    """
    day = found.heard.day
    groups: defaultdict[str, list[Series]] = defaultdict(list)
    for position, one in zip(found.positions, found.heard.series, strict=True):
        if one.issue.scale == "ordered" and position.basis.days_since_last is not None:
            groups[one.issue.id].append(one)
    return tuple(
        respaced
        for members in groups.values()
        if day is not None
        for respaced in _respace(members, day.toordinal(), seed)
    )


def _respace(series: list[Series], day: int, seed: int) -> list[Respaced]:
    issue = series[0].issue
    options = [option.id for option in issue.options]
    moved = respace_positions(
        Grid(),
        [one.evidence for one in series],
        [day],
        points=option_points(issue) or [],
        rng=np.random.default_rng(seed),
    )
    return [
        Respaced(
            actor=one.actor,
            issue=issue,
            option=options[moved.option[place, 0]],
            same_option=(int(moved.same_option[place, 0]) + 0.5) / (moved.draws + 1),
            lowest=options[moved.lowest[place, 0]],
            highest=options[moved.highest[place, 0]],
            draws=moved.draws,
        )
        for place, one in enumerate(series)
    ]


def respaced_json(respaced: Respaced) -> dict[str, Any]:
    """Return it under the names that other programs rely on."""
    return {
        "actor": respaced.actor,
        "issue": respaced.issue.id,
        "option": respaced.option,
        "same_option": respaced.same_option,
        "lowest": respaced.lowest,
        "highest": respaced.highest,
        "draws": respaced.draws,
    }
