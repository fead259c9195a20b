"""When no bargain can hold because power is about to shift."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pourparler.errors import RangeError
from pourparler.models.arguments import Floats, take


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerShift:
    """What the rising side would have to be promised, and what there is to promise.

    Attributes
    ----------
    rise : array, what the rising side gains by waiting, in values of one period's pie
    saved : array, what all gain if war is avoided for good
    """

    rise: Floats
    saved: Floats

    @property
    def breaks_down(self) -> NDArray[np.bool_]:
        """Whether every equilibrium wastes something: no bargain holds."""
        return np.asarray(self.rise > self.saved)


def judge_shift(
    shift: ArrayLike, *, win: ArrayLike, destroyed: ArrayLike, patience: ArrayLike
) -> PowerShift:
    """Return whether a shift of power is too fast for any bargain to hold.

    Parameters
    ----------
    shift : array
        How much the declining side's chance to win falls by the next period, from 0 to
        ``win``.
    win : array, in [0, 1]
        Its chance to win now.
    destroyed : array, in [0, 1]
        Share of the pie that war destroys.
    patience : array, in (0, 1)
        delta: worth of a period's pie one period later.

    Notes
    -----
    Breaks down if delta M_2(t+1) - M_2(t) > B - M_1(t) - M_2(t), with B = 1/(1-delta),
    M_1 = p (1-d)/(1-delta) and M_2 = (1-p)(1-d)/(1-delta).

    References
    ----------
    Powell (2006), International Organization 60(1).

    Examples
    --------
    >>> judge_shift([0.1, 0.2], win=0.6, destroyed=0.1, patience=0.95).breaks_down
    array([False,  True])
    """
    p, d, delta = _take_all(win, destroyed, patience)
    moved = take("shift", shift, "at or above 0")
    if (moved > p).any():
        raise RangeError(f"a shift of {moved.max():g} from a chance to win of {p.min():g}")
    worth = (1.0 - d) / (1.0 - delta)
    rise = delta * (1.0 - p + moved) * worth - (1.0 - p) * worth
    return PowerShift(rise=rise, saved=np.broadcast_to(d / (1.0 - delta), rise.shape))


def critical_shift(win: ArrayLike, *, destroyed: ArrayLike, patience: ArrayLike) -> Floats:
    """Return the shift of power in one period beyond which no bargain holds.

    (1/(1-d) - p)/delta - (1-p); with the patience of a saint, d/(1-d). Above ``win`` no shift
    is too fast. Parameters as in `judge_shift`.

    Examples
    --------
    >>> float(critical_shift(0.6, destroyed=0.1, patience=0.95).round(4))
    0.138
    """
    p, d, delta = _take_all(win, destroyed, patience)
    critical: Floats = (1.0 / (1.0 - d) - p) / delta - (1.0 - p)
    return critical


def _take_all(win: ArrayLike, destroyed: ArrayLike, patience: ArrayLike) -> list[Floats]:
    taken = [
        take("win", win, "between 0 and 1"),
        take("destroyed", destroyed, "between 0 and 1"),
        take("patience", patience, "above 0"),
    ]
    take("1 - patience", 1.0 - taken[2], "above 0")
    take("1 - destroyed", 1.0 - taken[1], "above 0")
    return taken
