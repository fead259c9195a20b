"""Whether a long silence decides the answer: positions as drifted, and as last stated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from pourparler.models.positions.basis import last_said
from pourparler.models.positions.estimate import Track, estimate_positions
from pourparler.models.positions.evidence import Evidence
from pourparler.models.positions.spaces import Floats, Space


@dataclass(frozen=True, slots=True)
class Twin:
    """A stated position at Q dates under two readings of silence.

    Attributes
    ----------
    drifted : Track
        The estimate: since it last spoke the actor may have walked and jumped.
    last_said : shape (Q,)
        The day by which each date's last informative statement was made; NaN where there is
        none, and the two readings then are the same.
    held, held_filtered : shape (Q, N)
        The densities that were estimated for that day, as known now and as known then: the
        actor still stands where it last said it does.
    """

    drifted: Track
    last_said: Floats
    held: Floats
    held_filtered: Floats


def estimate_twice(
    space: Space, series: Sequence[Evidence], days: Sequence[ArrayLike]
) -> list[Twin]:
    """Estimate stated positions with what silence does, and without.

    Whatever uses stale positions is run on both, and says whether its answer changes.

    Parameters
    ----------
    space : Space
    series : sequence of Evidence
    days : sequence of arrays, each of shape (Q,)

    Raises
    ------
    ShapeError, RangeError
        As ``estimate.estimate_positions``.

    Examples
    --------
    >>> from pourparler.models.positions.spaces import OptionSet
    >>> said = Evidence(
    ...     first_day=[0], last_day=[0], modality=[0], utterance=[0], misread=[0.1],
    ...     not_meant=[0.0], options=[[True, False]],
    ... )
    >>> (twin,) = estimate_twice(OptionSet(2, jump_rate=0.01), [said], [[0, 100]])
    >>> twin.drifted.density.round(2)
    array([[0.95, 0.05],
           [0.67, 0.33]])
    >>> twin.held.round(2)
    array([[0.95, 0.05],
           [0.95, 0.05]])
    """
    drifted = estimate_positions(space, series, days)
    spoken = [
        last_said(evidence, track.days) for evidence, track in zip(series, drifted, strict=True)
    ]
    as_of = [
        np.where(np.isnan(last), track.days, last)
        for last, track in zip(spoken, drifted, strict=True)
    ]
    held = estimate_positions(space, series, as_of)
    return [
        Twin(track, last, then.density, then.filtered)
        for track, last, then in zip(drifted, spoken, held, strict=True)
    ]
