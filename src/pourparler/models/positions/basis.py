"""What a stated position rests on at a date: how much was said, how long ago, who checked it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from pourparler.models.positions.defaults import STALE_DAYS
from pourparler.models.positions.evidence import AMBIGUOUS, DECLINED, Evidence, Flags
from pourparler.models.positions.spaces import Floats

OpenQuestion = Literal["silent", "ambiguous", "declined", "stale"]


@dataclass(frozen=True, slots=True)
class Basis:
    """What was certainly said by the end of a day.

    Attributes
    ----------
    statements : int
        Coded statements, informative or not.
    utterances : int
        Informative occasions.
    ambiguous, declined : int
        Statements that carry no information.
    reports : int
        Reports that hold an informative statement; 0 too where the evidence does not say.
    reviewed_share : float or None
        Share of informative statements that a person has confirmed; None where there are none.
    days_since_last : float or None
        Days since the last informative statement was made at the latest; None where there are
        none.
    stale : bool
        Whether that is longer than allowed. False where nothing was said: that is "silent".
    open_questions : tuple
        ``silent``: nothing informative was said. ``ambiguous``, ``declined``: so was a
        statement made after the last informative one, or there is none. ``stale``.
    """

    statements: int
    utterances: int
    ambiguous: int
    declined: int
    reports: int
    reviewed_share: float | None
    days_since_last: float | None
    stale: bool
    open_questions: tuple[OpenQuestion, ...]


def describe_basis(evidence: Evidence, day: float, *, stale_days: float = STALE_DAYS) -> Basis:
    """Count what a position on a day rests on.

    Silence is not evidence: it changes no position but by the motion that every day brings.
    A stale position is therefore marked, and what uses it is run twice; see
    ``silence.estimate_twice``.

    Parameters
    ----------
    evidence : Evidence
    day : float
        Statements that may have been made later than this day are left out.
    stale_days : float
        How long a position may go unsaid.

    Examples
    --------
    >>> said = Evidence(
    ...     first_day=[0, 5, 9], last_day=[0, 5, 9], modality=[0, 0, 3], utterance=[0, 0, 1],
    ...     misread=[0.1] * 3, not_meant=[0.1] * 3, options=[[True, False]] * 3,
    ...     reviewed=[True, False, False], report=[7, 8, 8],
    ... )
    >>> basis = describe_basis(said, 200)
    >>> basis.utterances, basis.reports, basis.reviewed_share, basis.days_since_last
    (1, 2, 0.5, 195.0)
    >>> basis.open_questions
    ('ambiguous', 'stale')
    """
    said = evidence.until(day)
    informs = said.informative
    last = float(np.floor(said.last_day[informs]).max(initial=-np.inf))
    since = day - last if informs.any() else None
    stale = since is not None and since > stale_days
    return Basis(
        statements=len(said),
        utterances=len(np.unique(said.utterance[informs])),
        ambiguous=int((said.modality == AMBIGUOUS).sum()),
        declined=int((said.modality == DECLINED).sum()),
        reports=0 if said.report is None else len(np.unique(said.report[informs])),
        reviewed_share=_share_reviewed(said, informs),
        days_since_last=since,
        stale=stale,
        open_questions=_find_questions(said, last, stale),
    )


def last_said(evidence: Evidence, days: Floats) -> Floats:
    """Return the day by which the last informative statement was certainly made.

    Parameters
    ----------
    evidence : Evidence
    days : shape (Q,)

    Returns
    -------
    shape (Q,)
        At most the day itself; NaN where nothing had been said.
    """
    ends = np.sort(np.floor(evidence.last_day[evidence.informative]))
    return np.append(np.nan, ends)[np.searchsorted(ends, days, side="right")]


def _share_reviewed(said: Evidence, informs: Flags) -> float | None:
    if not informs.any():
        return None
    return 0.0 if said.reviewed is None else float(said.reviewed[informs].mean())


def _find_questions(said: Evidence, last: float, stale: bool) -> tuple[OpenQuestion, ...]:
    later = said.modality[said.last_day > last]
    flags: dict[OpenQuestion, bool] = {
        "silent": last == -np.inf,
        "ambiguous": bool((later == AMBIGUOUS).any()),
        "declined": bool((later == DECLINED).any()),
        "stale": stale,
    }
    return tuple(kind for kind, holds in flags.items() if holds)
