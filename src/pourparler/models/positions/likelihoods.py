"""How well each place agrees with what was said.

Each row is a mixture: with probability 1 - e the statement means what it was read to say, with
probability e it says nothing. Both parts sum to 1 over the N places, so that after one
statement on an even prior the probability that it was wrong is e, wide interval or narrow.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pourparler.errors import ShapeError
from pourparler.models.positions.defaults import (
    CONDITIONAL_LEAST_ERROR,
    CONDITIONAL_SPREAD,
    LEAST_ERROR,
)
from pourparler.models.positions.evidence import CONDITIONAL, OPPOSES, Evidence, Flags
from pourparler.models.positions.spaces import Floats, Grid, Space

_NEAR_NOTHING = 1e-12


@dataclass(frozen=True, slots=True)
class Likelihoods:
    """What each of n statements says of each of N places.

    Attributes
    ----------
    meant : shape (n, N)
        (1 - e) times the part that believes the statement, in units of an even row: a row
        has mean 1 - e.
    error : shape (n,), in (0, 1]
        e. The whole likelihood is ``meant + error[:, None]``, with mean 1.
    informative : bool, shape (n,)
        False where the statement says nothing of where the actor stands, or rules nothing
        out; ``error`` is then 1.
    """

    meant: Floats
    error: Floats
    informative: Flags

    @property
    def whole(self) -> Floats:
        """The likelihood in units of an even row, shape (n, N): 1 says nothing."""
        total: Floats = self.meant + self.error[:, None]
        return total


def statement_likelihoods(evidence: Evidence, space: Space) -> Likelihoods:
    """Return the likelihood of every statement.

    k(x) = exp(-d^2 / (2 s^2)), with d the distance of x to the interval and s the spread; on
    an option set k is 1 for the options named and 0 for others. ``opposes`` takes 1 - k,
    which is 0 inside the interval and hardly lower than 1 far away; ``conditional`` doubles s
    and raises e to at least 0.3.

    Raises
    ------
    ShapeError
        The statements are not about places of this space.
    """
    evidence.check_space(space)
    conditional = evidence.modality == CONDITIONAL
    agreement = _agreement(evidence, space)
    mean = agreement.mean(axis=1)
    says = evidence.informative & (mean > _NEAR_NOTHING)
    error = combine_errors(evidence.misread, evidence.not_meant)
    error = np.where(conditional, np.maximum(error, CONDITIONAL_LEAST_ERROR), error)
    error = np.where(says, np.maximum(error, LEAST_ERROR), 1.0)
    share = np.divide(1.0 - error, mean, out=np.zeros_like(mean), where=says)
    return Likelihoods(agreement * share[:, None], error, says)


def combine_errors(misread: Floats, not_meant: Floats) -> Floats:
    """Return the chance that a statement was misread, not meant, or both.

    Examples
    --------
    >>> combine_errors(np.array([0.1, 0.0]), np.array([0.2, 0.2])).round(3)
    array([0.28, 0.2 ])
    """
    either: Floats = 1.0 - (1.0 - misread) * (1.0 - not_meant)
    return either


def wrong_probability(prior: Floats, likelihoods: Likelihoods) -> Floats:
    """Return the probability that each statement was wrong, given where the actor stood.

    Parameters
    ----------
    prior : shape (N,) or (n, N)
        Distribution of the position without the statement.
    likelihoods : Likelihoods
        Of n statements.

    Returns
    -------
    shape (n,)

    Raises
    ------
    ShapeError
        The number of places differs.
    """
    if prior.shape[-1] != likelihoods.meant.shape[1]:
        raise ShapeError(
            f"prior has {prior.shape[-1]} places, likelihoods {likelihoods.meant.shape[1]}"
        )
    right = (prior * likelihoods.meant).sum(axis=-1)
    wrong: Floats = likelihoods.error / (right + likelihoods.error)
    return wrong


def _agreement(evidence: Evidence, space: Space) -> Floats:
    opposes = (evidence.modality == OPPOSES)[:, None]
    if evidence.options is not None:
        return np.where(opposes, ~evidence.options, evidence.options).astype(np.float64)
    assert isinstance(space, Grid)  # noqa: S101 - check_space has refused anything else
    low, high, loose = evidence.intervals()
    places = space.places
    below, above = low[:, None] - places, places - high[:, None]
    distance = np.maximum(np.maximum(below, above), 0.0)
    conditional = evidence.modality == CONDITIONAL
    spread = np.where(conditional, CONDITIONAL_SPREAD * loose, loose)
    exponent = -0.5 * (distance / spread[:, None]) ** 2
    # An interval between two points of the grid is no weaker for it: only ratios count.
    exponent -= np.where(opposes, 0.0, exponent.max(axis=1, keepdims=True))
    agreement: Floats = np.where(opposes, -np.expm1(exponent), np.exp(exponent))
    return agreement
