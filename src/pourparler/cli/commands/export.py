"""``pourparler export``: statements for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, cast

import typer

from pourparler.case.records import Handling
from pourparler.cli.options import AsOf, CaseName, Ceiling, Json, KnownAt
from pourparler.cli.output import print_json, write_text


def export(
    case: CaseName,
    format_name: Annotated[str, typer.Argument(metavar="FORMAT", help="csv or jsonl.")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Standard output if none.")
    ] = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    ceiling: Ceiling = "public",
    json: Json = False,
) -> None:
    """Write the statements as csv (a row per coding) or jsonl (an object per statement)."""
    from pourparler.ledger.query import StatementQuery
    from pourparler.workbench.export import export as render
    from pourparler.workbench.opening import open_case
    from pourparler.workbench.statements import find_statements
    from pourparler.workbench.view import View

    folder = open_case(case)
    view = View(as_of=as_of, known_at=known_at, ceiling=cast(Handling, ceiling))
    found = find_statements(folder, StatementQuery(), view=view)
    text = render(format_name, found, folder.case)
    if json:
        written = {"format": format_name, "count": len(found.statements), "text": text}
        print_json(written | found.stamp.as_json())
    else:
        write_text(text, output)
