"""What an actor was heard to say on one issue, as arrays."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from pourparler.case.records import MODALITIES
from pourparler.errors import RangeError, ShapeError
from pourparler.models.positions.spaces import SCALE_LENGTH, Floats, Grid, Space

Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]

SUPPORTS: Final = MODALITIES.index("supports")
OPPOSES: Final = MODALITIES.index("opposes")
CONDITIONAL: Final = MODALITIES.index("conditional")
AMBIGUOUS: Final = MODALITIES.index("ambiguous")
DECLINED: Final = MODALITIES.index("declined")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The coded statements of one actor on one issue: n of them, in any order.

    Statements that share a number in ``utterance`` report one occasion and count once.

    Attributes
    ----------
    first_day, last_day : float, shape (n,)
        The days between which it was said, counted from any day 0; equal when the day is
        known.
    modality : int, shape (n,)
        Index into ``MODALITIES``. Ambiguous and declined statements carry no information,
        and are counted.
    utterance : int, shape (n,)
        Which occasion a statement reports.
    misread : float, shape (n,), in [0, 1]
        Chance that the reading is wrong; near 0 after review.
    not_meant : float, shape (n,), in [0, 1]
        Chance that it was said but is not where the actor stands: bluff, loose talk. It
        stays after review.
    low, high : float, shape (n,), in [0, 100], optional
        Interval of the scale that was named. For grids.
    spread : float, shape (n,), in points, above 0, optional
        How loosely the interval is meant. For grids.
    options : bool, shape (n, K), optional
        Which of K options were named, at least one. For option sets.
    order : int, shape (n,), optional
        Order within the day where the reports give it; 0 where they do not.
    week : int, shape (n,), optional
        Utterances of one week are tempered together. When left out, those within any seven
        days are.
    stance : int, shape (n,), optional
        What was said, as any number: only utterances that say the same repeat each other
        and are tempered together. When left out, all do.
    reviewed : bool, shape (n,), optional
        Whether a person has confirmed the reading.
    report : int, shape (n,), optional
        Which report it stands in.

    Raises
    ------
    ShapeError
        Lengths differ, or neither intervals with spreads nor options are given.
    RangeError
        A number is outside its range; the message names the field and the row.
    """

    first_day: Floats
    last_day: Floats
    modality: Integers
    utterance: Integers
    misread: Floats
    not_meant: Floats
    low: Floats | None = None
    high: Floats | None = None
    spread: Floats | None = None
    options: Flags | None = None
    order: Integers | None = None
    week: Integers | None = None
    stance: Integers | None = None
    reviewed: Flags | None = None
    report: Integers | None = None

    def __post_init__(self) -> None:
        for field in fields(self):
            values = getattr(self, field.name)
            if values is not None:
                frozen: NDArray[Any] = np.array(values, dtype=_KINDS[field.name])
                frozen.flags.writeable = False
                object.__setattr__(self, field.name, frozen)
        self._check_shapes()
        self._check_ranges()

    def __len__(self) -> int:
        """Return n, the number of statements."""
        return len(self.first_day)

    @property
    def informative(self) -> Flags:
        """Which statements say where the actor stands, shape (n,)."""
        says: Flags = (self.modality != AMBIGUOUS) & (self.modality != DECLINED)
        return says

    @property
    def sha256(self) -> str:
        """Digest of all arrays, 64 hex digits."""
        digest = hashlib.sha256()
        for field in fields(self):
            values = getattr(self, field.name)
            if values is not None:
                digest.update(f"{field.name}{values.shape}".encode() + values.tobytes())
        return digest.hexdigest()

    def until(self, day: float) -> Evidence:
        """Return the statements that were certainly said by the end of a day."""
        return self.select(np.floor(self.last_day) <= day)

    def select(self, rows: Flags) -> Evidence:
        """Return the statements where ``rows``, shape (n,), is true."""
        given = {f.name: getattr(self, f.name) for f in fields(self)}
        kept: dict[str, Any] = {k: None if v is None else v[rows] for k, v in given.items()}
        return replace(self, **kept)

    def intervals(self) -> tuple[Floats, Floats, Floats]:
        """Return low, high and spread.

        Raises
        ------
        ShapeError
            The statements name options instead.
        """
        if self.low is None or self.high is None or self.spread is None:
            raise ShapeError("evidence names options; a grid needs low, high and spread")
        return self.low, self.high, self.spread

    def check_space(self, space: Space) -> None:
        """Check that the statements are about places of this space.

        Raises
        ------
        ShapeError
            Intervals for an option set, options for a grid, or another number of options.
        """
        if isinstance(space, Grid):
            self.intervals()
        elif self.options is None or self.options.shape[1] != space.size:
            named = "intervals" if self.options is None else f"{self.options.shape[1]} options"
            raise ShapeError(f"evidence names {named}; the space has {space.size} options")

    def _check_shapes(self) -> None:
        interval = [self.low is not None, self.high is not None, self.spread is not None]
        if any(interval) != all(interval) or all(interval) == (self.options is not None):
            raise ShapeError("evidence needs either low, high and spread, or options")
        for field in fields(self):
            values = getattr(self, field.name)
            wanted = 2 if field.name == "options" else 1
            if values is not None and (values.ndim != wanted or len(values) != len(self)):
                raise ShapeError(
                    f"{field.name} has shape {values.shape}; {len(self)} statements are given"
                )

    def _check_ranges(self) -> None:
        _check("first_day", self.first_day, np.isfinite(self.first_day))
        fine = np.isfinite(self.last_day) & (self.last_day >= self.first_day)
        _check("last_day", self.last_day, fine)
        _check("modality", self.modality, (self.modality >= 0) & (self.modality < len(MODALITIES)))
        for name, chance in (("misread", self.misread), ("not_meant", self.not_meant)):
            _check(name, chance, (chance >= 0) & (chance <= 1))
        if self.options is not None:
            _check("options", self.options, self.options.any(axis=1) | ~self.informative)
            return
        low, high, spread = self.intervals()
        _check("low", low, (low >= 0) & (low <= SCALE_LENGTH))
        _check("high", high, (high >= low) & (high <= SCALE_LENGTH))
        _check("spread", spread, (spread > 0) & np.isfinite(spread))


_KINDS: dict[str, type] = {
    **dict.fromkeys(("modality", "utterance", "order", "week", "stance", "report"), np.int64),
    **dict.fromkeys(("first_day", "last_day", "misread", "not_meant"), np.float64),
    **dict.fromkeys(("low", "high", "spread"), np.float64),
    **dict.fromkeys(("options", "reviewed"), np.bool_),
}


def _check(name: str, values: NDArray[np.generic], fine: Flags) -> None:
    if not fine.all():
        row = int(np.argmin(fine))
        raise RangeError(f"evidence {name}[{row}] is {values[row]}")
