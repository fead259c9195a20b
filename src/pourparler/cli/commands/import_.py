"""``pourparler import``: a case from a bundle."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from pourparler.cli.options import Json
from pourparler.cli.output import print_json


def import_(
    case: Annotated[Path, typer.Argument(metavar="CASE", help="Folder to make.")],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `export CASE bundle` wrote.")],
    json: Json = False,
) -> None:
    """Make a case from a bundle, with its whole history; exported again, it is the same file."""
    from pourparler.errors import BundleError
    from pourparler.workbench.bundle import import_bundle, read_bundle

    try:
        content = file.read_bytes()
    except OSError as error:
        raise BundleError(
            f"{file} cannot be read: {error.strerror}", hint="Name the file of the bundle."
        ) from error
    imported = import_bundle(case, read_bundle(content, name=str(file)))
    if json:
        print_json({"folder": str(imported.folder), "rows": imported.rows})
        return
    counts = ", ".join(f"{count} {table}" for table, count in imported.rows.items())
    typer.echo(f"Made {imported.folder} from {file}: rows of {counts}.")
    typer.echo(f"Next: pourparler brief {shlex.quote(str(imported.folder))}")
