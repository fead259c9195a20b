"""``pourparler audit``: a sample for a person to judge, and what the judged sample tells."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from pourparler.case.counting import count_words
from pourparler.case.records import Handling
from pourparler.cli.options import CaseName, Ceiling, Json, KnownAt
from pourparler.cli.output import print_json, print_table, write_bytes

if TYPE_CHECKING:
    from pourparler.workbench.audit.results import AuditResult, Figure


def audit(
    case: CaseName,
    size: Annotated[
        int, typer.Option("-n", min=4, max=10_000, metavar="N", help="How many statements.")
    ] = 60,
    seed: Annotated[int, typer.Option(help="The same seed draws the same sample.")] = 1,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Where to write it.")
    ] = None,
    judged: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A file that a person has judged.")
    ] = None,
    coder: Annotated[
        str | None,
        typer.Option(
            "--coder",
            metavar="NAME",
            envvar="POURPARLER_CODER",
            help="Who judged; kept.",
        ),
    ] = None,
    known_at: KnownAt = None,
    ceiling: Ceiling = "public",
    json: Json = False,
) -> None:
    """Draw a sample of what was read for a person to judge, or say what the judged file tells."""
    from pourparler.workbench.opening import open_case
    from pourparler.workbench.view import View

    folder = open_case(case)
    if judged is not None:
        from pourparler.workbench.audit import judge

        if coder is None:
            raise typer.BadParameter("name who judged with --coder NAME", param_hint="--coder")
        result = judge(folder, judged, coder=coder)
        _print_result(result, json=json)
        return
    from pourparler.workbench.audit import draw_sample, sheet_bytes

    view = View(known_at=known_at, ceiling=cast(Handling, ceiling))
    sample = draw_sample(folder, size=size, seed=seed, view=view)
    path = output or Path(f"audit-{folder.path.resolve().name}-{seed}.csv")
    write_bytes(sheet_bytes(sample), path)
    statements = sum(row.statement is not None for row in sample.rows)
    counts = {"statements": statements, "paragraphs": len(sample.rows) - statements}
    if json:
        print_json(
            {"audit": {"file": str(path), "sample": sample.mark} | counts} | sample.stamp.as_json()
        )
        return
    typer.echo(
        f"{path} holds {count_words(statements, 'statement')} and "
        f"{count_words(counts['paragraphs'], 'paragraph')} in which none "
        "was found.\nFill is_statement, right_actor, right_date and right_reading with y or n, and "
        "missed with how many statements of the paragraph are in none of the rows or the ledger; "
        f"then run\n  pourparler audit {case} --judged {path} --coder YOUR-NAME"
    )


def _print_result(result: AuditResult, *, json: bool) -> None:
    from pourparler.workbench.audit.results import audit_words

    if json:
        print_json({"audit": result.as_json()})
        return
    rows = [
        (name, _words(figure))
        for name, figure in (
            ("of the statements found, are statements (precision)", result.precision),
            ("of the statements there are, were found (recall)", result.recall),
            ("of the statements, have the right actor", result.actor),
            ("of the statements, have the right date", result.said_on),
            ("of the statements, have the right reading", result.reading),
        )
    ]
    print_table(("share", "median, 95 % interval"), rows)
    if result.unjudged:
        typer.echo(f"{result.unjudged} rows were not judged.")
    typer.echo(f"In the method note of the brief: {audit_words(result)}")


def _words(figure: Figure | None) -> str:
    if figure is None:
        return "not enough judged"
    return f"{figure.median:.2f}, {figure.low:.2f} to {figure.high:.2f}"
