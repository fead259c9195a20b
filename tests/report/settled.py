"""A settlement made by hand: every figure is chosen so that a page can be checked against it."""

from __future__ import annotations

import numpy as np

from pourparler.models.sensitivity.shares import Band, Share
from pourparler.models.settlement.solution import (
    Assumed,
    Attribution,
    Contribution,
    Curve,
    Delay,
    DesignResult,
    Driver,
    MapResult,
    Order,
    Priced,
    Private,
    Sequence,
    SettlementSolution,
    Turn,
)

DRAWS = 512
YEARS = np.linspace(0, 10, 5)


def design(name: str, signs: int, holds: int, both: int) -> DesignResult:
    """Return a design with so many of 512 draws."""
    return DesignResult(
        design=name,
        name=f"The {name} <design>",
        territory_km2=0,
        relief=8,
        attack_success=Band(0.4, 0.2, 0.6),
        hazard_per_year=Band(0.05, 0.02, 0.1),
        survival=Band(0.6, 0.37, 0.82),
        sign={"north": Share(signs, DRAWS), "south": Share(DRAWS, DRAWS)},
        guarantors_join={"band": Share(200, DRAWS)},
        complete=Share(200, DRAWS),
        signable=Share(signs, DRAWS),
        durable=Share(holds, DRAWS),
        both=Share(both, DRAWS),
        priced=Priced(
            relief=Band(7.0, 0.0, 22.0),
            within_cap=Share(300, DRAWS),
            sign=Share(100, DRAWS),
            durable=Share(180, DRAWS),
            both=Share(30, DRAWS),
        ),
        curve=Curve(
            years=YEARS,
            low=np.exp(-0.1 * YEARS),
            median=np.exp(-0.05 * YEARS),
            high=np.exp(-0.02 * YEARS),
        ),
        some_package=Share(60, DRAWS),
    )


def solution() -> SettlementSolution:
    """Return a settlement of North and South with two designs."""
    designs = (design("plain", 400, 40, 0), design("full", 102, 256, 51))
    sequence = Sequence(
        land_at_signature_km2=Band(5000, -300, 40000),
        mean_land_km2=Band(6000, 1000, 20000),
        years_fighting=Band(1, 0.5, 3),
        years_to_deal=Band(1, 0.5, 3),
    )
    return SettlementSolution(
        horizon_years=10,
        bar=0.8,
        draws=DRAWS,
        seed=1,
        advancing="north",
        other="south",
        names={"north": "North", "south": "South", "band": "The band"}
        | {found.design: found.name for found in designs},
        designs=designs,
        maps=tuple(
            MapResult(
                design=found.design,
                territory_km2=(0.0, 3000.0),
                relief=(0.0, 8.0),
                signable=np.full((2, 2), 0.5),
                durable=np.full((2, 2), 0.4),
                both=np.full((2, 2), 0.2),
            )
            for found in designs
        ),
        delay=Delay(
            deal_first=sequence,
            ceasefire_first=sequence,
            loses_less=Share(20, DRAWS),
            ceasefire_needed_per_year=Band(4, 1, 16),
            breakdown_allowed_per_year=Band(0.2, -0.4, 0.7),
            backtest=(("Backtest of the front", "6 of 9 forecasts held."),),
        ),
        attribution=Attribution(
            design="full",
            without=0.4,
            with_all=0.7,
            contributions=(
                Contribution(
                    component="band", name="The band", shapley=0.3, low=0.1, high=0.5, alone=0.3
                ),
            ),
            collapse=Band(0.4, 0.1, 0.8),
            collapse_independent=Band(0.02, 0.001, 0.1),
        ),
        drivers=(
            Driver("attack_gain", "survival:full", 0.5, 0.1),
            Driver("band.reliability", "gain_advancing:full", 0.3, 0.1),
            Driver("cost_advancing_per_year", "gain_advancing:full", 0.2, 0.1),
        ),
        order=(
            Order(design="full", beats="plain", share=Share(300, DRAWS)),
            Order(
                design="plain",
                beats="full",
                share=Share(90, DRAWS),
                reversed_by=(("attack_gain", 4352.4),),
            ),
        ),
        turns=(
            Turn(
                input="attack_gain", design="full", answer="survival", at=27.0, median=30.0,
                low=15.0, high=60.0,
            ),
            Turn(
                input="band.reliability", design="full", answer="gain_other", at=None, median=0.5,
                low=0.1, high=0.9,
            ),
        ),
        private=(
            Private(party="north", design="full", signs=False, points=12.4, issues=("name",)),
            Private(party="south", design="full", signs=True, points=None, issues=("name",)),
        ),
        assumptions=(
            Assumed(
                input="attack_gain", low=15, high=60, author="A. Nalyst", reason="Wide <b>",
                cited="", known_on="2025-02-01",
            ),
            Assumed(
                input="band.reliability", low=0.1, high=0.9, author="", reason="",
                cited="Treaty of 1648", known_on="2025-02-01",
            ),
            Assumed(
                input="cost_advancing_per_year", low=2, high=8, author="A. Nalyst", reason="R",
                cited="", known_on="2025-02-01",
            ),
        ),
        notes=("The dam is left out.",),
    )  # fmt: skip
