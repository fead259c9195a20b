"""Arguments and options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Annotated

import typer

from pourparler.case.nearest import nearest
from pourparler.case.records import HANDLINGS
from pourparler.cli.naming import remember_case


def read_day(value: str) -> date:
    """Read a calendar date; a wrong one is answered with the form it should have."""
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise typer.BadParameter(f"'{value}' is not a date; write YYYY-MM-DD") from error


def read_instant(value: str) -> datetime:
    """Read an instant; without an offset it is taken to be UTC."""
    try:
        instant = datetime.fromisoformat(value)
    except ValueError as error:
        raise typer.BadParameter(
            f"'{value}' is not a time; write 2025-08-19T14:30:00+00:00"
        ) from error
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


def one_of(allowed: tuple[str, ...]) -> Callable[[str], str]:
    """Return a parser that admits only the words of the vocabulary."""

    def read(value: str) -> str:
        if value in allowed:
            return value
        guess = nearest(value, allowed)
        tail = f"; did you mean '{guess}'?" if guess else f"; allowed: {', '.join(allowed)}"
        raise typer.BadParameter(f"'{value}' is not allowed{tail}")

    return read


def _remember(name: str | None) -> str | None:
    if name is not None:
        remember_case(name)
    return name


CaseName = Annotated[
    str,
    typer.Argument(
        metavar="CASE", callback=_remember, help="Folder of the case, or name of a bundled case."
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")]
AsOf = Annotated[
    date | None,
    typer.Option(parser=read_day, metavar="DATE", help="Statements made up to this day."),
]
KnownAt = Annotated[
    date | None,
    typer.Option(parser=read_day, metavar="DATE", help="Only reports dated up to this day."),
]
RecordedAt = Annotated[
    datetime | None,
    typer.Option(parser=read_instant, metavar="TIME", help="The ledger as it was at this time."),
]
Ceiling = Annotated[
    str,
    typer.Option(
        parser=one_of(HANDLINGS), metavar="LEVEL", help=f"Highest handling: {', '.join(HANDLINGS)}."
    ),
]
OfActor = Annotated[str | None, typer.Option("--actor", metavar="ID", help="Of this actor.")]
OnIssue = Annotated[str | None, typer.Option("--issue", metavar="ID", help="On this issue.")]
Describes = Annotated[
    date | None,
    typer.Option("--as-of", parser=read_day, metavar="DATE", help="The day that is described."),
]
ReviewedOnly = Annotated[
    bool, typer.Option("--reviewed-only", help="Use only what a person made or confirmed.")
]
WithAssessments = Annotated[
    bool,
    typer.Option(
        "--with-assessments", help="Mix analysts' own estimates into positions, marked as such."
    ),
]
StatementId = Annotated[
    str, typer.Argument(metavar="ID", help="Id of the statement, as `statements` prints it.")
]
StatementIds = Annotated[
    list[str],
    typer.Argument(metavar="ID...", help="Ids of statements; several are one decision."),
]
WhoDecides = Annotated[
    str,
    typer.Option(
        "--coder", metavar="NAME", envvar="POURPARLER_CODER", help="Who decides; kept in the log."
    ),
]
WhoWrites = Annotated[
    str | None,
    typer.Option(
        "--coder",
        metavar="NAME",
        envvar="POURPARLER_CODER",
        help="Who writes the file; kept in the log with what it used.",
    ),
]
Reason = Annotated[
    str | None, typer.Option(metavar="WORDS", help="Why; kept in the log. Do not quote reports.")
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Write nothing; print the counts before and after.")
]
Expected = Annotated[
    str | None,
    typer.Option(
        metavar="VERSION", help="Decide only if the statement still has this version (see `show`)."
    ),
]
NoRead = Annotated[
    bool,
    typer.Option("--no-read", help="Do not read the stored reports anew; `read` does it later."),
]
