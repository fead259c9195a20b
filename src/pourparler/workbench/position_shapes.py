"""Positions as other programs see them: the JSON names of the contract."""

from __future__ import annotations

from typing import Any

from pourparler.models.positions.summary import printable
from pourparler.workbench.positions import Position

_DIGITS = 6


def position_json(position: Position) -> dict[str, Any]:
    """Return a position under the names that other programs rely on.

    ``median``, ``low`` and ``high`` are None on an unordered scale. Shares are never
    printed as 0 or 1.
    """
    summary = position.summary
    options = zip(position.issue.options, printable(summary.shares).tolist(), strict=True)
    return {
        "actor": position.actor,
        "issue": position.issue.id,
        "date": position.date.isoformat(),
        "median": summary.median,
        "low": summary.low,
        "high": summary.high,
        "intervals": [list(interval) for interval in summary.intervals],
        "certainty": round(summary.certainty, 3),
        "reviewed_share": round(position.reviewed_share, 3),
        "reports": position.reports,
        "days_since_last": position.days_since_last,
        "stale": position.is_stale,
        "options": [{"option": option.id, "share": round(share, 3)} for option, share in options],
        "density": [float(f"{mass:.{_DIGITS}g}") for mass in position.density.tolist()],
    }
