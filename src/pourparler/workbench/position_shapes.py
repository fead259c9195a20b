"""Positions as other programs see them: the JSON names of the contract."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from pourparler.case.issues import Issue
from pourparler.models.positions.summary import Summary, printable
from pourparler.report.crossing import Crossed, because_words
from pourparler.workbench.evidence import Testimony
from pourparler.workbench.positions import Position
from pourparler.workbench.shifts import Contradiction, Shift
from pourparler.workbench.taken_back import TakenBack

MOST_ODDS: Final = 1e6
"""Odds are printed up to here: two statements may exclude each other."""

_DIGITS: Final = 6


def position_json(position: Position) -> dict[str, Any]:
    """Return a position under the names that other programs rely on.

    ``median``, ``low`` and ``high`` are None on an unordered scale. Shares are never
    printed as 0 or 1.
    """
    summary, basis = position.summary, position.basis
    place = place_json(summary, position.issue)
    return {
        "actor": position.actor,
        "issue": position.issue.id,
        "date": position.date.isoformat(),
        "median": place["median"],
        "low": place["low"],
        "high": place["high"],
        "intervals": [list(interval) for interval in summary.intervals],
        "certainty": round(summary.certainty, 3),
        "reviewed_share": _rounded(basis.reviewed_share),
        "reports": basis.reports,
        "days_since_last": whole_days(basis.days_since_last),
        "stale": basis.stale,
        "held": _held_json(position),
        "latest_words": _crossed_json(position.crossed),
        "options": place["options"],
        "density": [float(f"{mass:.{_DIGITS}g}") for mass in position.density.tolist()],
    }


def mixed_json(position: Position) -> dict[str, Any]:
    """Return whose estimates were mixed into a position, and by which command."""
    return {
        "mixed": [
            {"coder": one.coder, "held_on": one.held_on.isoformat(), "command": one.command}
            for one in position.mixed
        ]
    }


def _held_json(position: Position) -> dict[str, Any] | None:
    """Return where a stale position was when last stated, and whether that is another answer."""
    if position.held is None:
        return None
    place = place_json(position.held, position.issue)
    return place | {"same_option": position.survives_silence}


def _crossed_json(crossed: Crossed | None) -> dict[str, Any] | None:
    """Return the latest words where they point elsewhere than the estimate, and why it stays."""
    if crossed is None:
        return None
    return {
        "statement": crossed.statement.id,
        "said_on": crossed.statement.said_on,
        "modality": crossed.coding.modality,
        "from_option": crossed.coding.from_option,
        "to_option": crossed.coding.to_option,
        "agreeing": crossed.agreeing,
        "occasions": crossed.occasions,
        "because": because_words(crossed),
    }


def whole_days(days: float | None) -> int | None:
    """Return days as a whole number, None where there are none."""
    return None if days is None else int(days)


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 3)


def shift_json(shift: Shift) -> dict[str, Any]:
    """Return a shift under the names that other programs rely on."""
    return {
        "actor": shift.actor,
        "issue": shift.issue.id,
        "from": shift.first.isoformat(),
        "to": shift.last.isoformat(),
        "before": place_json(shift.before, shift.issue),
        "after": place_json(shift.after, shift.issue),
        "odds": finite_odds(shift.odds),
        "change_probability": _printed(shift.change_probability),
        "statements_before": statement_ids(shift.said_before),
        "statements_after": statement_ids(shift.said_after),
    }


def taken_back_json(taken: TakenBack) -> dict[str, Any]:
    """Return a shift that later statements took back, with the day that last showed it."""
    return {**shift_json(taken.shift), "known_at": taken.known_at.isoformat()}


def contradiction_json(pair: Contradiction) -> dict[str, Any]:
    """Return two utterances that do not go together."""
    return {
        "actor": pair.actor,
        "issue": pair.issue.id,
        "from": pair.first.isoformat(),
        "to": pair.last.isoformat(),
        "probability": _printed(pair.probability),
        "odds": finite_odds(pair.odds),
        "statements_first": statement_ids(pair.said_first),
        "statements_last": statement_ids(pair.said_last),
    }


def place_json(summary: Summary, issue: Issue) -> dict[str, Any]:
    """Return where a position is: median, interval and the share of each option."""
    shares = zip(issue.options, printable(summary.shares).tolist(), strict=True)
    return {
        "median": summary.median,
        "low": summary.low,
        "high": summary.high,
        "options": [{"option": option.id, "share": round(share, 3)} for option, share in shares],
    }


def finite_odds(odds: float) -> float:
    """Return odds as a number that any program can read: at most a million."""
    return round(min(odds, MOST_ODDS), 2)


def statement_ids(testimonies: Iterable[Testimony]) -> list[str]:
    """Return the ids of the statements, each once."""
    return list(dict.fromkeys(t.statement.id for t in testimonies))


def _printed(probability: float) -> float:
    return round(float(printable(probability)), 3)
