"""``pourparler demo``: the first case, from reports to a brief, in one command."""

from __future__ import annotations

from pathlib import Path

import typer

from pourparler.cli.options import Json
from pourparler.cli.output import print_json, reading_progress, write_bytes


def demo(json: Json = False) -> None:
    """Copy the bundled case here, read it, estimate, print the brief and write brief.html."""
    from pourparler.cli.commands.read import print_summary
    from pourparler.cli.terminal_brief import print_brief
    from pourparler.workbench.brief import gather_brief, render_brief
    from pourparler.workbench.opening import FIRST_CASE, open_case
    from pourparler.workbench.reading import read_reports

    folder = open_case(FIRST_CASE)
    with reading_progress(quiet=json) as progress:
        summary = read_reports(folder, progress=progress)
    content = gather_brief(folder)
    page = Path("brief.html")
    write_bytes(render_brief(content, suffix=".html"), page)
    if json:
        print_json(
            {
                "folder": str(folder.path),
                "brief": str(page),
                "reports": summary.reports,
                "statements": len(content.statements),
                "case": content.digest,
                "ledger": content.mark,
                "version": content.version,
            }
        )
        return
    print_summary(summary)
    print_brief(content)
    typer.echo(f"\nWrote {page}: open it in a browser. The case is the folder {folder.path}.")
    typer.echo("What to type next:")
    for command, purpose in (
        (f"pourparler statements {folder.path} --issue ceasefire", "who said what on one issue"),
        (f"pourparler shifts {folder.path} --known-at 2025-08-17", "what had moved, as known then"),
        (f"pourparler positions {folder.path} --issue ceasefire", "where each says it stands"),
        (f"pourparler watch {folder.path} --since 2025-08-14", "what is new since a day"),
        (f"pourparler settle {folder.path}", "who would sign, and whether it would hold"),
        (f"pourparler speakers {folder.path}", "sources that are nobody in the case yet"),
        (
            f"pourparler brief {folder.path} --known-at 2025-06-30",
            "what was known at an earlier day",
        ),
        ("pourparler new my-case", "a case of your own"),
    ):
        typer.echo(f"  {command:<62} {purpose}")
