"""From utterances to dated steps: what the filter does, in order."""

from __future__ import annotations

from bisect import bisect
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pourparler.models.positions.defaults import OPEN_RANGES, RANGE_POINTS
from pourparler.models.positions.evidence import Evidence, Flags, Integers
from pourparler.models.positions.likelihoods import Likelihoods, statement_likelihoods
from pourparler.models.positions.occasions import Occasions, gather_occasions
from pourparler.models.positions.spaces import Floats, Space


@dataclass(frozen=True, slots=True)
class Schedule:
    """The m dated steps of one series on N places.

    A step whose ``slot`` is -1 multiplies by its row. An utterance of uncertain date takes a
    slot: the state then keeps apart "still to come" and "already said", each of its steps
    moves a share ``weight`` of the first to the second, and the step that ``closes`` joins
    them. This sums over the days exactly.

    Attributes
    ----------
    times : shape (m,), rising
        Day, and within a day the order that is known, as a fraction.
    rows : shape (m, N)
        Likelihoods in units of an even row.
    slot : int, shape (m,)
    closes : bool, shape (m,)
    weight : shape (m,)
    to_come : shape (m, 2**M)
        After each step, the chance left that the open utterances of a state come later: what
        a state counts for somebody who hears nothing more.
    first_step, last_step : int, shape (u,)
        Where each utterance may begin and has to end: one step where its day is known.
    occasions : Occasions
    """

    times: Floats
    rows: Floats
    slot: Integers
    closes: Flags
    weight: Floats
    to_come: Floats
    first_step: Integers
    last_step: Integers
    occasions: Occasions

    @property
    def states(self) -> int:
        """2**M, where M ranges overlap at most."""
        return int(self.to_come.shape[1])


@dataclass(frozen=True, slots=True)
class _Parts:
    """Rows before they are dated, and when each is tried."""

    part: Integers
    times: Floats
    slot: Integers


def build_schedule(evidence: Evidence, space: Space) -> Schedule:
    """Return the steps of one series.

    Raises
    ------
    ShapeError
        The statements are not about places of this space.
    """
    likelihoods = statement_likelihoods(evidence, space)
    occasions = gather_occasions(evidence, likelihoods.informative)
    slots = _allot_slots(occasions.first_day, occasions.last_day)
    part_of, parts = _date_parts(occasions, slots)
    rows = _join_rows(likelihoods, occasions, part_of, space.size)
    ranks = np.lexsort((parts.slot, parts.times))
    part, slot = parts.part[ranks], parts.slot[ranks]
    steps = np.arange(len(part))
    first_step, last_step = np.full(len(rows), len(part)), np.zeros(len(rows), np.int64)
    np.minimum.at(first_step, part, steps)
    np.maximum.at(last_step, part, steps)
    ranged = slot >= 0
    return Schedule(
        times=parts.times[ranks],
        rows=rows[part],
        slot=slot,
        closes=ranged & (last_step[part] == steps),
        weight=np.where(ranged, 1.0 / RANGE_POINTS, 1.0),
        to_come=_chances_to_come(part, slot),
        first_step=first_step[part_of],
        last_step=last_step[part_of],
        occasions=occasions,
    )


def _allot_slots(first: Floats, last: Floats) -> Integers:
    """Give each range a slot that no overlapping range has: -1 for known days."""
    slots = np.full(len(first), -1, np.int64)
    ranged = np.flatnonzero(np.floor(last) > np.floor(first))
    taken: list[list[tuple[float, float]]] = [[] for _ in range(OPEN_RANGES)]
    for index in ranged[np.argsort(first[ranged] - last[ranged], kind="stable")]:
        begin, end = first[index], last[index]
        for slot, others in enumerate(taken):
            place = bisect(others, (begin, end))
            free_before = not place or others[place - 1][1] < begin
            if free_before and (place == len(others) or end < others[place][0]):
                others.insert(place, (begin, end))
                slots[index] = slot
                break
    return slots


def _date_parts(occasions: Occasions, slots: Integers) -> tuple[Integers, _Parts]:
    """Return the part of each utterance, and the days on which parts are tried.

    Utterances of one day whose order is not known are one part.
    """
    exact = slots < 0
    days = np.floor((occasions.first_day + occasions.last_day)[exact] / 2)
    times, first_parts = np.unique(
        days + _fractions(days, occasions.order[exact]), return_inverse=True
    )
    ranged = np.flatnonzero(~exact)
    part_of = np.zeros(len(slots), np.int64)
    part_of[exact] = first_parts
    part_of[ranged] = len(times) + np.arange(len(ranged))
    first, last = occasions.first_day[ranged, None], occasions.last_day[ranged, None]
    tried = first + (last - first) * (np.arange(RANGE_POINTS) + 0.5) / RANGE_POINTS
    return part_of, _Parts(
        part=np.concatenate((np.arange(len(times)), np.repeat(part_of[ranged], RANGE_POINTS))),
        times=np.concatenate((times, tried.ravel())),
        slot=np.concatenate((np.full(len(times), -1), np.repeat(slots[ranged], RANGE_POINTS))),
    )


def _fractions(days: Floats, order: Integers) -> Floats:
    """Spread the known orders of a day evenly over it."""
    if not order.any():
        return np.zeros(len(days))
    pairs, place = np.unique(np.stack((days, order), axis=1), axis=0, return_inverse=True)
    _, first, counts = np.unique(pairs[:, 0], return_index=True, return_counts=True)
    fractions = (np.arange(len(pairs)) - np.repeat(first, counts)) / np.repeat(counts, counts)
    spread: Floats = fractions[place.ravel()]
    return spread


def _join_rows(
    likelihoods: Likelihoods, occasions: Occasions, part_of: Integers, size: int
) -> Floats:
    """Average the log-likelihoods of an utterance, and add those of one part."""
    if not len(part_of):
        return np.ones((0, size))
    statements, part = occasions.statement, part_of[occasions.member_of]
    ranks = np.argsort(part, kind="stable")
    begins = np.searchsorted(part[ranks], np.arange(part.max() + 1))
    whole, shares = likelihoods.whole[statements[ranks]], occasions.shares[ranks]
    if len(begins) == len(ranks) and (shares == 1.0).all():
        return whole
    logs: NDArray[np.float64] = np.add.reduceat(np.log(whole) * shares[:, None], begins, axis=0)
    return np.exp(logs)


def _chances_to_come(part: Integers, slot: Integers) -> Floats:
    chances = np.ones((len(slot), 1 << (int(slot.max(initial=-1)) + 1)))
    for taken in range(int(slot.max(initial=-1)) + 1):
        waiting = (np.arange(chances.shape[1]) >> taken) & 1 == 0
        left = np.ones(len(slot))
        steps = np.flatnonzero(slot == taken)
        tried = steps[np.argsort(part[steps], kind="stable")].reshape(-1, RANGE_POINTS)
        for days in tried:
            for done in range(1, RANGE_POINTS):
                left[days[done - 1] : days[done]] = 1.0 - done / RANGE_POINTS
        chances[:, waiting] *= left[:, None]
    return chances
