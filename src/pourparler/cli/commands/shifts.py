"""``pourparler shifts``: what moved, with the sentences on both sides of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

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
from pourparler.cli.position_words import odds_words, place_words, quotes

if TYPE_CHECKING:
    from pourparler.workbench.changes import Diff
    from pourparler.workbench.shifts import FoundShifts


def shifts(
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
    """List what moved and what does not go together, with the sentences on both sides."""
    from pourparler.report.words import movement_words
    from pourparler.workbench.opening import open_case
    from pourparler.workbench.position_shapes import (
        contradiction_json,
        shift_json,
        taken_back_json,
    )
    from pourparler.workbench.series import PositionQuery
    from pourparler.workbench.shifts import find_shifts
    from pourparler.workbench.taken_back import find_taken_back
    from pourparler.workbench.view import View

    view = View(
        as_of=as_of, known_at=known_at, recorded_at=recorded_at, ceiling=cast(Handling, ceiling)
    )
    query = PositionQuery(actor=actor, issue=issue, reviewed_only=reviewed_only)
    found = find_shifts(open_case(case), view=view, query=query)
    taken_back = find_taken_back(found.heard, found.shifts)
    if json:
        listed = [shift_json(shift) for shift in found.shifts]
        pairs = [contradiction_json(pair) for pair in found.contradictions]
        stamp = found.heard.stamp.as_json()
        back = [taken_back_json(taken) for taken in taken_back]
        print_json({"shifts": listed, "contradictions": pairs, "taken_back": back} | stamp)
        return
    print_moved(found)
    if taken_back:
        print_table(
            ("actor", "issue", "between", "known at", "odds", "said before", "said after"),
            [
                (
                    t.shift.actor, t.shift.issue.id, f"{t.shift.first} and {t.shift.last}",
                    str(t.known_at), odds_words(t.shift.odds),
                    quotes(t.shift.said_before), quotes(t.shift.said_after),
                )
                for t in taken_back
            ],
            title="Seen as shifts at the time, and not borne out by what was said later",
        )  # fmt: skip
    typer.echo(
        movement_words(len(found.shifts), len(found.contradictions), taken_back=len(taken_back))
        + f". {found.heard.stamp.as_text()}"
    )


def print_moved(found: FoundShifts | Diff) -> None:
    """Print the tables of shifts and contradictions, each only if it has a row."""
    if found.shifts:
        print_table(
            ("actor", "issue", "between", "from", "to", "odds", "said before", "said after"),
            [
                (
                    s.actor, s.issue.id, f"{s.first} and {s.last}",
                    place_words(s.before, s.issue), place_words(s.after, s.issue),
                    odds_words(s.odds), quotes(s.said_before), quotes(s.said_after),
                )
                for s in found.shifts
            ],
            title="Shifts: odds of a jump against what silence alone would give",
        )  # fmt: skip
    if found.contradictions:
        print_table(
            ("actor", "issue", "on", "said", "said also"),
            [
                (
                    c.actor, c.issue.id,
                    str(c.last) if c.first == c.last else f"{c.first} to {c.last}",
                    quotes(c.said_first), quotes(c.said_last),
                )
                for c in found.contradictions
            ],
            title="Contradictions: within days, one was wrong or the position jumped",
        )  # fmt: skip
