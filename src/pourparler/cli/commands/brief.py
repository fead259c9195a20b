"""``pourparler brief``: the page that can be handed on."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, cast

import typer

from pourparler.case.records import Handling
from pourparler.cli.days import check_order
from pourparler.cli.options import (
    AsOf,
    CaseName,
    Ceiling,
    Json,
    KnownAt,
    RecordedAt,
    WhoWrites,
    WithAssessments,
    read_day,
)
from pourparler.cli.output import print_json, write_bytes


def brief(
    case: CaseName,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="FILE", help="FILE.html, .md or .docx; else printed."
        ),
    ] = None,
    since: Annotated[
        date | None,
        typer.Option(parser=read_day, metavar="DATE", help="Begin with what changed since then."),
    ] = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    recorded_at: RecordedAt = None,
    with_assessments: WithAssessments = False,
    ceiling: Ceiling = "public",
    coder: WhoWrites = None,
    json: Json = False,
) -> None:
    """Print the brief, or write it as a page: matrix, chronology, open questions, quotes."""
    from pourparler.cli.terminal_brief import print_brief
    from pourparler.workbench.brief import brief_suffix, gather_brief, render_brief
    from pourparler.workbench.opening import open_case
    from pourparler.workbench.outputs import record_output
    from pourparler.workbench.settle.section import settled_in
    from pourparler.workbench.settle.shape import settle_json
    from pourparler.workbench.shapes import statement_json
    from pourparler.workbench.view import View

    check_order(since, as_of=as_of, known_at=known_at)
    folder = open_case(case)
    view = View(
        as_of=as_of, known_at=known_at, recorded_at=recorded_at, ceiling=cast(Handling, ceiling)
    )
    content = gather_brief(folder, view=view, since=since, with_assessments=with_assessments)
    if output is not None:
        made = render_brief(content, suffix=brief_suffix(output))
        write_bytes(made, output)
        record_output(folder, output, made, kind="brief", view=view, coder=coder)
    if json:
        listed = [
            statement_json(statement, folder.case, content.utterances, content.commitments)
            for statement in content.statements
        ]
        settled = settled_in(content.parts)
        print_json(
            {
                "brief": str(output) if output else None,
                "statements": listed,
                "settle": settle_json(settled) if settled else None,
                "case": content.digest,
                "ledger": content.mark,
                "version": content.version,
                "seed": settled.seed if settled else None,
            }
        )
    elif output is None:
        print_brief(content)
    else:
        typer.echo(f"Wrote {output}.")
