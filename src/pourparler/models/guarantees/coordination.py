"""When guarantors honour because others do: all the ways in which that can settle."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from pourparler.errors import RangeError
from pourparler.models.arguments import Floats, take

_HALVINGS = 70
_TINY = 1e-300


@dataclass(frozen=True, slots=True, kw_only=True)
class Coordination:
    """Reliabilities at which nobody's expectation of the others is disappointed.

    Attributes
    ----------
    low : array, shape (N,)
        Stable: few honour because few do. NaN where there is none.
    middle : array, shape (N,)
        Not stable: whoever is expected to be less reliable than this ends at ``low``, more
        reliable at ``high``. So it is the basin of ``low``. NaN where there is none.
    high : array, shape (N,)
        Stable: many honour because many do. NaN where there is none.
    """

    low: Floats
    middle: Floats
    high: Floats

    @property
    def stable(self) -> Floats:
        """The stable ones, shape (N, 2), NaN where there is none."""
        return np.stack([self.low, self.high], axis=1)

    @property
    def several(self) -> NDArray[np.bool_]:
        """Whether it can settle in more than one way."""
        return np.asarray(~np.isnan(self.low) & ~np.isnan(self.high))


def solve_coordination(
    *,
    members: int,
    needed: int,
    benefit: ArrayLike,
    cost: ArrayLike,
    spread: ArrayLike,
    lead: ArrayLike = 0.0,
) -> Coordination:
    """Return every reliability that fulfils itself among alike guarantors.

    Parameters
    ----------
    members, needed : int
        n guarantors, each of whom gains if at least ``needed`` of the others honour;
        needed from 1 to n - 1.
    benefit, cost : array, shape (N,)
        Gain if enough others honour, at or above 0, and cost of honouring, u.
    spread : array, shape (N,)
        tau: how much each one's private cost varies, u, above 0.
    lead : array, shape (N,)
        What the lead's backing adds to the gain, u.

    Returns
    -------
    Coordination

    Raises
    ------
    RangeError
        ``needed`` is out of range, ``benefit`` below 0 or ``spread`` not above 0.

    Notes
    -----
    r = logistic((b P(Bin(n-1, r) >= needed) + lead - k) / tau). In x = logit r the gap
    b I(needed, n-needed; r) + lead - k - tau x falls, may rise once, and falls again: its
    slope changes sign where b r^a (1-r)^c / B(a, c) = tau, and the left side has one peak,
    at r = needed / n. So there are at most three solutions, one on each stretch; each is
    found by halving, and none can be missed, wherever it lies.

    Examples
    --------
    >>> found = solve_coordination(
    ...     members=30, needed=15, benefit=3.0, cost=1.5, spread=0.5, lead=[0.0, 0.5, 1.0])
    >>> np.stack([found.low, found.middle, found.high]).T.round(4)
    array([[0.0474, 0.5   , 0.9526],
           [0.1192, 0.4522, 0.982 ],
           [0.2747, 0.3728, 0.9933]])
    """
    if not 1 <= needed < members:
        raise RangeError(f"{needed} needed of {members} guarantors; from 1 to {members - 1}")
    b, k, tau, more = np.broadcast_arrays(
        np.atleast_1d(take("benefit", benefit, "at or above 0")),
        take("cost", cost),
        take("spread", spread, "above 0"),
        take("lead", lead),
    )
    a, c = needed, members - needed

    def gap(x: Floats) -> Floats:
        result: Floats = b * special.betainc(a, c, special.expit(x)) + more - k - tau * x
        return result

    def slope(x: Floats) -> Floats:
        logs = a * special.log_expit(x) + c * special.log_expit(-x) - special.betaln(a, c)
        result: Floats = b * np.exp(logs) - tau
        return result

    least, most = (more - k) / tau - 1.0, (b + more - k) / tau + 1.0  # all solutions lie inside
    peak = np.full(b.shape, np.log(a / c))
    bend = np.log(tau / np.maximum(b, _TINY)) + special.betaln(a, c)  # beyond it the gap falls
    start = _halve(slope, np.minimum(bend / a, peak), peak, rising=True)
    end = _halve(slope, peak, np.maximum(-bend / c, peak), rising=False)
    rises = slope(peak) > 0
    few, many = rises & (gap(start) <= 0), rises & (gap(end) >= 0)
    single = _halve(gap, least, most, rising=False)
    low = np.where(few, _halve(gap, np.minimum(least, start), start, rising=False), np.nan)
    high = np.where(many, _halve(gap, end, np.maximum(most, end), rising=False), np.nan)
    middle = np.where(few & many, _halve(gap, start, end, rising=True), np.nan)
    return Coordination(
        low=special.expit(np.where(~rises & (single <= peak), single, low)),
        middle=special.expit(middle),
        high=special.expit(np.where(~rises & (single > peak), single, high)),
    )


def _halve(
    function: Callable[[Floats], Floats], low: Floats, high: Floats, *, rising: bool
) -> Floats:
    """Return where a monotone function crosses 0, if it does so between the two."""
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        before = (function(middle) < 0) == rising
        low, high = np.where(before, middle, low), np.where(before, high, middle)
    return high
