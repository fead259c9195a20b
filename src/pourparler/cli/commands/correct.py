"""``pourparler correct``: any field of a statement, as a person reads it."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from pourparler.case.records import ATTRIBUTIONS, FORCES
from pourparler.cli.choices import SPAN_FORM, read_piece
from pourparler.cli.decided import print_decided
from pourparler.cli.options import (
    CaseName,
    DryRun,
    Expected,
    Json,
    Reason,
    StatementId,
    WhoDecides,
    one_of,
)

Actors = Annotated[
    list[str] | None, typer.Option("--actor", metavar="ID", help="Who says it; once for each.")
]
Speaker = Annotated[str | None, typer.Option(metavar="NAME", help="The person; '' for none.")]
Manner = Annotated[
    str | None,
    typer.Option(
        parser=one_of(ATTRIBUTIONS), metavar="KIND", help=f"One of {', '.join(ATTRIBUTIONS)}."
    ),
]
ForceWord = Annotated[
    str | None,
    typer.Option(parser=one_of(FORCES), metavar="KIND", help=f"One of {', '.join(FORCES)}."),
]
SaidOn = Annotated[
    str | None, typer.Option(metavar="EDTF", help="When it was said: 2025-08-19, 2025-08, ...")
]
Audience = Annotated[str | None, typer.Option(metavar="WORDS", help="To whom; '' for nobody.")]
Hedged = Annotated[bool | None, typer.Option("--hedged/--not-hedged", help="Said with reserve.")]
Negated = Annotated[bool | None, typer.Option("--negated/--not-negated", help="Denied.")]
Conditional = Annotated[
    bool | None, typer.Option("--conditional/--not-conditional", help="Said on a condition.")
]
Pieces = Annotated[
    list[str] | None,
    typer.Option(metavar=SPAN_FORM, help="Where it stands; several pieces, several times."),
]


def correct(
    case: CaseName,
    statement: StatementId,
    coder: WhoDecides,
    actor: Actors = None,
    no_actor: Annotated[
        bool, typer.Option("--no-actor", help="The source is nobody in the case.")
    ] = False,
    speaker: Speaker = None,
    attribution: Manner = None,
    force: ForceWord = None,
    said_on: SaidOn = None,
    audience: Audience = None,
    hedged: Hedged = None,
    negated: Negated = None,
    conditional: Conditional = None,
    source: Pieces = None,
    cue: Pieces = None,
    content: Pieces = None,
    reason: Reason = None,
    expected: Expected = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Correct fields of a statement; another actor or other spans give it another id."""
    from pourparler.workbench import review
    from pourparler.workbench.opening import open_case

    given: dict[str, Any] = {
        "actors": [] if no_actor else actor,
        "speaker": speaker,
        "attribution": attribution,
        "force": force,
        "said_on": said_on,
        "audience": audience,
        "hedged": hedged,
        "negated": negated,
        "conditional": conditional,
        "source": pieces(source),
        "cue": pieces(cue),
        "content": pieces(content),
    }
    changes = {name: value for name, value in given.items() if value is not None}
    if not changes:
        raise typer.BadParameter("name a field to correct, for example --force offer")
    decided = review.correct(
        open_case(case),
        statement,
        changes,
        coder=coder,
        reason=reason,
        expected=expected,
        dry_run=dry_run,
    )
    print_decided(decided, json=json)


def pieces(given: list[str] | None) -> list[tuple[int, int] | str] | None:
    """Return the pieces of a part, None where the part was not named."""
    return None if given is None else [read_piece(text) for text in given if text]
