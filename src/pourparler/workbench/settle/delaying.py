"""What delay costs: land until a signature, ceasefire first and deal first."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pourparler.models.front.bounded import BoundedLand, bound_land
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
    evenly over the distribution, the same for both sequences. Nobody gains more land than
    the other side has, where the case says how much that is.
    """
    deal = np.maximum(sample.of("signature_per_year"), 1e-9)
    ceasefire = np.maximum(sample.of("ceasefire_per_year"), 1e-9)
    breakdown = sample.of("ceasefire_breakdown_per_year")
    pressure = np.maximum(sample.of("ceasefire_pressure"), 1e-9)
    moments = _moments(sample.draws, seed)
    first = sequence_ceasefire_first(ceasefire, pressure * deal, breakdown)
    even = break_even_ceasefire(ceasefire, deal, pressure=pressure, breakdown_per_year=breakdown)
    by_deal = _land(sample, deal)
    by_ceasefire = _land(sample, first.effective_per_year)
    years = 1 / deal
    return Delay(
        deal_first=_sequence(by_deal, moments, fighting=years, to_deal=years),
        ceasefire_first=_sequence(
            by_ceasefire, moments, fighting=first.years_fighting, to_deal=first.years_to_deal
        ),
        loses_less=count_share(by_ceasefire.mean_km2 < by_deal.mean_km2),
        ceasefire_needed_per_year=band(even.ceasefire_per_year),
        breakdown_allowed_per_year=band(even.breakdown_per_year),
        land_ahead_km2=band(by_deal.ahead_km2) if sample.has("land_ahead_km2") else None,
        backtest=backtest,
    )


def _land(sample: Sample, rate: Floats) -> BoundedLand:
    """Return the land gained when fighting ends at a rate, within what there is."""
    drift = sample.of("drift_km2_per_year")
    free = land_at_signature(drift, sample.of("diffusion_km2_per_root_year"), rate)
    return bound_land(
        free,
        ahead_km2=sample.of("land_ahead_km2", np.inf),
        behind_km2=sample.of("land_behind_km2", np.inf),
    )


def _sequence(land: BoundedLand, moments: Floats, *, fighting: Floats, to_deal: Floats) -> Sequence:
    gained, bounded = land.quantile_km2(moments), bool(np.isfinite(land.ahead_km2).all())
    return Sequence(
        land_at_signature_km2=band(gained),
        mean_land_km2=band(land.mean_km2),
        years_fighting=band(fighting),
        years_to_deal=band(to_deal),
        all_taken=count_share(gained >= land.ahead_km2) if bounded else None,
    )


def _moments(draws: int, seed: int) -> Floats:
    return np.random.default_rng(seed).permutation((np.arange(draws) + 0.5) / draws)
