"""``pourparler accept`` and ``pourparler reject``: whether this was said and meant so."""

from __future__ import annotations

from pourparler.cli.decided import print_decided
from pourparler.cli.options import (
    CaseName,
    DryRun,
    Expected,
    Json,
    Reason,
    StatementIds,
    WhoDecides,
)


def accept(
    case: CaseName,
    statements: StatementIds,
    coder: WhoDecides,
    reason: Reason = None,
    expected: Expected = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Confirm statements with their codings, under today's wording of the issues."""
    from pourparler.workbench import review
    from pourparler.workbench.opening import open_case

    decided = review.accept(
        open_case(case), *statements, coder=coder, reason=reason, expected=expected, dry_run=dry_run
    )
    print_decided(decided, json=json)


def reject(
    case: CaseName,
    statements: StatementIds,
    coder: WhoDecides,
    reason: Reason = None,
    expected: Expected = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Take statements back with their codings; later readings do not bring them back."""
    from pourparler.workbench import review
    from pourparler.workbench.opening import open_case

    decided = review.reject(
        open_case(case), *statements, coder=coder, reason=reason, expected=expected, dry_run=dry_run
    )
    print_decided(decided, json=json)
