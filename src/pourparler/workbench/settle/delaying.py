"""What delay costs: land until a signature, ceasefire first and deal first."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pourparler.models.front.landing import land_at_signature
from pourparler.models.sensitivity.shares import band, count_share
from pourparler.models.sequence.ceasefire_first import (
    break_even_ceasefire,
    sequence_ceasefire_first,
)
from pourparler.models.settlement.solution import Delay, Sequence
from pourparler.workbench.settle.sample import Sample

Floats = NDArray[np.float64]


def weigh_delay(sample: Sample, *, seed: int, backtest: tuple[tuple[str, str], ...] = ()) -> Delay:
    """Return what is lost until a signature under both sequences.

    When the signature comes is chance as well: each draw has one moment of its own, spread
    evenly over the distribution, the same for both sequences.
    """
    drift = sample.of("drift_km2_per_year")
    diffusion = sample.of("diffusion_km2_per_root_year")
    deal = np.maximum(sample.of("signature_per_year"), 1e-9)
    ceasefire = np.maximum(sample.of("ceasefire_per_year"), 1e-9)
    breakdown = sample.of("ceasefire_breakdown_per_year")
    pressure = np.maximum(sample.of("ceasefire_pressure"), 1e-9)
    moments = _moments(sample.draws, seed)
    first = sequence_ceasefire_first(ceasefire, pressure * deal, breakdown)
    even = break_even_ceasefire(ceasefire, deal, pressure=pressure, breakdown_per_year=breakdown)
    by_deal = land_at_signature(drift, diffusion, deal)
    by_ceasefire = land_at_signature(drift, diffusion, first.effective_per_year)
    return Delay(
        deal_first=Sequence(
            land_at_signature_km2=band(by_deal.quantile_km2(moments)),
            mean_land_km2=band(by_deal.mean_km2),
            years_fighting=band(1 / deal),
            years_to_deal=band(1 / deal),
        ),
        ceasefire_first=Sequence(
            land_at_signature_km2=band(by_ceasefire.quantile_km2(moments)),
            mean_land_km2=band(by_ceasefire.mean_km2),
            years_fighting=band(first.years_fighting),
            years_to_deal=band(first.years_to_deal),
        ),
        loses_less=count_share(by_ceasefire.mean_km2 < by_deal.mean_km2),
        ceasefire_needed_per_year=band(even.ceasefire_per_year),
        breakdown_allowed_per_year=band(even.breakdown_per_year),
        backtest=backtest,
    )


def _moments(draws: int, seed: int) -> Floats:
    return np.random.default_rng(seed).permutation((np.arange(draws) + 0.5) / draws)
