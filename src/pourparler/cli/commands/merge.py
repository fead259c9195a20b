"""``pourparler merge``: two copies of a case made one."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pourparler.case.counting import count_words
from pourparler.cli.decided import print_decided
from pourparler.cli.options import CaseName, DryRun, Json, NoRead, Reason, WhoDecides
from pourparler.cli.output import print_json, print_table

if TYPE_CHECKING:
    from pourparler.workbench.review.copies import Joined


def merge(
    case: CaseName,
    other: Annotated[
        Path, typer.Argument(metavar="OTHER", help="Folder of the other copy, or a bundle of it.")
    ],
    coder: WhoDecides,
    reason: Reason = None,
    no_read: NoRead = False,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Take all that another copy of the case has into this one; list what was decided differently.

    What only one copy decided stands; where two people decided differently, the later does.
    """
    from pourparler.workbench.opening import open_case
    from pourparler.workbench.review import By
    from pourparler.workbench.review.copies import join_copy

    by = By(coder=coder, reason=reason, dry_run=dry_run)
    joined = join_copy(open_case(case), other, by=by, read=not no_read)
    if json:
        print_json(joined.as_json())
        return
    _print_conflicts(joined)
    _print_purged(joined, shlex.quote(case))
    typer.echo(f"New from {other}: {count_words(joined.commands, 'command')}.")
    print_decided(joined.decided, json=False)


def _print_purged(joined: Joined, case: str) -> None:
    for one in joined.refused:
        stone = one.tombstone
        typer.echo(
            f"Left out, because it was purged here by {stone.coder} on {stone.at:%Y-%m-%d}: report "
            f"{one.report} ({one.title}). To have it back on purpose: `pourparler purge {case} "
            f"{stone.id} --lift`, then merge again."
        )
    for one in joined.purged_there:
        stone = one.tombstone
        typer.echo(
            f"Purged by {stone.coder} on {stone.at:%Y-%m-%d} in the other copy, and still here: "
            f"report {one.report} ({one.title}). To purge it here: `pourparler purge {case} "
            f"{one.report}`."
        )


def _print_conflicts(joined: Joined) -> None:
    if joined.conflicts:
        print_table(
            ("what", "id", "differs in", "here", "there", "stands"),
            [
                (c.kind, c.id, ", ".join(c.fields), c.ours, c.theirs, c.kept)
                for c in joined.conflicts
            ],
            title="Decided differently in the two copies",
        )
    if joined.case_conflicts:
        print_table(
            ("in case.yaml", "id", "differs in"),
            [(c.place, c.id, ", ".join(c.fields)) for c in joined.case_conflicts],
            title="Worded differently in the two case files; ours stays",
        )
