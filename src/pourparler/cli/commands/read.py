"""``pourparler read``: reports in, statements found."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from pourparler.case.counting import count_words
from pourparler.cli.model_options import (
    BUILT_IN,
    Endpoint,
    ModelName,
    WhichReader,
    chosen_drafter,
    model_words,
)
from pourparler.cli.naming import named
from pourparler.cli.options import CaseName, Json, read_day
from pourparler.cli.output import print_json, reading_progress

if TYPE_CHECKING:
    from pourparler.workbench.reading import ReadSummary


def read(
    case: CaseName,
    targets: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE|DIR|URL|-]...", help="What to read; CASE/reports if left out."
        ),
    ] = None,
    day: Annotated[
        date | None,
        typer.Option(
            "--date", parser=read_day, metavar="DATE", help="Date for reports that state none."
        ),
    ] = None,
    reader: WhichReader = BUILT_IN,
    endpoint: Endpoint = None,
    model: ModelName = None,
    json: Json = False,
) -> None:
    """Add reports to a case and extract their statements. Reading twice adds nothing."""
    from pourparler.workbench.opening import open_case
    from pourparler.workbench.reading import read_reports

    folder = open_case(case)
    with (
        chosen_drafter(reader, endpoint, model, folder=folder.path) as drafter,
        reading_progress(quiet=json) as progress,
    ):
        summary = read_reports(
            folder, targets or (), reported_on=day, progress=progress, drafter=drafter
        )
    counts = dataclasses.asdict(drafter.counts) if drafter else None
    if json:
        print_json(dataclasses.asdict(summary) | {"language_model": counts})
    else:
        print_summary(summary)
        if drafter:
            typer.echo(model_words(drafter))
    if summary.skipped:
        for skipped in summary.skipped:
            typer.echo(f"skipped: {skipped.reason}", err=True)
            typer.echo(f"hint: {named(skipped.hint)}", err=True)
        raise typer.Exit(2)


def print_summary(summary: ReadSummary) -> None:
    """Say in one or two lines what reading did."""
    typer.echo(
        f"Read {count_words(summary.reports, 'report')}: {summary.new_reports} new, "
        f"{summary.unchanged_reports} unchanged, "
        f"{count_words(summary.duplicates, 'near-duplicate')}, "
        f"{len(summary.skipped)} skipped."
    )
    typer.echo(
        f"Statements: {summary.added} added, {summary.kept} kept, {summary.retracted} retracted."
    )
    for title in summary.unread:
        typer.echo(f"Stored, not machine-read (language): {title}")
