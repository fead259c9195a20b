"""Two sides that disagree on who would win a war between forts, and learn from battles."""

from __future__ import annotations

from dataclasses import dataclass

from scipy import special

from pourparler.models.arguments import take
from pourparler.models.war.forts import walk_between_forts

_NODES = 96


@dataclass(frozen=True, slots=True)
class Belief:
    """What a side believes of the chance that the attacker wins a battle: Beta(a, b).

    Attributes
    ----------
    wins, losses : float, above 0
        a and b; battles seen or imagined, won and lost by the attacker.

    Raises
    ------
    RangeError
        A number is not above 0.
    """

    wins: float
    losses: float

    def __post_init__(self) -> None:
        take("wins", self.wins, "above 0")
        take("losses", self.losses, "above 0")

    def after(self, won: int, lost: int) -> Belief:
        """Return the belief after battles that the attacker won and lost.

        Examples
        --------
        >>> Belief(5, 5).after(2, 1)
        Belief(wins=7, losses=6)
        """
        return Belief(self.wins + won, self.losses + lost)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What each side expects of a war fought to the finish, by its own belief.

    Attributes
    ----------
    attacker, defender : float
        As shares of the pie.
    """

    attacker: float
    defender: float

    @property
    def surplus(self) -> float:
        """What a settlement leaves to share; below 0 both expect too much to settle."""
        return 1 - self.attacker - self.defender

    @property
    def range_exists(self) -> bool:
        """Whether there is a division that both prefer."""
        return self.surplus >= 0


def value_under_beliefs(
    attacker: Belief,
    defender: Belief,
    *,
    forts: int,
    held: int,
    cost_attacker: float,
    cost_defender: float,
) -> Disagreement:
    """Return what both sides expect of a war when they disagree on the chance to win.

    Parameters
    ----------
    attacker, defender : Belief
        Both about the chance that the *attacker* wins a battle.
    forts, held
        As in ``walk_between_forts``.
    cost_attacker, cost_defender : float, at or above 0
        Of each battle, as shares of the pie.

    Raises
    ------
    RangeError
        A number is outside its range.

    Notes
    -----
    The undiscounted value, averaged over each belief with 96 Gauss-Jacobi nodes. Smith and
    Stam (2004): no range where the two values add up to more than the pie.

    Examples
    --------
    >>> optimists = value_under_beliefs(
    ...     Belief(6, 4), Belief(4, 6), forts=10, held=5, cost_attacker=0.004, cost_defender=0.004
    ... )
    >>> round(optimists.surplus, 4), optimists.range_exists
    (-0.3089, False)
    """
    take("cost_attacker", cost_attacker, "at or above 0")
    take("cost_defender", cost_defender, "at or above 0")
    hopes, fears = (_expect(belief, forts, held) for belief in (attacker, defender))
    return Disagreement(
        hopes.chance - cost_attacker * hopes.battles,
        1 - fears.chance - cost_defender * fears.battles,
    )


@dataclass(frozen=True, slots=True)
class _Expected:
    chance: float
    battles: float


def _expect(belief: Belief, forts: int, held: int) -> _Expected:
    nodes, weights = special.roots_jacobi(_NODES, belief.losses - 1, belief.wins - 1)
    walk = walk_between_forts((nodes + 1) / 2, forts=forts, held=held)
    share = weights / weights.sum()
    return _Expected(float(share @ walk.chance), float(share @ walk.battles))
