"""``pourparler seal``: freeze a forecast before the outcome is known."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, cast

import typer

from pourparler.case.counting import count_words
from pourparler.case.records import Handling
from pourparler.cli.options import CaseName, Ceiling, Describes, Json, KnownAt, RecordedAt
from pourparler.cli.output import print_json


def seal(
    case: CaseName,
    output: Annotated[
        Path | None, typer.Option("-o", metavar="FILE", help="File to write; CASE/seals/ if not.")
    ] = None,
    draws: Annotated[int, typer.Option(metavar="N", help="Draws, a power of two.")] = 1024,
    seed: Annotated[int, typer.Option(metavar="N", help="Seed of the draws.")] = 0,
    as_of: Describes = None,
    known_at: KnownAt = None,
    recorded_at: RecordedAt = None,
    ceiling: Ceiling = "public",
    json: Json = False,
) -> None:
    """Freeze the forecast of a case, to be scored once the outcome is known."""
    from pourparler.workbench.forecast import forecast_issues
    from pourparler.workbench.opening import open_case
    from pourparler.workbench.seals import make_seal, write_seal
    from pourparler.workbench.view import View

    view = View(
        as_of=as_of, known_at=known_at, recorded_at=recorded_at, ceiling=cast(Handling, ceiling)
    )
    folder = open_case(case)
    found = forecast_issues(folder, view=view, draws=draws, seed=seed)
    record = make_seal(found, view=view, now=datetime.now(UTC).replace(microsecond=0))
    path = write_seal(folder, record, output)
    if json:
        print_json({"file": str(path), "sha256": record["sha256"], "issues": len(record["issues"])})
        return
    typer.echo(f"Sealed the forecast of {count_words(len(record['issues']), 'issue')} in {path}.")
    typer.echo(f"SHA-256 {record['sha256']}")
    typer.echo("Publish that line, or give it to others: only then can they know it is unchanged.")
    for note in found.notes:
        typer.echo(note)
