"""``pourparler codebook``: issues, options and codes, with what they mean and counts."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, cast

import typer

from pourparler.case.records import Handling
from pourparler.cli.commands.method import form_of
from pourparler.cli.options import (
    AsOf,
    CaseName,
    Ceiling,
    Json,
    KnownAt,
    RecordedAt,
    WhoWrites,
    one_of,
)
from pourparler.cli.output import print_json, write_bytes

FORMS = ("text", "md", "html", "latex", "csv")
_SUFFIXES = {".md": "md", ".html": "html", ".htm": "html", ".tex": "latex", ".csv": "csv"}


def codebook(
    case: CaseName,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="FILE", help="FILE.txt, .md, .html, .tex or .csv; or printed."
        ),
    ] = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            parser=one_of(FORMS),
            metavar="FORMAT",
            help="text, md, html, latex or csv; by the file's name if left out.",
        ),
    ] = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    recorded_at: RecordedAt = None,
    ceiling: Ceiling = "public",
    coder: WhoWrites = None,
    json: Json = False,
) -> None:
    """Write the codebook: issues, options and codes with their meaning, counts and examples."""
    from pourparler.report.codebook_forms import render_codebook
    from pourparler.workbench.codebook import codebook_json, find_codebook
    from pourparler.workbench.opening import open_case
    from pourparler.workbench.outputs import record_output
    from pourparler.workbench.view import View

    folder = open_case(case)
    view = View(
        as_of=as_of, known_at=known_at, recorded_at=recorded_at, ceiling=cast(Handling, ceiling)
    )
    book, stamp = find_codebook(folder, view=view)
    content = render_codebook(book, form or form_of(output, _SUFFIXES)).encode("utf-8", "replace")
    if output is not None:
        write_bytes(content, output)
        record_output(folder, output, content, kind="codebook", view=view, coder=coder)
    if json:
        made = {"codebook": codebook_json(book), "file": str(output) if output else None}
        print_json(made | stamp.as_json())
    elif output is None:
        typer.echo(content.decode(), nl=False)
    else:
        typer.echo(f"Wrote {output}.")
