"""``pourparler positions``: where everybody says they stand, and how sure that is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

import typer

from pourparler.case.records import Handling
from pourparler.cli.options import (
    CaseName,
    Ceiling,
    Describes,
    Json,
    KnownAt,
    OfActor,
    OnIssue,
    RecordedAt,
    ReviewedOnly,
)
from pourparler.cli.output import print_json, print_table
from pourparler.cli.position_words import place_words

if TYPE_CHECKING:
    from pourparler.workbench.positions import Position

_NOTHING: Final = 0.005
"""Certainty below which no option is named."""


def positions(  # noqa: PLR0913  (a command line has as many parameters as it has options)
    case: CaseName,
    actor: OfActor = None,
    issue: OnIssue = None,
    as_of: Describes = None,
    known_at: KnownAt = None,
    recorded_at: RecordedAt = None,
    reviewed_only: ReviewedOnly = False,
    ceiling: Ceiling = "public",
    json: Json = False,
) -> None:
    """Say where each actor says it stands on each issue, and how sure that is."""
    from pourparler.workbench.opening import open_case
    from pourparler.workbench.position_shapes import position_json
    from pourparler.workbench.positions import find_positions
    from pourparler.workbench.series import PositionQuery
    from pourparler.workbench.view import View

    view = View(
        as_of=as_of, known_at=known_at, recorded_at=recorded_at, ceiling=cast(Handling, ceiling)
    )
    query = PositionQuery(actor=actor, issue=issue, reviewed_only=reviewed_only)
    found = find_positions(open_case(case), view=view, query=query)
    if json:
        listed = [position_json(position) for position in found.positions]
        print_json({"positions": listed} | found.heard.stamp.as_json())
        return
    columns = (
        "actor", "issue", "says it stands at", "median", "80 %", "certainty", "reports", "last said"
    )  # fmt: skip
    day = found.heard.day
    print_table(
        columns,
        [_row(position) for position in found.positions],
        title=f"Stated positions on {day}" if day else "",
    )
    typer.echo(f"{len(found.positions)} positions. {found.heard.stamp.as_text()}")
    typer.echo("What actors say is estimated, not what they may want. --json gives the densities.")


def _row(position: Position) -> tuple[str, ...]:
    summary, basis = position.summary, position.basis
    return (
        position.actor,
        position.issue.id,
        _stance(position),
        "" if summary.median is None else f"{summary.median:.0f}",
        ", ".join(f"{low:.0f}–{high:.0f}" for low, high in summary.intervals),
        f"{summary.certainty:.2f}",
        str(basis.reports) + _reviewed(basis.reviewed_share),
        _last_said(basis.days_since_last, stale=basis.stale),
    )


def _reviewed(share: float | None) -> str:
    return "" if not share else f" ({share:.0%} reviewed)"


def _last_said(days: float | None, *, stale: bool) -> str:
    if days is None:
        return "never"
    return f"{days:.0f} days ago{', stale' if stale else ''}"


def _stance(position: Position) -> str:
    """Name the likeliest option, and the next where it is nearly as likely."""
    if position.basis.days_since_last is None and position.summary.certainty < _NOTHING:
        return "nothing that can be placed"
    return place_words(position.summary, position.issue)
