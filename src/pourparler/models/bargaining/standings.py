"""Where actors stand on one issue, how much it matters to them, and what they weigh."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from pourparler.errors import RangeError, ShapeError

Floats = NDArray[np.float64]

SCALE_LENGTH: Final = 100.0


@dataclass(frozen=True, slots=True)
class Standings:
    """Positions, saliences and influences of A actors on one issue, in D draws. Frozen.

    Each is given with shape (A,), for one draw, or (D, A); what has one draw holds in all.

    Attributes
    ----------
    positions : shape (D, A), in [0, 100]
    saliences : shape (D, A), in [0, 1]
        How much the issue matters to an actor.
    influences : shape (D, A), at or above 0
        What an actor weighs in outcomes; only ratios count.

    Raises
    ------
    ShapeError
        The shapes do not fit each other, or there are no actors.
    RangeError
        A number is outside its range, or nobody with influence cares in some draw.

    Examples
    --------
    >>> Standings([20, 60], saliences=[1, 1], influences=[3, 1]).weights
    array([[3., 1.]])
    """

    positions: Floats
    saliences: Floats
    influences: Floats

    def __post_init__(self) -> None:
        """Bring all to shape (D, A), read-only, and check them."""
        given = [np.asarray(getattr(self, name), dtype=np.float64) for name in _RANGES]
        try:
            tables = np.broadcast_arrays(*(np.atleast_2d(values) for values in given))
        except ValueError as error:
            shapes = ", ".join(f"{n} {v.shape}" for n, v in zip(_RANGES, given, strict=True))
            raise ShapeError(f"{shapes} do not fit each other; (A,) or (D, A) each") from error
        for (name, (low, high)), table in zip(_RANGES.items(), tables, strict=True):
            if table.ndim != 2 or not table.size:
                raise ShapeError(f"{name} has shape {table.shape}; (A,) or (D, A) is needed")
            wrong = ~((table >= low) & (table <= high))
            if wrong.any():
                draw, actor = np.argwhere(wrong)[0]
                value = table[draw, actor]
                raise RangeError(
                    f"{name}[{draw}, {actor}] is {value:g}; {low:g} to {high:g} allowed"
                )
            kept = np.array(table)
            kept.flags.writeable = False
            object.__setattr__(self, name, kept)
        if not (self.weights.sum(axis=1) > 0).all():
            draw = int(np.argmin(self.weights.sum(axis=1)))
            raise RangeError(
                f"in draw {draw} every actor has influence or salience 0",
                hint="A forecast needs at least one actor with weight.",
            )

    @property
    def draws(self) -> int:
        """D."""
        return int(self.positions.shape[0])

    @property
    def actors(self) -> int:
        """A."""
        return int(self.positions.shape[1])

    @property
    def weights(self) -> Floats:
        """Influence times salience, shape (D, A)."""
        weights: Floats = self.influences * self.saliences
        return weights

    @property
    def sha256(self) -> str:
        """Digest of all numbers, 64 hex digits."""
        digest = hashlib.sha256(str(self.positions.shape).encode())
        for name in _RANGES:
            digest.update(getattr(self, name).tobytes())
        return digest.hexdigest()


_RANGES: Final = {
    "positions": (0.0, SCALE_LENGTH),
    "saliences": (0.0, 1.0),
    "influences": (0.0, np.finfo(np.float64).max),
}
