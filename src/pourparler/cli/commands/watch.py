"""``pourparler watch``: whether anything is new since a day, for people and for schedules."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Final, cast

import typer

from pourparler.case.counting import count_words
from pourparler.case.records import Handling
from pourparler.cli.commands.diff import print_changes
from pourparler.cli.days import check_order
from pourparler.cli.options import (
    CaseName,
    Ceiling,
    Json,
    KnownAt,
    OfActor,
    OnIssue,
    RecordedAt,
    ReviewedOnly,
    read_day,
)
from pourparler.cli.output import print_json, print_table
from pourparler.cli.position_words import quotes

if TYPE_CHECKING:
    from pourparler.workbench.changes import News

SOMETHING_NEW: Final = 10
"""Exit code when there is something to look at."""


def watch(
    case: CaseName,
    since: Annotated[
        date, typer.Option(parser=read_day, metavar="DATE", help="The day that is caught up from.")
    ],
    actor: OfActor = None,
    issue: OnIssue = None,
    known_at: KnownAt = None,
    recorded_at: RecordedAt = None,
    reviewed_only: ReviewedOnly = False,
    ceiling: Ceiling = "public",
    json: Json = False,
) -> None:
    """Say what reports dated after a day have brought; exit 0 for nothing, 10 for something."""
    from pourparler.workbench.change_shapes import news_json
    from pourparler.workbench.changes import find_news
    from pourparler.workbench.opening import open_case
    from pourparler.workbench.series import PositionQuery
    from pourparler.workbench.view import View

    check_order(since, known_at=known_at)
    view = View(known_at=known_at, recorded_at=recorded_at, ceiling=cast(Handling, ceiling))
    query = PositionQuery(actor=actor, issue=issue, reviewed_only=reviewed_only)
    news = find_news(open_case(case), since, view=view, query=query)
    if json:
        print_json(news_json(news) | news.diff.stamp.as_json())
    else:
        _print(news)
    if not news.is_nothing:
        raise typer.Exit(SOMETHING_NEW)


def _print(news: News) -> None:
    day = news.diff.after.day
    print_changes(news.diff, (f"known on {news.since}", f"known on {day}" if day else "now"))
    if news.questions:
        print_table(
            ("issue", "actor", "open because", "last word"),
            [(q.issue.id, q.actor or "", q.kind, quotes(q.testimonies)) for q in news.questions],
            title="Newly open",
        )
    if news.is_nothing:
        typer.echo(f"Nothing new since {news.since}. {news.diff.stamp.as_text()}")
        return
    statements = len({t.statement.id for t in news.statements})
    typer.echo(
        f"Since {news.since}: {count_words(len(news.reports), 'report')}, "
        f"{count_words(statements, 'statement')} on issues, "
        f"{count_words(len(news.diff.moved), 'position')} moved, "
        f"{count_words(len(news.diff.shifts), 'shift')}, "
        f"{count_words(len(news.diff.contradictions), 'contradiction')}, "
        f"{count_words(len(news.questions), 'open question')}. "
        f"{news.diff.stamp.as_text()}"
    )
