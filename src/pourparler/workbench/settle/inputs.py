"""The uncertain inputs of a case: which are known at a date, and how each is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from pourparler.case.case import Case
from pourparler.case.quantity import Quantity
from pourparler.case.settlement import INPUTS, MAY_BE_NEGATIVE, Design, Settlement
from pourparler.errors import SettlementError
from pourparler.models.sensitivity.ranges import (
    Range,
    elicit_beta,
    elicit_constant,
    elicit_lognormal,
    elicit_normal,
)
from pourparler.models.settlement.solution import Assumed

SECURITY: Final = (
    "discount_per_year",
    "attack_gain",
    "attack_loss",
    "attack_cost_mean",
    "attack_cost_spread",
    "opportunities_per_year",
    "accident_per_year",
    "attacker_strength",
    "own_army",
    "decisiveness",
)
"""Without these nothing can be said about whether a settlement holds."""

FRONT: Final = (
    "drift_km2_per_year",
    "signature_per_year",
    "cost_advancing_per_year",
    "cost_other_per_year",
    "land_value_other",
)
"""Without these, and two sides, nothing can be said about who signs."""

DELAY: Final = ("ceasefire_per_year", "ceasefire_breakdown_per_year", "ceasefire_pressure")

NEUTRAL: Final[dict[str, float]] = {
    "sovereignty_cost": 0.0,
    "relief_cost_other": 0.0,
    "punishment": 0.0,
    "relief_snapback_share": 0.0,
    "breakdown_loss_base": 0.0,
    "breakdown_loss_slope": 0.0,
    "fortification": 0.0,
    "arrival_decides_per_month": 0.0,
}
"""What a missing input counts as; the result names each that was left out."""

_ENDLESS: Final = (
    "Land lost until a signature has no upper end here: the case does not say how much the "
    "other side holds (land_ahead_km2)."
)

_PLEDGED: Final = (
    "contribution",
    "reliability",
    "reliability_with_lead",
    "reliability_without_lead",
)
"""What makes a pledge; ``reliability`` stands in for either of the last two."""

_PLACES: Final = ("settlement.measures.", "settlement.designs.", "settlement.", "guarantors.")
"""Beginnings of the places where inputs stand in the case file."""

_SHARES: Final = ("reliability", "automatic", "agrees", "salience")


@dataclass(frozen=True, slots=True)
class Inputs:
    """Every input of a case that is known at a date, ready to be drawn.

    Attributes
    ----------
    ranges : mapping of str to Range
        By name: those of ``INPUTS`` bare, others by their place (``us.reliability``).
        Constants are among them.
    assumed : tuple of Assumed
        Who answers for each, in the same order.
    left_out : tuple of str
        Optional inputs that the case does not give, or gives only later.
    has_sides, has_delay : bool
        Whether who signs, and what delay costs, can be computed.
    notes : tuple of str
        What is skipped, and why, in whole sentences.
    """

    ranges: Mapping[str, Range]
    assumed: tuple[Assumed, ...]
    left_out: tuple[str, ...]
    has_sides: bool
    has_delay: bool
    notes: tuple[str, ...]

    @property
    def uncertain(self) -> dict[str, Range]:
        """The inputs that are ranges."""
        return {name: r for name, r in self.ranges.items() if r.family != "constant"}

    @property
    def constants(self) -> dict[str, float]:
        """The inputs that are single numbers."""
        return {name: r.first for name, r in self.ranges.items() if r.family == "constant"}


def gather_inputs(case: Case, *, known_at: date | None, fitted: Mapping[str, Quantity]) -> Inputs:
    """Collect the inputs of a case as known at a date.

    Parameters
    ----------
    case : Case
    known_at : date, optional
        Inputs that became known later are not used; None admits all.
    fitted : mapping of str to Quantity
        Inputs estimated from ``front.csv``; they stand in where the case gives none.

    Raises
    ------
    SettlementError
        The case has no settlement part or no design, or an input without which nothing
        can be computed is missing or not known yet.
    """
    settlement = case.settlement
    if settlement is None or not settlement.designs:
        raise SettlementError(
            "the case describes no settlement" if settlement is None else "there are no designs",
            hint="Add `settlement:` with `designs:`; docs/how-to/settle-a-case.md shows how.",
        )
    given = dict(_numbers(case, settlement, fitted))
    numbers = {name: quantity for name, quantity in given.items() if _known(quantity, known_at)}
    late = [name for name in given if name not in numbers]
    _require(SECURITY, numbers, late, known_at)
    has_sides, notes = _sides(settlement, numbers)
    notes += _late_notes(late, known_at) + _unpledged_notes(case, settlement, numbers)
    has_delay = has_sides and all(name in numbers for name in DELAY)
    if has_sides and not has_delay:
        missing = ", ".join(name for name in DELAY if name not in numbers)
        notes += (f"What delay costs is left out: the case does not give {missing}.",)
    if has_delay and "land_ahead_km2" not in numbers:
        notes += (_ENDLESS,)
    left_out = tuple(name for name in NEUTRAL if name not in numbers)
    ranges = {name: elicit(name, *quantity.bounds) for name, quantity in numbers.items()}
    ranges |= {name: elicit_constant(NEUTRAL[name]) for name in left_out}
    return Inputs(
        ranges=ranges,
        assumed=tuple(_assumed(name, quantity) for name, quantity in numbers.items()),
        left_out=left_out,
        has_sides=has_sides,
        has_delay=has_delay,
        notes=notes,
    )


def _sides(settlement: Settlement, numbers: Mapping[str, Quantity]) -> tuple[bool, tuple[str, ...]]:
    if settlement.advancing is None:
        return False, (
            "Who would sign and what delay costs are left out: the case names no two sides of "
            "a front.",
        )
    missing = [name for name in FRONT if name not in numbers]
    if missing:
        return False, (
            "Who would sign and what delay costs are left out: not known are "
            f"{', '.join(missing)}.",
        )
    return True, ()


def _numbers(
    case: Case, settlement: Settlement, fitted: Mapping[str, Quantity]
) -> Iterator[tuple[str, Quantity]]:
    """Yield the numbers that some design uses, by name."""
    yield from (
        (name, quantity) for name, quantity in fitted.items() if name not in settlement.inputs
    )
    used = {component for design in settlement.designs for component in design.components}
    for place, quantity in case.quantities():
        owner, _, rest = place.partition(".")
        if owner == "guarantors":
            if rest.partition(".")[0] in used:
                yield rest, quantity
        elif rest in INPUTS:
            yield rest, quantity
        else:
            kind, _, name = rest.partition(".")
            if kind == "together":
                continue  # worth of packages, which no design is made of
            if kind != "measures" or name.partition(".")[0] in used:
                yield (name if kind in ("designs", "measures") else rest), quantity


def _known(quantity: Quantity, known_at: date | None) -> bool:
    available = quantity.available_on
    return known_at is None or available is None or available <= known_at


def _late_notes(late: Sequence[str], known_at: date | None) -> tuple[str, ...]:
    """Name the inputs that the case gives only later: they count as if it did not give them."""
    if not late:
        return ()
    return (
        f"Known only after {known_at}, and taken as if the case did not give them: "
        f"{', '.join(late)}.",
    )


def _unpledged_notes(
    case: Case, settlement: Settlement, numbers: Mapping[str, Quantity]
) -> tuple[str, ...]:
    """Name what guarantors of some design would bring, or how reliably, where it is not known."""
    used = {component for design in settlement.designs for component in design.components}
    missing = []
    for group in case.guarantors:
        if group.id not in used:
            continue
        keys = {key for key in _PLEDGED if f"{group.id}.{key}" in numbers}
        if "contribution" not in keys:
            missing.append(f"{group.id}.contribution")
        if "reliability" not in keys and not keys >= set(_PLEDGED[2:]):
            missing.append(f"{group.id}.reliability")
    if not missing:
        return ()
    return (f"Nobody says what these guarantors pledge; it counts as 0: {', '.join(missing)}.",)


def _require(
    names: tuple[str, ...],
    numbers: Mapping[str, Quantity],
    late: Sequence[str],
    known_at: date | None,
) -> None:
    for name in names:
        if name in numbers:
            continue
        unit, meaning = INPUTS[name]
        if name in late:
            raise SettlementError(
                f"{name} was not known at {known_at}",
                hint="Choose a later --known-at, or give the input an earlier `known_on`.",
            )
        raise SettlementError(
            f"the case gives no {name} ({meaning.lower()}, {unit})",
            hint=f"Add `{name}: {{low: ..., high: ..., assumption: {{author: ..., reason: ..., "
            "known_on: ...}}` to `settlement:`.",
        )


def elicit(name: str, low: float, high: float) -> Range:
    """Return how an input is drawn, by what it is: a share, a positive number, any number.

    Parameters
    ----------
    name : str
        Of the input.
    low, high : float
        Its 5 % and 95 % points; one number where they are equal.

    Raises
    ------
    SettlementError
        A share is not between 0 and 1, or what cannot be negative is.
    RangeError
        No distribution has these points.
    """
    if _is_share(name) and not 0 <= low <= high <= 1:
        raise SettlementError(f"{name} must lie between 0 and 1, not from {low:g} to {high:g}")
    if is_at_or_above_zero(name) and low < 0:
        raise SettlementError(f"{name} must not be below 0, not {low:g}")
    if low == high:
        return elicit_constant(low)
    if _is_share(name):
        return elicit_beta(low, high)
    if name in MAY_BE_NEGATIVE or low <= 0:
        return elicit_normal(low, high)
    return elicit_lognormal(low, high)


def is_at_or_above_zero(name: str) -> bool:
    """Say whether draws of an input below 0 are to be read as 0."""
    return name not in MAY_BE_NEGATIVE


def _is_share(name: str) -> bool:
    if name in INPUTS:
        return INPUTS[name][0] == "share"
    return any(part.startswith(_SHARES) for part in name.split("."))


def _assumed(name: str, quantity: Quantity) -> Assumed:
    low, high = quantity.bounds
    signed = quantity.assumption
    return Assumed(
        input=name,
        low=low,
        high=high,
        author=signed.author if signed else "",
        reason=" ".join(signed.reason.split()) if signed else "",
        cited=" ".join((quantity.cited or "").split()),
        known_on=str(quantity.available_on),
    )


def lead_of(case: Case, design: Design) -> str | None:
    """Return the guarantor on whom the others of a design depend, or None."""
    if design.lead is not None:
        return design.lead
    marked = {group.id for group in case.guarantors if group.lead}
    return next((name for name in design.components if name in marked), None)


def input_name(place: str) -> str:
    """Return the name that a number has as an input of the settlement.

    Examples
    --------
    >>> input_name("settlement.measures.snapback.amount"), input_name("guarantors.force.benefit")
    ('snapback.amount', 'force.benefit')
    """
    start = next((part for part in _PLACES if place.startswith(part)), "")
    return place.removeprefix(start)
