"""Whether estimates of stated positions keep their word on simulated talks, and under which rates.

Usage: python benchmarks/simulated_talks.py     (about a minute; benchmarks/positions.py calls it)

Coverage: the 80 % intervals should hold the truth in 80 of 100 cases when the model is true. Two
misspecified truths show what they hold when it is not. Shifts: how many moves are found, and how
many that are found were there. Rates: what assuming a wrong rate costs, from which the defaults
were set: the expected loss in log density at the true place, in nats, beside knowing the rate.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pourparler.models.positions.estimate import Track, estimate_positions
from pourparler.models.positions.evidence import Evidence
from pourparler.models.positions.regions import find_region
from pourparler.models.positions.shifts import find_shifts
from pourparler.models.positions.simulate import (
    draw_paths,
    draw_statements,
    hear_statements,
    make_repertoire,
)
from pourparler.models.positions.spaces import Grid, OptionSet, Space

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

SEED = 21
ERROR = 0.2
YEARS = 2
UTTERANCES = 24
MOVE = 25.0  # half the distance of options at 0, 50 and 100
JUMP_EVERY_DAYS = [30, 60, 125, 200, 500, 1000, 2000]
WALKS = [0.0, 0.03, 0.1, 0.3, 1.0, 3.0]


@dataclass(frozen=True)
class Talks:
    """S simulated series: the true places on Q dates and what was said."""

    asked: Floats
    truth: Integers
    series: Sequence[Evidence]


def main() -> None:
    print_coverage()
    print_shifts()
    print_rates()


def hold_talks(
    truth: Space, count: int, rng: np.random.Generator, *, kept_up: bool = False
) -> Talks:
    """Let positions move as in ``truth`` and be stated; ``kept_up``: a wrong line is repeated."""
    days = np.sort(rng.choice(365 * YEARS, UTTERANCES, replace=False)).astype(np.float64)
    asked = np.arange(15.0, 365 * YEARS + 30, 30)
    every, at = np.unique(np.concatenate((days, asked)), return_inverse=True)
    paths = draw_paths(truth, every, count, rng)[:, at]
    repertoire = make_repertoire(truth)
    said = draw_statements(repertoire, paths[:, :UTTERANCES], 0.0 if kept_up else ERROR, rng)
    if kept_up:
        line = rng.choice(len(repertoire.anyway), (count, 1), p=repertoire.anyway)
        said = np.where(rng.random(said.shape) < ERROR, line, said)
    return Talks(asked, paths[:, UTTERANCES:], hear_statements(repertoire, said, days, error=ERROR))


def estimate(space: Space, talks: Talks) -> list[Track]:
    return estimate_positions(space, talks.series, [talks.asked] * len(talks.series))


def print_coverage() -> None:
    rng = np.random.default_rng(SEED)
    truths: list[tuple[str, Space, Space, bool]] = [
        ("the model, on a grid", Grid(), Grid(), False),
        ("the model, on four options", OptionSet(4), OptionSet(4), False),
        ("it walks ten times as fast, never jumps", Grid(), Grid(walk=1.0, jump_rate=0.0), False),
        ("the wrong fifth repeats one line", Grid(), Grid(), True),
        ("the same, on four options", OptionSet(4), OptionSet(4), True),
    ]
    print("what 80 % intervals hold           as known then        as known now")
    for name, space, truth, kept_up in truths:
        talks = hold_talks(truth, 800, rng, kept_up=kept_up)
        tracks = estimate(space, talks)
        cells = []
        for known in ("filtered", "density"):
            region = find_region(np.stack([getattr(track, known) for track in tracks]))
            held = np.take_along_axis(region, talks.truth[:, :, None], axis=-1).mean(axis=(1, 2))
            error = held.std() / np.sqrt(len(held))
            cells.append(f"{held.mean():.3f} ± {error:.3f}")
        print(f"{name:<40}{cells[0]:>15}{cells[1]:>20}")


def print_shifts() -> None:
    """Print how many shifts span a true move, and how many true moves lie in a shift.

    Both between the first and the last utterance, from month to month.
    """
    rng = np.random.default_rng(SEED)
    space = Grid()
    print("\nshifts          series  shifts  with a move   moves of 25 points  in a shift")
    for name, truth in (("positions move", space), ("nothing moves", Grid(walk=0, jump_rate=0))):
        talks = hold_talks(truth, 300, rng)
        counts = np.zeros(4, np.int64)
        for track, said, path in zip(
            estimate(space, talks), talks.series, talks.truth, strict=True
        ):
            shifts = find_shifts(track, said, [0, 50, 100])
            moved = np.flatnonzero(np.abs(np.diff(space.places[path])) > MOVE)
            begins, ends = talks.asked[moved], talks.asked[moved + 1]
            spans = np.array([(shift.first_day, shift.last_day) for shift in shifts]).reshape(-1, 2)
            meet = (spans[:, :1] < ends) & (spans[:, 1:] > begins)
            counts += [len(shifts), meet.any(axis=1).sum(), len(moved), meet.any(axis=0).sum()]
        print(f"{name:<14}{len(talks.series):8}", *(f"{count:12}" for count in counts))


def print_rates() -> None:
    print_regret("jumps of options, one in days", JUMP_EVERY_DAYS, lambda d: OptionSet(4, 1 / d))
    print_regret(
        "jumps on a grid, one in days", JUMP_EVERY_DAYS, lambda d: Grid(51, jump_rate=1 / d)
    )
    print_regret("walks, variance per day", WALKS, lambda walk: Grid(51, walk))


def print_regret(name: str, rates: Sequence[float], make: Callable[[float], Space]) -> None:
    rng = np.random.default_rng(SEED)
    loss = np.zeros((len(rates), len(rates)))
    for row, true in enumerate(rates):
        talks = hold_talks(make(true), 120, rng)
        for column, assumed in enumerate(rates):
            tracks = estimate(make(assumed), talks)
            density = np.stack([(track.filtered, track.density) for track in tracks])
            at_truth = np.take_along_axis(density, talks.truth[:, None, :, None], axis=-1)
            loss[row, column] = -np.log(at_truth).mean()
    regret = loss - np.diag(loss)[:, None]
    print(f"\nloss in nats: {name}; rows true, columns assumed")
    print(f"{'':>8}" + "".join(f"{rate:8g}" for rate in rates))
    for rate, row_of in zip(rates, regret, strict=True):
        print(f"{rate:8g}" + "".join(f"{cell:8.3f}" for cell in row_of))
    print("   worst" + "".join(f"{cell:8.3f}" for cell in regret.max(axis=0)))
    print("    mean" + "".join(f"{cell:8.3f}" for cell in regret.mean(axis=0)))


if __name__ == "__main__":
    main()
