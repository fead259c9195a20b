"""``pourparler commitments``: who threatened or promised what, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, cast

import typer

from pourparler.case.commitments import COMMITMENT_KINDS, FATES, CommitmentKind, Fate
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
    one_of,
)
from pourparler.cli.output import print_json, print_table

if TYPE_CHECKING:
    from pourparler.workbench.commitments import Commitment


def commitments(
    case: CaseName,
    actor: OfActor = None,
    issue: OnIssue = None,
    kind: Annotated[
        str | None,
        typer.Option(
            parser=one_of(COMMITMENT_KINDS),
            metavar="KIND",
            help=f"One of {', '.join(COMMITMENT_KINDS)}.",
        ),
    ] = None,
    fate: Annotated[
        str | None,
        typer.Option(
            parser=one_of(FATES), metavar="FATE", help=f"One of {', '.join(FATES)} on that day."
        ),
    ] = None,
    as_of: Describes = None,
    known_at: KnownAt = None,
    recorded_at: RecordedAt = None,
    ceiling: Ceiling = "public",
    json: Json = False,
) -> None:
    """List threats and promises: on what condition, until when, and what became of them."""
    from pourparler.workbench.commitments import CommitmentQuery, find_commitments
    from pourparler.workbench.dealing_shapes import commitment_json
    from pourparler.workbench.opening import open_case
    from pourparler.workbench.view import View

    view = View(
        as_of=as_of, known_at=known_at, recorded_at=recorded_at, ceiling=cast(Handling, ceiling)
    )
    query = CommitmentQuery(
        actor=actor,
        issue=issue,
        kind=cast(CommitmentKind | None, kind),
        fate=cast(Fate | None, fate),
    )
    found = find_commitments(open_case(case), query, view=view)
    if json:
        listed = [commitment_json(commitment) for commitment in found.commitments]
        day = found.as_of.isoformat() if found.as_of else None
        print_json({"commitments": listed, "as_of": day} | found.stamp.as_json())
        return
    columns = ("made on", "actor", "kind", "what", "condition", "deadline", "fate", "told by")
    print_table(columns, [_row(commitment) for commitment in found.commitments])
    typer.echo(
        f"{len(found.commitments)} threats and promises, their fates as of {found.as_of}. "
        f"{found.stamp.as_text()}"
    )


def _row(commitment: Commitment) -> tuple[str, ...]:
    fate = commitment.fate.replace("_", " ")
    reports = dict.fromkeys(telling.mention.report for telling in commitment.tellings)
    return (
        commitment.made_on,
        ", ".join(commitment.actors),
        commitment.kind,
        commitment.what,
        commitment.condition,
        commitment.deadline or "",
        f"{fate} ({commitment.fate_on})" if commitment.fate_on else fate,
        ", ".join(reports),
    )
