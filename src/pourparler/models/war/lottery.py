"""War as a costly lottery, and the range of divisions that both sides prefer to it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pourparler.models.arguments import Floats, take

_ROUNDING = 1e-12


@dataclass(frozen=True, slots=True)
class BargainingRange:
    """The shares of the pie for the attacker that neither side would fight over.

    That it is empty is an outcome, not an error: then no division is preferred to war by
    both. Arrays of one shape.

    Attributes
    ----------
    low : array
        The least share that the attacker would take.
    high : array
        The largest share that the defender would leave to it.
    """

    low: Floats
    high: Floats

    @property
    def width(self) -> Floats:
        """How wide the range is; below 0 by how much an empty one falls short."""
        return self.high - self.low

    @property
    def exists(self) -> NDArray[np.bool_]:
        """Whether there is a division that both prefer; a single point counts."""
        return self.width >= -_ROUNDING


def find_range(
    win_attacker: ArrayLike,
    cost_attacker: ArrayLike,
    cost_defender: ArrayLike,
    *,
    win_defender: ArrayLike | None = None,
    power_attacker: ArrayLike = 1.0,
    power_defender: ArrayLike = 1.0,
) -> BargainingRange:
    """Return the divisions that both sides prefer to a war decided in one throw.

    Parameters
    ----------
    win_attacker : float or array, in [0, 1]
        Chance that the attacker wins, as the attacker sees it.
    cost_attacker, cost_defender : float or array, at or above 0
        Of war, as shares of the pie.
    win_defender : float or array, in [0, 1], optional
        Chance that the *attacker* wins as the defender sees it; the same when left out.
    power_attacker, power_defender : float or array, above 0
        Utility of a share x is x to this power: 1 is neutral to risk, below 1 averse, above
        1 loving. Lovers of risk can leave no range where others would.

    Raises
    ------
    RangeError
        A number is not finite or outside its range.

    Notes
    -----
    low = max(0, p_A - c_A)^(1/alpha_A), high = 1 - max(0, 1 - p_D - c_D)^(1/alpha_D); neutral
    to risk and away from the ends a range exists if and only if p_A - p_D <= c_A + c_D.
    Fearon (1995), Rationalist explanations for war, International Organization 49(3).

    Examples
    --------
    >>> found = find_range(0.6, 0.1, 0.2, power_attacker=[1, 2], power_defender=[1, 2])
    >>> found.low.round(4), found.high.round(4), found.exists
    (array([0.5   , 0.7071]), array([0.8   , 0.5528]), array([ True, False]))
    """
    attacker = take("win_attacker", win_attacker, "between 0 and 1")
    defender = attacker
    if win_defender is not None:
        defender = take("win_defender", win_defender, "between 0 and 1")
    worth = attacker - take("cost_attacker", cost_attacker, "at or above 0")
    kept = 1 - defender - take("cost_defender", cost_defender, "at or above 0")
    low = np.maximum(worth, 0) ** (1 / take("power_attacker", power_attacker, "above 0"))
    left = np.maximum(kept, 0) ** (1 / take("power_defender", power_defender, "above 0"))
    ends = np.broadcast_arrays(low, 1 - left)
    return BargainingRange(ends[0], ends[1])
