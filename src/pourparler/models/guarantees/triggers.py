"""Whether a guarantee is invoked at all: by itself, or by a decision of its members."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from pourparler.errors import RangeError
from pourparler.models.arguments import Floats, take

_SHARE: Final = "between 0 and 1"


def invoked(automatic: ArrayLike, agreed: ArrayLike) -> Floats:
    """Return the probability that a guarantee is invoked, theta + (1 - theta) agreed.

    Parameters
    ----------
    automatic : array, in [0, 1]
        theta: share of cases in which no decision is needed; 1 for an automatic guarantee.
    agreed : array, in [0, 1]
        Probability that the members agree where one is; see `agree` and `agree_among`.

    Examples
    --------
    >>> float(invoked(0.5, agree(0.98, members=32)).round(4))
    0.7619
    """
    theta, votes = take("automatic", automatic, _SHARE), take("agreed", agreed, _SHARE)
    return theta + (1.0 - theta) * votes


def agree(vote: ArrayLike, *, members: int, needed: int | None = None) -> Floats:
    """Return the probability that enough of alike members vote for it, each by itself.

    Parameters
    ----------
    vote : array, in [0, 1]
        Probability that one member votes for it.
    members : int
        Who decides, at least 1.
    needed : int, optional
        Votes needed, from 0 to ``members``; all of them when left out.

    Examples
    --------
    >>> float(agree(0.98, members=32).round(4)), float(agree(0.98, members=32, needed=30).round(4))
    (0.5239, 0.9742)
    """
    least = _votes_needed(members, needed)
    q = take("vote", vote, _SHARE)
    if least == 0:
        return np.ones_like(q)
    # A binomial tail is an incomplete beta function.
    tail: Floats = special.betainc(least, members - least + 1, q)
    return tail


def agree_among(votes: ArrayLike, *, needed: int | None = None) -> Floats:
    """Return the probability that enough of different members vote for it.

    Parameters
    ----------
    votes : array, shape (..., n), in [0, 1]
        Probability that each member votes for it, each by itself. With a lead on whom they
        depend, ask once for each state of the lead and average.
    needed : int, optional
        Votes needed, from 0 to n; all of them when left out.

    Returns
    -------
    array, shape (...)

    Examples
    --------
    >>> agree_among([[0.9, 0.8, 0.5], [1, 1, 0.5]]), agree_among([0.9, 0.8, 0.5], needed=2).round(3)
    (array([0.36, 0.5 ]), np.float64(0.85))
    """
    q = np.atleast_1d(take("votes", votes, _SHARE))
    members = q.shape[-1]
    least = _votes_needed(members, needed)
    counted = np.zeros((*q.shape[:-1], members + 1))
    counted[..., 0] = 1.0
    for member in range(members):
        yes = q[..., [member]]
        counted[..., 1:] = (1.0 - yes) * counted[..., 1:] + yes * counted[..., :-1]
        counted[..., 0] *= 1.0 - yes[..., 0]
    enough: Floats = counted[..., least:].sum(axis=-1)
    return enough


def _votes_needed(members: int, needed: int | None) -> int:
    least = members if needed is None else needed
    if not (members >= 1 and 0 <= least <= members):
        raise RangeError(
            f"{least} of {members} votes needed; it has to be from 0 to the number of members"
        )
    return least
