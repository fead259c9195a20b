"""Best packages among more than can be listed, by integer programming."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy.optimize import Bounds, LinearConstraint, milp

from pourparler.errors import RangeError, ShapeError
from pourparler.models.packages.additive import AdditiveWorth
from pourparler.models.packages.frontier import Floats, Integers

Aim = Literal["utilitarian", "maximin"]


@dataclass(frozen=True, slots=True)
class Best:
    """The best package for an aim, or that there is none. Frozen.

    Attributes
    ----------
    outcome : {"found", "empty zone", "gave up"}
        "gave up": the time was over before the best was certain; there may be a package.
    package : int, shape (I,), or None
    utilities : shape (P,), or None
    """

    outcome: Literal["found", "empty zone", "gave up"]
    package: Integers | None
    utilities: Floats | None


def solve_best(
    worth: AdditiveWorth,
    reservations: ArrayLike,
    *,
    aim: Aim = "utilitarian",
    seconds: float = 60.0,
) -> Best:
    """Find the package in the zone with the largest sum or the largest smallest gain.

    Parameters
    ----------
    worth : AdditiveWorth
        Any number of issues and parties.
    reservations : array, shape (P,)
        What each party has without an agreement; -inf for one that need not agree.
    aim : {"utilitarian", "maximin"}
        Both compare parties: only where their scales were made comparable.
    seconds : float
        Longest time.

    Raises
    ------
    ShapeError
        Not one reservation value a party.
    RangeError
        A reservation value is NaN, or ``seconds`` is not above 0.

    Notes
    -----
    One binary variable an option, one choice an issue; HiGHS through SciPy.

    Examples
    --------
    >>> worth = AdditiveWorth([[[0, 2], [1, 0]], [[0, 2], [1, 0]]])
    >>> solve_best(worth, [1, 0]).package
    array([0, 1])
    """
    least = np.asarray(reservations, dtype=np.float64)
    if least.shape != (worth.parties,):
        raise ShapeError(f"reservations are {least.shape}; ({worth.parties},) is needed")
    if np.isnan(least).any() or not seconds > 0:
        raise RangeError(f"reservations {least} may not be NaN, seconds {seconds} must be above 0")
    options = np.concatenate(worth.tables)
    issue_of = np.repeat(np.arange(len(worth.sizes)), worth.sizes)
    choice = (issue_of[None, :] == np.arange(len(worth.sizes))[:, None]).astype(np.float64)
    weakest = np.zeros((worth.parties, 1)) if aim == "utilitarian" else -np.ones((worth.parties, 1))
    bound = least if aim == "utilitarian" else np.where(np.isfinite(least), least, -np.inf)
    found = milp(
        c=np.append(-options.sum(axis=1), 0.0) if aim == "utilitarian" else _last(len(options)),
        integrality=np.append(np.ones(len(options)), 0),
        bounds=Bounds(
            np.append(np.zeros(len(options)), 0.0), np.append(np.ones(len(options)), np.inf)
        ),
        constraints=[
            LinearConstraint(np.hstack((choice, np.zeros((len(choice), 1)))), 1, 1),
            LinearConstraint(np.hstack((options.T, weakest)), bound, np.inf),
        ],
        options={"time_limit": seconds},
    )
    if found.x is None:
        return Best("empty zone" if found.status == 2 else "gave up", None, None)
    package = np.array(
        [np.argmax(found.x[:-1][issue_of == issue]) for issue in range(len(worth.sizes))]
    )
    outcome: Literal["found", "gave up"] = "found" if found.status == 0 else "gave up"
    return Best(outcome, package, worth.of(package[None])[0])


def _last(count: int) -> Floats:
    """Return the costs that push the last variable up alone."""
    costs = np.zeros(count + 1)
    costs[-1] = -1.0
    return costs
