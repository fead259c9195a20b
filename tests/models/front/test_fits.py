"""Fits to a front: published values, recovery of what was simulated, and honest intervals."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from models.front.areas import front_by_30_days
from pourparler.errors import RangeError, ShapeError
from pourparler.models.front.brownian import fit_brownian, forecast_brownian
from pourparler.models.front.forecast import (
    add_reporting_noise,
    estimate_reporting_noise,
    inflate,
)
from pourparler.models.front.persistent import fit_persistent, forecast_persistent
from pourparler.models.front.series import DatedFront, FrontSeries

REPORT_DATE = "2025-08-19"
TOY = FrontSeries([0.0, 0.1, 0.25, 0.5, 0.6, 1.0], [100.0, 100.7, 101.1, 103.2, 103.5, 105.9])
# days, what came, Brownian mean, plug-in spread, spread, persistent mean, plug-in spread
FORECASTS = [
    (30, 319.2, 459.0, 133.2, 144.8, 569.1, 154.1),
    (90, 900.9, 1377.0, 230.7, 269.4, 1569.2, 504.5),
    (180, 2335.0, 2753.9, 326.2, 417.3, 2827.7, 1077.8),
    (360, 1943.2, 5507.8, 461.4, 681.5, 4884.2, 2131.2),
]


def test_a_series_with_irregular_steps():
    fit = fit_brownian(TOY)
    found = (
        fit.drift_km2_per_year,
        fit.diffusion_km2_per_root_year,
        fit.drift_error_km2_per_year,
        fit.log_likelihood,
    )
    assert found == pytest.approx((5.9, 0.90517033, 0.90517033, -2.19409434), abs=5e-9)
    ahead = forecast_brownian(fit, 0.5)
    assert 105.9 + ahead.mean_km2 == pytest.approx(108.85, abs=1e-9)
    assert ahead.spread_km2 == pytest.approx(0.87642741, abs=5e-9)
    assert ahead.freedom == 4
    known = forecast_brownian(fit, 0.5, plug_in=True)
    assert known.spread_km2 == pytest.approx(0.64005208, abs=5e-9)
    assert known.quantile_km2(0.975) == pytest.approx(2.95 + 1.959964 * 0.64005208, abs=1e-6)


def test_the_likelihood_is_highest_at_the_fit():
    spans, gains = np.diff(TOY.years), np.diff(TOY.area_km2)

    def density(drift, diffusion):
        return stats.norm.logpdf(gains, drift * spans, diffusion * np.sqrt(spans)).sum()

    fit = fit_brownian(TOY)
    best = (float(fit.drift_km2_per_year), float(fit.diffusion_km2_per_root_year))
    assert density(*best) == pytest.approx(fit.log_likelihood)
    for step in (0.99, 1.01):
        assert density(best[0] * step, best[1]) < fit.log_likelihood
        assert density(best[0], best[1] * step) < fit.log_likelihood


def test_the_forecast_of_august_2025():
    front = front_by_30_days()
    series = front.series_known_at(REPORT_DATE, step_days=30)
    recent, lasting = fit_brownian(series.latest(12)), fit_persistent(series)
    assert recent.drift_km2_per_year == pytest.approx(5588.13, abs=0.02)
    assert recent.diffusion_km2_per_root_year == pytest.approx(464.73, abs=0.02)
    assert (recent.steps, lasting.pairs) == (12, 31)
    assert recent.years == pytest.approx(0.9856, abs=5e-5)
    assert lasting.persistence == pytest.approx(0.8318, abs=5e-5)
    assert lasting.intercept_km2 == pytest.approx(46.9354, abs=0.005)
    assert lasting.step_sd_km2 == pytest.approx(154.0626, abs=0.005)
    for days, came, mean, plugged, spread, lasting_mean, lasting_spread in FORECASTS:
        gain = front.find_gain(series.last_on, days, step_days=30)
        assert gain == pytest.approx((came, days / 365.25), abs=0.06)
        found = forecast_brownian(recent, days / 365.25)
        assert (found.mean_km2, found.spread_km2) == pytest.approx((mean, spread), abs=0.06)
        known = forecast_brownian(recent, days / 365.25, plug_in=True)
        assert known.spread_km2 == pytest.approx(plugged, abs=0.06)
        persists = forecast_persistent(lasting, days // 30, plug_in=True)
        assert persists.mean_km2 == pytest.approx(lasting_mean, abs=0.06)
        assert persists.spread_km2 == pytest.approx(lasting_spread, abs=0.06)
        doubted = forecast_persistent(lasting, days // 30)
        assert doubted.mean_km2 == persists.mean_km2
        assert doubted.spread_km2 > persists.spread_km2


def test_nothing_published_later_enters():
    front = front_by_30_days()
    late = np.where(np.arange(front.date.size) % 2, front.published_on, front.date + 400)
    delayed = DatedFront(front.date, front.area_km2, np.maximum(late, front.date))
    series = delayed.series_known_at(REPORT_DATE)
    known = delayed.date[delayed.published_on <= np.datetime64(REPORT_DATE)]
    assert series.last_on == known[-1]
    assert series.years.size == known.size
    changed = np.where(delayed.published_on > np.datetime64(REPORT_DATE), -1e9, front.area_km2)
    hostile = DatedFront(front.date, changed, delayed.published_on)
    assert fit_brownian(hostile.series_known_at(REPORT_DATE)) == fit_brownian(series)
    with pytest.raises(RangeError, match=r"1 rows .* published by 2023-01-02"):
        front.series_known_at("2023-01-02")


def test_regular_steps_from_calendar_months_and_a_hole():
    months = np.arange(np.datetime64("2023-02"), np.datetime64("2025-02"))
    ends = months.astype("datetime64[D]") - 1
    front = DatedFront(ends, np.arange(24.0), ends + 1)
    monthly = front.series_known_at("2025-01-01", step_days=365.25 / 12)
    assert monthly.area_km2.tolist() == list(range(24))
    third = front.series_known_at("2025-01-01", step_days=365.25 / 4, since="2023-03-15")
    assert third.area_km2.tolist() == [2, 5, 8, 11, 14, 17, 20, 23]
    keep = np.arange(24) != 12
    holed = DatedFront(ends[keep], np.arange(24.0)[keep], ends[keep] + 1)
    with pytest.raises(RangeError, match=r"no row near 2024-01-3\d, where steps of 30.4"):
        holed.series_known_at("2025-01-01", step_days=365.25 / 12)
    assert holed.find_gain(ends[0], 5000, step_days=30) is None


@given(st.integers(0, 2**32 - 1))
def test_the_persistent_forecast_is_the_sum_of_expected_gains(seed):
    """Against closed forms, and a first-order change of a and phi by differences."""
    rng = np.random.default_rng(seed)
    area = np.cumsum(np.cumsum(rng.normal(0, 3, 30)) * 0.4 + rng.normal(5, 2, 30))
    fit = fit_persistent(FrontSeries(np.arange(30.0), area))
    phi, a, k = float(fit.persistence), float(fit.intercept_km2), 5
    plain = forecast_persistent(fit, k, plug_in=True)
    m = a / (1 - phi)
    mean = k * m + (fit.last_gain_km2 - m) * phi * (1 - phi**k) / (1 - phi)
    spread = fit.step_sd_km2**2 * sum(((1 - phi**j) / (1 - phi)) ** 2 for j in range(1, k + 1))
    assert plain.mean_km2 == pytest.approx(mean, rel=1e-8)
    assert plain.spread_km2**2 == pytest.approx(spread, rel=1e-8)

    def total(a, phi):
        gains = [float(fit.last_gain_km2)]
        for _ in range(k):
            gains.append(a + phi * gains[-1])
        return sum(gains[1:])

    step = 1e-5
    slope = np.array([total(a + step, phi) - total(a - step, phi),
                      total(a, phi + step) - total(a, phi - step)]) / (2 * step)  # fmt: skip
    gains = np.diff(area)
    design = np.column_stack([np.ones(28), gains[:-1]])
    doubt = fit.step_sd_km2**2 * slope @ np.linalg.inv(design.T @ design) @ slope
    assert forecast_persistent(fit, k).spread_km2 ** 2 == pytest.approx(spread + doubt, rel=1e-6)


def test_simulated_drift_and_diffusion_are_recovered():
    rng = np.random.default_rng(1)
    years = np.cumsum(rng.uniform(0.02, 0.2, 60))
    spans = np.diff(years)
    gains = 5.6 * spans + 0.9 * np.sqrt(spans) * rng.standard_normal((4000, 59))
    area = np.concatenate([np.zeros((4000, 1)), np.cumsum(gains, axis=1)], axis=1)
    fit = fit_brownian(FrontSeries(years, area))
    error = 0.9 / np.sqrt(spans.sum())
    assert fit.drift_km2_per_year.mean() == pytest.approx(5.6, abs=4 * error / 4000**0.5)
    assert fit.drift_km2_per_year.std() == pytest.approx(error, rel=0.05)
    assert fit.drift_error_km2_per_year.mean() == pytest.approx(error, rel=0.05)
    variance = (fit.diffusion_km2_per_root_year**2).mean() * 59 / 58
    assert variance == pytest.approx(0.81, abs=4 * 0.81 * (2 / 58 / 4000) ** 0.5)


def test_intervals_of_a_short_brownian_series_hold_what_they_should():
    rng = np.random.default_rng(2)
    gains = 2.0 + 3.0 * rng.standard_normal((20_000, 10))
    area = np.cumsum(gains, axis=1)
    fit = fit_brownian(FrontSeries(np.arange(7.0), area[:, :7]))
    came = area[:, 9] - area[:, 6]
    low, high = forecast_brownian(fit, 3.0).interval_km2(0.8)
    assert ((came >= low) & (came <= high)).mean() == pytest.approx(0.8, abs=0.012)
    low, high = forecast_brownian(fit, 3.0, plug_in=True).interval_km2(0.8)
    assert ((came >= low) & (came <= high)).mean() < 0.65


@pytest.mark.parametrize("steps", [1, 3, 12])
def test_intervals_hold_what_they_should_where_drift_lasts(steps):
    """Gains drawn from an Ornstein-Uhlenbeck process that is seen at equal steps."""
    rng, count, length = np.random.default_rng(steps), 3000, 481 + steps
    keep = np.exp(-2.0 / 12)
    gain, rows = rng.standard_normal(count), [np.zeros(count)]
    for _ in range(length):
        gain = keep * gain + np.sqrt(1 - keep**2) * rng.standard_normal(count)
        rows.append(rows[-1] + 3.3 + 4.0 * gain)
    area = np.stack(rows, axis=1)
    series = FrontSeries(np.arange(482) / 12, area[:, :482])
    came = area[:, 481 + steps] - area[:, 481]
    low, high = forecast_persistent(fit_persistent(series), steps).interval_km2(0.8)
    assert ((came >= low) & (came <= high)).mean() == pytest.approx(0.8, abs=0.03)
    low, high = forecast_brownian(fit_brownian(series), steps / 12).interval_km2(0.8)
    assert steps == 1 or ((came >= low) & (came <= high)).mean() < 0.7


def test_noise_and_inflation_widen():
    forecast = forecast_brownian(fit_brownian(TOY), 0.5)
    noisy = add_reporting_noise(forecast, 0.5)
    assert noisy.spread_km2 == pytest.approx(np.hypot(forecast.spread_km2, 0.5))
    wider = inflate(forecast, 1.5)
    low, high = wider.interval_km2(0.8)
    assert (high - low) / 2 == pytest.approx(1.2815516 * 1.5 * forecast.spread_km2, rel=1e-6)
    assert wider.inflation == 1.5
    rng = np.random.default_rng(3)
    true, noise = rng.normal(500, 200, 5000), rng.normal(0, 80, (2, 5000))
    assert estimate_reporting_noise(true + noise[0], true + noise[1]) == pytest.approx(80, rel=0.05)


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: FrontSeries([0, 0], [1, 2]), RangeError, "do not rise"),
        (lambda: FrontSeries([0, 1], [1, 2, 3]), ShapeError, "2 times"),
        (lambda: FrontSeries([0, 1], [1, np.inf]), RangeError, "area_km2 is inf"),
        (lambda: TOY.latest(0), RangeError, "at least 1"),
        (lambda: fit_brownian(TOY.latest(1)), ShapeError, "at least 2"),
        (lambda: fit_brownian(FrontSeries([0, 1, 2], [1, 2, 3])), RangeError, "same pace"),
        (lambda: fit_persistent(TOY), RangeError, "not of one length"),
        (lambda: fit_persistent(TOY.latest(3)), ShapeError, "more than 4"),
        (lambda: fit_persistent(FrontSeries(range(7), range(7))), RangeError, "never change"),
        (lambda: DatedFront(["2024-01-02"], [1], ["2024-01-01"]), RangeError, "before"),
        (lambda: DatedFront(["2024-01-02"] * 2, [1, 2], ["2024-01-02"] * 2), RangeError, "rise"),
        (lambda: DatedFront([], [], []), ShapeError, "0 dates"),
        (lambda: forecast_brownian(fit_brownian(TOY), 1).interval_km2(1.0), RangeError, "share"),
    ],
)
def test_series_that_cannot_be_fitted(call, error, message):
    with pytest.raises(error, match=message):
        call()
