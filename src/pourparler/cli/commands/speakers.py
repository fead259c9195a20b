"""``pourparler speakers``: who spoke and is nobody in the case yet."""

from __future__ import annotations

import dataclasses
from typing import cast

import typer

from pourparler.case.counting import count_words
from pourparler.case.records import Handling
from pourparler.cli.options import CaseName, Ceiling, Json, KnownAt
from pourparler.cli.output import print_json, print_table

_QUOTE_LENGTH = 90


def speakers(
    case: CaseName, known_at: KnownAt = None, ceiling: Ceiling = "public", json: Json = False
) -> None:
    """List the sources without an actor, with counts and quotes."""
    from pourparler.ledger.query import StatementQuery
    from pourparler.workbench.opening import open_case
    from pourparler.workbench.statements import find_statements, find_unmatched
    from pourparler.workbench.view import View

    folder = open_case(case)
    view = View(known_at=known_at, ceiling=cast(Handling, ceiling))
    found = find_statements(folder, StatementQuery(), view=view)
    unmatched = find_unmatched(found)
    if json:
        listed = [dataclasses.asdict(speaker) for speaker in unmatched]
        print_json({"speakers": listed} | found.stamp.as_json())
        return
    rows = [
        (s.source, str(s.count), f"{s.first_reported_on} to {s.last_reported_on}", _short(s.quotes))
        for s in unmatched
    ]
    print_table(("source", "times", "reported", "first quote"), rows)
    total = sum(s.count for s in unmatched)
    typer.echo(
        f"{total} of {count_words(len(found.statements), 'statement')} have a source that "
        f"is no actor or person "
        f"of the case. Say who one is with `pourparler assign {case} SOURCE --actor ID`, or add an "
        f"alias or a person to {folder.path / 'case.yaml'} and read again."
    )


def _short(quotes: tuple[str, ...]) -> str:
    quote = quotes[0] if quotes else ""
    return quote if len(quote) <= _QUOTE_LENGTH else quote[: _QUOTE_LENGTH - 1] + "…"
