"""Whether what is said of an ordered scale depends on where its options were put."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from pourparler.errors import RangeError
from pourparler.models.positions.defaults import LEAST_SPACING, RESPACINGS
from pourparler.models.positions.estimate import estimate_positions
from pourparler.models.positions.evidence import Evidence, Integers
from pourparler.models.positions.spaces import SCALE_LENGTH, Floats, Grid
from pourparler.models.positions.summary import find_quantile, nearest_options


@dataclass(frozen=True, slots=True)
class Respacing:
    """What survives when the options are put elsewhere in the same order.

    S series, Q dates. Counts are of ``draws`` re-spacings, to be given as shares
    (k + 1/2) / (draws + 1).

    Attributes
    ----------
    points : shape (draws, K)
        Where the options were put.
    option : int, shape (S, Q)
        The option nearest to each median, with the options where the case puts them.
    same_option : int, shape (S, Q)
        In how many re-spacings the median is nearest to the same option.
    lowest, highest : int, shape (S, Q)
        The outermost options that medians come nearest to.
    same_order : int, shape (S, S, Q)
        In how many re-spacings the medians of two series are not the other way round.
    """

    points: Floats
    option: Integers
    same_option: Integers
    lowest: Integers
    highest: Integers
    same_order: Integers

    @property
    def draws(self) -> int:
        """The number of re-spacings."""
        return len(self.points)


def respace_positions(
    grid: Grid,
    series: Sequence[Evidence],
    days: ArrayLike,
    *,
    points: ArrayLike,
    rng: np.random.Generator,
    draws: int = RESPACINGS,
) -> Respacing:
    """Estimate positions again and again with the options of an ordered scale re-spaced.

    The options keep their order and the outermost keep their places. What lies between two
    options moves with them; how loosely a statement is meant, in points, stays.

    Parameters
    ----------
    grid : Grid
    series : sequence of Evidence
        The actors on one issue.
    days : shape (Q,)
    points : shape (K,), rising, in [0, 100]
        Where the case puts the options.
    rng : numpy.random.Generator
    draws : int, at least 1

    Raises
    ------
    RangeError
        Points are off the scale or do not rise, or there are no draws.

    Examples
    --------
    >>> said = Evidence(
    ...     first_day=[0, 9], last_day=[0, 9], modality=[0, 0], utterance=[0, 1], low=[50, 50],
    ...     high=[50, 50], spread=[8.0] * 2, misread=[0.1] * 2, not_meant=[0.0] * 2,
    ... )
    >>> found = respace_positions(
    ...     Grid(), [said], [9], points=[0, 50, 100], rng=np.random.default_rng(0)
    ... )
    >>> found.option, found.same_option, found.draws
    (array([[1]]), array([[50]]), 50)
    """
    nearest_options(grid, points)  # refuses points that are not in order
    if draws < 1:
        raise RangeError(f"{draws} re-spacings; at least 1 is needed")
    at, asked = np.array(points, np.float64), np.array(days, np.float64, ndmin=1)
    spaced = np.concatenate((at[None], draw_spacings(at, draws, rng)))
    moved = [move_statements(said, at, new) for new in spaced for said in series]
    tracks = estimate_positions(grid, moved, [asked] * len(moved))
    density = np.stack([track.density for track in tracks])
    medians = find_quantile(grid, density, 0.5).reshape(len(spaced), len(series), len(asked))
    options = np.abs(medians[..., None] - spaced[:, None, None, :]).argmin(axis=-1)
    order = np.sign(medians[:, :, None] - medians[:, None, :])
    return Respacing(
        points=spaced[1:],
        option=options[0],
        same_option=(options[1:] == options[0]).sum(axis=0),
        lowest=options.min(axis=0),
        highest=options.max(axis=0),
        same_order=(order[1:] * order[0] >= 0).sum(axis=0),
    )


def draw_spacings(points: Floats, draws: int, rng: np.random.Generator) -> Floats:
    """Draw places for options, all monotone spacings alike, shape (draws, K).

    The outermost stay, and none comes closer to the next than a quarter of the average.
    """
    gaps = len(points) - 1
    parts = rng.dirichlet(np.ones(gaps), draws) if gaps else np.ones((draws, 0))
    spans = (points[-1] - points[0]) * (LEAST_SPACING / max(gaps, 1) + (1 - LEAST_SPACING) * parts)
    spaced: Floats = points[0] + np.concatenate(
        (np.zeros((draws, 1)), np.cumsum(spans, axis=1)), axis=1
    )
    return np.clip(spaced, points[0], points[-1])  # a sum may pass the end by rounding


def move_statements(said: Evidence, points: Floats, spaced: Floats) -> Evidence:
    """Return statements about options that now stand elsewhere.

    Places between two options are moved in proportion; those outside all options stay.
    """
    low, high, _ = said.intervals()
    old = np.concatenate(([0.0], points, [SCALE_LENGTH]))
    new = np.concatenate(([0.0], spaced, [SCALE_LENGTH]))
    return replace(said, low=np.interp(low, old, new), high=np.interp(high, old, new))
