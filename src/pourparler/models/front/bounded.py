"""Land at a signature where there is only so much of it: nobody gains what the other has not."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from pourparler.errors import RangeError
from pourparler.models.arguments import Floats
from pourparler.models.front.landing import LandAtSignature


@dataclass(frozen=True, slots=True)
class BoundedLand:
    """Distribution of the land gained until a signature, between what either side can lose.

    Attributes
    ----------
    free : LandAtSignature
        Without bounds.
    ahead_km2, behind_km2 : array, at or above 0
        Land that the advancing side can gain, and that it can lose; infinite for no bound.
    """

    free: LandAtSignature
    ahead_km2: Floats
    behind_km2: Floats

    @property
    def mean_km2(self) -> Floats:
        """Expected land gained."""
        gained = self.free.gain_scale_km2 * self.chance_all_gained
        lost = self.free.loss_scale_km2 * self.chance_all_lost
        mean: Floats = self.free.mean_km2 - gained + lost
        return mean

    @property
    def chance_all_gained(self) -> Floats:
        """Chance that the advancing side holds all there is when a signature comes."""
        chance: Floats = (1 - self.free.chance_of_loss) * _beyond(
            self.ahead_km2, self.free.gain_scale_km2
        )
        return chance

    @property
    def chance_all_lost(self) -> Floats:
        """Chance that it holds nothing any more."""
        chance: Floats = self.free.chance_of_loss * _beyond(
            self.behind_km2, self.free.loss_scale_km2
        )
        return chance

    def quantile_km2(self, share: ArrayLike) -> Floats:
        """Return the land below which a share of the distribution lies, the bounds included.

        Parameters
        ----------
        share : float or array, between 0 and 1, ends excluded
            As in `LandAtSignature.quantile_km2`.

        Raises
        ------
        RangeError
            A share is 0, 1 or outside.
        """
        land: Floats = np.clip(self.free.quantile_km2(share), -self.behind_km2, self.ahead_km2)
        return land


def bound_land(
    free: LandAtSignature, *, ahead_km2: ArrayLike = np.inf, behind_km2: ArrayLike = np.inf
) -> BoundedLand:
    """Return land at a signature, where an advance ends with the land there is.

    Parameters
    ----------
    free : LandAtSignature
        As the front would move if there were land without end.
    ahead_km2, behind_km2 : float or array, at or above 0
        What the other side holds, and the advancing side; infinite, as by default, for no
        bound. Broadcast against the draws.

    Raises
    ------
    RangeError
        A bound is below 0 or no number.

    Notes
    -----
    min(max(L, -behind), ahead): whoever would have gone further has all of it. With
    E[(L - b)+] = gain_scale P(L > b) for an exponential tail,
    E[bounded] = E[L] - gain_scale P(L > ahead) + loss_scale P(L < -behind). That fighting
    would end when nothing is left to take, and so before the signature, makes no difference
    to these figures as long as the front moves one way; where it wanders, a front that has
    reached the end and come back by the signature is not counted as having ended there.

    Examples
    --------
    >>> from pourparler.models.front.landing import land_at_signature
    >>> bounded = bound_land(land_at_signature(5600.0, 900.0, 1.0), ahead_km2=10_000.0)
    >>> bounded.quantile_km2([0.5, 0.95]).round(), bounded.mean_km2.round(3)
    (array([ 3860., 10000.]), np.float64(4639.503))
    >>> bounded.chance_all_gained.round(4)
    np.float64(0.1694)
    """
    return BoundedLand(free, _room("ahead_km2", ahead_km2), _room("behind_km2", behind_km2))


def _beyond(bound: Floats, scale: Floats) -> Floats:
    """Return the chance that an exponential tail of some mean goes beyond a bound."""
    size = np.broadcast_to(np.inf, np.broadcast_shapes(bound.shape, scale.shape)).copy()
    with np.errstate(over="ignore"):  # a mean next to nothing goes beyond no bound
        passed: Floats = np.exp(-np.divide(bound, scale, out=size, where=scale > 0))
    return passed


def _room(name: str, values: ArrayLike) -> Floats:
    room = np.asarray(values, dtype=np.float64)
    if (np.isnan(room) | (room < 0)).any():
        raise RangeError(
            f"{name} has a bound below 0 or that is no number",
            hint="Give how much land there is, or infinity where there is no bound.",
        )
    return room
