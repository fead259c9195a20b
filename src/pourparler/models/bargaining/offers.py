"""What challenges make actors do: give way, meet in between, or stay."""

from __future__ import annotations

import numpy as np

from pourparler.models.bargaining.standings import Floats


def choose_moves(positions: Floats, own: Floats, others: Floats, *, lowest: bool) -> Floats:
    """Return where actors stand after they have taken the offers that move them least.

    Parameters
    ----------
    positions : shape (D, A)
    own, others : shape (D, A, A)
        ``own[d, i, j]`` is what i expects of challenging j, ``others[d, i, j]`` what i thinks
        that j expects of challenging i.
    lowest : bool
        Take the compromise lowest on the scale in place of the nearest.

    Returns
    -------
    shape (D, A)

    Notes
    -----
    With e own and f others: f > e > 0 is a confrontation that i loses, and it moves to j;
    f > 0 > e and f > |e| a compromise at the share |e| / f of the way; f > 0 > e and f < |e|
    a capitulation. A confrontation goes before a compromise, and that before a capitulation.
    """
    there = positions[:, None, :] - positions[:, :, None]
    pressed = others > 0
    confront = pressed & (own > 0) & (others > own)
    compromise = pressed & (own < 0) & (others > -own)
    capitulate = pressed & (own < 0) & (others < -own)
    share = np.divide(-own, others, out=np.zeros_like(own), where=compromise)
    middle = there * share
    weighed = (np.abs(own) * positions[:, :, None] + np.abs(others) * positions[:, None, :]) / (
        np.abs(own) + np.abs(others) + np.finfo(float).tiny
    )
    moves = np.zeros_like(positions)
    taken = np.zeros(positions.shape, dtype=bool)
    for offered, step, order in (
        (confront, there, np.abs(there)),
        (compromise, middle, weighed if lowest else np.abs(middle)),
        (capitulate, there, np.abs(there)),
    ):
        best = np.argmin(np.where(offered, order, np.inf), axis=2)[:, :, None]
        found = np.take_along_axis(step, best, axis=2)[:, :, 0]
        fresh = offered.any(axis=2) & ~taken
        moves = np.where(fresh, found, moves)
        taken |= fresh
    return positions + moves
