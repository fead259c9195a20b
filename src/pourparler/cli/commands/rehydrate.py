"""``pourparler rehydrate``: a case from a replication file and texts of one's own."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Annotated

import typer

from pourparler.case.counting import count_words
from pourparler.cli.options import Json
from pourparler.cli.output import print_json, print_table


def rehydrate(
    case: Annotated[Path, typer.Argument(metavar="CASE", help="Folder to make.")],
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="What `export CASE replication` wrote.")
    ],
    targets: Annotated[
        list[str], typer.Argument(metavar="[FILE|DIR]...", help="Where the texts of reports are.")
    ],
    json: Json = False,
) -> None:
    """Make a case from a replication file, with the texts that you have; digests decide."""
    from pourparler.errors import BundleError
    from pourparler.workbench.rehydrating import rehydrate as make

    try:
        content = file.read_bytes()
    except OSError as error:
        raise BundleError(
            f"{file} cannot be read: {error.strerror}", hint="Name the replication file."
        ) from error
    made = make(case, content, targets, name=str(file))
    if json:
        listed = [dataclasses.asdict(missing) for missing in made.missing]
        folder = {"folder": str(made.imported.folder), "rows": made.imported.rows}
        print_json(folder | {"found": made.found, "missing": listed})
        return
    if made.missing:
        rows = [
            (m.report, m.reported_on, m.title, m.publisher or "", m.url or "") for m in made.missing
        ]
        columns = ("report", "date", "title", "publisher", "address")
        print_table(columns, rows, title="Left out: no text with the digest of these reports")
    typer.echo(
        f"Made {made.imported.folder}: {count_words(made.found, 'report')} with their text; "
        f"{len(made.missing)} left out with what hangs on them."
    )
