"""Whether a position stands without some of its evidence."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from pourparler.errors import ShapeError
from pourparler.models.positions.estimate import Track, estimate_positions
from pourparler.models.positions.evidence import Evidence
from pourparler.models.positions.spaces import Floats, Space
from pourparler.models.positions.summary import share_options


def keep_reviewed(evidence: Evidence) -> Evidence:
    """Return the statements whose reading a person has confirmed."""
    if evidence.reviewed is None:
        return evidence.select(np.zeros(len(evidence), dtype=bool))
    return evidence.select(evidence.reviewed)


def estimate_without_each(
    space: Space, evidence: Evidence, groups: ArrayLike, days: ArrayLike
) -> dict[int, Track]:
    """Estimate a position once without each group of statements, such as each publisher's.

    Parameters
    ----------
    space : Space
    evidence : Evidence
        Of n statements.
    groups : int, shape (n,)
        Which group each belongs to.
    days : shape (Q,)

    Returns
    -------
    dict
        The track without each group, by the group's number.

    Raises
    ------
    ShapeError
        Not as many groups as statements.

    Examples
    --------
    >>> from pourparler.models.positions.spaces import OptionSet
    >>> said = Evidence(
    ...     first_day=[0, 0], last_day=[0, 0], modality=[0, 0], utterance=[0, 1],
    ...     misread=[0.1] * 2, not_meant=[0.0] * 2, options=[[True, False], [False, True]],
    ... )
    >>> left = estimate_without_each(OptionSet(2), said, [7, 9], [0])
    >>> left[7].density, left[9].density
    (array([[0.05, 0.95]]), array([[0.95, 0.05]]))
    """
    group = np.asarray(groups)
    if group.shape != (len(evidence),):
        raise ShapeError(f"groups has shape {group.shape}; {len(evidence)} statements are given")
    numbers = [int(number) for number in np.unique(group)]
    rest = [evidence.select(group != number) for number in numbers]
    tracks = estimate_positions(space, rest, [days] * len(rest))
    return dict(zip(numbers, tracks, strict=True))


def says_otherwise(
    space: Space, density: Floats, other: Floats, points: ArrayLike | None = None
) -> bool:
    """Return whether two estimates of one position put different options first.

    Parameters
    ----------
    space : Space
    density, other : shape (N,)
        With all of the evidence and without some of it; as drifted and as held.
    points : shape (K,), rising, in [0, 100]
        Where the options stand on a grid.

    Examples
    --------
    >>> from pourparler.models.positions.spaces import OptionSet
    >>> says_otherwise(OptionSet(2), np.array([0.9, 0.1]), np.array([0.6, 0.4]))
    False
    """
    first, last = (share_options(space, mass, points) for mass in (density, other))
    return int(first.argmax()) != int(last.argmax())
