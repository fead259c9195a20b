"""``pourparler assign``: who a source is that the reader matched with nobody."""

from __future__ import annotations

from typing import Annotated

import typer

from pourparler.cli.decided import print_decided
from pourparler.cli.options import CaseName, DryRun, Json, Reason, WhoDecides


def assign(
    case: CaseName,
    source: Annotated[
        str, typer.Argument(metavar="SOURCE", help="Its words, as `speakers` prints them.")
    ],
    coder: WhoDecides,
    actor: Annotated[str | None, typer.Option(metavar="ID", help="The actor it is.")] = None,
    person: Annotated[
        str | None, typer.Option(metavar="NAME", help="The person of the case it is.")
    ] = None,
    reason: Reason = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Say which actor or person a source is, for all its statements at once."""
    from pourparler.workbench import review
    from pourparler.workbench.opening import open_case

    decided = review.assign(
        open_case(case),
        source,
        actor=actor,
        person=person,
        coder=coder,
        reason=reason,
        dry_run=dry_run,
    )
    print_decided(decided, json=json)
