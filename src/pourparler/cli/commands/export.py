"""``pourparler export``: a case for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, cast

import typer

from pourparler.case.records import Handling
from pourparler.cli.options import AsOf, CaseName, Ceiling, Json, KnownAt
from pourparler.cli.output import print_json, write_text


def export(  # noqa: PLR0913  (a command line has as many parameters as it has options)
    case: CaseName,
    format_name: Annotated[str, typer.Argument(metavar="FORMAT", help="csv, jsonl or bundle.")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Standard output if none.")
    ] = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    ceiling: Ceiling = "public",
    schema: Annotated[
        bool, typer.Option("--schema", help="Print the JSON Schema of a bundle's lines and stop.")
    ] = False,
    json: Json = False,
) -> None:
    """Write a case for other programs: csv, jsonl (an object per statement), bundle (all of it)."""
    from pourparler.workbench.bundle_schema import bundle_schema
    from pourparler.workbench.export import export as render
    from pourparler.workbench.opening import open_case
    from pourparler.workbench.view import View

    if schema:
        print_json(bundle_schema())
        return
    folder = open_case(case)
    view = View(as_of=as_of, known_at=known_at, ceiling=cast(Handling, ceiling))
    found = render(format_name, folder, view)
    text = found.content.decode()
    if json:
        written = {"format": format_name, "count": found.count, "text": text}
        print_json(written | found.stamp.as_json())
    else:
        write_text(text, output)
