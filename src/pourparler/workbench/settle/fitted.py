"""Inputs estimated from the front as it was known at a date, and how such fits did before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

import numpy as np

from pourparler.case.folder import CaseFolder
from pourparler.case.front import FRONT_FILE, FrontRow, read_front
from pourparler.case.quantity import Quantity
from pourparler.errors import RangeError, ShapeError
from pourparler.ledger.query import ReportQuery
from pourparler.models.front.backtest import BacktestPlan, Track, backtest_front
from pourparler.models.front.brownian import BrownianFit, fit_brownian
from pourparler.models.front.series import DAYS_A_YEAR, DatedFront
from pourparler.models.sensitivity.ranges import Z95
from pourparler.workbench.view import View, open_ledger

MONTHS: Final = 12
"""The pace of the last year is what a signature is waited for at."""

_STEP_DAYS: Final = DAYS_A_YEAR / 12
_FIRST_ORIGIN: Final = MONTHS + 6  # months of record before a forecast is tried
_NOMINAL: Final = 0.8


@dataclass(frozen=True, slots=True)
class Fitted:
    """Inputs by name, the backtest in label and words, and what could not be fitted."""

    quantities: Mapping[str, Quantity] = field(default_factory=dict)
    backtest: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()


def read_fitted(folder: CaseFolder, view: View) -> Fitted:
    """Return what ``front.csv`` says about drift and diffusion, as known at a date.

    The date is ``known_at``, else ``as_of``, else the day of the last report: a front that
    was published after what the case describes does not enter. Drift is that of the last
    twelve months; its standard error is widened by what a backtest on the rows known then
    shows to be needed, which is an in-sample correction and is called so.
    """
    front = read_front(folder.path)
    if front is None:
        return Fitted()
    day = view.known_at or view.as_of or _last_report(folder, view)
    rows = front.rows if day is None else front.known_at(day)
    try:
        dated = _dated(rows)
        # Steps are those of the last twelve months, whatever their length.
        fit = fit_brownian(dated.series_known_at(dated.published_on[-1]).latest(MONTHS))
    except (RangeError, ShapeError, IndexError) as error:
        return Fitted(notes=(f"{FRONT_FILE} cannot be fitted as known at {day}: {error}.",))
    known_on = rows[-1].published_on
    tracks = _backtest(dated)
    factor = max((t.inflation(_NOMINAL) for t in tracks), default=1.0)
    return Fitted(
        quantities=_quantities(fit, factor, known_on) | _held(rows[-1]),
        backtest=tuple(_told(track) for track in tracks),
        notes=_warnings(fit, tracks, known_on),
    )


def _quantities(fit: BrownianFit, factor: float, known_on: date) -> dict[str, Quantity]:
    drift, error = float(fit.drift_km2_per_year), float(fit.drift_error_km2_per_year)
    half = Z95 * error * factor
    cited = f"{FRONT_FILE}, fitted to the {fit.steps} steps before {known_on}"
    widened = f"; the error of the pace is widened {factor:.1f} times, an in-sample correction"
    return {
        "drift_km2_per_year": Quantity(
            low=round(drift - half),
            high=round(drift + half),
            cited=cited + (widened if factor > 1 else ""),
            known_on=known_on,
        ),
        "diffusion_km2_per_root_year": Quantity(
            value=round(float(fit.diffusion_km2_per_root_year)), cited=cited, known_on=known_on
        ),
    }


def _held(row: FrontRow) -> dict[str, Quantity]:
    """Return what the advancing side holds: it can lose no more."""
    held = Quantity(
        value=round(row.area_km2),
        cited=f"{FRONT_FILE}, {row.date}",
        known_on=row.published_on,
    )
    return {"land_behind_km2": held}


def _warnings(fit: BrownianFit, tracks: tuple[Track, ...], known_on: date) -> tuple[str, ...]:
    notes = []
    if float(fit.drift_km2_per_year) < 0:
        notes.append(
            f"The side named `advancing` lost land over the year before {known_on}: if that "
            "lasts, exchange `advancing` and `other` in the case."
        )
    if not tracks:
        notes.append(
            "The record of the front is too short for a backtest: how far off its pace may be "
            "is not known."
        )
    return tuple(notes)


def _backtest(front: DatedFront) -> tuple[Track, ...]:
    """Forecast a year ahead from every month of the record that allows it."""
    plan = BacktestPlan(
        step_days=_STEP_DAYS,
        horizons=(MONTHS,),
        since=front.date[max(0, front.date.size - 3 * MONTHS)],
        methods=("brownian",),
    )
    origins = front.published_on[-(3 * MONTHS) + _FIRST_ORIGIN :]
    try:
        return backtest_front(front, origins, plan)
    except (RangeError, ShapeError):
        return ()


def _told(track: Track) -> tuple[str, str]:
    held = track.coverage(_NOMINAL)
    return (
        "Backtest of the front",
        f"of {held.draws} forecasts of {track.steps} months ahead, made with what was known "
        f"then, {held.count} held what came in their {_NOMINAL:.0%} interval; they were off by "
        f"{track.absolute_error_km2.mean():,.0f} km2 on average, no change by "
        f"{track.no_change_error_km2.mean():,.0f} km2. Windows overlap, and it is one war.",
    )


def _dated(rows: tuple[FrontRow, ...]) -> DatedFront:
    return DatedFront(
        np.array([row.date for row in rows], dtype="datetime64[D]"),
        np.array([row.area_km2 for row in rows]),
        np.array([row.published_on for row in rows], dtype="datetime64[D]"),
    )


def _last_report(folder: CaseFolder, view: View) -> date | None:
    if not folder.ledger_path.exists():
        return None
    with open_ledger(folder) as ledger:
        reports = ledger.find_reports(
            ReportQuery(recorded_at=view.recorded_at, ceiling=view.ceiling)
        )
    return max((report.reported_on for report in reports), default=None)
