"""Draws behind forecasts and packages: of stated positions, and of weights."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.stats import qmc

from pourparler.case.case import Case
from pourparler.errors import RangeError
from pourparler.models.bargaining.standings import Floats
from pourparler.workbench.weights import Weight

DRAWS: Final = 1024
SEED: Final = 0
"""What forecasts and packages take unless told otherwise."""


def check_draws(draws: int) -> None:
    """Refuse a number of draws that a Sobol sequence cannot balance.

    Raises
    ------
    RangeError
        It is not a power of two, or below 2.

    Examples
    --------
    >>> check_draws(1024)
    """
    if draws < 2 or draws & (draws - 1):
        raise RangeError(
            f"{draws} draws: the number has to be a power of two",
            hint=f"Use {1 << max(1, (max(draws, 2) - 1).bit_length())}.",
        )


def draw_points(rng: np.random.Generator, draws: int, axes: int) -> Floats:
    """Return balanced points inside (0, 1), shape (draws, axes), by a scrambled Sobol sequence."""
    points = qmc.Sobol(axes, scramble=True, rng=rng).random(draws)
    inside: Floats = np.clip(points, 1e-12, 1 - 1e-12)
    return inside


def draw_cells(density: Floats, shares: Floats) -> NDArray[np.int64]:
    """Return which cell of a density each share of its mass falls into.

    Parameters
    ----------
    density : shape (N,)
    shares : shape (D,), in (0, 1)

    Examples
    --------
    >>> draw_cells(np.array([0.25, 0.0, 0.75]), np.array([0.1, 0.3, 0.9]))
    array([0, 2, 2])
    """
    reached = np.cumsum(density) / density.sum()
    cells = np.searchsorted(reached, shares, side="left")
    return np.minimum(cells, len(density) - 1)


def draw_weights(weights: Sequence[Weight], shares: Floats) -> Floats:
    """Return draws of weights, shape (D, W), at shares of their ranges, shape (D, W)."""
    return np.stack([w.range.quantile(shares[:, n]) for n, w in enumerate(weights)], axis=1)


def find_otherwise(case: Case, issue_id: str) -> str | None:
    """Return the option that holds without an agreement, where the settlement says so."""
    terms = case.settlement.terms if case.settlement else []
    for term in terms:
        if term.issue == issue_id and term.otherwise is not None:
            return term.otherwise
    return None
