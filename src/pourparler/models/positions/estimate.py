"""Where actors say they stand, at any dates, for many series at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from pourparler.errors import RangeError, ShapeError
from pourparler.models.positions.defaults import BLOCK_STEPS
from pourparler.models.positions.evidence import Evidence, Integers
from pourparler.models.positions.jumps import Gaps, find_gaps
from pourparler.models.positions.passes import Passes, run_passes
from pourparler.models.positions.schedule import Schedule, build_schedule
from pourparler.models.positions.spaces import Floats, Space


@dataclass(frozen=True, slots=True)
class Track:
    """The stated position of one actor on one issue at Q dates. Frozen.

    Attributes
    ----------
    space : Space
        The parameters that were used.
    evidence_sha256 : str
        Digest of the evidence that was used.
    days : shape (Q,)
    density : shape (Q, N)
        Given all evidence: as known now. Each sums to 1.
    filtered : shape (Q, N)
        Given what had been said by the end of each day: as known then.
    log_evidence : float
        Natural logarithm of the likelihood, in units of statements that say nothing.
    gaps : Gaps
        The chance of a jump between successive utterances.
    """

    space: Space
    evidence_sha256: str
    days: Floats
    density: Floats
    filtered: Floats
    log_evidence: float
    gaps: Gaps


def estimate_position(space: Space, evidence: Evidence, days: ArrayLike) -> Track:
    """Estimate one stated position; see ``estimate_positions``.

    Examples
    --------
    >>> from pourparler.models.positions.spaces import OptionSet
    >>> said = Evidence(
    ...     first_day=[10], last_day=[10], modality=[0], utterance=[0],
    ...     misread=[0.1], not_meant=[0.0], options=[[True, False]],
    ... )
    >>> estimate_position(OptionSet(2, jump_rate=0.0), said, [5, 400]).density
    array([[0.95, 0.05],
           [0.95, 0.05]])
    """
    return estimate_positions(space, [evidence], [days])[0]


def estimate_positions(
    space: Space,
    series: Sequence[Evidence],
    days: Sequence[ArrayLike],
    *,
    block_steps: int = BLOCK_STEPS,
) -> list[Track]:
    """Estimate stated positions at any dates, before, between and after utterances.

    Parameters
    ----------
    space : Space
        Where positions can be and how they move; the same for all series.
    series : sequence of Evidence
        One for each actor and issue.
    days : sequence of arrays, each of shape (Q,)
        The dates to estimate, for each series its own; a date takes in all that was said on
        that day.
    block_steps : int
        About how many steps are worked on at once. Memory grows with it, results do not
        depend on it.

    Returns
    -------
    list of Track
        In the order of ``series``.

    Raises
    ------
    ShapeError
        Not as many arrays of days as series, or evidence about another kind of space.
    RangeError
        A day is not finite.

    Notes
    -----
    Forward filter and backward smoother over a finite set of places, exact for these. Time is
    linear in the number of utterances; an utterance of uncertain date counts as three, and
    up to three overlapping ones double it each. Source: Rabiner 1989; the semigroup makes
    gaps of any length as cheap as a day.
    """
    if len(series) != len(days):
        raise ShapeError(f"{len(series)} series and {len(days)} arrays of days")
    queries = [_check_days(asked) for asked in days]
    tracks: dict[int, Track] = {}
    for block in _split_blocks(space, series, block_steps):
        schedules = [schedule for _, schedule in block]
        passes = run_passes(space, schedules)
        for place, (index, schedule) in enumerate(block):
            view = slice(int(passes.offsets[place]), int(passes.offsets[place + 1]))
            density, filtered = _read_off(space, passes, (schedule, view), queries[index])
            tracks[index] = Track(
                space=space,
                evidence_sha256=series[index].sha256,
                days=queries[index],
                density=density,
                filtered=filtered,
                log_evidence=float(passes.log_evidence[place]),
                gaps=find_gaps(space, passes, view),
            )
    return [tracks[index] for index in range(len(series))]


def _check_days(days: ArrayLike) -> Floats:
    asked = np.array(days, dtype=np.float64, ndmin=1)
    if asked.ndim != 1 or not np.isfinite(asked).all():
        raise RangeError(f"days {asked} have to be finite numbers on one axis")
    return asked


def _split_blocks(
    space: Space, series: Sequence[Evidence], block_steps: int
) -> Iterator[list[tuple[int, Schedule]]]:
    """Yield series of as many states and of similar length together."""
    open_blocks: dict[int, list[tuple[int, Schedule]]] = {}
    for index in sorted(range(len(series)), key=lambda i: -len(series[i])):
        schedule = build_schedule(series[index], space)
        block = open_blocks.setdefault(schedule.states, [])
        block.append((index, schedule))
        if schedule.states * sum(len(s.times) for _, s in block) >= block_steps:
            yield open_blocks.pop(schedule.states)
    yield from open_blocks.values()


def _read_off(
    space: Space, passes: Passes, one: tuple[Schedule, slice], days: Floats
) -> tuple[Floats, Floats]:
    """Return the smoothed and the filtered density at each day, (Q, N) both."""
    schedule, view = one
    times, states = passes.times[view], schedule.states
    left = np.zeros((len(days), states, space.size))
    left[:, 0] = 1.0 / space.size
    right = np.zeros_like(left)
    right[:, 0] = 1.0 / space.size
    to_come = np.ones((len(days), states))
    done: Integers = np.searchsorted(times, np.floor(days) + 1.0, side="left")
    known, ahead = np.flatnonzero(done > 0), np.flatnonzero(done < len(times))
    last, following = done[known] - 1, done[ahead]
    now = days.copy()
    now[known] = np.maximum(now[known], times[last])  # all of a day is said by its end
    left[known] = space.advance(
        passes.after[view][last], space.decay(now[known] - times[last])[:, None]
    )
    to_come[known] = schedule.to_come[last]
    right[ahead] = space.advance(
        passes.before[view][following], space.decay(times[following] - now[ahead])[:, None]
    )
    smoothed = (left * right).sum(axis=1)
    filtered = (left * to_come[:, :, None]).sum(axis=1)
    return _normalise(smoothed), _normalise(filtered)


def _normalise(mass: Floats) -> Floats:
    density: Floats = mass / mass.sum(axis=-1, keepdims=True)
    return density
