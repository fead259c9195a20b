"""A package in all draws: is it signable, is it durable, and which packages are both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from pourparler.models.settlement.outlook import Attack, Guarantee, Outlook, foresee
from pourparler.models.settlement.values import Peace, Stakes, Values, value_package

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
_Record = TypeVar("_Record", Stakes, Peace, "Terms")

_ROWS = 8192  # draws times packages that are looked at in one go


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a package says on other issues costs each side, shape (N,).

    ``loss_advancing``, ``loss_other``: u against fighting on. ``blocked_advancing``,
    ``blocked_other``: whether a red line of that side rules the package out.
    """

    loss_advancing: Floats
    loss_other: Floats
    blocked_advancing: Flags
    blocked_other: Flags


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """A package in N draws.

    Attributes
    ----------
    outlook : Outlook
    values : Values, optional
        None where the case has no two sides of a front.
    gain_advancing, gain_other : array, shape (N,)
        u by which each side prefers it to fighting on, other issues and what the design
        costs as such included; NaN where there are no two sides.
    signs_advancing, signs_other : array of bool, shape (N,)
        Whether each side prefers it to fighting on, and no red line rules it out.
    """

    outlook: Outlook
    values: Values | None
    gain_advancing: Floats
    gain_other: Floats
    signs_advancing: Flags
    signs_other: Flags

    @property
    def signable(self) -> Flags:
        """Whether both sides sign and the guarantors that the design requires join."""
        return self.signs_advancing & self.signs_other & self.outlook.complete

    def durable(self, *, years: float, bar: float) -> Flags:
        """Whether it holds for so many years with at least the chance ``bar``."""
        return self.outlook.survival(years) >= bar


def assess_package(
    attack: Attack,
    guarantee: Guarantee,
    *,
    stakes: Stakes | None,
    land: float | Floats = 0.0,
    relief: float | Floats = 0.0,
    reference: Peace | None = None,
    terms: Terms | None = None,
) -> Assessment:
    """Return who would sign a package, and what follows if they do.

    Parameters
    ----------
    attack : Attack
    guarantee : Guarantee
    stakes : Stakes, optional
        None where there are no two sides of a front: then only what follows is computed.
    land : float or array, shape (N,)
        1,000 km2 handed to the advancing side.
    relief : float or array, shape (N,)
        u granted to the advancing side.
    reference : Peace, optional
        What would follow if the war ended later; without a guarantee, at today's line and
        without relief when left out.
    terms : Terms, optional
        Other issues; they cost nothing and block nothing when left out.
    """
    outlook = foresee(attack, guarantee, land=land, relief=relief)
    if stakes is None:
        unknown, nobody = (
            np.full(outlook.hazard.shape, np.nan),
            np.zeros(outlook.hazard.shape, bool),
        )
        return Assessment(
            outlook=outlook,
            values=None,
            gain_advancing=unknown,
            gain_other=unknown,
            signs_advancing=nobody,
            signs_other=nobody,
        )
    values = value_package(
        stakes,
        outlook.peace,
        land=land,
        relief=relief,
        status_cost=guarantee.status_cost,
        reference=reference or foresee(attack, no_guarantee(outlook.hazard.size)).peace,
    )
    terms = terms or no_terms(outlook.hazard.size)
    gain_advancing = values.surplus_advancing - terms.loss_advancing
    gain_other = values.surplus_other - guarantee.status_cost_other - terms.loss_other
    return Assessment(
        outlook=outlook,
        values=values,
        gain_advancing=gain_advancing,
        gain_other=gain_other,
        signs_advancing=(gain_advancing >= 0) & ~terms.blocked_advancing,
        signs_other=(gain_other >= 0) & ~terms.blocked_other,
    )


def no_terms(draws: int) -> Terms:
    """Return terms on other issues that cost nothing and block nothing."""
    nothing, never = np.zeros(draws), np.zeros(draws, dtype=bool)
    return Terms(
        loss_advancing=nothing,
        loss_other=nothing,
        blocked_advancing=never,
        blocked_other=never,
    )


def no_guarantee(draws: int) -> Guarantee:
    """Return a design in which nobody promises anything."""
    nothing, always = np.zeros(draws), np.ones(draws)
    return Guarantee(
        pledges=None,
        motives=None,
        invoked=always,
        punishment=nothing,
        snapback=nothing,
        army=nothing,
        prevented=nothing,
        status_cost=nothing,
        status_cost_other=nothing,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageMap:
    """Packages of one design on a grid of land and relief.

    Attributes
    ----------
    lands, reliefs : array, shape (A,) and (B,)
    signable, durable, both : array, shape (A, B)
        Share of draws in which the package is so.
    some_both : array of bool, shape (N,)
        Whether at least one package of the grid is both, in each draw.
    """

    lands: Floats
    reliefs: Floats
    signable: Floats
    durable: Floats
    both: Floats
    some_both: Flags


def search_packages(  # noqa: PLR0913  (a package is a design, two grids and a bar)
    attack: Attack,
    guarantee: Guarantee,
    *,
    stakes: Stakes,
    lands: Sequence[float],
    reliefs: Sequence[float],
    years: float,
    bar: float,
    terms: Terms | None = None,
    most_relief: Floats | None = None,
) -> PackageMap:
    """Look for packages of a design that are signable and durable.

    Parameters
    ----------
    lands, reliefs : sequence of float
        Grid: 1,000 km2 and u.
    years, bar : float
        A package is durable when it holds so long with at least that chance.
    most_relief : array, shape (N,), optional
        u that can be granted at most; packages beyond are not signable.

    Notes
    -----
    O(A B N). A package that is nowhere both is a finding: ``both`` is then 0 everywhere.
    """
    draws = attack.discount.size
    terms = terms or no_terms(draws)
    reference = foresee(attack, no_guarantee(draws)).peace
    packages = [(land, relief) for land in lands for relief in reliefs]
    shares: dict[str, list[float]] = {"signable": [], "durable": [], "both": []}
    some = np.zeros(draws, dtype=bool)
    at_once = max(1, _ROWS // draws)
    for start in range(0, len(packages), at_once):
        part = np.array(packages[start : start + at_once])
        rows = np.tile(np.arange(draws), len(part))
        land, relief = (np.repeat(part[:, axis], draws) for axis in (0, 1))
        found = assess_package(
            attack.part(rows),
            guarantee.part(rows),
            stakes=_rows_of(stakes, rows),
            land=land,
            relief=relief,
            reference=_rows_of(reference, rows),
            terms=_rows_of(terms, rows),
        )
        holds, signs = found.durable(years=years, bar=bar), found.signable
        if most_relief is not None:
            signs = signs & (relief <= most_relief[rows])
        both = (signs & holds).reshape(len(part), draws)
        some |= both.any(axis=0)
        shares["signable"] += signs.reshape(len(part), draws).mean(axis=1).tolist()
        shares["durable"] += holds.reshape(len(part), draws).mean(axis=1).tolist()
        shares["both"] += both.mean(axis=1).tolist()
    grids = {n: np.array(v).reshape(len(lands), len(reliefs)) for n, v in shares.items()}
    return PackageMap(
        lands=np.asarray(lands, dtype=np.float64),
        reliefs=np.asarray(reliefs, dtype=np.float64),
        signable=grids["signable"],
        durable=grids["durable"],
        both=grids["both"],
        some_both=some,
    )


def _rows_of(record: _Record, rows: NDArray[np.intp]) -> _Record:
    """Return a record of arrays over draws with the draws given by ``rows``."""
    arrays = {f.name: np.asarray(getattr(record, f.name)) for f in fields(record)}
    taken: _Record = type(record)(**{n: a[rows] if a.ndim else a for n, a in arrays.items()})
    return taken
