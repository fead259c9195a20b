"""``pourparler actor merge|rename|split``: who is who, in the case and in every statement."""

from __future__ import annotations

from typing import Annotated, cast

import typer

from pourparler.cli.decided import print_decided
from pourparler.cli.options import CaseName, DryRun, Json, NoRead, Reason, WhoDecides, one_of

KINDS = ("state", "organisation", "movement", "coalition")

ActorId = Annotated[str, typer.Argument(metavar="ACTOR", help="Id of an actor of the case.")]

actor = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Merge, rename and split actors: in case.yaml and in every statement, undoably.",
)


@actor.command()
def merge(
    case: CaseName,
    gone: ActorId,
    into: Annotated[str, typer.Argument(metavar="INTO", help="Id of the actor that stays.")],
    coder: WhoDecides,
    reason: Reason = None,
    no_read: NoRead = False,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Let one actor be another: names, people, members and statements go over."""
    from pourparler.workbench import review
    from pourparler.workbench.opening import open_case

    by = review.By(coder=coder, reason=reason, dry_run=dry_run)
    decided = review.merge(open_case(case), gone, into, by=by, read=not no_read)
    print_decided(decided, json=json)


@actor.command()
def rename(
    case: CaseName,
    actor: ActorId,
    coder: WhoDecides,
    new_id: Annotated[str | None, typer.Option("--id", metavar="ID", help="Its new id.")] = None,
    name: Annotated[str | None, typer.Option(metavar="NAME", help="Its new name.")] = None,
    reason: Reason = None,
    no_read: NoRead = False,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Give an actor another id or name; the former ones go on counting."""
    from pourparler.workbench import review
    from pourparler.workbench.opening import open_case

    by = review.By(coder=coder, reason=reason, dry_run=dry_run)
    decided = review.rename(
        open_case(case), actor, new_id=new_id, name=name, by=by, read=not no_read
    )
    print_decided(decided, json=json)


@actor.command()
def split(
    case: CaseName,
    actor: ActorId,
    new_id: Annotated[str, typer.Argument(metavar="NEW", help="Id of the new actor.")],
    coder: WhoDecides,
    name: Annotated[str, typer.Option(metavar="NAME", help="Name of the new actor.")],
    kind: Annotated[
        str, typer.Option(parser=one_of(KINDS), metavar="KIND", help=f"One of {', '.join(KINDS)}.")
    ] = "organisation",
    alias: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="A name that is the new one's.")
    ] = None,
    adjective: Annotated[
        list[str] | None, typer.Option(metavar="WORD", help="An adjective that is the new one's.")
    ] = None,
    person: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="A person who speaks for the new one.")
    ] = None,
    statement: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="A statement that is the new one's.")
    ] = None,
    reason: Reason = None,
    no_read: NoRead = False,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Let a new actor take names, people and statements from another."""
    from pourparler.case.actors import ActorKind
    from pourparler.workbench import review
    from pourparler.workbench.opening import open_case

    new = review.NewActor(
        id=new_id,
        name=name,
        kind=cast(ActorKind, kind),
        aliases=tuple(alias or ()),
        adjectives=tuple(adjective or ()),
        people=tuple(person or ()),
        statements=tuple(statement or ()),
    )
    by = review.By(coder=coder, reason=reason, dry_run=dry_run)
    decided = review.split(open_case(case), actor, new, by=by, read=not no_read)
    print_decided(decided, json=json)
