"""Survival while the lead's reliability wears away."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from pourparler.models.arguments import Floats, take
from pourparler.models.durability.attack import keep_inside
from pourparler.models.durability.costs import Cost

_NODES = 96  # of Gauss and Legendre between two bends; more change nothing before 1e-11


@dataclass(frozen=True, slots=True, kw_only=True)
class Wear:
    """How an attack pays more as a guarantee wears away; arrays of shape (N,).

    X(t) = benefit_without - deterrence reliability e^{-erosion t}.

    Attributes
    ----------
    benefit_without : u, worth of an attack if the lead did nothing
    deterrence : u, what the lead takes off that if it is certain to honour, at or above 0
    reliability : probability that it honours at the signature, in [0, 1]
    erosion : 1/year, rate at which that wears away, at or above 0
    """

    benefit_without: ArrayLike
    deterrence: ArrayLike
    reliability: ArrayLike
    erosion: ArrayLike

    def __post_init__(self) -> None:
        """Refuse what has no meaning."""
        take("benefit_without", self.benefit_without)
        take("deterrence", self.deterrence, "at or above 0")
        take("reliability", self.reliability, "between 0 and 1")
        take("erosion", self.erosion, "at or above 0")


def eroded_survival(
    wear: Wear,
    cost: Cost,
    *,
    years: ArrayLike,
    opportunities: ArrayLike,
    accident: ArrayLike = 0.0,
) -> Floats:
    """Return the probability that peace lasts ``years`` while a guarantee wears away.

    Parameters
    ----------
    wear : Wear
    cost : LogisticCost or UniformCost
    years : array, shape (N,), at or above 0
    opportunities, accident : array, shape (N,), 1/year
        See `solve_durability`.

    Returns
    -------
    array, shape (N,), inside (0, 1)

    Notes
    -----
    exp(-integral of h_0 + pi F(X(t))). The attacker strikes whenever an attack pays, and does
    not wait for the guarantee to wear further: beside `solve_durability`, whose attacker is
    patient, this overstates the hazard. For a uniform cost the integral is
    (pi / C) (X_without T - deterrence reliability (1 - e^{-erosion T}) / erosion) as long as
    X(t) stays in [0, C].

    Examples
    --------
    >>> from pourparler.models.durability.costs import UniformCost
    >>> wear = Wear(benefit_without=30.0, deterrence=50.68701973, reliability=0.4,
    ...             erosion=[0.0, 0.15])
    >>> eroded_survival(wear, UniformCost(80.0), years=10.0, opportunities=0.5).round(4)
    array([0.5445, 0.2956])
    """
    t = np.atleast_1d(take("years", years, "at or above 0"))
    pi = take("opportunities", opportunities, "above 0")
    h0 = take("accident", accident, "at or above 0")
    ends = [np.zeros_like(t), *(_reaches(wear, bend, t) for bend in cost.bends), t]
    nodes, weights = np.polynomial.legendre.leggauss(_NODES)
    lost = h0 * t
    for start, end in itertools.pairwise(ends):
        half = (end - start) / 2
        for node, weight in zip(nodes, weights, strict=True):
            lost = lost + weight * half * pi * cost.below(_benefit(wear, start + half * (node + 1)))
    return keep_inside(np.exp(-lost))


def _benefit(wear: Wear, t: Floats) -> Floats:
    left = np.asarray(wear.reliability) * np.exp(-np.asarray(wear.erosion) * t)
    benefit: Floats = np.asarray(wear.benefit_without) - np.asarray(wear.deterrence) * left
    return benefit


def _reaches(wear: Wear, benefit: ArrayLike, years: Floats) -> Floats:
    """Return when an attack is worth ``benefit``, inside the years; ends where it never is."""
    at_first = np.asarray(wear.deterrence) * np.asarray(wear.reliability)
    to_go = np.asarray(wear.benefit_without) - np.asarray(benefit)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        when = np.log(at_first / to_go) / np.asarray(wear.erosion)
    return np.clip(np.where((to_go > 0) & ~np.isnan(when), when, years), 0.0, years)
