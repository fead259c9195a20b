"""The contest: how likely a renewed attack is to succeed against what arrives."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pourparler.models.arguments import Bound, Floats, take

Rows = slice | NDArray[np.intp]


def attack_success(
    force: ArrayLike,
    *,
    strength: ArrayLike,
    own_army: ArrayLike,
    decisiveness: ArrayLike = 1.0,
) -> Floats:
    """Return the chance that an attack succeeds, R^m / (R^m + (D + G)^m).

    Parameters
    ----------
    force : array
        G: what guarantors bring, in force units, at or above 0.
    strength : array
        R: the attacker's strength, in force units, above 0.
    own_army : array
        D: the attacked side's own army, in force units, at or above 0.
    decisiveness : array
        m: how much strength decides, above 0.

    Returns
    -------
    array, of the shape to which the four broadcast

    References
    ----------
    The contest success function of Tullock (1980).

    Examples
    --------
    >>> float(attack_success(0.0, strength=100.0, own_army=60.0))
    0.625
    """
    with np.errstate(over="ignore"):
        ratio = (np.asarray(own_army) + np.asarray(force)) / np.asarray(strength)
        success: Floats = 1.0 / (1.0 + ratio ** np.asarray(decisiveness, dtype=np.float64))
    return success


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """The two armies before anybody comes to help, one value a draw.

    Attributes
    ----------
    strength : array, shape (N,) or (1,)
        R of the attacker, in force units, above 0.
    own_army : array, shape (N,) or (1,), or (N, P) or (1, P)
        D of the attacked side, in force units, at or above 0. A second axis holds P
        packages that leave it with different armies.
    decisiveness : array, shape (N,) or (1,)
        m, above 0.
    """

    strength: Floats
    own_army: Floats
    decisiveness: Floats

    def __init__(
        self, *, strength: ArrayLike, own_army: ArrayLike, decisiveness: ArrayLike = 1.0
    ) -> None:
        """Take arrays or plain numbers."""
        given = {"strength": strength, "own_army": own_army, "decisiveness": decisiveness}
        for name, numbers in given.items():
            bound: Bound = "at or above 0" if name == "own_army" else "above 0"
            object.__setattr__(self, name, np.atleast_1d(take(name, numbers, bound)))

    def success(self, force: ArrayLike) -> Floats:
        """Return the chance of success against forces, shape (N, L) or (L,), as (N, L).

        With P packages in ``own_army`` the result is (N, P, L).
        """
        arrays = np.asarray(force, dtype=np.float64)
        if self.own_army.ndim == 2 and arrays.ndim == 2:
            arrays = arrays[:, None, :]
        more = (1,) * (self.own_army.ndim - 1)
        return attack_success(
            arrays,
            strength=self.strength.reshape(-1, *more, 1),
            own_army=self.own_army[..., None],
            decisiveness=self.decisiveness.reshape(-1, *more, 1),
        )

    def part(self, rows: Rows) -> Contest:
        """Return the contest of some draws."""
        return Contest(
            strength=self.strength[rows],
            own_army=self.own_army[rows],
            decisiveness=self.decisiveness[rows],
        )

    def spread(self, draws: int) -> Contest:
        """Return the contest with N draws in every array, the same where there was one."""
        return Contest(
            strength=np.broadcast_to(self.strength, (draws,)),
            own_army=np.broadcast_to(self.own_army, (draws, *self.own_army.shape[1:])),
            decisiveness=np.broadcast_to(self.decisiveness, (draws,)),
        )
