"""How fast stated positions are estimated, beside dense matrices and beside hmmlearn.

Usage: python benchmarks/positions.py [SERIES]     (1,000 if left out: about three minutes)

Series of 1,000 utterances over ten years are estimated on every thirtieth day, in full: filter,
smoother, jumps. Half and a quarter as many utterances show that time is linear in them. One
series is then given to two others, whose time is scaled up: powers of the dense matrix of one day,
and hmmlearn with one hidden step a day, as it knows no gaps. Both have to give the same densities.
Then the simulated talks are held; see simulated_talks.py.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from functools import partial

import numpy as np
from hmmlearn.base import BaseHMM
from numpy.typing import NDArray

import simulated_talks
from pourparler.models.positions.estimate import estimate_positions
from pourparler.models.positions.evidence import SUPPORTS, Evidence
from pourparler.models.positions.schedule import build_schedule
from pourparler.models.positions.spaces import Grid

Floats = NDArray[np.float64]

SEED = 22
DAYS = 3652
UTTERANCES = 1000
ASKED = np.arange(0.0, DAYS, 30.0)
SPACE = Grid()


def main(count: int) -> None:
    rng = np.random.default_rng(SEED)
    print(f"{'series':>8}{'utterances each':>18}{'seconds':>10}{'µs an utterance':>18}")
    for utterances in (UTTERANCES // 4, UTTERANCES // 2, UTTERANCES):
        series = [make_series(utterances, rng) for _ in range(count)]
        start = time.perf_counter()
        estimate_positions(SPACE, series, [ASKED] * count)
        seconds = time.perf_counter() - start
        each = 1e6 * seconds / utterances / count
        print(f"{count:8}{utterances:18}{seconds:10.2f}{each:18.1f}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MB\n")
    compare(series[0], seconds / count)
    print()
    simulated_talks.main()


def make_series(utterances: int, rng: np.random.Generator) -> Evidence:
    """Return utterances on random days at random places: what is said does not change the cost."""
    days = np.sort(rng.integers(0, DAYS, utterances)).astype(np.float64)
    places = rng.integers(0, 101, utterances).astype(np.float64)
    return Evidence(
        first_day=days,
        last_day=days,
        modality=np.full(utterances, SUPPORTS),
        utterance=np.arange(utterances),
        misread=np.full(utterances, 0.1),
        not_meant=np.full(utterances, 0.1),
        low=places,
        high=places,
        spread=np.full(utterances, 8.0),
    )


def compare(said: Evidence, ours: float) -> None:
    """Print the time of one series: our share of the batch, and two peers with the same answer."""
    (track,) = estimate_positions(SPACE, [said], [ASKED])
    schedule = build_schedule(said, SPACE)
    daily = SPACE.advance(np.eye(SPACE.size), SPACE.decay(1.0))
    print(f"{'one series':<28}{'ms':>10}{'ratio':>8}{'largest difference':>22}")
    print(f"{'this, in the batch':<28}{1e3 * ours:10.1f}{1.0:8.1f}")
    peers: dict[str, Callable[[Floats, Floats, Floats], Floats]] = {
        "powers of a dense matrix": smooth_densely,
        "the same, kept by gap": partial(smooth_densely, keep=True),
        "hmmlearn, one step a day": smooth_daily,
    }
    for name, smooth in peers.items():
        start = time.perf_counter()
        density = smooth(schedule.times, schedule.rows, daily)
        seconds = time.perf_counter() - start
        gap = np.abs(density - track.density).max()
        print(f"{name:<28}{1e3 * seconds:10.1f}{seconds / ours:8.1f}{gap:22.1e}")


def smooth_densely(times: Floats, rows: Floats, daily: Floats, *, keep: bool = False) -> Floats:
    """Return the densities on the days asked for, (Q, N), a matrix power for each gap."""
    dates = np.unique(np.concatenate((times, ASKED)))
    heard = np.ones((len(dates), len(daily)))
    heard[np.searchsorted(dates, times)] = rows
    gaps = np.diff(dates).astype(int)
    powers = {int(gap): np.linalg.matrix_power(daily, gap) for gap in np.unique(gaps)}
    moves = [powers[gap] if keep else np.linalg.matrix_power(daily, gap) for gap in gaps]
    forward, backward = np.empty_like(heard), np.empty_like(heard)
    state = np.full(len(daily), 1.0 / len(daily))
    for step, row in enumerate(heard):
        state = (state @ moves[step - 1] if step else state) * row
        state /= state.sum()
        forward[step] = state
    state = np.ones(len(daily))
    for step in reversed(range(len(dates))):
        backward[step] = state
        state = moves[step - 1] @ (state * heard[step])
        state /= state.sum()
    density: Floats = (forward * backward)[np.searchsorted(dates, ASKED)]
    density /= density.sum(axis=1, keepdims=True)
    return density


class Daily(BaseHMM):  # type: ignore[misc]  # hmmlearn has no types
    """A hidden chain whose observations are its log likelihoods."""

    def _compute_log_likelihood(self, frames: Floats) -> Floats:
        return frames

    def _check(self) -> None:
        """Nothing: the likelihoods are given."""


def smooth_daily(times: Floats, rows: Floats, daily: Floats) -> Floats:
    """Return the densities on the days asked for, (Q, N), by hmmlearn's forward-backward."""
    chain = Daily(n_components=len(daily), implementation="log")
    chain.startprob_ = np.full(len(daily), 1.0 / len(daily))
    chain.transmat_ = daily
    frames = np.zeros((DAYS, len(daily)))
    frames[times.astype(int)] = np.log(rows)
    _, density = chain.score_samples(frames)
    found: Floats = density[ASKED.astype(int)]
    return found


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
