"""What guarantors pledge, and how far each depends on a lead.

Guarantors come in groups of alike ones. Given what the lead does they are independent of
each other; that is the only independence there is, and all of them hang on the lead.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pourparler.errors import RangeError, ShapeError
from pourparler.models.arguments import Floats, take

Rows = slice | NDArray[np.intp]

_SUM_TOLERANCE = 1e-9  # shares of the lead's states that a person typed, or that were divided


@dataclass(frozen=True, slots=True, kw_only=True)
class Pledges:
    """M groups of guarantors and a lead with k states, in N draws.

    Attributes
    ----------
    counts : array of int, shape (M,)
        Number of guarantors in each group, at or above 0.
    contributions : array, shape (N, M) or (M,)
        Force units of one guarantor of the group, if it honours its pledge.
    reliabilities : array, shape (N, M, k) or (M, k), in [0, 1]
        Probability that one honours, given the state of the lead.
    lead_shares : array, shape (N, k) or (k,), in [0, 1]
        Probability of each state of the lead; they sum to 1. The last state is the one in
        which the lead does nothing.
    lead_contributions : array, shape (N, k) or (k,)
        Force units that the lead itself brings in each state.

    Raises
    ------
    RangeError
        A reliability is outside [0, 1], a contribution below 0, or the shares of the
        lead's states do not sum to 1.
    ShapeError
        The arrays disagree on draws, groups or states.
    """

    counts: NDArray[np.int64]
    contributions: Floats
    reliabilities: Floats
    lead_shares: Floats
    lead_contributions: Floats

    def __post_init__(self) -> None:
        """Bring every array to its full shape, and refuse what has no meaning."""
        counts = np.atleast_1d(np.asarray(self.counts, dtype=np.int64))
        arrays = {
            "contributions": _with_draws(self.contributions, 1),
            "reliabilities": _with_draws(self.reliabilities, 2),
            "lead_shares": _with_draws(self.lead_shares, 1),
            "lead_contributions": _with_draws(self.lead_contributions, 1),
        }
        draws = max(array.shape[0] for array in arrays.values())
        groups, states = counts.size, arrays["lead_shares"].shape[1]
        wanted = {
            "contributions": (groups,),
            "reliabilities": (groups, states),
            "lead_shares": (states,),
            "lead_contributions": (states,),
        }
        for name, array in arrays.items():
            if array.shape[1:] != wanted[name] or array.shape[0] not in (1, draws):
                raise ShapeError(
                    f"{name} has shape {array.shape}; with {draws} draws, {groups} groups and "
                    f"{states} states of the lead it has to be {(draws, *wanted[name])}"
                )
            object.__setattr__(self, name, np.broadcast_to(array, (draws, *wanted[name])))
        object.__setattr__(self, "counts", counts)
        _check_pledges(self)

    @property
    def draws(self) -> int:
        """N."""
        return int(self.contributions.shape[0])

    @property
    def most(self) -> Floats:
        """Force units if everybody comes, shape (N,)."""
        total: Floats = self.contributions @ self.counts + self.lead_contributions.max(axis=1)
        return total

    @property
    def outcomes(self) -> int:
        """In how many ways the counts of the groups and the lead's state can come out."""
        states = int(self.lead_shares.shape[1])
        return math.prod(int(count) + 1 for count in self.counts) * states

    def keep(self, joins: ArrayLike, lead_joins: ArrayLike = True) -> Pledges:
        """Return the pledges of those who join; the others never come.

        Parameters
        ----------
        joins : array of bool, shape (N, M) or (M,)
        lead_joins : array of bool, shape (N,), or bool
            Where it is false the lead is in its last state for sure.
        """
        stays = np.asarray(joins, dtype=bool)
        nothing = np.zeros(self.lead_shares.shape[1])
        nothing[-1] = 1.0
        led = np.asarray(lead_joins, dtype=bool)[..., None]
        return Pledges(
            counts=self.counts,
            contributions=self.contributions,
            reliabilities=np.where(stays[..., None], self.reliabilities, 0.0),
            lead_shares=np.where(led, self.lead_shares, nothing),
            lead_contributions=self.lead_contributions,
        )

    def independent(self) -> Pledges:
        """Return pledges in which each is as reliable on average, but nobody hangs on the lead.

        A comparison, and wrong in the tail: it hides that all may fail together.
        """
        average = np.einsum("nms,ns->nm", self.reliabilities, self.lead_shares)
        return Pledges(
            counts=self.counts,
            contributions=self.contributions,
            reliabilities=np.repeat(average[:, :, None], self.lead_shares.shape[1], axis=2),
            lead_shares=self.lead_shares,
            lead_contributions=self.lead_contributions,
        )

    def spread(self, draws: int) -> Pledges:
        """Return the pledges in N draws, the same in all where there was one."""
        return self.part(np.zeros(draws, dtype=np.intp)) if self.draws < draws else self

    def part(self, rows: Rows) -> Pledges:
        """Return the pledges of some draws."""
        return Pledges(
            counts=self.counts,
            contributions=self.contributions[rows],
            reliabilities=self.reliabilities[rows],
            lead_shares=self.lead_shares[rows],
            lead_contributions=self.lead_contributions[rows],
        )


def pledge_alone(
    *, counts: ArrayLike, contributions: ArrayLike, reliabilities: ArrayLike
) -> Pledges:
    """Return the pledges of guarantors without a lead, independent of each other.

    Parameters
    ----------
    counts : array of int, shape (M,)
    contributions, reliabilities : array, shape (N, M) or (M,)

    Examples
    --------
    >>> pledge_alone(counts=[3], contributions=[10.0], reliabilities=[0.5]).most
    array([30.])
    """
    return Pledges(
        counts=np.asarray(counts),
        contributions=np.asarray(contributions),
        reliabilities=np.asarray(reliabilities, dtype=np.float64)[..., None],
        lead_shares=np.ones(1),
        lead_contributions=np.zeros(1),
    )


def pledge_with_lead(
    *,
    counts: ArrayLike,
    contributions: ArrayLike,
    with_lead: ArrayLike,
    without_lead: ArrayLike,
    lead_contribution: ArrayLike,
    lead_reliability: ArrayLike,
) -> Pledges:
    """Return the pledges of guarantors who depend on a lead that honours or does not.

    Parameters
    ----------
    counts : array of int, shape (M,)
    contributions : array, shape (N, M) or (M,)
        Force units each.
    with_lead, without_lead : array, shape (N, M) or (M,), in [0, 1]
        Reliability of each, given that the lead honours and that it does not.
    lead_contribution : array, shape (N,), or a number
        Force units of the lead.
    lead_reliability : array, shape (N,), or a number, in [0, 1]

    Examples
    --------
    >>> pledges = pledge_with_lead(
    ...     counts=[20, 10], contributions=[2.0, 1.0], with_lead=[0.9, 0.6],
    ...     without_lead=[0.3, 0.2], lead_contribution=40.0, lead_reliability=0.6)
    >>> pledges.most, pledges.lead_shares
    (array([90.]), array([[0.6, 0.4]]))
    """
    honours, brings = np.asarray(lead_reliability, float), np.asarray(lead_contribution, float)
    given = np.broadcast_arrays(np.asarray(with_lead, float), np.asarray(without_lead, float))
    return Pledges(
        counts=np.asarray(counts),
        contributions=np.asarray(contributions),
        reliabilities=np.stack(given, axis=-1),
        lead_shares=np.stack([honours, 1.0 - honours], axis=-1),
        lead_contributions=np.stack([brings, np.zeros_like(brings)], axis=-1),
    )


def arriving(contribution: ArrayLike, *, delay: ArrayLike, decided: ArrayLike) -> Floats:
    """Return what a contribution is worth when it arrives late, g e^{-phi d}.

    Parameters
    ----------
    contribution : array
        Force units in place.
    delay : array
        Time until it arrives, at or above 0; 0 for a force that is there already.
    decided : array
        phi: rate at which the fight is decided, per the same unit of time, at or above 0.

    Examples
    --------
    >>> arriving(10.0, delay=[0, 1, 3, 6], decided=0.5).round(3)
    array([10.   ,  6.065,  2.231,  0.498])
    """
    late, rate = take("delay", delay, "at or above 0"), take("decided", decided, "at or above 0")
    worth: Floats = np.asarray(contribution, dtype=np.float64) * np.exp(-rate * late)
    return worth


def with_tripwire(reliability: ArrayLike, tripwire: ArrayLike) -> Floats:
    """Return the reliability of a guarantor with troops in harm's way, 1 - (1-r)(1-tau).

    The evidence that small forces have such an effect is weak: keep tau small (its 95 %
    point at 0.15), or 0.

    Parameters
    ----------
    reliability, tripwire : array, in [0, 1]

    Examples
    --------
    >>> with_tripwire(0.5, [0.0, 0.1, 0.5])
    array([0.5 , 0.55, 0.75])
    """
    r = take("reliability", reliability, "between 0 and 1")
    tau = take("tripwire", tripwire, "between 0 and 1")
    raised: Floats = 1.0 - (1.0 - r) * (1.0 - tau)
    return raised


def blocks(draws: int, size: int) -> Iterator[slice]:
    """Yield the draws in blocks of ``size``, so that memory does not grow with draws."""
    for start in range(0, draws, max(1, size)):
        yield slice(start, min(start + max(1, size), draws))


def _with_draws(numbers: ArrayLike, own_axes: int) -> Floats:
    array = np.asarray(numbers, dtype=np.float64)
    return array[None] if array.ndim == own_axes else array


def _check_pledges(pledges: Pledges) -> None:
    take("counts", pledges.counts, "at or above 0")
    for name in ("contributions", "lead_contributions"):
        take(name, getattr(pledges, name), "at or above 0")
    for name in ("reliabilities", "lead_shares"):
        take(name, getattr(pledges, name), "between 0 and 1")
    sums = pledges.lead_shares.sum(axis=1)
    farthest = sums[np.argmax(np.abs(sums - 1.0))]
    if abs(farthest - 1.0) > _SUM_TOLERANCE:
        raise RangeError(f"the shares of the lead's states sum to {farthest:g}, not to 1")
