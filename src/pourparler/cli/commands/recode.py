"""``pourparler recode``: what a statement means, in a person's reading."""

from __future__ import annotations

from typing import Annotated

import typer

from pourparler.cli.choices import CODING_FORM, read_coding
from pourparler.cli.decided import print_decided
from pourparler.cli.options import CaseName, DryRun, Expected, Json, Reason, StatementId, WhoDecides


def recode(
    case: CaseName,
    statement: StatementId,
    coder: WhoDecides,
    coding: Annotated[
        list[str] | None,
        typer.Option(metavar=CODING_FORM, help="A coding; once for each. None: on no issue."),
    ] = None,
    reason: Reason = None,
    expected: Expected = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Put a person's codings in the place of those a statement has, and confirm it."""
    from pourparler.workbench import review
    from pourparler.workbench.opening import open_case

    decided = review.recode(
        open_case(case),
        statement,
        [read_coding(text) for text in coding or ()],
        coder=coder,
        reason=reason,
        expected=expected,
        dry_run=dry_run,
    )
    print_decided(decided, json=json)
