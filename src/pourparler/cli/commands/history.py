"""``pourparler history``: who decided what, and what is undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pourparler.case.counting import count_words
from pourparler.cli.options import CaseName, Json
from pourparler.cli.output import print_json, print_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pourparler.workbench.review import Entry


def history(
    case: CaseName,
    statement: Annotated[
        str | None, typer.Option(metavar="ID", help="What touched this statement.")
    ] = None,
    coder: Annotated[str | None, typer.Option(metavar="NAME", help="What this coder did.")] = None,
    machines: Annotated[
        bool, typer.Option("--machines", help="Also what machines read and joined.")
    ] = False,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="At most N, the latest.")] = 50,
    json: Json = False,
) -> None:
    """List who decided what, the latest first, with the commands to undo it by."""
    from pourparler.ledger.history import LogQuery
    from pourparler.workbench import review
    from pourparler.workbench.opening import open_case

    query = LogQuery(statement=statement, coder=coder, people_only=not machines, limit=limit)
    found = review.history(open_case(case), query)
    if json:
        print_json(found.as_json())
        return
    print_log(found.entries)
    typer.echo(f"{count_words(len(found.entries), 'command')}. {found.stamp.as_text()}")


def print_log(entries: Sequence[Entry], *, title: str = "") -> None:
    """Print commands as a table."""
    columns = ("command", "when (UTC)", "coder", "what", "statements", "reason")
    print_table(columns, [_row(entry) for entry in entries], title=title)


def _row(entry: Entry) -> tuple[str, ...]:
    what = entry.name.replace("_", " ")
    if entry.fields:
        what += f": {', '.join(entry.fields)}"
    if entry.of:
        what += f" of {entry.of}"
    return (
        entry.command,
        f"{entry.at:%Y-%m-%d %H:%M}",
        entry.coder,
        f"{what} (undone)" if entry.is_undone else what,
        str(entry.statements or ""),
        entry.reason or "",
    )
