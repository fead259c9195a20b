"""Printing of packages that come from, or go to, the files of other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from pourparler.cli.output import print_table

if TYPE_CHECKING:
    from pathlib import Path

    from pourparler.workbench.exchange.looked_at import LookedAt


def print_looked_at(found: LookedAt) -> None:
    """Print what can be said about the packages of a file."""
    survey, space = found.survey, found.space
    rows = [
        (
            name.replace("_", "-"),
            "; ".join(space.options_of(survey.frontier.packages[at]).values()),
            *(f"{worth:.3f}" for worth in survey.frontier.utilities[at]),
        )
        for name, at in found.named().items()
    ]
    if rows:
        print_table(("package", "options", *space.parties), rows, title=space.name)
    least = ", ".join(
        f"{party} {float(kept):.3f} (blocks {int(blocked):,})"
        for party, kept, blocked in zip(
            space.parties, space.reservations, survey.blocked, strict=True
        )
    )
    typer.echo(
        f"{survey.frontier.count:,} packages, {len(survey.frontier.packages):,} on the frontier, "
        f"{survey.in_zone:,} that every party values at least as highly as no agreement. Without "
        f"one: {least}."
    )
    if survey.in_zone == 0:
        _print_opening(found)
    for note in space.notes:
        typer.echo(note)
    typer.echo(
        "Points of reference, and no forecast. Sums, smallest gains and payments take one party's "
        "worth for another's."
    )


def _print_opening(found: LookedAt) -> None:
    opening = found.survey.opening
    at = "; ".join(found.space.options_of(found.survey.frontier.packages[opening.package]).values())
    payment = (
        "no payment between the parties opens it"
        if opening.side_payment is None
        else f"the least payment that opens it is {opening.side_payment:.3f}"
    )
    typer.echo(
        f"The zone is empty. It opens at {at} if every party asks for "
        f"{opening.concession:.3f} less; {payment}."
    )


def print_written(files: tuple[Path, ...]) -> None:
    """Print which files were written, and what they say."""
    typer.echo(f"Wrote {', '.join(str(file) for file in files)}.")
    typer.echo(
        "They hold the medians of what parties say; worth is scaled for each party, so that its "
        "best package comes to 1. The rest of the answer, draws and shares, does not fit them."
    )
