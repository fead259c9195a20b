"""The rolling backtest: on 30-day steps, on the bundled months, and on what cannot be known."""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from models.front.areas import front_by_30_days
from pourparler.case.front import parse_front
from pourparler.errors import RangeError
from pourparler.models.front.backtest import (
    METHODS,
    BacktestPlan,
    backtest_front,
    find_inflation,
    fit_front,
)
from pourparler.models.front.forecast import inflate
from pourparler.models.front.series import DatedFront

MONTHS = BacktestPlan(step_days=365.25 / 12, since="2022-12-31")
SCRIPT = Path(__file__).parents[3] / "benchmarks" / "front_backtest.py"


def bundled_front() -> DatedFront:
    folder = files("pourparler") / "data" / "cases" / "ukraine-2025"
    rows = parse_front((folder / "front.csv").read_text(encoding="utf-8")).rows
    return DatedFront(
        np.array([row.date for row in rows], dtype="datetime64[D]"),
        np.array([row.area_km2 for row in rows]),
        np.array([row.published_on for row in rows], dtype="datetime64[D]"),
    )


@pytest.fixture(scope="module")
def tracks():
    front = bundled_front()
    origins = front.published_on[front.published_on >= np.datetime64("2024-07-01")]
    return backtest_front(front, origins, MONTHS)


def test_every_method_over_every_horizon(tracks):
    expected = [(method, steps) for steps in (1, 3, 6, 12) for method in METHODS[:-1]]
    assert [(t.method, t.steps) for t in tracks] == expected
    assert [t.realised_km2.size for t in tracks[::4]] == [25, 23, 20, 14]


def test_the_bundled_months_tell_the_same_story(tracks):
    """At 12 months 80 % intervals hold far less; no change is worst, as the front moved on."""
    year = {t.method: t for t in tracks if t.steps == 12}
    counts = {method: track.coverage(0.8).count for method, track in year.items()}
    assert counts["brownian_plug_in"] <= counts["brownian"] <= 6
    assert counts["persistent_plug_in"] <= counts["persistent"] <= 10
    for track in year.values():
        assert track.absolute_error_km2.mean() < track.no_change_error_km2.mean()
    assert find_inflation(tracks, "persistent", 12) > find_inflation(tracks, "persistent", 1) >= 1
    assert find_inflation(tracks, "persistent", 2) == find_inflation(tracks, "persistent", 3)
    assert find_inflation(tracks, "persistent", 40) == find_inflation(tracks, "persistent", 12)


def test_pace_lasts_from_month_to_month():
    series = bundled_front().series_known_at("2026-08-01", since="2022-12-31")
    gains = np.diff(series.area_km2)
    lags = [np.corrcoef(gains[:-lag], gains[lag:])[0, 1] for lag in (1, 2)]
    assert lags == pytest.approx([0.80, 0.60], abs=0.005)


def test_inflated_intervals_hold_the_share_in_sample(tracks):
    for track in tracks:
        wider = inflate(track.forecast, track.inflation(0.8))
        low, high = wider.interval_km2(0.8)
        held = ((track.realised_km2 >= low) & (track.realised_km2 <= high)).mean()
        assert held >= 0.8 - 1 / track.realised_km2.size
        assert track.crps_km2.shape == track.realised_km2.shape


def test_each_forecast_is_the_one_made_with_what_was_known(tracks):
    front = bundled_front()
    track = next(t for t in tracks if (t.method, t.steps) == ("brownian", 6))
    chosen = int(np.flatnonzero(track.origin == np.datetime64("2025-02-01"))[0])
    known = front.published_on <= np.datetime64("2025-02-01")
    only = DatedFront(front.date[known], front.area_km2[known], front.published_on[known])
    series = only.series_known_at("2030-01-01", step_days=MONTHS.step_days, since=MONTHS.since)
    assert series.last_on == np.datetime64("2025-01-31")
    alone = fit_front(series, "brownian")(6, 181 / 365.25)
    assert track.forecast.mean_km2[chosen] == pytest.approx(alone.mean_km2, rel=1e-12)
    assert track.forecast.spread_km2[chosen] == pytest.approx(alone.spread_km2, rel=1e-12)
    assert track.realised_km2[chosen] == pytest.approx(118190.2 - 115915.9)


def test_a_wandering_drift_can_be_tested_too():
    front, plan = (
        bundled_front(),
        BacktestPlan(
            step_days=365.25 / 12, since="2022-12-31", horizons=(6,), methods=("lasting_drift",)
        ),
    )
    (track,) = backtest_front(front, ["2024-12-01", "2025-06-01"], plan)
    assert track.realised_km2 == pytest.approx([117220.2 - 114884.2, 119935.5 - 117220.2])
    assert (track.absolute_error_km2 < 2 * track.forecast.spread_km2).all()


def test_what_cannot_be_tested():
    front = front_by_30_days()
    with pytest.raises(RangeError, match="nothing can be compared"):
        backtest_front(front, ["2026-08-14"])
    with pytest.raises(RangeError, match="published by 2023-01-15"):
        backtest_front(front, ["2023-01-15"])
    with pytest.raises(RangeError, match="was not tested"):
        find_inflation((), "brownian", 1)


def test_the_benchmark_runs_on_a_file(tmp_path, capsys):
    spec = importlib.util.spec_from_file_location("front_backtest", SCRIPT)
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    script.PLAN = replace(script.PLAN, methods=METHODS[:-1])  # the last takes seconds here
    front = front_by_30_days()
    days = np.arange(front.date[0], front.date[-1] + 1)
    area = np.interp(days.astype(int), front.date.astype(int), front.area_km2)
    lines = [f"{day},{km2 * 1e6:.0f}" for day, km2 in zip(days, area, strict=True)]
    file = tmp_path / "areas.csv"
    file.write_text("\n".join(["date,area", *lines, lines[-1]]) + "\n", encoding="utf-8")
    assert script.main([str(file)]) == 0
    printed = capsys.readouterr().out
    assert "5,588.1" in printed
    assert "464.7" in printed
    assert "in-sample correction" in printed
    assert script.main([]) == 2
