"""``pourparler purge``: remove a report for good."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from pourparler.case.counting import count_words
from pourparler.cli.options import CaseName, DryRun, Json, Reason, WhoDecides
from pourparler.cli.output import print_json, print_lines

if TYPE_CHECKING:
    from pourparler.case.folder import CaseFolder
    from pourparler.workbench.purge import Purged
    from pourparler.workbench.purged_tables import TableOut
    from pourparler.workbench.review import By

Reports = Annotated[
    list[str], typer.Argument(metavar="REPORT...", help="Ids of reports, as `reports` prints them.")
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]

LeaveCase = Annotated[
    bool, typer.Option("--leave-case", help="What case.yaml says in the same words may stay.")
]

Lift = Annotated[
    bool,
    typer.Option("--lift", help="Let in again what was purged under these ids; removes nothing."),
]


def purge(
    case: CaseName,
    report: Reports,
    coder: WhoDecides,
    reason: Reason = None,
    dry_run: DryRun = False,
    leave_case: LeaveCase = False,
    lift: Lift = False,
    yes: Yes = False,
    json: Json = False,
) -> None:
    """Remove reports for good, and every file of the case that quotes them. No undo.

    The same reports are refused from then on, from wherever they come, until --lift.
    """
    from pourparler.workbench.opening import open_case
    from pourparler.workbench.purge import purge as purge_reports
    from pourparler.workbench.review import By

    folder = open_case(case)
    if lift:
        _lift(folder, report, By(coder=coder, reason=reason, dry_run=dry_run), json=json)
        return
    if not (dry_run or yes):
        trial = By(coder=coder, reason=reason, dry_run=True)
        tried = purge_reports(folder, report, trial, leave_case=leave_case)
        typer.echo("\n".join(_what(tried)), err=True)
        typer.confirm("This cannot be undone. Go on?", abort=True, err=True)
    by = By(coder=coder, reason=reason, dry_run=dry_run)
    done = purge_reports(folder, report, by, leave_case=leave_case)
    if json:
        print_json(done.as_json())
    else:
        print_lines(_what(done))
        typer.echo(_end(done))
    if done.remaining:
        raise typer.Exit(1)


def _lift(folder: CaseFolder, ids: list[str], by: By, *, json: bool) -> None:
    from pourparler.workbench.lifting import lift_purge

    lifted = lift_purge(folder, ids, by)
    if json:
        print_json(lifted.as_json())
        return
    what = "it" if len(lifted.tombstones) == 1 else "them"
    typer.echo(
        f"Let in again: {', '.join(lifted.tombstones)}. Nothing has come back by itself: read "
        f"{what} again, or merge a copy of the case. {lifted.stamp.as_text()}"
    )


def _what(done: Purged) -> Iterator[str]:
    rows = ", ".join(f"{count} of {name}" for name, count in done.rows.items())
    yield f"Rows of the ledger: {rows}."
    for name in done.files:
        yield f"File: {name}"
    for table in done.tables:
        yield _table(table, str(table.path.relative_to(done.folder)))
    for id_, title in done.copies:
        yield f"Stays, though it nearly copies it: report {id_} ({title})"
    for name in done.unseen:
        yield f"Cannot be looked into, so look yourself: {name}"
    for name in done.remaining:
        yield f"Still holds words of it: {name}"


def _table(table: TableOut, name: str) -> str:
    rows = "1 row" if table.rows == 1 else f"{table.rows} rows"
    if table.content is not None:
        return f"Table without {rows}, {table.left} left: {name}"
    return (
        f"Table removed as a whole, because {rows} cannot be taken out; its {table.left} other "
        f"rows stay as the reports that were read from them: {name}"
    )


def _end(done: Purged) -> str:
    if done.dry_run:
        return f"Not removed: this is what would go for good. {done.stamp.as_text()}"
    what = count_words(done.reports, "report")
    if done.remaining:
        return (
            f"Purged {what} from the ledger, but not from all files: remove those named above, or "
            f"close the program that has the ledger open. {done.stamp.as_text()}"
        )
    return (
        f"Purged {what}; no file of the case holds words of it. This cannot be undone. Other "
        f"copies of the case and backups are not reached; what comes again is "
        f"refused under the id {', '.join(done.tombstones)}. {done.stamp.as_text()}"
    )
