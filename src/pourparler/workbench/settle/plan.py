"""What is asked of a settlement, and everything that is needed to answer it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from pourparler.case.case import Case
from pourparler.case.nearest import unknown
from pourparler.case.settlement import Design, Settlement
from pourparler.errors import SettlementError, UnknownNameError
from pourparler.models.sensitivity.ranges import Uncertain
from pourparler.workbench.settle.evaluate import Block
from pourparler.workbench.settle.inputs import Inputs, lead_of

Floats = NDArray[np.float64]

DRAWS = 1024
"""Of every output that is not asked for another number: shares to within three of a hundred."""

DRIVER_DRAWS = 128
MAP_DRAWS = 256
SEED = 20250819


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleOptions:
    """How a case is settled.

    ``draws`` is a power of two, and shares are counted on them. Drivers take D + 2 times
    ``driver_draws`` for D inputs, the map of packages and the components ``map_draws``, all of
    them the first of the same draws, and never more of them. ``design`` puts one design in
    focus: its components are taken apart, and its drivers and break-evens are told.
    ``horizon_years`` and ``bar`` take the place of the case's own.
    """

    draws: int = DRAWS
    driver_draws: int = DRIVER_DRAWS
    map_draws: int = MAP_DRAWS
    seed: int = SEED
    design: str | None = None
    horizon_years: float | None = None
    bar: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A case with its inputs known at a date, ready to be settled.

    ``axes`` names every input that any design made of the case's components could use, in
    order: what places each of them in the draws. ``held`` has stated positions that are long
    unsaid as they were when last stated; ``uncertain`` has them as drifted since.
    """

    case: Case
    settlement: Settlement
    inputs: Inputs
    uncertain: Mapping[str, Uncertain]
    constants: Mapping[str, float]
    axes: tuple[str, ...]
    options: SettleOptions
    known_at: date | None
    held: Mapping[str, Uncertain] = field(default_factory=dict)

    @property
    def horizon(self) -> float:
        """Years for which a settlement has to hold."""
        return self.options.horizon_years or self.settlement.horizon_years

    @property
    def bar(self) -> float:
        """Survival that is called durable."""
        return self.options.bar or self.settlement.bar

    @property
    def designs(self) -> list[Design]:
        """The designs that are compared."""
        return self.settlement.designs

    @property
    def focus(self) -> Design:
        """The design that is taken apart: the one asked for, else the fullest with a lead."""
        if self.options.design is not None:
            return next(d for d in self.designs if d.id == self.options.design)
        led = [d for d in self.designs if lead_of(self.case, d) is not None]
        unrefused = [d for d in led if d.refused_by is None]
        return max(unrefused or led or self.designs, key=lambda d: len(d.components))

    def block(
        self,
        drawn: Mapping[str, Floats],
        draws: int,
        *,
        priced: bool = False,
        designs: tuple[str, ...] | None = None,
    ) -> Block:
        """Return some draws, ready to be evaluated."""
        package = self.settlement.package
        return Block(
            case=self.case,
            designs=designs or tuple(design.id for design in self.designs),
            drawn=drawn,
            constants=self.constants,
            draws=draws,
            has_sides=self.inputs.has_sides,
            land=package.territory_km2,
            relief=package.relief,
            priced=priced,
        )


def check_options(options: SettleOptions, settlement: Settlement) -> None:
    """Refuse options that have no meaning for a case.

    Raises
    ------
    UnknownNameError
        No design has the name that was asked for.
    SettlementError
        Draws, horizon or bar are out of range.
    """
    known = [design.id for design in settlement.designs]
    if options.design is not None and options.design not in known:
        raise UnknownNameError(f"design {unknown(options.design, known)}")
    if options.draws < 8 or options.draws & (options.draws - 1):
        power = 1 << max(3, (max(options.draws, 2) - 1).bit_length())
        raise SettlementError(
            f"{options.draws} draws: the number has to be a power of two, 8 or more",
            hint=f"Use --draws {power}.",
        )
    if options.bar is not None and not 0 < options.bar < 1:
        raise SettlementError(
            f"bar {options.bar:g} has to lie between 0 and 1, neither included",
            hint="0.8 means that a settlement has to hold in 80 of 100 histories.",
        )
    if options.horizon_years is not None and not 0 < options.horizon_years <= 100:
        raise SettlementError(
            f"horizon of {options.horizon_years:g} years has to be above 0 and at most 100",
            hint="Use --horizon 10.",
        )
