"""The least guarantee that deters, and whether any would: refusals are answers here."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pourparler.models.arguments import Floats, take
from pourparler.models.durability.costs import Cost
from pourparler.models.guarantees.contest import Contest, attack_success


@dataclass(frozen=True, slots=True, kw_only=True)
class Least:
    """The least of something that deters, in every draw.

    Attributes
    ----------
    value : array, shape (N,)
        At or below 0 where nothing is needed; above ``most`` or infinite where no amount is
        enough.
    most : float
        The most there could be: 1 for a reliability, infinite for a force.
    refusal : str
        What to say where no amount is enough.
    """

    value: Floats
    most: float
    refusal: str

    @property
    def is_needed(self) -> NDArray[np.bool_]:
        """Whether anything is needed beyond the own army."""
        return np.asarray(self.value > 0)

    @property
    def is_possible(self) -> NDArray[np.bool_]:
        """Whether some amount is enough."""
        return np.asarray((self.value <= self.most) & (self.value < np.inf))

    @property
    def outcomes(self) -> list[str]:
        """One sentence a draw."""
        return [
            "the own army is enough" if not needed else "enough" if possible else self.refusal
            for needed, possible in zip(self.is_needed, self.is_possible, strict=True)
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What peace that lasts long enough asks of an attack; arrays of shape (N,).

    Attributes
    ----------
    hazard : 1/year, the most that attacks may add; at or below 0, accidents alone break it
    threshold : u, cost below which the attacker may strike at most
    benefit : u, what an attack may be worth at most; -inf where accidents alone break peace,
        inf where it lasts even if every opening is taken
    """

    hazard: Floats
    threshold: Floats
    benefit: Floats

    @property
    def outcomes(self) -> list[str]:
        """One sentence a draw."""
        said = {-np.inf: "no guarantee is enough: accidents alone break it", np.inf: "none needed"}
        return [said.get(float(benefit), "a guarantee decides") for benefit in self.benefit]


def success_bar(
    worth: ArrayLike,
    *,
    gain: ArrayLike,
    loss: ArrayLike,
    forfeited: ArrayLike = 0.0,
    punishment: ArrayLike = 0.0,
) -> Floats:
    """Return the chance of success at which an attack is worth just ``worth`` before its cost.

    Parameters
    ----------
    worth : array, u
        The attacker's private cost, if known: at or below the bar it is deterred. If not,
        the ``benefit`` of a `Target`.
    gain, loss, forfeited, punishment : array, u
        See `attack_benefit`; gain and loss together above 0.

    Returns
    -------
    array
        p* = (loss + forfeited + worth + punishment) / (gain + loss). At or above 1 no attack
        pays; at or below 0 every attack does.

    Examples
    --------
    >>> float(success_bar(15.0, gain=100.0, loss=60.0, forfeited=10.0))
    0.53125
    """
    won, lost = np.asarray(gain, dtype=np.float64), np.asarray(loss, dtype=np.float64)
    stake = take("gain + loss", won + lost, "above 0")
    bar: Floats = (lost + np.asarray(forfeited) + worth + np.asarray(punishment)) / stake
    return bar


def least_force(bar: ArrayLike, contest: Contest) -> Least:
    """Return the least force that is certain to come and brings success down to the bar.

    Parameters
    ----------
    bar : array, shape (N,)
        See `success_bar`.
    contest : Contest
        With one army a draw.

    Notes
    -----
    G = R ((1 - p*) / p*)^(1/m) - D.

    Examples
    --------
    >>> contest = Contest(strength=100.0, own_army=60.0)
    >>> least_force([0.53125, 0.7, 0.0], contest).outcomes
    ['enough', 'the own army is enough', 'no force is enough']
    """
    p = np.atleast_1d(np.asarray(bar, dtype=np.float64))
    inside = np.clip(p, np.finfo(np.float64).tiny, 1.0)
    with np.errstate(over="ignore"):
        odds = ((1.0 - inside) / inside) ** (1.0 / contest.decisiveness)
        force = contest.strength * odds - contest.own_army
    return Least(value=np.where(p > 0, force, np.inf), most=np.inf, refusal="no force is enough")


def least_reliability(bar: ArrayLike, contest: Contest, contribution: ArrayLike) -> Least:
    """Return how reliable a single guarantor has to be to bring success down to the bar.

    Parameters
    ----------
    bar : array, shape (N,)
        See `success_bar`.
    contest : Contest
        With one army a draw.
    contribution : array, shape (N,), force units, at or above 0

    Notes
    -----
    r = (p_0 - p*) / (p_0 - p_1), with the chance of success without and with its force.
    Above 1 it cannot suffice, however reliable.

    Examples
    --------
    >>> contest = Contest(strength=100.0, own_army=60.0)
    >>> found = least_reliability(0.2692307692, contest, [80.0, 240.0])
    >>> found.value.round(4), found.outcomes
    (array([1.7077, 0.9487]), ['it cannot suffice, however reliable', 'enough'])
    """
    g = np.atleast_1d(take("contribution", contribution, "at or above 0"))
    armies = {
        "strength": contest.strength,
        "own_army": contest.own_army,
        "decisiveness": contest.decisiveness,
    }
    without = attack_success(0.0, **armies)
    missing, brought = without - np.asarray(bar), without - attack_success(g, **armies)
    missing, brought = np.broadcast_arrays(missing, brought)
    helps = brought > 0
    value = np.where(missing > 0, np.inf, 0.0)
    value = np.where(helps, missing / np.where(helps, brought, 1.0), value)
    return Least(value=value, most=1.0, refusal="it cannot suffice, however reliable")


def survival_target(
    share: ArrayLike,
    years: ArrayLike,
    cost: Cost,
    *,
    opportunities: ArrayLike,
    discount: ArrayLike,
    accident: ArrayLike = 0.0,
) -> Target:
    """Return what an attack may be worth at most if peace is to last, costs drawn anew.

    Parameters
    ----------
    share : array, shape (N,), in (0, 1)
        Survival that is asked for at ``years``.
    years : array, shape (N,), above 0
    cost : LogisticCost or UniformCost
    opportunities, discount, accident : array, 1/year
        See `solve_durability`.

    Notes
    -----
    h* = -ln s / T - h_0, y* = F^-1(h* / pi), X* = y* + (pi / r) E[(y* - c)+].

    Examples
    --------
    >>> from pourparler.models.durability.costs import LogisticCost
    >>> target = survival_target(
    ...     [0.8, 0.8], [10.0, 30.0], LogisticCost(12.0, 6.0), opportunities=0.5, discount=0.08,
    ...     accident=[0.0, 0.01])
    >>> target.benefit.round(6), target.outcomes[1]
    (array([-4.670265,      -inf]), 'no guarantee is enough: accidents alone break it')
    """
    lasting, t = take("share", share, "above 0"), take("years", years, "above 0")
    take("1 - share", 1.0 - lasting, "above 0")
    pi, r = take("opportunities", opportunities, "above 0"), take("discount", discount, "above 0")
    hazard = np.atleast_1d(-np.log(lasting) / t - take("accident", accident, "at or above 0"))
    chance = hazard / pi
    inside = (chance > 0) & (chance < 1)
    threshold = cost.quantile(np.where(inside, chance, 0.5))
    benefit = threshold + pi / r * cost.excess(threshold)
    beyond = np.where(chance > 0, np.inf, -np.inf)
    return Target(
        hazard=hazard,
        threshold=np.where(inside, threshold, beyond),
        benefit=np.where(inside, benefit, beyond),
    )
