"""One block of draws through every design: the work that is spread over cores and clusters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pourparler.case.case import Case
from pourparler.case.settlement import Design
from pourparler.models.settlement.outlook import Attack, Guarantee, foresee
from pourparler.models.settlement.package import (
    Assessment,
    Terms,
    assess_package,
    no_guarantee,
    no_terms,
)
from pourparler.models.settlement.price import price_guarantee
from pourparler.models.settlement.values import Peace, Stakes
from pourparler.workbench.settle.sample import (
    THOUSAND_KM2,
    Sample,
    build_attack,
    build_guarantee,
    build_stakes,
    build_terms,
)

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Some draws of the inputs, and what is to be found out about them.

    ``priced`` asks for the price of each guarantee as well; only base draws need it.
    """

    case: Case
    designs: tuple[str, ...]
    drawn: Mapping[str, Floats]
    constants: Mapping[str, float]
    draws: int
    has_sides: bool
    land: float
    relief: float
    priced: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluated:
    """One design in some draws: arrays of shape (N,), ``joins`` (N, groups and lead).

    ``price``, ``price_sign`` and ``price_hazard`` are what the advancing side asks, whether
    all then sign, and the hazard then; NaN, False and NaN where they were not asked for.
    """

    success: Floats
    hazard: Floats
    gain_advancing: Floats
    gain_other: Floats
    signs_advancing: Flags
    signs_other: Flags
    complete: Flags
    joins: Flags
    price: Floats
    price_sign: Flags
    price_hazard: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What all designs of a block have in common, as the models take it."""

    sample: Sample
    attack: Attack
    stakes: Stakes | None
    reference: Peace


def set_up(block: Block) -> Setting:
    """Return what all designs of a block have in common."""
    sample = Sample(block.drawn, block.constants, block.draws)
    attack = build_attack(sample)
    return Setting(
        sample=sample,
        attack=attack,
        stakes=build_stakes(sample) if block.has_sides else None,
        reference=foresee(attack, no_guarantee(block.draws)).peace,
    )


def evaluate_block(block: Block) -> dict[str, Evaluated]:
    """Look at every design in every draw of a block."""
    setting = set_up(block)
    settlement = block.case.settlement
    chosen = [d for d in settlement.designs if d.id in block.designs] if settlement else []
    return {
        design.id: _evaluate(block, setting, take_design(block.case, design, setting.sample))
        for design in chosen
    }


def take_design(case: Case, design: Design, sample: Sample) -> tuple[Guarantee, Terms]:
    """Return a design's guarantee and what its package says on other issues, in every draw."""
    sided = case.settlement is not None and case.settlement.advancing is not None
    terms = build_terms(case, design, sample) if sided else no_terms(sample.draws)
    return build_guarantee(case, design, sample), terms


def assess(
    block: Block, setting: Setting, design: tuple[Guarantee, Terms], *, relief: float | Floats
) -> Assessment:
    """Look at the block's package, with other relief than its own if need be."""
    return assess_package(
        setting.attack,
        design[0],
        stakes=setting.stakes,
        land=block.land / THOUSAND_KM2,
        relief=relief,
        reference=setting.reference,
        terms=design[1],
    )


def _evaluate(block: Block, setting: Setting, design: tuple[Guarantee, Terms]) -> Evaluated:
    found = assess(block, setting, design, relief=block.relief)
    outlook = found.outlook
    price, price_sign, price_hazard = _price(block, setting, design, found)
    return Evaluated(
        success=outlook.success,
        hazard=outlook.hazard,
        gain_advancing=found.gain_advancing,
        gain_other=found.gain_other,
        signs_advancing=found.signs_advancing,
        signs_other=found.signs_other,
        complete=outlook.complete,
        joins=np.column_stack([outlook.joins, outlook.lead_joins]),
        price=price,
        price_sign=price_sign,
        price_hazard=price_hazard,
    )


def _price(
    block: Block, setting: Setting, design: tuple[Guarantee, Terms], found: Assessment
) -> tuple[Floats, Flags, Floats]:
    if not block.priced or found.values is None:
        unknown = np.full(block.draws, np.nan)
        return unknown, np.zeros(block.draws, dtype=bool), unknown
    guarantee, terms = design
    wanted = found.values.fighting_advancing - block.land / THOUSAND_KM2
    wanted = wanted + guarantee.status_cost + terms.loss_advancing
    price = price_guarantee(setting.attack, found.outlook, relief=block.relief, wanted=wanted)
    # A hair more than the price: at the price itself rounding decides whether they sign.
    paid = assess(block, setting, design, relief=price * (1 + 1e-9) + 1e-9)
    signs = paid.signs_advancing & paid.signs_other & paid.outlook.complete
    return price, signs, paid.outlook.hazard
