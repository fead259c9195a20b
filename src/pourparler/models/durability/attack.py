"""When an attacker strikes: at an opening cheap enough that waiting is worth less."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from pourparler.models.arguments import Floats, take
from pourparler.models.durability.costs import Cost, UniformCost

_STEPS = 100
_SETTLED = 1e-14  # relative change at which Newton's method stops; it arrives in about six steps


def attack_benefit(
    success: ArrayLike,
    *,
    gain: ArrayLike,
    loss: ArrayLike,
    forfeited: ArrayLike = 0.0,
    punishment: ArrayLike = 0.0,
) -> Floats:
    """Return what an attack is worth before its cost, against peace for ever, in u.

    Parameters
    ----------
    success : array
        Chance that it succeeds, over who comes to help.
    gain, loss : array
        Gain if it does, loss if it does not, u.
    forfeited : array
        Worth of peace that ends with an attack, relief taken back and the like, u.
    punishment : array
        What the lead and others do to the attacker, times the chance that they do, u.

    Examples
    --------
    >>> float(attack_benefit(0.625, gain=30.0, loss=20.0))
    11.25
    """
    p, won, lost = (np.asarray(array, dtype=np.float64) for array in (success, gain, loss))
    benefit: Floats = p * won - (1.0 - p) * lost - np.asarray(forfeited) - np.asarray(punishment)
    return benefit


@dataclass(frozen=True, slots=True, kw_only=True)
class Durability:
    """How long peace lasts, in every draw; arrays of shape (N,).

    Attributes
    ----------
    threshold : u, the attacker strikes at an opening that costs less
    option_value : u, what being able to attack is worth to the attacker, at or above 0
    hazard : 1/year, rate of breakdown: just after the signature if ``types`` is persistent
    types : "redrawn", a new cost at each opening, or "persistent", one cost for good
    opportunities, accident : 1/year, openings, and breakdowns that nobody chose
    """

    threshold: Floats
    option_value: Floats
    hazard: Floats
    types: Literal["redrawn", "persistent"]
    opportunities: Floats
    accident: Floats

    def survival(self, years: ArrayLike) -> Floats:
        """Return the probability that peace lasts ``years``, inside (0, 1).

        With persistent types some attackers would never strike:
        S(T) = (1 - F(X) (1 - e^{-pi T})) e^{-h_0 T}.
        """
        t = np.asarray(years, dtype=np.float64)
        if self.types == "redrawn":
            return keep_inside(np.exp(-self.hazard * t))
        lost = -self._willing * np.expm1(-self.opportunities * t)
        return keep_inside((1.0 - lost) * np.exp(-self.accident * t))

    def steady_hazard(self, discount: ArrayLike) -> Floats:
        """Return the steady hazard at which a breakdown has the same discounted weight.

        It is the hazard itself when costs are drawn anew. With persistent types, h solves
        h / (r + h) = E[e^{-r tau}], tau being the time of the breakdown.
        """
        if self.types == "redrawn":
            return self.hazard
        r = np.asarray(discount, dtype=np.float64)
        fast = self.opportunities + self.accident
        weight = self._willing * fast / (r + fast)
        weight = weight + (1.0 - self._willing) * self.accident / (r + self.accident)
        steady: Floats = r * weight / (1.0 - weight)
        return steady

    @property
    def _willing(self) -> Floats:
        share: Floats = (self.hazard - self.accident) / self.opportunities
        return share


def solve_durability(
    benefit: ArrayLike,
    cost: Cost,
    *,
    opportunities: ArrayLike,
    discount: ArrayLike,
    accident: ArrayLike,
    types: Literal["redrawn", "persistent"] = "redrawn",
) -> Durability:
    """Return when the attacker strikes and how long peace then lasts, in every draw.

    Parameters
    ----------
    benefit : array, shape (N,)
        X: worth of an attack before its cost, u; see `attack_benefit`.
    cost : LogisticCost or UniformCost
        Private cost of an attack.
    opportunities : array, shape (N,)
        pi: openings a year, above 0.
    discount : array, shape (N,)
        r: 1/year, above 0.
    accident : array, shape (N,)
        h_0: breakdowns a year that nobody chose, at or above 0.
    types : "redrawn" or "persistent"
        Whether each opening has a cost of its own, or the attacker one cost for good. Use
        persistent types to compare with base rates over many agreements.

    Returns
    -------
    Durability

    Raises
    ------
    RangeError
        A rate is not above 0, or an accident rate below 0.

    Notes
    -----
    Redrawn: with O = X - y, the threshold y solves r (X - y) = pi E[(y - c)+], and
    h = h_0 + pi F(y). A patient attacker waits, y < X. Persistent: whoever has c < X strikes
    at the first opening, and O = pi / (r + pi) E[(X - c)+]. A uniform cost is never below 0:
    where X <= 0 nobody strikes, and the threshold is given as 0.

    Examples
    --------
    >>> from pourparler.models.durability.costs import LogisticCost
    >>> found = solve_durability(
    ...     [11.25, -5.0], LogisticCost(12.0, 6.0), opportunities=0.5, discount=0.08, accident=0.0)
    >>> found.hazard.round(6), found.survival(10).round(6)
    (array([0.095282, 0.021412]), array([0.385653, 0.807251]))
    """
    x = np.atleast_1d(take("benefit", benefit))
    pi, r = take("opportunities", opportunities, "above 0"), take("discount", discount, "above 0")
    h0 = take("accident", accident, "at or above 0")
    if types == "persistent":
        y, option = x, pi / (r + pi) * cost.excess(x)
    elif isinstance(cost, UniformCost):
        y = _uniform_threshold(x, np.asarray(cost.most, dtype=np.float64), pi, r)
        option = np.where(x > 0, x - y, 0.0)
    else:
        y = _threshold(x, cost, pi, r)
        option = x - y
    hazard = h0 + pi * cost.below(y)
    return Durability(
        threshold=y,
        option_value=option,
        hazard=hazard,
        types=types,
        opportunities=np.broadcast_to(pi, hazard.shape),
        accident=np.broadcast_to(h0, hazard.shape),
    )


def keep_inside(shares: Floats) -> Floats:
    """Return probabilities of survival inside (0, 1): nothing lasts or fails for certain."""
    inside: Floats = np.clip(shares, np.nextafter(0.0, 1.0), np.nextafter(1.0, 0.0))
    return inside


def _uniform_threshold(x: Floats, most: Floats, pi: Floats, r: Floats) -> Floats:
    positive = np.maximum(x, 0.0)
    # (C / pi) (sqrt(r^2 + 2 pi r X / C) - r), without taking one number from its like.
    within = 2 * r * positive / (np.sqrt(r * r + 2 * pi * r * positive / most) + r)
    beyond = (r * positive + pi * most / 2) / (r + pi)
    threshold: Floats = np.where(within > most, beyond, within)
    return threshold


def _threshold(x: Floats, cost: Cost, pi: Floats, r: Floats) -> Floats:
    # r (X - y) - pi E[(y - c)+] falls and is concave in y, and is at most 0 at y = X: from
    # there Newton's method comes down to the root without ever passing it.
    y = np.broadcast_to(x, np.broadcast_shapes(x.shape, pi.shape, r.shape)).copy()
    for _ in range(_STEPS):
        step = (pi * cost.excess(y) - r * (x - y)) / (r + pi * cost.below(y))
        y = y - step
        if (np.abs(step) <= _SETTLED * (1.0 + np.abs(y))).all():
            break
    return np.minimum(y, x)
