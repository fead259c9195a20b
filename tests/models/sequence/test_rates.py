"""Rates from dated chances: forecasts of 8 May 2025 by three crowds."""

from __future__ import annotations

import numpy as np
import pytest

from pourparler.errors import RangeError
from pourparler.models.sequence.rates import rate_from_chance


def test_rates_of_a_ceasefire_and_of_its_breakdown():
    """No ceasefire before 2026: 72, 47, 60 %; one that lasts 91 days: 17, 27, 8 %."""
    years = float((np.datetime64("2026-01-01") - np.datetime64("2025-05-08")).astype(int)) / 365.25
    found = rate_from_chance([0.72, 0.47, 0.60], years)
    np.testing.assert_allclose(found, [0.504, 1.159, 0.784], rtol=0, atol=5e-4)
    breaks = rate_from_chance([0.17, 0.27, 0.08], 91 / 365.25)
    np.testing.assert_allclose(breaks, [7.1, 5.3, 10.1], rtol=0, atol=0.05)
    within = 1 - np.exp(-breaks * 30 / 365.25)
    np.testing.assert_allclose(within, [0.44, 0.35, 0.57], rtol=0, atol=5e-3)


@pytest.mark.parametrize(("chance", "years"), [(0.0, 1.0), (1.0, 1.0), (0.5, 0.0)])
def test_chances_without_a_rate(chance, years):
    with pytest.raises(RangeError):
        rate_from_chance(chance, years)
