"""``pourparler handling``: who may see a report, a statement, a note or an estimate."""

from __future__ import annotations

from typing import Annotated, cast

import typer

from pourparler.case.records import HANDLINGS, Handling
from pourparler.cli.decided import print_decided
from pourparler.cli.options import CaseName, DryRun, Json, Reason, WhoDecides, one_of


def handling(
    case: CaseName,
    level: Annotated[
        str,
        typer.Argument(
            metavar="LEVEL", parser=one_of(HANDLINGS), help=f"One of {', '.join(HANDLINGS)}."
        ),
    ],
    targets: Annotated[
        list[str],
        typer.Argument(
            metavar="ID...",
            help="Ids of reports and statements; of a note or estimate that of its command.",
        ),
    ],
    coder: WhoDecides,
    reason: Reason = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Set who may see reports, statements and notes; below that level views leave them out."""
    from pourparler.workbench import review
    from pourparler.workbench.opening import open_case

    decided = review.set_handling(
        open_case(case),
        cast(Handling, level),
        targets,
        coder=coder,
        reason=reason,
        dry_run=dry_run,
    )
    print_decided(decided, json=json)
