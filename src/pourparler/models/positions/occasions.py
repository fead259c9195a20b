"""From statements to utterances: what was said once counts once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pourparler.models.positions.defaults import TEMPERING_DAYS, UTTERANCES_A_WEEK
from pourparler.models.positions.evidence import Evidence, Flags, Integers
from pourparler.models.positions.spaces import Floats


@dataclass(frozen=True, slots=True)
class Occasions:
    """The informative utterances of one series, u of them.

    Attributes
    ----------
    utterance : shape (u,), rising
        Their numbers in the evidence.
    first_day, last_day : shape (u,)
        When each was said; equal when the day is known.
    order : shape (u,)
        Order within the day, 0 where it is not known.
    weight : shape (u,), in (0, 1]
        What tempering leaves of each.
    statement : shape (s,)
        The rows of the evidence that inform.
    member_of : shape (s,)
        The place in ``utterance`` of each of these statements.
    """

    utterance: Integers
    first_day: Floats
    last_day: Floats
    order: Integers
    weight: Floats
    statement: Integers
    member_of: Integers

    @property
    def shares(self) -> Floats:
        """Weight of each statement's log-likelihood, shape (s,): an utterance's average."""
        statements = np.bincount(self.member_of, minlength=len(self.utterance))
        weights: Floats = (self.weight / statements)[self.member_of]
        return weights


def gather_occasions(evidence: Evidence, informative: Flags) -> Occasions:
    """Join informative statements into utterances, and temper what was repeated in one week.

    Where reports of one utterance give different days, the narrowest range that all allow
    is taken, and the widest if there is none.

    Parameters
    ----------
    evidence : Evidence
    informative : bool, shape (n,)
        Which statements say something.
    """
    statement = np.flatnonzero(informative)
    number, member_of = np.unique(evidence.utterance[statement], return_inverse=True)
    earliest, first = _extremes(evidence.first_day[statement], member_of, len(number))
    last, latest = _extremes(evidence.last_day[statement], member_of, len(number))
    agree = first <= last
    first, last = np.where(agree, first, earliest), np.where(agree, last, latest)
    told = (evidence.order, evidence.week, evidence.stance)
    order, week, stance = (_of_utterances(values, statement, member_of) for values in told)
    if order is None:
        order = np.zeros(len(number), np.int64)
    weight = _temper_alike(np.floor((first + last) / 2), week, stance)
    return Occasions(number, first, last, order, weight, statement, member_of)


def _of_utterances(
    values: Integers | None, statement: Integers, member_of: Integers
) -> Integers | None:
    """Return a number for each utterance, its first statement's; None where none is given."""
    if values is None:
        return None
    numbers = np.zeros(int(member_of.max(initial=-1)) + 1, np.int64)
    numbers[member_of[::-1]] = values[statement][::-1]
    return numbers


def _temper_alike(days: Floats, week: Integers | None, stance: Integers | None) -> Floats:
    """Temper the utterances of each stance by themselves: a reversal repeats nothing."""
    if stance is None:
        return temper(days, week)
    weights = np.ones(len(days))
    for one in np.unique(stance):
        alike = stance == one
        weights[alike] = temper(days[alike], None if week is None else week[alike])
    return weights


def temper(days: Floats, week: Integers | None = None) -> Floats:
    """Return what each utterance counts so that one week counts at most two.

    With n the utterances in the fullest seven days that hold it, an utterance counts
    min(1, 2 / n). As n is at least their number in any seven days, these add up to at most
    2, wherever the week begins.

    Parameters
    ----------
    days : shape (u,)
    week : int, shape (u,), optional
        Given weeks instead of any seven days.

    Returns
    -------
    shape (u,), in (0, 1]

    Examples
    --------
    >>> temper(np.array([0.0, 3.0, 6.0, 7.0, 30.0])).round(2)
    array([0.67, 0.67, 0.67, 0.67, 1.  ])
    """
    if not len(days):
        return np.ones(0)
    if week is not None:
        _, member_of, counts = np.unique(week, return_inverse=True, return_counts=True)
        return np.minimum(1.0, UTTERANCES_A_WEEK / counts[member_of])
    ranks = np.argsort(days, kind="stable")
    ordered = days[ranks]
    begins = np.searchsorted(ordered, ordered - (TEMPERING_DAYS - 1), side="left")
    ends = np.searchsorted(ordered, ordered + (TEMPERING_DAYS - 1), side="right")
    held = ends - np.searchsorted(ordered, ordered, side="left")
    # The fullest of the weeks that begin with an utterance and hold this one.
    windows = np.stack((begins, np.arange(len(days)) + 1), axis=1).ravel()
    fullest = np.maximum.reduceat(np.append(held, 0), windows)[::2]
    weights = np.empty(len(days))
    weights[ranks] = np.minimum(1.0, UTTERANCES_A_WEEK / fullest)
    return weights


def _extremes(values: Floats, member_of: Integers, count: int) -> tuple[Floats, Floats]:
    low, high = np.full(count, np.inf), np.full(count, -np.inf)
    np.minimum.at(low, member_of, values)
    np.maximum.at(high, member_of, values)
    return low, high
