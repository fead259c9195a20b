"""Which inputs decide: Sobol indices of an outcome over a design of draws."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import bootstrap, sobol_indices

from pourparler.errors import ShapeError
from pourparler.models.sensitivity.draws import Design
from pourparler.models.sensitivity.ranges import Floats


@dataclass(frozen=True, slots=True)
class Drivers:
    """Sobol indices of one outcome.

    Attributes
    ----------
    names : tuple of str
        The D inputs.
    first_order, total_effect : array, shape (D,)
        Share of the outcome's variance that an input explains alone, and with others.
    """

    names: tuple[str, ...]
    first_order: Floats
    total_effect: Floats

    def ranked(self) -> tuple[tuple[str, float], ...]:
        """Return the inputs with their total effect, the largest first."""
        order = np.argsort(-self.total_effect, kind="stable")
        return tuple((self.names[i], float(self.total_effect[i])) for i in order)


def find_drivers(design: Design, outcomes: ArrayLike) -> Drivers:
    """Return the Sobol indices of an outcome.

    Parameters
    ----------
    design : Design
        D inputs, N base draws.
    outcomes : array, shape ((D + 2) N,)
        The outcome for every row of ``design.columns()``.

    Raises
    ------
    ShapeError
        There is not one outcome a row.

    Notes
    -----
    Estimators of Saltelli (2010) and Jansen (1999), as in ``scipy.stats.sobol_indices``.
    An outcome that never varies has no drivers: all indices are 0. Estimates below 0,
    which chance produces for inputs without effect, are reported as 0.
    """
    values: Floats = np.asarray(outcomes, dtype=np.float64)
    count, draws = len(design.names), design.draws
    if values.shape != ((count + 2) * draws,):
        raise ShapeError(
            f"outcomes have shape {values.shape}; {(count + 2) * draws} rows were drawn"
        )
    blocks = values.reshape(count + 2, draws)
    if np.ptp(blocks[:2]) == 0:
        return Drivers(design.names, np.zeros(count), np.zeros(count))
    found = sobol_indices(
        func={"f_A": blocks[None, 0], "f_B": blocks[None, 1], "f_AB": blocks[2:, None]}, n=draws
    )
    return Drivers(
        design.names,
        np.clip(found.first_order.ravel(), 0, None),
        np.clip(found.total_order.ravel(), 0, None),
    )


def total_effect_errors(
    design: Design, outcomes: ArrayLike, *, seed: int, resamples: int = 200
) -> Floats:
    """Return bootstrap standard errors of the total effects, shape (D,).

    Parameters
    ----------
    design, outcomes
        As in ``find_drivers``.
    seed : int
        Of the resampling.
    resamples : int
        Number of bootstrap samples.
    """
    blocks = np.asarray(outcomes, dtype=np.float64).reshape(len(design.names) + 2, design.draws)
    if np.ptp(blocks[:2]) == 0:
        return np.zeros(len(design.names))

    def total(rows: Floats) -> Floats:
        picked = rows.astype(np.int64)
        variance = blocks[:2][:, picked].var(axis=(0, -1))
        changed = (blocks[0, picked] - blocks[2:][:, picked]) ** 2
        effects: Floats = 0.5 * changed.mean(axis=-1) / variance
        return effects

    rows = np.arange(design.draws)
    found = bootstrap(
        (rows,),
        total,
        n_resamples=resamples,
        vectorized=False,
        method="percentile",
        rng=np.random.default_rng(seed),
    )
    return np.asarray(found.standard_error)
