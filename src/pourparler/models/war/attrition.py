"""The war of attrition: an option, never the default worth of fighting on.

In its mixed equilibrium each side concedes at the rate that keeps the *other* indifferent,
so the side with the lower cost concedes sooner. Use it to ask what that logic implies, not
to say what a side would get without an agreement.
"""

from __future__ import annotations

from dataclasses import dataclass

from numpy.typing import ArrayLike

from pourparler.errors import RangeError
from pourparler.models.arguments import Floats, take


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """What one side gets from a war of attrition; floats or arrays.

    Attributes
    ----------
    win, lose : float or array
        Worth of the other's concession and of one's own.
    cost_per_year : float or array, at or above 0
        Of holding out.

    Raises
    ------
    RangeError
        A number is not finite, the cost is below 0, or losing is not worth less.
    """

    win: ArrayLike
    lose: ArrayLike
    cost_per_year: ArrayLike

    def __post_init__(self) -> None:
        take("win less lose", take("win", self.win) - take("lose", self.lose), "above 0")
        take("cost_per_year", self.cost_per_year, "at or above 0")


@dataclass(frozen=True, slots=True)
class Attrition:
    """The mixed equilibrium; arrays of one shape.

    Attributes
    ----------
    concedes_attacker, concedes_defender : array, per year
        Rate at which each concedes.
    """

    concedes_attacker: Floats
    concedes_defender: Floats

    @property
    def mean_years(self) -> Floats:
        """Expected time until one concedes."""
        return 1 / (self.concedes_attacker + self.concedes_defender)

    @property
    def chance_attacker(self) -> Floats:
        """Chance that the defender concedes first."""
        return self.concedes_defender * self.mean_years


def solve_attrition(
    attacker: Contest, defender: Contest, *, discount_per_year: ArrayLike = 0.0
) -> Attrition:
    """Return the mixed equilibrium of a war of attrition.

    Parameters
    ----------
    attacker, defender : Contest
    discount_per_year : float or array, at or above 0

    Raises
    ------
    RangeError
        The discount is below 0, or a side bears no cost of waiting at all: the other then
        never concedes in such an equilibrium.

    Notes
    -----
    h_i = (c_j + r lose_j) / (win_j - lose_j). Hendricks, Weiss and Wilson (1988),
    International Economic Review 29(4).

    Examples
    --------
    >>> found = solve_attrition(
    ...     Contest(win=1, lose=0, cost_per_year=0.1), Contest(win=1, lose=0, cost_per_year=0.2)
    ... )
    >>> found.concedes_attacker, found.chance_attacker.round(4)
    (np.float64(0.2), np.float64(0.3333))
    """
    rate = take("discount_per_year", discount_per_year, "at or above 0")

    def keeps_indifferent(side: Contest) -> Floats:
        lose = take("lose", side.lose)
        wait = take("cost_per_year", side.cost_per_year) + rate * lose
        if (wait <= 0).any():
            raise RangeError(
                "a side bears no cost of waiting, so the other has no reason to concede",
                hint="Give it a cost of holding out.",
            )
        hazard: Floats = wait / (take("win", side.win) - lose)
        return hazard

    return Attrition(keeps_indifferent(defender), keeps_indifferent(attacker))
