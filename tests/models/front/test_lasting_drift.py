"""A wandering drift: published values, a dense twin, limits, and honest intervals."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.front.areas import front_by_30_days
from pourparler.errors import RangeError, ShapeError
from pourparler.models.front.brownian import fit_brownian, forecast_brownian
from pourparler.models.front.lasting_drift import (
    LastingDrift,
    condition_lasting_drift,
    fit_lasting_drift,
    forecast_from_drift,
    forecast_lasting_drift,
)
from pourparler.models.front.series import FrontSeries

YEARS = np.array([0.0, 0.1, 0.25, 0.5, 0.6, 1.0, 1.4, 1.5])
AREA = np.array([100.0, 100.7, 101.1, 103.2, 103.5, 105.9, 106.1, 107.0])
TOY = FrontSeries(YEARS, AREA)


def model(reversion=2.0, shock=6.0, diffusion=0.5, mean=3.3) -> LastingDrift:
    return LastingDrift(
        drift_mean_km2_per_year=mean,
        reversion_per_year=reversion,
        drift_shock=shock,
        diffusion_km2_per_root_year=diffusion,
    )


def simulate(series: int, steps: int, seed: int) -> np.ndarray:
    """Integrate the model finely: areas of shape (series, steps + 1), twelve steps a year."""
    rng, fine = np.random.default_rng(seed), 12
    span = 1 / 12 / fine
    keep, area = np.exp(-2.0 * span), np.zeros(series)
    drift, rows = 3.3 + 3.0 * rng.standard_normal(series), [area]
    for number in range(1, steps * fine + 1):
        kick = 3.0 * np.sqrt(1 - keep**2) * rng.standard_normal(series)
        after = 3.3 + (drift - 3.3) * keep + kick
        noise = 0.5 * np.sqrt(span) * rng.standard_normal(series)
        area, drift = area + span * (drift + after) / 2 + noise, after
        if number % fine == 0:
            rows.append(area)
    return np.stack(rows, axis=1)


def test_moments_from_a_known_drift():
    found = forecast_from_drift(model(), 7.5, [1.0, 0.25, 5.0])
    assert found.mean_km2 == pytest.approx([5.11579591, 1.65128561, 18.59990466], abs=5e-9)
    assert found.spread_km2 == pytest.approx([1.91750029, 0.43993999, 6.28493505], abs=5e-9)


@given(st.floats(1e-9, 0.1), st.floats(0.01, 3.0), st.floats(0.1, 9.0))
def test_moments_of_a_drift_that_hardly_returns(reversion, years, shock):
    found = forecast_from_drift(model(reversion, shock, 0.0, 1.0), 5.0, years)
    x = reversion * years
    nodes, weights = np.polynomial.legendre.leggauss(20)
    back = years * (nodes + 1) / 2
    reach = -np.expm1(-reversion * back) / reversion
    variance = shock**2 * years / 2 * weights @ reach**2
    assert found.spread_km2**2 == pytest.approx(variance, rel=1e-9)
    assert found.mean_km2 == pytest.approx(years + 4 * years * (1 - x / 2 + x**2 / 6), rel=x**3)


@settings(max_examples=20)
@given(st.floats(0.3, 5.0), st.floats(0.5, 9.0), st.floats(0.2, 2.0), st.floats(0.0, 0.5))
def test_a_dense_twin_agrees(reversion, shock, diffusion, noise):
    """Drift on a fine grid, everything jointly normal, conditioned by one linear solve."""
    times = np.append(YEARS, 2.0)
    grid = np.concatenate([np.linspace(a, b, 100, endpoint=False) + (b - a) / 200
                           for a, b in pairwise(times)])  # fmt: skip
    width = np.repeat(np.diff(times) / 100, 100)
    drift = np.exp(-reversion * np.abs(grid[:, None] - grid)) * shock**2 / (2 * reversion)
    total = np.repeat(np.eye(8), 100, axis=1) * width
    cov = total @ drift @ total.T + np.diag(diffusion**2 * np.diff(times))
    level = np.diff(np.eye(9), axis=0) @ np.diag([noise**2] * 8 + [0.0])
    cov += level @ np.diff(np.eye(9), axis=0).T
    spans, gains = np.diff(YEARS), np.diff(AREA)
    inverse = np.linalg.inv(cov[:7, :7])
    mean = spans @ inverse @ gains / (spans @ inverse @ spans)
    link = cov[7, :7] @ inverse
    lever = 0.5 - link @ spans
    variance = cov[7, 7] - link @ cov[:7, 7] + lever**2 / (spans @ inverse @ spans)
    fit = condition_lasting_drift(TOY, model(reversion, shock, diffusion), noise_km2=noise)
    found = forecast_lasting_drift(fit, 0.5)
    assert fit.model.drift_mean_km2_per_year == pytest.approx(mean, rel=1e-3)
    assert found.mean_km2 == pytest.approx(0.5 * mean + link @ (gains - mean * spans), rel=1e-3)
    assert found.spread_km2**2 == pytest.approx(variance, rel=2e-3)


def test_without_shocks_to_the_drift_it_is_brownian_motion():
    plain = fit_brownian(TOY)
    sigma = float(plain.diffusion_km2_per_root_year)
    fit = condition_lasting_drift(TOY, model(shock=0.0, diffusion=sigma))
    assert fit.model.drift_mean_km2_per_year == pytest.approx(plain.drift_km2_per_year)
    assert fit.drift_now_km2_per_year == pytest.approx(plain.drift_km2_per_year)
    assert fit.drift_now_sd == pytest.approx(plain.drift_error_km2_per_year)
    found, expected = forecast_lasting_drift(fit, 0.5), forecast_brownian(plain, 0.5)
    assert found.mean_km2 == pytest.approx(expected.mean_km2)
    assert found.spread_km2**2 * 7 / 6 == pytest.approx(expected.spread_km2**2)


def test_intervals_hold_what_they_should_where_drift_wanders():
    area, inside = simulate(1200, 32, seed=7), []
    for row in area:
        fit = condition_lasting_drift(FrontSeries(np.arange(27) / 12, row[:27]), model())
        low, high = forecast_lasting_drift(fit, 0.5).interval_km2(0.8)
        inside.append(low <= row[32] - row[26] <= high)
    assert np.mean(inside) == pytest.approx(0.8, abs=0.03)


def test_no_neighbour_is_likelier_than_the_fit():
    series = FrontSeries(np.arange(61) / 12, simulate(1, 60, seed=3)[0])
    fit = fit_lasting_drift(series)
    found = fit.model
    assert fit.log_likelihood >= condition_lasting_drift(series, model()).log_likelihood
    assert 0.3 < found.reversion_per_year < 10.0
    for factor in (0.9, 1.1):
        for other in (
            model(factor * found.reversion_per_year, found.drift_shock,
                  found.diffusion_km2_per_root_year),
            model(found.reversion_per_year, factor * found.drift_shock,
                  found.diffusion_km2_per_root_year),
            model(found.reversion_per_year, found.drift_shock,
                  factor * found.diffusion_km2_per_root_year),
        ):  # fmt: skip
            assert condition_lasting_drift(series, other).log_likelihood < fit.log_likelihood + 1e-4


def test_the_front_of_august_2025():
    fit = fit_lasting_drift(front_by_30_days().series_known_at("2025-08-19"))
    assert fit.drift_now_km2_per_year > fit.model.drift_mean_km2_per_year > 0
    doubt = [float(forecast_lasting_drift(fit, years).spread_km2) for years in (0.25, 0.5, 1.0)]
    plain = forecast_brownian(fit_brownian(fit.series.latest(12)), 1.0)
    assert doubt == sorted(doubt)
    assert doubt[-1] > 2 * plain.spread_km2


def test_what_cannot_be_fitted():
    with pytest.raises(ShapeError, match="one series of at least 7 rows"):
        fit_lasting_drift(TOY.latest(5))
    with pytest.raises(RangeError, match="same pace"):
        fit_lasting_drift(FrontSeries(np.arange(9.0), np.arange(9.0)))
    with pytest.raises(RangeError, match="noise_km2 is -1"):
        fit_lasting_drift(TOY, noise_km2=-1)
    with pytest.raises(RangeError, match="reversion_per_year is 0"):
        model(reversion=0.0)
