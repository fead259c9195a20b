"""The chance of a jump between successive utterances."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pourparler.models.positions.passes import Passes
from pourparler.models.positions.spaces import Floats, Space


@dataclass(frozen=True, slots=True)
class Gaps:
    """The g gaps between steps on different days (or known moments of one day).

    Attributes
    ----------
    first, last : shape (g,)
        The days of the steps on both sides.
    prior : shape (g,)
        Chance of at least one jump, before anything was said: 1 - exp(-jump_rate days).
    posterior : shape (g,)
        The same given all evidence.
    odds : shape (g,)
        Posterior odds over prior odds. Below 1: what was said speaks against a jump. 0 where
        no jump is possible.
    """

    first: Floats
    last: Floats
    prior: Floats
    posterior: Floats
    odds: Floats


def find_gaps(space: Space, passes: Passes, view: slice) -> Gaps:
    """Return the jump probabilities of the series whose steps are in ``view``.

    With alpha the state before the gap and beta the likelihood of all that follows, a jump
    explains them as alpha U beta and no jump as alpha D beta; their ratio is the odds, so that
    nothing is lost where the prior is near 0 or 1.
    """
    times = passes.times[view]
    days = np.diff(times)
    gap = np.flatnonzero(days > 0)
    before, following = passes.after[view][gap], passes.before[view][gap + 1]
    walked = space.advance(before, space.walk_decay(days[gap])[:, None])
    stayed = (walked * following).sum(axis=(1, 2))
    jumped = (before.sum(axis=2) * following.mean(axis=2)).sum(axis=1)
    prior = -np.expm1(-space.jump_rate * days[gap])
    weight = prior * jumped
    possible = prior > 0
    posterior = np.divide(
        weight, weight + (1 - prior) * stayed, out=np.zeros_like(prior), where=possible
    )
    odds = np.zeros_like(prior)
    with np.errstate(divide="ignore"):
        odds[possible] = jumped[possible] / stayed[possible]
    return Gaps(times[gap], times[gap + 1], prior, posterior, odds)
