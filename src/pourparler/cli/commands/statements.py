"""``pourparler statements``: the ledger as a table."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, cast

import typer

from pourparler.case.records import ATTRIBUTIONS, Attribution, Handling
from pourparler.cli.options import (
    AsOf,
    CaseName,
    Ceiling,
    Json,
    KnownAt,
    RecordedAt,
    one_of,
    read_day,
)
from pourparler.cli.output import print_json, print_table

if TYPE_CHECKING:
    from pourparler.case.records import Statement

Day = Annotated[date | None, typer.Option(parser=read_day, metavar="DATE", help="By date said.")]


def statements(  # noqa: PLR0913  (a command line has as many parameters as it has options)
    case: CaseName,
    actor: Annotated[str | None, typer.Option(metavar="ID", help="Of this actor.")] = None,
    issue: Annotated[str | None, typer.Option(metavar="ID", help="On this issue.")] = None,
    since: Day = None,
    until: Day = None,
    attribution: Annotated[
        str | None,
        typer.Option(
            parser=one_of(ATTRIBUTIONS), metavar="KIND", help=f"One of {', '.join(ATTRIBUTIONS)}."
        ),
    ] = None,
    reviewed: Annotated[
        bool | None, typer.Option("--reviewed/--unreviewed", help="Seen by a person or not.")
    ] = None,
    text: Annotated[str | None, typer.Option(metavar="WORDS", help="With these words.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, metavar="N", help="At most N.")] = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    recorded_at: RecordedAt = None,
    ceiling: Ceiling = "public",
    json: Json = False,
) -> None:
    """Print who said what, when, on which issue; every row leads to its sentence."""
    from pourparler.ledger.query import StatementQuery
    from pourparler.workbench.opening import open_case
    from pourparler.workbench.shapes import statement_json
    from pourparler.workbench.statements import find_statements
    from pourparler.workbench.view import View

    folder = open_case(case)
    query = StatementQuery(
        actor=actor,
        issue=issue,
        since=since,
        until=until,
        attribution=cast(Attribution | None, attribution),
        reviewed=reviewed,
        text=text,
        limit=limit,
    )
    view = View(
        as_of=as_of, known_at=known_at, recorded_at=recorded_at, ceiling=cast(Handling, ceiling)
    )
    found = find_statements(folder, query, view=view)
    if json:
        listed = [
            statement_json(statement, folder.case, found.utterances, found.commitments)
            for statement in found.statements
        ]
        print_json({"statements": listed} | found.stamp.as_json())
        return
    columns = ("id", "said on", "actor", "speaker", "how", "issue: option", "content", "report")
    print_table(columns, [_row(statement) for statement in found.statements])
    typer.echo(f"{len(found.statements)} statements. {found.stamp.as_text()}")


def _row(statement: Statement) -> tuple[str, ...]:
    return (
        statement.id,
        statement.said_on,
        ", ".join(statement.actors),
        statement.speaker or "",
        f"{statement.attribution}, translated"
        if statement.translated_by
        else statement.attribution,
        "; ".join(_coding_words(statement)),
        " ".join(statement.content.split()),
        statement.report,
    )


def _coding_words(statement: Statement) -> list[str]:
    words = []
    for coding in statement.codings:
        options = dict.fromkeys(o for o in (coding.from_option, coding.to_option) if o)
        sign = {"supports": "", "opposes": "not "}.get(coding.modality, f"{coding.modality} ")
        words.append(f"{coding.issue}: {sign}{' to '.join(options) or 'no option'}")
    return words
