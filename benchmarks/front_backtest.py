"""Print what forecasts of a front would have been worth, from a CSV of daily areas.

    python benchmarks/front_backtest.py AREAS.csv [REPORT_DATE]

The first column of the file is the day, the second the area held by the advancing side in
m2 or km2 (told apart by size), one row a day and one line of column names. Figures count as
published on their own day. REPORT_DATE is the day of the worked forecast, 2025-08-19 when
left out.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import numpy as np

from pourparler.models.front.backtest import (
    METHODS,
    BacktestPlan,
    backtest_front,
    find_inflation,
    fit_front,
)
from pourparler.models.front.brownian import fit_brownian
from pourparler.models.front.persistent import fit_persistent
from pourparler.models.front.series import DAYS_A_YEAR, DatedFront
from pourparler.models.scoring.against_baseline import compare_with_baseline

SINCE = "2023-01-01"
FIRST_ORIGIN = "2024-07"
PLAN = BacktestPlan(step_days=30.0, since=SINCE, methods=METHODS)


def read_areas(file: Path) -> DatedFront:
    """Read a CSV of days and areas; a row that stands twice counts once."""
    lines = list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines()))[1:]
    rows = list(dict.fromkeys((line[0], line[1]) for line in lines))
    days = np.array([row[0] for row in rows], dtype="datetime64[D]")
    area = np.array([float(row[1]) for row in rows])
    return DatedFront(days, area / 1e6 if np.median(area) > 1e8 else area, days)


def print_forecast(front: DatedFront, day: str) -> None:
    """Print the forecast made on a day beside what came."""
    series = front.series_known_at(day, step_days=PLAN.step_days, since=SINCE)
    recent, lasting = fit_brownian(series.latest(PLAN.brownian_steps)), fit_persistent(series)
    print(f"Forecast made on {day}, in km2 gained; plus or minus one spread")
    print(
        f"  Brownian: {recent.drift_km2_per_year:,.2f} km2/yr, "
        f"{recent.diffusion_km2_per_root_year:.2f} km2/yr^.5 over {recent.steps} steps"
    )
    print(
        f"  persistent: a {lasting.intercept_km2:.4f}, phi {lasting.persistence:.4f}, "
        f"s {lasting.step_sd_km2:.4f} over {lasting.pairs} pairs"
    )
    fitted = {method: fit_front(series, method) for method in PLAN.methods}
    for steps in PLAN.horizons:
        days = steps * PLAN.step_days
        assert series.last_on is not None
        came = front.find_gain(series.last_on, days, step_days=PLAN.step_days)
        row = [f"{days:4.0f} d", f"came {came[0]:8,.1f}" if came else "came        -"]
        for method, forecaster in fitted.items():
            found = forecaster(steps, days / DAYS_A_YEAR)
            row.append(f"{method} {found.mean_km2:8,.1f} +- {found.spread_km2:7,.1f}")
        print("  " + "   ".join(row))


def print_backtest(front: DatedFront) -> None:
    """Print errors, coverage and the in-sample correction over rolling origins."""
    last = front.date[-1]
    months = np.arange(np.datetime64(FIRST_ORIGIN), last.astype("datetime64[M]") + 1)
    tracks = backtest_front(front, months.astype("datetime64[D]"), PLAN)
    print(f"\nRolling origins from {FIRST_ORIGIN}, first of each month; windows overlap, one war.")
    print("Coverage is raw; |z|80 over 1.2816 is an in-sample correction of the interval.")
    for track in tracks:
        cov80, cov95 = track.coverage(0.8), track.coverage(0.95)
        versus = compare_with_baseline(
            track.absolute_error_km2, track.no_change_error_km2, seed=1, block=track.steps
        )
        print(
            f"  {track.steps:2} steps n={cov80.draws} {track.method:19}"
            f" MAE {track.absolute_error_km2.mean():8,.1f}"
            f" (no change {track.no_change_error_km2.mean():8,.1f},"
            f" difference {versus.difference:8,.0f} [{versus.low:8,.0f}, {versus.high:8,.0f}])"
            f" CRPS {track.crps_km2.mean():8,.1f}"
            f" coverage 80 %: {cov80.count / cov80.draws:.4f} 95 %: {cov95.count / cov95.draws:.4f}"
            f" |z|80 {track.error_quantile(0.8):.3f} |z|95 {track.error_quantile(0.95):.3f}"
            f" factor {find_inflation(tracks, track.method, track.steps):.2f}"
        )


def print_persistence(front: DatedFront, day: str) -> None:
    """Print why Brownian motion does not fit: pace lasts, and spread grows with the step."""
    series = front.series_known_at(day, step_days=PLAN.step_days, since=SINCE)
    gains = np.diff(series.area_km2)
    lags = [np.corrcoef(gains[:-lag], gains[lag:])[0, 1] for lag in (1, 2, 3)]
    print(f"\nAutocorrelation of gains by {day} at lags 1 to 3:", *(f"{x:.2f}" for x in lags))
    for step in (1, 7, 30):
        fit = fit_brownian(front.series_known_at(day, step_days=step).latest(365 // step))
        spread = fit.diffusion_km2_per_root_year
        print(f"  spread over the last year in steps of {step:2} days: {spread:.1f} km2/yr^.5")


def main(arguments: list[str]) -> int:
    """Run the three parts."""
    if not 1 <= len(arguments) <= 2:
        print(__doc__, file=sys.stderr)
        return 2
    front = read_areas(Path(arguments[0]))
    day = arguments[1] if len(arguments) == 2 else "2025-08-19"
    print_forecast(front, day)
    print_persistence(front, day)
    print_backtest(front)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
