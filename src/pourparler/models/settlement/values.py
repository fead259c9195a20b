"""What a package and what fighting on are worth to the two sides of a front.

All values are in *u*, the present value to the advancing side of 1,000 km2 of land, and
relative to a freeze at the current line that nobody breaks.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pourparler.errors import RangeError

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stakes:
    """What the two sides gain and lose, one value a draw: arrays of shape (N,), or floats.

    Attributes
    ----------
    drift : 1,000 km2 a year that the advancing side gains while fighting goes on
    signature : 1/year, rate at which fighting ends by a signature, above 0
    discount : 1/year, above 0
    cost_advancing, cost_other : u a year of fighting
    land_value_other : u per 1,000 km2, worth of land to the other side
    sovereignty_cost : u, cost to the other side of ceding any land
    relief_cost_other : u per u of relief granted to the advancing side
    """

    drift: Floats
    signature: Floats
    discount: Floats
    cost_advancing: Floats
    cost_other: Floats
    land_value_other: Floats
    sovereignty_cost: Floats
    relief_cost_other: Floats

    def __post_init__(self) -> None:
        """Refuse rates that have no meaning."""
        for name in ("signature", "discount"):
            least = float(np.min(getattr(self, name)))
            if not least > 0:
                raise RangeError(
                    f"{name} is {least:g} a year in at least one draw; it has to be above 0",
                    hint="Give a range whose 5 % point is above 0.",
                )


@dataclass(frozen=True, slots=True, kw_only=True)
class Peace:
    """What a guarantee makes of the time after a signature: arrays of shape (N,).

    Attributes
    ----------
    option_value : u, worth to the advancing side of being able to attack again, >= 0
    hazard : 1/year, rate at which peace breaks down
    breakdown_loss : u, loss of the other side from a breakdown
    """

    option_value: Floats
    hazard: Floats
    breakdown_loss: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Values:
    """What a package, and what fighting on, are worth to each side, shape (N,), in u."""

    advancing: Floats
    other: Floats
    fighting_advancing: Floats
    fighting_other: Floats

    @property
    def surplus_advancing(self) -> Floats:
        """How much the advancing side prefers the package to fighting on."""
        return self.advancing - self.fighting_advancing

    @property
    def surplus_other(self) -> Floats:
        """How much the other side prefers the package to fighting on."""
        return self.other - self.fighting_other

    @property
    def both_prefer(self) -> NDArray[np.bool_]:
        """Whether both sides prefer it; indifference counts as preferring."""
        return (self.surplus_advancing >= 0) & (self.surplus_other >= 0)


def value_package(
    stakes: Stakes,
    peace: Peace,
    *,
    land: float | Floats,
    relief: float | Floats,
    status_cost: float | Floats,
    reference: Peace,
) -> Values:
    """Return what a package is worth to each side beside fighting on.

    Parameters
    ----------
    stakes : Stakes
    peace : Peace
        Under the package's guarantee, its land and its relief.
    land : float or array
        1,000 km2 handed to the advancing side beyond the current line; may be negative.
    relief : float or array
        u granted to the advancing side (sanctions relief and the like), at or above 0.
    status_cost : float or array
        u that the guarantee costs the advancing side as such, apart from what it deters.
    reference : Peace
        Under the guarantee that is expected if the war ends later.

    Notes
    -----
    Package: V_A = land + relief - status_cost + O and V_D = -v_D land - sov [land > 0] -
    kappa relief - h/(r+h) loss. Fighting until a signature at rate lambda:
    W_A = (mu - c_A)/(r+lambda) + lambda/(r+lambda) O(reference) and
    W_D = -(v_D mu + c_D)/(r+lambda) - lambda/(r+lambda) h/(r+h) loss(reference).
    """
    r, rate = stakes.discount, stakes.signature
    ceded = np.asarray(land, dtype=np.float64)
    granted = np.asarray(relief, dtype=np.float64)
    ends = rate / (r + rate)
    return Values(
        advancing=ceded + granted - status_cost + peace.option_value,
        other=-stakes.land_value_other * ceded
        - np.where(ceded > 0, stakes.sovereignty_cost, 0.0)
        - stakes.relief_cost_other * granted
        - _discounted_loss(peace, r),
        fighting_advancing=(stakes.drift - stakes.cost_advancing) / (r + rate)
        + ends * reference.option_value,
        fighting_other=-(stakes.land_value_other * stakes.drift + stakes.cost_other) / (r + rate)
        - ends * _discounted_loss(reference, r),
    )


def value_until_breakdown(
    value: float | Floats, broken: float | Floats, *, discount: float | Floats, hazard: Floats
) -> Floats:
    """Return the worth of a payoff that lasts until a breakdown and then is ``broken``.

    (r value + h broken) / (r + h), with discount r and hazard h.

    Examples
    --------
    >>> float(value_until_breakdown(10.0, -20.0, discount=0.08, hazard=np.array(0.03)).round(8))
    1.81818182
    """
    result: Floats = (discount * np.asarray(value) + hazard * broken) / (discount + hazard)
    return result


def _discounted_loss(peace: Peace, discount: Floats) -> Floats:
    return peace.hazard / (discount + peace.hazard) * peace.breakdown_loss
