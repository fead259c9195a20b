"""The distribution of the force that arrives, in every draw.

Two routes. *counts* lists every way the groups can turn out: exact, for contributions of any
size, as long as groups are few. *grid* lays force out in equal steps: exact when
contributions are whole numbers and fit; otherwise a contribution between two steps is split
between them so that its mean stays, and the result says how wide a step is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray
from scipy import special

from pourparler.errors import RangeError
from pourparler.models.arguments import Floats
from pourparler.models.guarantees.pledges import Pledges
from pourparler.models.guarantees.transform import Complex, Turn, transform

Route = Literal["auto", "counts", "grid"]

MOST_OUTCOMES: Final = 4096
"""Up to so many outcomes in a draw, all of them are listed; beyond, a grid is laid."""

CELLS: Final = 1024
"""Steps of a grid, when contributions are not whole numbers that fit on fewer."""

_MOST_CELLS = 1 << 14  # whole numbers whose sum is larger are split as others are
_LEAST_STEP = 1e-12  # force units, where nothing could come


@dataclass(frozen=True, slots=True, kw_only=True)
class Turnout:
    """How much force arrives.

    Attributes
    ----------
    forces : array, shape (N, L)
        Force units; not sorted, and the same amount may occur twice.
    shares : array, shape (N, L)
        Probability of each; they sum to 1.
    route : "counts" or "grid"
    step : array, shape (N,)
        0 where the distribution is exact. Otherwise the width of a step: every guarantor's
        contribution was split between two neighbours, its mean kept. An expectation of a
        function f is then off by at most n step^2 max|f''| / 8, for n guarantors; and a
        share at or below y by no more than what lies within t of y, plus
        2 exp(-2 t^2 / (n step^2)), for any t (Hoeffding 1963).
    """

    forces: Floats
    shares: Floats
    route: Literal["counts", "grid"]
    step: Floats

    @property
    def mean(self) -> Floats:
        """Force that arrives on average, shape (N,)."""
        return self.expect(self.forces)

    @property
    def sd(self) -> Floats:
        """Standard deviation of the force that arrives, shape (N,)."""
        deviations = self.forces - self.mean[:, None]
        return np.sqrt(self.expect(deviations * deviations))

    def expect(self, values: Floats) -> Floats:
        """Return the expectation of values, one for each of ``forces``: (N, L) to (N,).

        Values of shape (N, P, L), for P packages, give (N, P).
        """
        spec = "nl,npl->np" if values.ndim == 3 else "nl,nl->n"
        result: Floats = np.einsum(spec, self.shares, values)
        return result

    def at_most(self, force: float) -> Floats:
        """Return the probability that no more than ``force`` arrives, shape (N,)."""
        # Sums of floating contributions may miss a threshold they ought to meet.
        margin = 1e-9 * max(1.0, abs(force))
        return self.expect((self.forces <= force + margin).astype(np.float64))


def solve_turnout(pledges: Pledges, *, route: Route = "auto", cells: int = CELLS) -> Turnout:
    """Return the distribution of the force that arrives, in every draw.

    Parameters
    ----------
    pledges : Pledges
    route : "auto", "counts" or "grid"
        Left out, all outcomes are listed up to ``MOST_OUTCOMES`` of them.
    cells : int
        Steps of the grid when contributions are not whole numbers, at least 2.

    Returns
    -------
    Turnout
        Memory is N times the number of outcomes or steps: with many draws, ask for blocks
        of them.

    Notes
    -----
    P(G = y) = sum over states of the lead of its share times the convolution of all groups,
    shifted by what the lead brings. Guarantors are independent only given the lead.

    Examples
    --------
    >>> from pourparler.models.guarantees.pledges import pledge_alone
    >>> found = solve_turnout(
    ...     pledge_alone(counts=[2], contributions=[5.0], reliabilities=[0.5]))
    >>> found.forces, found.shares.round(12), found.route
    (array([[ 0.,  5., 10.]]), array([[0.25, 0.5 , 0.25]]), 'counts')
    """
    if cells < 2:
        raise RangeError(f"a grid of {cells} steps; at least 2 are needed")
    if route == "counts" or (route == "auto" and pledges.outcomes <= MOST_OUTCOMES):
        return _list_counts(pledges)
    return _lay_grid(pledges, cells)


def _list_counts(pledges: Pledges) -> Turnout:
    draws = pledges.draws
    forces, shares = [], []
    for state in range(pledges.lead_shares.shape[1]):
        force, share = pledges.lead_contributions[:, [state]], pledges.lead_shares[:, [state]]
        for group, count in enumerate(pledges.counts):
            come = np.arange(count + 1)
            ways = _binomial(come, int(count), pledges.reliabilities[:, [group], state])
            brought = pledges.contributions[:, [group]] * come
            force = (force[:, :, None] + brought[:, None, :]).reshape(draws, -1)
            share = (share[:, :, None] * ways[:, None, :]).reshape(draws, -1)
        forces.append(force)
        shares.append(share)
    return Turnout(
        forces=np.hstack(forces),
        shares=np.hstack(shares),
        route="counts",
        step=np.zeros(draws),
    )


def _binomial(come: NDArray[np.int64], count: int, reliability: Floats) -> Floats:
    logs = (
        special.gammaln(count + 1) - special.gammaln(come + 1) - special.gammaln(count - come + 1)
    )
    shares: Floats = np.exp(
        logs + special.xlogy(come, reliability) + special.xlog1py(count - come, -reliability)
    )
    return shares


def _lay_grid(pledges: Pledges, cells: int) -> Turnout:
    most = pledges.most
    whole = _are_whole(pledges) and most.max() < _MOST_CELLS
    # One step more than all of it, and one for each guarantor that is split upwards.
    size = int(most.max()) + 1 if whole else cells + int(pledges.counts.sum()) + 2
    step = np.ones_like(most) if whole else np.maximum(most / cells, _LEAST_STEP)
    length = 1 << (size - 1).bit_length() if size > 1 else 1
    table = np.exp(-2j * np.pi * np.arange(length) / length)
    found = np.fft.irfft(transform(pledges, _turn_on_grid(step, table)), n=length, axis=0)[:size]
    shares = np.maximum(found.T, 0.0)  # what is below 0 is rounding, about 1e-17
    return Turnout(
        forces=step[:, None] * np.arange(size),
        shares=shares / shares.sum(axis=1, keepdims=True),
        route="grid",
        step=np.zeros_like(step) if whole else step,
    )


def _are_whole(pledges: Pledges) -> bool:
    arrays = (pledges.contributions, pledges.lead_contributions)
    return all(bool((array == np.rint(array)).all()) for array in arrays)


def _turn_on_grid(step: Floats, table: Complex) -> Turn:
    frequencies = np.arange(table.size // 2 + 1)[:, None]

    def turn(contribution: Floats) -> Complex:
        steps = contribution / step
        low = np.floor(steps)
        turned: Complex = table[(frequencies * low.astype(np.int64)) % table.size]
        upper = steps - low
        if upper.any():
            turned = turned * (1.0 + upper * (table[frequencies % table.size] - 1.0))
        return turned

    return turn
