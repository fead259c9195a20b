"""``pourparler add``: a statement that no reader found, from a report or from a note."""

from __future__ import annotations

from datetime import date
from typing import Annotated, cast

import typer

from pourparler.case.records import HANDLINGS, Attribution, Force, Handling
from pourparler.cli.choices import CODING_FORM, read_coding
from pourparler.cli.commands.correct import (
    Actors,
    Audience,
    Conditional,
    ForceWord,
    Hedged,
    Manner,
    Negated,
    Pieces,
    SaidOn,
    Speaker,
    pieces,
)
from pourparler.cli.decided import print_decided
from pourparler.cli.options import CaseName, DryRun, Json, Reason, WhoDecides, one_of, read_day


def add(
    case: CaseName,
    coder: WhoDecides,
    report: Annotated[
        str | None, typer.Argument(metavar="[REPORT]", help="Id of the report; none for a note.")
    ] = None,
    note: Annotated[
        str | None, typer.Option(metavar="TEXT", help="A note: what is known and how.")
    ] = None,
    written_on: Annotated[
        date | None, typer.Option("--date", parser=read_day, metavar="DATE", help="Of the note.")
    ] = None,
    handling: Annotated[
        str,
        typer.Option(
            parser=one_of(HANDLINGS),
            metavar="LEVEL",
            help=f"Of the note: {', '.join(HANDLINGS)}.",
        ),
    ] = "internal",
    content: Pieces = None,
    source: Pieces = None,
    cue: Pieces = None,
    actor: Actors = None,
    speaker: Speaker = None,
    attribution: Manner = "indirect",
    force: ForceWord = "description",
    said_on: SaidOn = None,
    audience: Audience = None,
    hedged: Hedged = False,
    negated: Negated = False,
    conditional: Conditional = False,
    coding: Annotated[
        list[str] | None,
        typer.Option(metavar=CODING_FORM, help="What it means; once for each issue."),
    ] = None,
    reason: Reason = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Add a statement from words of a report, or from a note of your own."""
    from pourparler.workbench import review
    from pourparler.workbench.opening import open_case

    if (report is None) == (note is None):
        raise typer.BadParameter("name a report, or write a note with --note and --date")
    if note is not None and written_on is None:
        raise typer.BadParameter("a note needs its date: --date YYYY-MM-DD")
    statement = review.NewStatement(
        content=tuple(pieces(content) or ()),
        source=tuple(pieces(source) or ()),
        cue=tuple(pieces(cue) or ()),
        actors=tuple(actor or ()),
        speaker=speaker,
        attribution=cast(Attribution, attribution),
        force=cast(Force, force),
        said_on=said_on,
        audience=audience,
        hedged=bool(hedged),
        negated=bool(negated),
        conditional=bool(conditional),
        codings=tuple(read_coding(text) for text in coding or ()),
    )
    given: str | review.Note = report or ""
    if note is not None and written_on is not None:
        given = review.Note(text=note, written_on=written_on, handling=cast(Handling, handling))
    decided = review.add(
        open_case(case), given, statement, coder=coder, reason=reason, dry_run=dry_run
    )
    print_decided(decided, json=json)
