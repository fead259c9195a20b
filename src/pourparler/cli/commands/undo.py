"""``pourparler undo`` and ``pourparler redo``: take a decision back, and make it again."""

from __future__ import annotations

from typing import Annotated

import typer

from pourparler.cli.decided import print_decided
from pourparler.cli.options import CaseName, DryRun, Json, Reason, WhoDecides

CommandId = Annotated[
    str | None,
    typer.Argument(metavar="[COMMAND]", help="Id of the command; your last one if left out."),
]


def undo(
    case: CaseName,
    coder: WhoDecides,
    command: CommandId = None,
    reason: Reason = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Undo a decision by a further command: your last one, or the one that is named."""
    from pourparler.workbench import review
    from pourparler.workbench.opening import open_case

    decided = review.undo(open_case(case), command, coder=coder, reason=reason, dry_run=dry_run)
    print_decided(decided, json=json)


def redo(
    case: CaseName,
    coder: WhoDecides,
    command: CommandId = None,
    reason: Reason = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Do again what was undone: what you undid last, or the command that is named."""
    from pourparler.workbench import review
    from pourparler.workbench.opening import open_case

    decided = review.redo(open_case(case), command, coder=coder, reason=reason, dry_run=dry_run)
    print_decided(decided, json=json)
