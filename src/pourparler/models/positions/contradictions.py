"""Utterances within a few days of each other that cannot both be taken at their word."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pourparler.models.positions.defaults import CONTRADICTION_DAYS, SHIFT_CHANCE, SHIFT_ODDS
from pourparler.models.positions.evidence import Evidence, Integers
from pourparler.models.positions.likelihoods import statement_likelihoods
from pourparler.models.positions.occasions import Occasions, gather_occasions
from pourparler.models.positions.spaces import Floats, Space


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two utterances of which one was wrong, or between which the position jumped.

    Attributes
    ----------
    first_day, last_day : float
        The days between which both were said.
    probability : float
        That at least one was wrong (misread, or not meant) or the position jumped, in view
        of these two utterances alone.
    odds : float, at least 3
        Of that, posterior over prior. Infinite where they exclude each other.
    first_statements, last_statements : int, rising
        Rows of the evidence that report the earlier and the later utterance.
    """

    first_day: float
    last_day: float
    probability: float
    odds: float
    first_statements: Integers
    last_statements: Integers


@dataclass(frozen=True, slots=True)
class _Said:
    """What u utterances say, each (u, N): if right, and in all; and how often they are right."""

    right: Floats
    whole: Floats
    reliability: Floats


def find_contradictions(
    space: Space, evidence: Evidence, *, within_days: float = CONTRADICTION_DAYS
) -> list[Contradiction]:
    """Find pairs of utterances that need a jump or an error.

    With both right and no jump between them, the position walked from where the one puts it to
    where the other does. A pair contradicts itself when this is less likely than not, and the
    odds against it are at least three times what they were before it was heard what the two
    say. What else the actor said has no part in it.

    Parameters
    ----------
    space : Space
    evidence : Evidence
    within_days : float
        How far apart the two can at most have been said, whatever their uncertain dates.

    Returns
    -------
    list of Contradiction
        By date, then by odds, the greatest first.

    Raises
    ------
    ShapeError
        The statements are not about places of this space.

    Notes
    -----
    Time is linear in the number of pairs within ``within_days``. Contradictions are not
    removed: as the filter gives each utterance its chance to be wrong, they widen intervals.

    Examples
    --------
    >>> from pourparler.models.positions.spaces import OptionSet
    >>> said = Evidence(
    ...     first_day=[0, 1, 40], last_day=[0, 1, 40], modality=[0, 0, 0], utterance=[0, 1, 2],
    ...     misread=[0.1] * 3, not_meant=[0.0] * 3, options=np.eye(2, dtype=bool)[[0, 1, 0]],
    ... )
    >>> (found,) = find_contradictions(OptionSet(2), said)
    >>> found.first_statements, found.last_statements, round(found.probability, 3)
    (array([0]), array([1]), 1.0)
    """
    likelihoods = statement_likelihoods(evidence, space)
    occasions = gather_occasions(evidence, likelihoods.informative)
    said = _join(likelihoods.whole, likelihoods.error, occasions)
    middle = (occasions.first_day + occasions.last_day) / 2
    ranks = np.lexsort((occasions.order, middle))
    reach = np.searchsorted(middle[ranks], middle[ranks] + within_days, side="right")
    found = []
    for place, one in enumerate(ranks):
        others = ranks[place + 1 : reach[place]]
        latest = np.maximum(occasions.last_day[one], occasions.last_day[others])
        earliest = np.minimum(occasions.first_day[one], occasions.first_day[others])
        others = others[latest - earliest <= within_days]
        days = np.abs(middle[others] - middle[one])
        for other, probability, odds in zip(
            others, *_need_an_excuse(space, said, (int(one), others), days), strict=True
        ):
            if odds >= SHIFT_ODDS and probability >= SHIFT_CHANCE:
                found.append(_describe(occasions, int(one), int(other), (probability, odds)))
    return sorted(found, key=lambda c: (c.first_day, c.last_day, -c.odds))


def _join(whole: Floats, error: Floats, occasions: Occasions) -> _Said:
    """Average an utterance's statements in logarithms, all right and all wrong."""
    count = len(occasions.utterance)
    shares = 1.0 / np.bincount(occasions.member_of, minlength=count)[occasions.member_of]
    logs, floor = np.zeros((count, whole.shape[1])), np.zeros(count)
    rows = occasions.statement
    np.add.at(logs, occasions.member_of, np.log(whole[rows]) * shares[:, None])
    np.add.at(floor, occasions.member_of, np.log(error[rows]) * shares)
    joined, wrong = np.exp(logs), np.exp(floor)
    right = np.maximum(joined - wrong[:, None], 0.0)
    return _Said(right, joined, right.mean(axis=1) / joined.mean(axis=1))


def _need_an_excuse(
    space: Space, said: _Said, pairs: tuple[int, Integers], days: Floats
) -> tuple[Floats, Floats]:
    """Return posterior and odds ratio of "one was wrong or it jumped", each of shape (k,)."""
    one, others = pairs
    stays = np.exp(-space.jump_rate * days)
    walked = space.advance(said.right[others], space.walk_decay(days))
    moved = space.advance(said.whole[others], space.decay(days))
    together = stays * (walked @ said.right[one]) / (moved @ said.whole[one])
    before = stays * said.reliability[one] * said.reliability[others]
    with np.errstate(divide="ignore"):
        odds = (1.0 - together) / together * before / (1.0 - before)
    return 1.0 - together, odds


def _describe(
    occasions: Occasions, one: int, other: int, numbers: tuple[float, float]
) -> Contradiction:
    first, last = (
        np.sort(occasions.statement[occasions.member_of == place]) for place in (one, other)
    )
    both = [one, other]
    return Contradiction(
        first_day=float(occasions.first_day[both].min()),
        last_day=float(occasions.last_day[both].max()),
        probability=float(numbers[0]),
        odds=float(numbers[1]),
        first_statements=first,
        last_statements=last,
    )
