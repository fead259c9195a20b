"""``pourparler method``: the paragraph on methods and data, from what the ledger holds."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, cast

import typer

from pourparler.case.records import Handling
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

FORMS = ("text", "md", "latex")


def method(
    case: CaseName,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="FILE.txt, .md or .tex; else printed."),
    ] = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            parser=one_of(FORMS),
            metavar="FORMAT",
            help="text, md or latex; by the file's name if left out.",
        ),
    ] = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    recorded_at: RecordedAt = None,
    ceiling: Ceiling = "public",
    coder: WhoWrites = None,
    json: Json = False,
) -> None:
    """Write the paragraph on methods and data for a paper: what was read, how, how well."""
    from pourparler.report.method_forms import render_method
    from pourparler.workbench.method import find_method, method_json
    from pourparler.workbench.opening import open_case
    from pourparler.workbench.outputs import record_output
    from pourparler.workbench.view import View

    chosen = form or form_of(output, {".md": "md", ".tex": "latex"})
    folder = open_case(case)
    view = View(
        as_of=as_of, known_at=known_at, recorded_at=recorded_at, ceiling=cast(Handling, ceiling)
    )
    facts = find_method(folder, view=view)
    content = render_method(facts, chosen).encode("utf-8", "replace")
    if output is not None:
        write_bytes(content, output)
        record_output(folder, output, content, kind="method", view=view, coder=coder)
    if json:
        made = {"file": str(output) if output else None, "case": facts.digest}
        print_json(method_json(facts) | made | {"ledger": facts.mark, "version": facts.version})
    elif output is None:
        typer.echo(content.decode(), nl=False)
    else:
        typer.echo(f"Wrote {output}.")


def form_of(output: Path | None, forms: dict[str, str], default: str = "text") -> str:
    """Return the format that a file name stands for."""
    return forms.get(output.suffix.lower(), default) if output else default
