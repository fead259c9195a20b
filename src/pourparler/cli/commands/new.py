"""``pourparler new``: a commented case folder to begin with."""

import shlex
from pathlib import Path
from typing import Annotated

import typer

from pourparler.cli.options import Json
from pourparler.cli.output import print_json


def new(
    case: Annotated[Path, typer.Argument(metavar="CASE", help="Folder to make.")],
    json: Json = False,
) -> None:
    """Make a commented case folder that validates as it stands."""
    from pourparler.case.scaffold import make_case_folder

    path = make_case_folder(case)
    if json:
        print_json({"folder": str(path)})
        return
    quoted = shlex.quote(str(path))
    typer.echo(f"Made {path}. Next: edit {path / 'case.yaml'}, put dated reports into")
    typer.echo(f"{path / 'reports'}, then: pourparler check {quoted} && pourparler read {quoted}")
