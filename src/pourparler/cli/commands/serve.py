"""``pourparler serve``: the case in the browser."""

from __future__ import annotations

import getpass
import importlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from pourparler.case.records import Handling
from pourparler.cli.options import Ceiling, Json
from pourparler.errors import ServeError

if TYPE_CHECKING:
    from pourparler.case.folder import CaseFolder


def serve(
    case: Annotated[
        str | None,
        typer.Argument(metavar="[CASE]", help="Folder or bundled case; the demo if left out."),
    ] = None,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Address to listen at.")
    ] = "127.0.0.1",
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, metavar="N", help="Port; 8713 or a free one.")
    ] = None,
    token: Annotated[
        str | None,
        typer.Option(
            envvar="POURPARLER_TOKEN",
            metavar="WORD",
            help="What visitors from elsewhere must know.",
        ),
    ] = None,
    name: Annotated[
        list[str] | None,
        typer.Option(metavar="HOST", help="Another name this machine goes by; may be repeated."),
    ] = None,
    coder: Annotated[
        str | None, typer.Option(metavar="NAME", help="In whose name decisions are recorded.")
    ] = None,
    ceiling: Ceiling = "public",
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Do not open the browser.")
    ] = False,
    json: Json = False,
) -> None:
    """Open a case in the browser; without CASE, the demo. Stop it with Ctrl-C."""
    from pourparler.workbench.opening import FIRST_CASE, open_case

    web = load_web()
    folder = open_case(case or FIRST_CASE)
    settings = web.Settings(
        path=folder.path,
        host=host,
        token=token,
        coder=coder or _own_name(),
        ceiling=cast(Handling, ceiling),
        names=frozenset(name or ()),
    )
    web.check_reach(settings)
    _read_once(folder, quiet=json)
    say = _print_where if json else _say_where
    web.serve(settings, port=port, opens_browser=not no_browser, say=say)


def load_web(module: str = "pourparler.web.serving") -> Any:
    """Load a part of the web by name: the command line and the web know nothing of each other.

    Raises
    ------
    ServeError
        What it needs is not installed.
    """
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("pourparler"):
            raise
        raise ServeError(
            f"the workbench needs '{error.name}', which is not installed",
            hint="Install it with: pip install 'pourparler[web]'.",
        ) from error


def _read_once(folder: CaseFolder, *, quiet: bool) -> None:
    """Read the reports of a case that nothing was read into yet."""
    from pourparler.cli.output import reading_progress
    from pourparler.workbench.reading import read_reports

    if folder.ledger_path.exists():
        return
    if not quiet:
        typer.echo(f"Reading the reports of {folder.path} first.")
    with reading_progress(quiet=quiet) as progress:
        read_reports(folder, progress=progress)


def _own_name() -> str:
    """Return the name of whoever is at this machine, as far as it tells."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return Path(os.path.expanduser("~")).name or "me"


def _say_where(address: str) -> None:
    typer.echo(f"Serving at {address}")
    typer.echo("Stop it with Ctrl-C.")


def _print_where(address: str) -> None:
    from pourparler.cli.output import print_json

    print_json({"address": address})
