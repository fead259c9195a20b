"""What settling a case comes to: shares of draws, bands, drivers, and who answers for what.

Every share is inside (0, 1), every figure is a band, and nothing here is a forecast.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Final

import numpy as np
from numpy.typing import NDArray

from pourparler.models.sensitivity.shares import Band, Share
from pourparler.models.sensitivity.slopes import Slope

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumed:
    """An input and who answers for it: ``cited`` is a document, or ``author`` signs."""

    input: str
    low: float
    high: float
    author: str
    reason: str
    cited: str
    known_on: str
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """Chance that peace holds, year by year: median and 90 % band over draws."""

    years: Floats
    low: Floats
    median: Floats
    high: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Priced:
    """A design with as much relief as the advancing side asks, up to the cap.

    Attributes
    ----------
    relief : Band
        u that it asks.
    within_cap : Share
        In how many draws that much can be granted; None where the case gives no cap.
    sign, durable, both : Share
        In how many draws all sign at that relief, it holds, and both.
    """

    relief: Band
    within_cap: Share | None
    sign: Share
    durable: Share
    both: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class DesignResult:
    """One design with the land and the relief of the table.

    Attributes
    ----------
    design, name : str
    territory_km2, relief : float
    attack_success, hazard_per_year, survival : Band
    sign : mapping of party to Share, empty where there are no two sides
    guarantors_join : mapping of group to Share
    complete : Share
        In how many draws all guarantors that the design requires want to join.
    signable, durable, both : Share
        ``signable`` and ``both`` are None where there are no two sides.
    priced : Priced, optional
    curve : Curve
    some_package : Share, optional
        In how many draws some package on the map is both.
    """

    design: str
    name: str
    territory_km2: float
    relief: float
    attack_success: Band
    hazard_per_year: Band
    survival: Band
    sign: dict[str, Share]
    guarantors_join: dict[str, Share]
    complete: Share
    signable: Share | None
    durable: Share
    both: Share | None
    priced: Priced | None
    curve: Curve
    some_package: Share | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MapResult:
    """Packages of one design: shares of draws on a grid of land (rows) and relief."""

    design: str
    territory_km2: tuple[float, ...]
    relief: tuple[float, ...]
    signable: Floats
    durable: Floats
    both: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequence:
    """What is lost until a signature under one sequence.

    ``land_at_signature_km2`` is a band over draws *and* over when the signature comes;
    ``all_taken`` the share of them in which the advancing side ends with all the land that
    the other holds, None where the case does not say how much that is.
    """

    land_at_signature_km2: Band
    mean_land_km2: Band
    years_fighting: Band
    years_to_deal: Band
    all_taken: Share | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delay:
    """Ceasefire-first beside deal-first.

    Attributes
    ----------
    deal_first, ceasefire_first : Sequence
    loses_less : Share
        In how many draws ceasefire-first loses less land on average.
    ceasefire_needed_per_year, breakdown_allowed_per_year : Band
        What a ceasefire must achieve for that: come at least so fast, or break at most
        so often; below 0, none is reliable enough.
    land_ahead_km2 : Band, optional
        How much the other side holds: no more is lost.
    backtest : tuple of (str, str)
        How the fit of the front has done before, in label and words; empty without a fit.
    """

    deal_first: Sequence
    ceasefire_first: Sequence
    loses_less: Share
    ceasefire_needed_per_year: Band
    breakdown_allowed_per_year: Band
    land_ahead_km2: Band | None = None
    backtest: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """What one component adds to the chance of holding, on average over draws (Shapley)."""

    component: str
    name: str
    shapley: float
    low: float
    high: float
    alone: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """What each component of one design adds to survival to the horizon.

    ``without`` and ``with_all`` are survival with none and with all of them, on average;
    the contributions sum to the difference. ``collapse`` is the chance that less than a
    quarter of the pledged force comes, ``collapse_independent`` the same if nobody depended
    on the lead; None without a lead.
    """

    design: str
    without: float
    with_all: float
    contributions: tuple[Contribution, ...]
    collapse: Band | None
    collapse_independent: Band | None


@dataclass(frozen=True, slots=True)
class Driver:
    """How much of an output's variance an input is behind, alone or with others."""

    input: str
    output: str
    total_effect: float
    standard_error: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """In how many draws one design does better than another, both in the same draw.

    ``reversed_by``: inputs that alone turn the order within their range, with the value.
    """

    design: str
    beats: str
    share: Share
    reversed_by: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Where one input turns an answer while all others stay at their medians."""

    input: str
    design: str
    answer: str
    at: float | None
    median: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Private:
    """How far a party's private line would have to lie from its stated one to flip its answer.

    ``points`` on the scales of the issues, 0 to 100, all of them moved alike; None when the
    whole scale is not enough.
    """

    party: str
    design: str
    signs: bool
    points: float | None
    issues: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever:
    """What one more unit of one part of a guarantee does to a design, in the model.

    Attributes
    ----------
    input, component : str
        The number that moves, and the component or design that it belongs to.
    unit : str
        What one unit is: the largest power of ten that the range of the input holds.
    tenth : float
        Units in a tenth of its 90 % range: what levers are compared by.
    hold : Slope
        Of survival to the horizon, on average over draws.
    sign, both : Slope or None
        Of the share of draws in which all sign, and in which it is signed and durable, with
        the land and the relief of the table; None where there are no two sides.
    """

    input: str
    component: str
    unit: str
    tenth: float
    hold: Slope
    sign: Slope | None
    both: Slope | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Levers:
    """The levers of one design, the strongest for a tenth of its range first."""

    design: str
    levers: tuple[Lever, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldDesign:
    """How often a design is signed and holds if nobody moved during a long silence."""

    design: str
    signable: Share
    durable: Share
    both: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The settlement run again, in the same draws, with positions as they were last stated.

    ``positions`` are those that are long unsaid, by party and issue.
    """

    positions: tuple[tuple[str, str], ...]
    designs: tuple[HeldDesign, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlementSolution:
    """The settlement of a case, ready to be printed, drawn and audited."""

    horizon_years: float
    bar: float
    draws: int
    seed: int
    advancing: str | None
    other: str | None
    names: dict[str, str]
    designs: tuple[DesignResult, ...]
    maps: tuple[MapResult, ...]
    delay: Delay | None
    attribution: Attribution | None
    drivers: tuple[Driver, ...]
    order: tuple[Order, ...]
    turns: tuple[Turn, ...]
    private: tuple[Private, ...]
    assumptions: tuple[Assumed, ...]
    notes: tuple[str, ...]
    levers: Levers | None = None
    held: Held | None = None

    def design(self, design: str) -> DesignResult:
        """Return the result of one design; KeyError when there is none."""
        for found in self.designs:
            if found.design == design:
                return found
        raise KeyError(design)

    def _repr_html_(self) -> str:
        """Return the designs as a plain table, for notebooks."""
        heads = ("design", "sign", "hold", "both", "survival")
        rows = [
            (
                found.name,
                *(_per_cent(share) for share in (found.signable, found.durable, found.both)),
                f"{found.survival.low:.2f} to {found.survival.high:.2f}",
            )
            for found in self.designs
        ]
        cells = "".join(
            "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows
        )
        head = "".join(f"<th>{head}</th>" for head in heads)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{cells}</tbody></table>"


_LEAST_PER_CENT: Final = 0.1


def _per_cent(share: Share | None) -> str:
    if share is None:
        return ""
    per_cent = 100 * share.share
    if per_cent < _LEAST_PER_CENT:
        return f"under {_LEAST_PER_CENT} %"
    most = 100 - _LEAST_PER_CENT
    return f"over {most} %" if per_cent > most else f"{per_cent:.1f} %"
