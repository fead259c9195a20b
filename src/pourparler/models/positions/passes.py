"""Forward and backward passes over many series of different lengths at once."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from pourparler.models.positions.evidence import Flags, Integers
from pourparler.models.positions.schedule import Schedule
from pourparler.models.positions.spaces import Floats, Space


@dataclass(frozen=True, slots=True)
class Passes:
    """What the m steps of S series say, all with F states on N places.

    Series ``s`` has the steps from ``offsets[s]`` up to ``offsets[s + 1]``.

    Attributes
    ----------
    offsets : int, shape (S + 1,)
    times : shape (m,)
    after : shape (m, F, N)
        Distribution after each step given the steps so far; each sums to 1.
    before : shape (m, F, N)
        Likelihood of a step and of all that follow, given the place just before it; each sums
        to 1, so that only ratios mean something. Empty when it was not asked for.
    log_evidence : shape (S,)
        Natural logarithm of the likelihood of each series, in units of one that says nothing.
    """

    offsets: Integers
    times: Floats
    after: Floats
    before: Floats
    log_evidence: Floats


def run_passes(space: Space, schedules: Sequence[Schedule], *, backward: bool = True) -> Passes:
    """Run the forward pass, and the backward pass unless it is not wanted.

    Parameters
    ----------
    space : Space
    schedules : sequence of Schedule, at least one
        All with the same number of states.
    backward : bool
        Whether to fill ``before``.

    Notes
    -----
    The series advance side by side, the longest first, so that those still running are always
    the first rows. Time and memory are linear in the number of steps.
    """
    steps = _join_steps(schedules, space)
    shape = (len(steps.times), schedules[0].states, space.size)
    after, logs = np.empty(shape), np.zeros(shape[0])
    state = np.zeros((len(schedules), *shape[1:]))
    state[:, 0] = 1.0 / space.size
    for rows in steps.ranks:
        state = state[: len(rows)]
        state = take_step(space.advance(state, steps.decay(rows)), steps, rows)
        total = state.sum(axis=(1, 2))
        state /= total[:, None, None]
        after[rows], logs[rows] = state, np.log(total)
    return Passes(
        offsets=steps.offsets,
        times=steps.times,
        after=after,
        before=_run_backward(space, steps, shape) if backward else np.empty((0, *shape[1:])),
        log_evidence=np.array([logs[a:b].sum() for a, b in itertools.pairwise(steps.offsets)]),
    )


class Said(Protocol):
    """What a step does to a state; see ``Schedule``."""

    @property
    def rows(self) -> Floats:
        """Likelihoods, shape (m, N)."""

    @property
    def slot(self) -> Integers:
        """Which open utterance a step belongs to, or -1; shape (m,)."""

    @property
    def closes(self) -> Flags:
        """Whether it is the last of its utterance, shape (m,)."""

    @property
    def weight(self) -> Floats:
        """The share that a step moves, shape (m,)."""


@dataclass(frozen=True, slots=True)
class _Steps:
    """The steps of all series, one after the other, and which of them run side by side."""

    offsets: Integers
    times: Floats
    rows: Floats
    slot: Integers
    closes: Flags
    weight: Floats
    gap: Integers
    decays: Floats
    ranks: tuple[Integers, ...]

    def decay(self, rows: Integers) -> Floats:
        """Return what the gap before each step leaves of each mode, shape (k, 1, N)."""
        left: Floats = self.decays[self.gap[rows]][:, None, :]
        return left


def _join_steps(schedules: Sequence[Schedule], space: Space) -> _Steps:
    lengths = np.array([len(s.times) for s in schedules])
    offsets = np.concatenate(([0], np.cumsum(lengths)))
    longest_first = np.argsort(-lengths, kind="stable")
    ordered = lengths[longest_first]
    active = np.searchsorted(-ordered, -np.arange(ordered[0]), side="left")
    first = offsets[longest_first]
    times = np.concatenate([s.times for s in schedules])
    gaps = np.diff(times, prepend=0.0)
    gaps[offsets[:-1][lengths > 0]] = 0.0  # nothing comes before the first step
    gaps, gap = np.unique(gaps, return_inverse=True)
    return _Steps(
        offsets=offsets,
        times=times,
        rows=np.concatenate([s.rows for s in schedules]),
        slot=np.concatenate([s.slot for s in schedules]),
        closes=np.concatenate([s.closes for s in schedules]),
        weight=np.concatenate([s.weight for s in schedules]),
        gap=gap,
        decays=space.decay(gaps),
        ranks=tuple(first[:count] + step for step, count in enumerate(active)),
    )


def _run_backward(space: Space, steps: _Steps, shape: tuple[int, ...]) -> Floats:
    before = np.empty(shape)
    state = np.zeros((len(steps.offsets) - 1, *shape[1:]))
    state[:, 0] = 1.0
    for rows in reversed(steps.ranks):
        here = _take_back(state[: len(rows)], steps, rows)
        here /= here.sum(axis=(1, 2))[:, None, None]
        before[rows] = here
        state[: len(rows)] = space.advance(here, steps.decay(rows))
    return before


def take_step(state: Floats, steps: Said, rows: Integers) -> Floats:
    """Return the states (k, F, N) after one step each, not normalised.

    Parameters
    ----------
    state : shape (k, F, N)
    steps : Said
    rows : int, shape (k,)
        Which step each state takes.
    """
    slot = steps.slot[rows]
    if (slot < 0).all():
        return state * steps.rows[rows, None]
    taken = state * np.where(slot < 0, steps.rows[rows].T, 1.0).T[:, None]
    for one in np.unique(slot[slot >= 0]):
        chosen = np.flatnonzero(slot == one)
        parts = _split(taken[chosen], one)
        waiting, said = parts[:, :, 0], parts[:, :, 1]
        said += waiting * _weighted_rows(steps, rows[chosen])
        closing = steps.closes[rows[chosen]]
        waiting[closing], said[closing] = said[closing], 0.0
        taken[chosen] = parts.reshape(len(chosen), *state.shape[1:])
    return taken


def _take_back(state: Floats, steps: _Steps, rows: Integers) -> Floats:
    """Return the transpose of ``take_step`` applied to likelihoods (k, F, N)."""
    slot = steps.slot[rows]
    if (slot < 0).all():
        return state * steps.rows[rows, None]
    taken = state * np.where(slot < 0, steps.rows[rows].T, 1.0).T[:, None]
    for one in np.unique(slot[slot >= 0]):
        chosen = np.flatnonzero(slot == one)
        parts = _split(taken[chosen], one)
        waiting, said = parts[:, :, 0], parts[:, :, 1]
        closing = steps.closes[rows[chosen]]
        said[closing], waiting[closing] = waiting[closing], 0.0
        waiting += said * _weighted_rows(steps, rows[chosen])
        taken[chosen] = parts.reshape(len(chosen), *state.shape[1:])
    return taken


def _split(states: Floats, slot: int) -> Floats:
    """View states (k, F, N) by whether the utterance in a slot was said: (k, ., 2, ., N)."""
    count, flags, size = states.shape
    return states.reshape(count, flags >> (slot + 1), 2, 1 << slot, size)


def _weighted_rows(steps: Said, rows: Integers) -> Floats:
    weighted: Floats = steps.weight[rows, None] * steps.rows[rows]
    return weighted[:, None, None, :]
