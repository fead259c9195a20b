"""``pourparler events``: who met or called whom, where and when, and what was said there."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, cast

import typer

from pourparler.case.events import EVENT_KINDS, EventKind
from pourparler.case.records import Handling
from pourparler.cli.days import check_order, why_nothing
from pourparler.cli.options import (
    CaseName,
    Ceiling,
    Describes,
    Json,
    KnownAt,
    OfActor,
    RecordedAt,
    one_of,
    read_day,
)
from pourparler.cli.output import print_json, print_table

if TYPE_CHECKING:
    from pourparler.workbench.events import Event

Day = Annotated[date | None, typer.Option(parser=read_day, metavar="DATE", help="By date held.")]


def events(
    case: CaseName,
    actor: OfActor = None,
    kind: Annotated[
        str | None,
        typer.Option(
            parser=one_of(EVENT_KINDS), metavar="KIND", help=f"One of {', '.join(EVENT_KINDS)}."
        ),
    ] = None,
    since: Day = None,
    until: Day = None,
    as_of: Describes = None,
    known_at: KnownAt = None,
    recorded_at: RecordedAt = None,
    ceiling: Ceiling = "public",
    json: Json = False,
) -> None:
    """List meetings, calls, summits, talks and visits, with what was said there."""
    from pourparler.workbench.dealing_shapes import event_json
    from pourparler.workbench.events import EventQuery, find_events
    from pourparler.workbench.opening import open_case
    from pourparler.workbench.view import View

    view = View(
        as_of=as_of, known_at=known_at, recorded_at=recorded_at, ceiling=cast(Handling, ceiling)
    )
    query = EventQuery(actor=actor, kind=cast(EventKind | None, kind), since=since, until=until)
    check_order(since, until=until, known_at=known_at)
    folder = open_case(case)
    found = find_events(folder, query, view=view)
    if json:
        print_json({"events": [event_json(e) for e in found.events]} | found.stamp.as_json())
        return
    if not found.events:
        typer.echo(why_nothing(folder, view, actor=actor, kind=kind, since=since, until=until))
    columns = ("held on", "kind", "place", "who", "said there", "told by")
    print_table(columns, [_row(event) for event in found.events])
    typer.echo(f"{len(found.events)} events. {found.stamp.as_text()}")


def _row(event: Event) -> tuple[str, ...]:
    status = "" if event.status == "held" else f", {event.status.replace('_', ' ')}"
    said = [
        f"{said.when}: {' '.join(said.statement.source.split())} {said.statement.cue} "
        f"{' '.join(said.statement.content.split())}"
        for said in event.said
    ]
    return (
        event.held_on,
        f"{event.kind}{status}",
        event.place,
        ", ".join((*event.actors, *event.people)),
        "; ".join(said),
        ", ".join(dict.fromkeys(telling.mention.report for telling in event.tellings)),
    )
