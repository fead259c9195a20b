"""Draws over uncertain inputs: scrambled Sobol points in Saltelli's arrangement.

``base`` rows are draws from the inputs' joint distribution and are what shares are
counted on; the others change one input at a time and tell which input decides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import qmc

from pourparler.errors import RangeError
from pourparler.models.sensitivity.ranges import Floats, Uncertain

_EDGE = 1e-12


@dataclass(frozen=True, slots=True)
class Design:
    """Values of D inputs in (D + 2) blocks of N draws, made block by block.

    Attributes
    ----------
    names : tuple of str
        The D inputs.
    first, second : array, shape (N, D)
        Block 0 (the base, A) and block 1 (B); block 2 + i is A with input i taken from B.
    """

    names: tuple[str, ...]
    first: Floats
    second: Floats

    @property
    def draws(self) -> int:
        """N, the number of base draws."""
        return int(self.first.shape[0])

    @property
    def blocks(self) -> int:
        """D + 2, the number of blocks."""
        return len(self.names) + 2

    @property
    def values(self) -> Floats:
        """All blocks at once, shape (D + 2, N, D); memory grows with the square of D."""
        return np.stack([self._block(number) for number in range(self.blocks)])

    def block(self, number: int) -> dict[str, Floats]:
        """Return the values of each input in one block, shape (N,)."""
        values = self._block(number)
        return {name: values[:, place] for place, name in enumerate(self.names)}

    def columns(self) -> dict[str, Floats]:
        """Return the values of each input over all blocks, shape ((D + 2) N,)."""
        flat = self.values.reshape(-1, len(self.names))
        return {name: flat[:, number] for number, name in enumerate(self.names)}

    def base(self) -> dict[str, Floats]:
        """Return the values of each input over the base draws, shape (N,)."""
        return self.block(0)

    def leading(self, draws: int) -> Design:
        """Return the first of the draws; a power of two of them is as balanced as all."""
        return Design(self.names, self.first[:draws], self.second[:draws])

    def _block(self, number: int) -> Floats:
        if number < 2:
            return self.second if number else self.first
        values = self.first.copy()
        values[:, number - 2] = self.second[:, number - 2]
        return values


def draw_design(
    ranges: Mapping[str, Uncertain],
    draws: int,
    *,
    seed: int,
    among: Sequence[str] | None = None,
) -> Design:
    """Draw the blocks for shares and for Sobol indices of independent inputs.

    Parameters
    ----------
    ranges : mapping of str to Uncertain
        The uncertain inputs. Constants need not be among them.
    draws : int
        N, a power of two, at least 2: only then is the sequence balanced.
    seed : int
        Of the scrambling; the same seed gives the same values on any machine.
    among : sequence of str, optional
        All inputs that there may be, in order. An input is then drawn at the same points
        whichever of the others are drawn, so that questions about some of the inputs are
        answered in the same draws as questions about all. Those in ``ranges`` if left out.

    Raises
    ------
    RangeError
        ``draws`` is not a power of two, there are no inputs, or one is not ``among`` them.

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
    axes = {name: axis for axis, name in enumerate(names if among is None else among)}
    missing = [name for name in names if name not in axes]
    if missing:
        raise RangeError(
            f"{', '.join(missing)} is not among the {len(axes)} inputs that may be drawn",
            hint="Name every input that is drawn in `among`.",
        )
    count = len(axes)
    points = qmc.Sobol(2 * count, scramble=True, rng=seed).random(draws)
    points = np.clip(points, _EDGE, 1 - _EDGE)
    first, second = np.empty((draws, len(names))), np.empty((draws, len(names)))
    for number, name in enumerate(names):
        first[:, number] = ranges[name].quantile(points[:, axes[name]])
        second[:, number] = ranges[name].quantile(points[:, count + axes[name]])
    return Design(names, first, second)
