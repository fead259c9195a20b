"""``pourparler export``: a case for other programs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from pourparler.case.counting import count_words
from pourparler.case.records import Handling
from pourparler.cli.options import AsOf, CaseName, Ceiling, Json, KnownAt, WhoWrites
from pourparler.cli.output import print_json, write_bytes

if TYPE_CHECKING:
    from pourparler.case.folder import CaseFolder
    from pourparler.workbench.export import Exported
    from pourparler.workbench.view import View


def export(
    case: CaseName,
    format_name: Annotated[
        str,
        typer.Argument(
            metavar="FORMAT",
            help="csv, xlsx, parquet, latex, jsonl, csl-json, bibtex, annotations, graphml, gexf, "
            "docx, bundle, replication or site (a folder of pages).",
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help="Standard output if none; a new folder for a site.",
        ),
    ] = None,
    part: Annotated[
        str | None,
        typer.Option(
            "--table",
            "--network",
            metavar="NAME",
            help="statements, reports, positions, shifts, commitments, events or settlement; of a "
            "network agreement or stances.",
        ),
    ] = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    ceiling: Ceiling = "public",
    schema: Annotated[
        bool, typer.Option("--schema", help="Print the JSON Schema of a bundle's lines and stop.")
    ] = False,
    coder: WhoWrites = None,
    json: Json = False,
) -> None:
    """Write a case for other programs: tables, networks, citations, or all of it (bundle)."""
    from pourparler.workbench.bundle_schema import bundle_schema
    from pourparler.workbench.export import export as render
    from pourparler.workbench.opening import open_case
    from pourparler.workbench.outputs import record_output
    from pourparler.workbench.view import View

    if schema:
        print_json(bundle_schema())
        return
    folder = open_case(case)
    view = View(as_of=as_of, known_at=known_at, ceiling=cast(Handling, ceiling))
    if format_name == "site":
        _write_site(folder, view, output, json=json)
        return
    found = render(format_name, folder, view, part=part)
    if output is not None:
        write_bytes(found.content, output)
        record_output(folder, output, found.content, kind=format_name, view=view, coder=coder)
    if json:
        text = found.content.decode() if found.is_text and output is None else None
        written = {"format": format_name, "count": found.count, "text": text}
        where = {"file": str(output) if output else None}
        print_json(written | where | found.stamp.as_json())
    elif output is None:
        _print(format_name, found)
    else:
        entries = "1 entry" if found.count == 1 else f"{found.count} entries"
        typer.echo(f"Wrote {output}: {entries}. {found.stamp.as_text()}")


def _write_site(folder: CaseFolder, view: View, output: Path | None, *, json: bool) -> None:
    """Write the pages of the workbench into a new folder, and say how large it is."""
    from pourparler.cli.commands.serve import load_web
    from pourparler.errors import ExportError
    from pourparler.workbench.view import open_ledger, stamp

    if output is None:
        raise ExportError("a site is a folder", hint="Name a new one with -o FOLDER.")
    site = load_web("pourparler.web.site").write_case(folder.path, output, view)
    if json:
        with open_ledger(folder) as ledger:
            made_from = stamp(folder, ledger).as_json()
        written = {"format": "site", "pages": site.pages, "files": site.files, "bytes": site.size}
        print_json(written | {"folder": str(output)} | made_from)
        return
    typer.echo(
        f"{output}: {count_words(site.pages, 'page')} and "
        f"{count_words(site.files, 'other file')}, {site.size / 1e6:.1f} MB. "
        f"Open {output / 'index.html'}, or put the folder on any web server."
    )


def _print(format_name: str, found: Exported) -> None:
    """Write to standard output, unless that is a screen and the format is not for eyes."""
    from pourparler.errors import ExportError

    if not found.is_text and sys.stdout.isatty():
        raise ExportError(f"{format_name} is not for a screen", hint="Name a file with -o FILE.")
    sys.stdout.buffer.write(found.content)
    sys.stdout.flush()
