"""Draws over uncertain inputs: scrambled Sobol points in Saltelli's arrangement.

``base`` rows are draws from the inputs' joint distribution and are what shares are
counted on; the others change one input at a time and tell which input decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.stats import qmc

from pourparler.errors import RangeError
from pourparler.models.sensitivity.pools import Pool
from pourparler.models.sensitivity.ranges import Floats, Range

_EDGE = 1e-12


@dataclass(frozen=True, slots=True)
class Design:
    """Values of D inputs in (D + 2) blocks of N draws.

    Attributes
    ----------
    names : tuple of str
        The D inputs.
    values : array, shape (D + 2, N, D)
        Block 0 is A (the base), block 1 is B, block 2 + i is A with input i taken from B.
    """

    names: tuple[str, ...]
    values: Floats

    @property
    def draws(self) -> int:
        """N, the number of base draws."""
        return int(self.values.shape[1])

    def columns(self) -> dict[str, Floats]:
        """Return the values of each input over all blocks, shape ((D + 2) N,)."""
        flat = self.values.reshape(-1, len(self.names))
        return {name: flat[:, number] for number, name in enumerate(self.names)}

    def base(self) -> dict[str, Floats]:
        """Return the values of each input over the base draws, shape (N,)."""
        return {name: self.values[0, :, number] for number, name in enumerate(self.names)}


def draw_design(ranges: Mapping[str, Range | Pool], draws: int, *, seed: int) -> Design:
    """Draw the blocks for shares and for Sobol indices of independent inputs.

    Parameters
    ----------
    ranges : mapping of str to Range or Pool
        The uncertain inputs. Constants need not be among them.
    draws : int
        N, a power of two, at least 2: only then is the sequence balanced.
    seed : int
        Of the scrambling; the same seed gives the same values on any machine.

    Raises
    ------
    RangeError
        ``draws`` is not a power of two, or there are no inputs.

    Notes
    -----
    Saltelli et al. (2010), Computer Physics Communications 181: (D + 2) N evaluations,
    without second-order indices. Inputs are taken to be independent; where they are not,
    group them or read the total effects with that in mind.
    """
    if draws < 2 or draws & (draws - 1):
        raise RangeError(
            f"{draws} draws: the number of base draws has to be a power of two",
            hint=f"Use {1 << max(1, (max(draws, 2) - 1).bit_length())}.",
        )
    if not ranges:
        raise RangeError("there are no uncertain inputs to draw", hint="Give at least one range.")
    names = tuple(ranges)
    count = len(names)
    points = qmc.Sobol(2 * count, scramble=True, rng=seed).random(draws)
    points = np.clip(points, _EDGE, 1 - _EDGE)
    values = np.empty((count + 2, draws, count))
    for number, name in enumerate(names):
        values[0, :, number] = ranges[name].quantile(points[:, number])
        values[1, :, number] = ranges[name].quantile(points[:, count + number])
    values[2:] = values[0]
    for number in range(count):
        values[2 + number, :, number] = values[1, :, number]
    return Design(names, values)
