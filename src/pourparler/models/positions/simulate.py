"""Positions and statements drawn from the model, to see whether estimates keep their word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from pourparler.errors import RangeError
from pourparler.models.positions.evidence import SUPPORTS, Evidence, Integers
from pourparler.models.positions.likelihoods import statement_likelihoods
from pourparler.models.positions.spaces import Floats, Grid, Space

_EXACT = 1e-3
"""Spread of a statement that names one place and nothing else, in points of the scale."""

_NEVER = 1e-12


@dataclass(frozen=True, slots=True)
class Repertoire:
    """C statements that can be made, and how often each is where the position is.

    Attributes
    ----------
    samples : Evidence
        One statement of each kind; their days mean nothing.
    chances : shape (C, N)
        Of each statement, if it is meant and read well, at each place. Columns sum to 1.
    anyway : shape (C,)
        Of each statement if it is not. Sums to 1.
    """

    samples: Evidence
    chances: Floats
    anyway: Floats


def make_repertoire(space: Space, *, spread: float = 8.0) -> Repertoire:
    """Make statements to which the model's likelihoods apply exactly.

    On a grid one statement is centred on each place with the spread that is given. As they
    are fewer near the ends of the scale, statements that name a single place make up for it:
    only together do they have a chance of 1 at every place. On an option set each statement
    names one option.

    Parameters
    ----------
    space : Space
    spread : float, above 0
        In points of the scale.
    """
    size = space.size
    if not isinstance(space, Grid):
        evidence = _statements(np.zeros(size), np.zeros(size), on_grid=False)
        return Repertoire(evidence, np.eye(size), np.full(size, 1.0 / size))
    places = np.tile(space.places, 2)
    evidence = _statements(places, np.repeat([spread, _EXACT], size), on_grid=True)
    fits = statement_likelihoods(evidence, space).meant
    centred = fits[:size].sum(axis=0)
    anyway = np.concatenate((np.full(size, 1.0), (centred.max() - centred) / size)) / centred.max()
    chances = fits * anyway[:, None]
    kept = anyway > _NEVER
    total = anyway.sum()  # the model grants every statement one chance in a million to be wrong
    return Repertoire(evidence.select(kept), chances[kept] / total, anyway[kept] / total)


def draw_paths(space: Space, days: ArrayLike, count: int, rng: np.random.Generator) -> Integers:
    """Draw positions at some dates.

    Parameters
    ----------
    space : Space
    days : shape (T,), not falling
    count : int
        How many positions to draw.
    rng : numpy.random.Generator

    Returns
    -------
    int, shape (count, T)
        Which place each position has at each date.

    Raises
    ------
    RangeError
        Days fall.
    """
    dates = np.array(days, dtype=np.float64, ndmin=1)
    if (np.diff(dates) < 0).any():
        raise RangeError(f"days {dates} have to be in order")
    paths = rng.integers(0, space.size, (count, len(dates)))
    for step, gap in enumerate(np.diff(dates), start=1):
        walks = space.advance(np.eye(space.size), space.walk_decay(gap))
        walked = _draw(walks[paths[:, step - 1]], rng)
        stays = rng.random(count) < np.exp(-space.jump_rate * gap)
        paths[stays, step] = walked[stays]
    return paths


def draw_statements(
    repertoire: Repertoire, places: Integers, error: float, rng: np.random.Generator
) -> Integers:
    """Draw what is said at some places.

    Parameters
    ----------
    repertoire : Repertoire
    places : int, shape (S, T)
    error : float, in [0, 1]
        Chance that a statement is not meant or misread, and could be any.
    rng : numpy.random.Generator

    Returns
    -------
    int, shape (S, T)
        Which statement of the repertoire is made.
    """
    said = _draw(repertoire.chances.T[places.ravel()], rng).reshape(places.shape)
    anything = rng.choice(len(repertoire.anyway), places.shape, p=repertoire.anyway)
    return np.where(rng.random(places.shape) < error, anything, said)


def hear_statements(
    repertoire: Repertoire, said: Integers, days: ArrayLike, *, error: float
) -> Sequence[Evidence]:
    """Return what was said as evidence, one series for each row, each utterance in full.

    Parameters
    ----------
    repertoire : Repertoire
    said : int, shape (S, T)
    days : shape (T,)
    error : float, in [0, 1]
        The chance of error that the evidence claims.
    """
    dates = np.array(days, dtype=np.float64, ndmin=1)
    count, samples = len(dates), repertoire.samples
    return [
        Evidence(
            first_day=dates,
            last_day=dates,
            modality=samples.modality[row],
            utterance=np.arange(count),
            week=np.arange(count),
            misread=np.full(count, error),
            not_meant=np.zeros(count),
            low=None if samples.low is None else samples.low[row],
            high=None if samples.high is None else samples.high[row],
            spread=None if samples.spread is None else samples.spread[row],
            options=None if samples.options is None else samples.options[row],
        )
        for row in said
    ]


def _statements(places: Floats, spread: Floats, *, on_grid: bool) -> Evidence:
    """Return one statement for each place, without any chance of error."""
    count = len(places)
    return Evidence(
        first_day=np.zeros(count),
        last_day=np.zeros(count),
        modality=np.full(count, SUPPORTS),
        utterance=np.arange(count),
        misread=np.zeros(count),
        not_meant=np.zeros(count),
        low=places if on_grid else None,
        high=places if on_grid else None,
        spread=spread if on_grid else None,
        options=None if on_grid else np.eye(count, dtype=bool),
    )


def _draw(chances: Floats, rng: np.random.Generator) -> Integers:
    """Draw one of C for each row of chances (k, C)."""
    reached = np.cumsum(chances, axis=1)
    wanted = rng.random(len(chances)) * reached[:, -1]
    drawn: Integers = (reached <= wanted[:, None]).sum(axis=1)
    return drawn
