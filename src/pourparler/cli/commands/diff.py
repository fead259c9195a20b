"""``pourparler diff``: what is different between two dates or two versions of a case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, cast

import typer

from pourparler.case.counting import count_words
from pourparler.case.records import Handling
from pourparler.cli.commands.shifts import print_moved
from pourparler.cli.options import (
    CaseName,
    Ceiling,
    Json,
    OfActor,
    OnIssue,
    RecordedAt,
    ReviewedOnly,
)
from pourparler.cli.output import print_json, print_table
from pourparler.cli.position_words import quotes, stance_words

if TYPE_CHECKING:
    from pourparler.workbench.changes import Change, Diff
    from pourparler.workbench.positions import Position

_LOOK_HELP = "A date, or the digest of a case version."


def diff(
    case: CaseName,
    before: Annotated[str, typer.Argument(metavar="D1", help=_LOOK_HELP)],
    after: Annotated[str, typer.Argument(metavar="D2", help=_LOOK_HELP)],
    actor: OfActor = None,
    issue: OnIssue = None,
    as_known: Annotated[
        bool, typer.Option("--as-known", help="At each date, use only reports up to it.")
    ] = False,
    recorded_at: RecordedAt = None,
    reviewed_only: ReviewedOnly = False,
    ceiling: Ceiling = "public",
    json: Json = False,
) -> None:
    """Compare the positions of two dates, or under two versions of the case."""
    from pourparler.workbench.change_shapes import diff_json
    from pourparler.workbench.changes import find_changes, read_look
    from pourparler.workbench.opening import open_case
    from pourparler.workbench.series import PositionQuery
    from pourparler.workbench.view import View

    view = View(recorded_at=recorded_at, ceiling=cast(Handling, ceiling))
    looks = [read_look(word, view=view, as_known=as_known) for word in (before, after)]
    query = PositionQuery(actor=actor, issue=issue, reviewed_only=reviewed_only)
    found = find_changes(open_case(case), *looks, query=query)
    if json:
        print_json(diff_json(found) | found.stamp.as_json())
        return
    print_changes(found, (before, after))
    stayed = len(found.changes) - len(found.moved)
    typer.echo(
        f"{count_words(len(found.moved), 'position')} moved, {stayed} stayed. "
        f"{found.stamp.as_text()}"
    )


def print_changes(found: Diff, names: tuple[str, str]) -> None:
    """Print what moved, and the shifts and contradictions that only the second look shows."""
    if found.moved:
        print_table(
            ("actor", "issue", *names, "new statements"),
            [_row(change) for change in found.moved],
            title="Positions where another option comes first",
        )
    print_moved(found)


def _row(change: Change) -> tuple[str, ...]:
    return (
        change.actor,
        change.issue.id,
        _place(change.before),
        _place(change.after),
        quotes(change.news[-3:]),
    )


def _place(position: Position | None) -> str:
    if position is None:
        return "not heard"
    if position.basis.utterances == 0:
        return "not said yet"
    return stance_words(position)
